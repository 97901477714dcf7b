"""The UI as a person uses it who never opens a terminal: start a run, watch it, look at what it did."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pipelines.groups import OPEN_LINEAGE
from tests.chromium import keep_screenshot, open_browser
from tests.processes import processes_of, running_ui
from tests.programs import need_chromium

pytestmark = pytest.mark.slow

SECONDS_FOR_A_RUN = 90
# From something in a row of the list of runs to the row.
ROW = "xpath=ancestor::*[.//*[normalize-space(text())='View']][1]"
expect.set_options(timeout=20_000)
TEXTS = {
    "茶叶.txt": "2023年，安溪县茶叶产量7.2万吨，比上年增长3.5%。全县共有茶农12万户，茶园面积60万亩。",
    "出口.txt": "2023年上半年，晋江市出口总值达218.6亿元，同比增长4.1%，占全省出口的十分之一。合同金额一百二十千元。",
}
WAY = ("documents", "sentences", "quantities", "observations", "warehouse", "exports", "report", "publication")
ADDED = "2023年，德化县陶瓷产值达到502亿元，从业人员超过10万人。"


@dataclass
class Ui:
    """The running UI with a page on it, and where its files are."""

    page: Page
    address: str
    raw: Path
    asked_outside: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the UI."""
        self.page.goto(self.address + path)
        return self.page


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ui]:
    need_chromium()
    folder = tmp_path_factory.mktemp("ui")
    raw, warehouse = folder / "raw", folder / "warehouse"
    raw.mkdir()
    for name, text in TEXTS.items():
        (raw / name).write_text(text, encoding="utf-8")
    with running_ui(raw, warehouse) as (_, address), open_browser() as browser:
        page = browser.new_context(viewport={"width": 1500, "height": 1100}, locale="en-US").new_page()
        made = Ui(page, address, raw)
        page.on("request", lambda request: _note_outside(made, request.url))
        page.set_default_timeout(30_000)
        yield made
    assert not processes_of(warehouse), "the UI left processes behind"


def _note_outside(ui: Ui, url: str) -> None:
    if not url.startswith(("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:")):
        ui.asked_outside.append(url)


def _wait_for(ui: Ui, cause: str, status: str) -> None:
    """Return when the newest run with this cause in its tags has this status, as its row in the list of runs says."""
    deadline = time.monotonic() + SECONDS_FOR_A_RUN
    row = ui.page.get_by_text(cause).first.locator(ROW)
    told = "there is no such run"
    while time.monotonic() < deadline:
        ui.open("/runs")
        ui.page.wait_for_timeout(2_000)
        told = row.inner_text() if row.count() else told
        if status in told:
            return
    raise AssertionError(f"the run with the cause {cause!r} has not come to {status}: {told}")


def test_materialise_everything_by_clicking(ui: Ui) -> None:
    page = ui.open("/asset-groups")
    for group in ("1_texts", "2_reading", "3_warehouse", "4_publication"):
        expect(page.get_by_text(group).first).to_be_visible()
    keep_screenshot(page, "1-lineage")
    page = ui.open(OPEN_LINEAGE)
    for asset in ("raw_texts", *WAY):
        expect(page.get_by_text(asset, exact=True).first).to_be_visible()
    keep_screenshot(page, "1b-lineage-open")
    page.get_by_role("button", name=re.compile("Materialize all")).click()
    launched = page.get_by_text(re.compile("Launched run [0-9a-f]{8}"))
    expect(launched).to_be_visible()
    run = launched.inner_text().split()[2]
    page = ui.open("/runs")
    page.get_by_role("link", name=run).click()
    expect(page.get_by_text("Success", exact=True).first).to_be_visible(timeout=SECONDS_FOR_A_RUN * 1000)
    keep_screenshot(page, "2-run")


def test_the_page_of_an_asset_shows_preview_plot_and_unread_numerals(ui: Ui) -> None:
    page = ui.open("/assets/quantities")
    expect(page.get_by_text("7.2万吨").first).to_be_visible()
    plot = page.get_by_role("img", name="by kind")
    expect(plot).to_be_visible()
    assert plot.evaluate("image => image.complete && image.naturalWidth > 100")
    expect(page.get_by_text("一百二十千元").or_(page.get_by_text("一百二十千")).first).to_be_visible()
    plot.scroll_into_view_if_needed()
    keep_screenshot(page, "3-quantities")
    page = ui.open("/assets/observations")
    expect(page.get_by_role("img", name="facts by area")).to_be_visible()
    page.get_by_role("img", name="facts by area").scroll_into_view_if_needed()
    keep_screenshot(page, "4-observations")
    page = ui.open("/assets/warehouse")
    expect(page.get_by_text("preview of the view facts")).to_be_visible()
    keep_screenshot(page, "5-warehouse")


def test_checks_are_named_in_words_and_pass(ui: Ui) -> None:
    page = ui.open("/assets/warehouse?view=checks")
    for name in ("offsets_are_exact", "ids_are_unique", "references_hold", "no_row_is_lost"):
        expect(page.get_by_text(name).first).to_be_visible()
    expect(page.get_by_text("Holds for every row.").first).to_be_visible()
    keep_screenshot(page, "6-checks")


def test_the_evidence_pages_are_linked_and_open(ui: Ui) -> None:
    page = ui.open("/assets/report")
    link = page.get_by_text(re.compile(r"^http:..127.0.0.1:\d+.index.html$")).locator("xpath=ancestor-or-self::a").first
    expect(link).to_be_visible()
    keep_screenshot(page, "7-report")
    page.goto(str(link.get_attribute("href")))
    expect(page.get_by_text("茶叶产量").first).to_be_visible()
    keep_screenshot(page, "8-evidence")


def test_the_launchpad_explains_what_can_be_set(ui: Ui) -> None:
    page = ui.open("/locations/pipelines.definitions/jobs/refresh/playground")
    for setting in ("raw:", "warehouse:", "documents:", "workers:"):
        expect(page.get_by_text(setting).first).to_be_visible()
    keep_screenshot(page, "9-launchpad")


def test_a_dropped_file_is_read_by_a_run_of_the_sensor(ui: Ui) -> None:
    (ui.raw / "陶瓷.txt").write_text(ADDED, encoding="utf-8")
    _wait_for(ui, "texts changed, 3 files", "Success")
    keep_screenshot(ui.page, "10-runs")
    page = ui.open("/assets/documents")
    expect(page.get_by_text("陶瓷").first).to_be_visible()
    expect(page.locator("tr", has_text="files in the folder").get_by_text("3", exact=True)).to_be_visible()
    keep_screenshot(page, "10b-documents")


def test_a_broken_row_of_a_vocabulary_is_told_with_file_line_and_remedy(ui: Ui) -> None:
    folder = ui.raw / "vocabularies"
    folder.mkdir()
    (folder / "units.csv").write_text("surface,unit_code,kind\n担,,\n", encoding="utf-8")
    _wait_for(ui, "texts changed, 4 files", "Success")
    page = ui.open("/assets/documents?view=checks&checkDetail=own_files_are_understood")
    told = page.get_by_text(re.compile(r"units\.csv.*line 2")).first
    expect(told).to_be_visible()
    keep_screenshot(page, "11-vocabulary")


def test_a_run_with_nothing_to_read_fails_with_one_message(ui: Ui) -> None:
    for text in ui.raw.glob("*.txt"):
        text.unlink()
    _wait_for(ui, "texts changed, 1 files", "Failure")
    ui.page.get_by_text("texts changed, 1 files").first.locator(ROW).get_by_role("link").first.click()
    expect(ui.page.get_by_text(f"There is nothing to read in {ui.raw}.").first).to_be_visible()
    keep_screenshot(ui.page, "12-failure")


def test_nothing_was_asked_of_the_network(ui: Ui) -> None:
    assert not ui.asked_outside
