"""The evidence pages in a browser, opened from files: by keyboard, on a phone, large ones at once, hostile ones too."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from pipelines.report import pages
from pipelines.report.document_page import document_page
from pipelines.report.fact_index import FactFile
from pipelines.report.rows import Document, Mark
from tests.chromium import keep_screenshot, open_browser
from tests.report.test_pages import HOSTILE, PLAIN
from tests.report.warehouse import page_of, write_pages

pytestmark = [pytest.mark.slow, pytest.mark.alone]

SENTENCE = "二〇二三年全市实现地区生产总值1234亿元，比上年增长百分之五，其中第三产业贡献突出，居民收入稳步提高。"
FACTS_IN_A_LARGE_INDEX = 45_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages({"茶叶.txt": PLAIN * 30, "hostile.txt": HOSTILE}, tmp_path_factory.mktemp("pages"))


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800}, locale="en-US")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(f"a dialog: {dialog.message}"))
    yield opened
    context.close()
    assert not faults


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def test_a_walk_by_keyboard_from_the_search_to_the_text_and_back(report: Path, page: Page) -> None:
    page.goto((report / "index.html").as_uri())
    expect(page.locator("#count")).to_contain_text("found")
    page.keyboard.press("/")
    page.keyboard.type("茶叶产量 7.2万吨")
    expect(page.locator("#count")).to_contain_text("60 found")
    expect(page.locator("#results tr").nth(29)).to_contain_text("72,000")
    expect(page.locator("#results tr").nth(30)).to_contain_text("3.5")
    link = page.locator("td.evidence a").first
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/*.html#*")
    first = page.url.split("#")[1]
    assert _focused(page) == first
    card = page.locator("#card")
    expect(card).to_be_visible()
    expect(card).to_contain_text("72,000 吨")
    expect(card).to_contain_text("茶叶产量")
    keep_screenshot(page, "evidence-card")
    page.keyboard.press("ArrowRight")
    assert _focused(page) != first
    page.keyboard.press("ArrowLeft")
    assert _focused(page) == first
    page.keyboard.press("End")
    expect(page.locator("mark:focus")).to_be_in_viewport()
    page.keyboard.press("Home")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#*")
    expect(page.locator("#count")).to_contain_text("1 found, 1 shown")
    page.get_by_role("button", name="show all documents").press("Enter")
    page.locator("#words").fill("")
    expect(page.locator("#count")).not_to_contain_text("1 found, 1 shown")


def test_the_tab_key_reaches_the_text_and_the_card(report: Path, page: Page) -> None:
    page.goto(page_of(report, "茶农").as_uri())
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.localName") == "mark", "after the three links above the text"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Find this fact in the index"


def test_pointing_shows_the_card(report: Path, page: Page) -> None:
    page.goto(page_of(report, "茶农").as_uri())
    page.locator("main mark").nth(2).hover()
    expect(page.locator("#card")).to_contain_text("120,000 户")


def test_a_hostile_text_is_shown_and_does_nothing(report: Path, page: Page) -> None:
    page.goto(page_of(report, "alert").as_uri())
    expect(page.locator("main")).to_contain_text('<script>alert("1")</script>县"茶叶"产量7.2万吨')
    page.locator("main mark").first.click()
    expect(page.locator("#card")).to_be_visible()
    page.goto((report / "index.html").as_uri())
    expect(page.locator("#results")).to_contain_text('<script>alert("1")</script>')
    assert page.locator("#results script, #results img").count() == 0


def test_a_phone_shows_the_card_at_the_bottom_and_nothing_beyond_the_edge(report: Path, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 375, "height": 720}, device_scale_factor=2, is_mobile=True, has_touch=True
    )
    phone = context.new_page()
    for target in (page_of(report, "茶农"), report / "index.html", report / "documents.html"):
        phone.goto(target.as_uri())
        phone.wait_for_timeout(200)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 375, target
        keep_screenshot(phone, f"phone-{'document' if target.parent.name == 'documents' else target.stem}")
    phone.goto(page_of(report, "茶农").as_uri())
    phone.locator("main mark").first.tap()
    box = phone.locator("#card").bounding_box()
    assert box is not None and box["y"] + box["height"] == pytest.approx(720, abs=1) and box["width"] == 375
    context.close()


def _mark(number: int, start: int, text: str, sentence: str) -> Mark:
    known: dict[str, Any] = dict.fromkeys(Mark._fields)
    known |= {"document_id": "d", "quantity_id": f"d-q{number}", "char_start": start, "char_end": start + len(text)}
    known |= {"text": text, "kind": "money", "value": str(number), "unit": "元", "unit_code": "CNY"}
    known |= {"observation_id": f"d-o{number}", "fact_value": str(number), "area": f"某市第{number % 300}区"}
    known |= {"indicator": "地区生产总值", "time_period": "2023", "measure": "level", "status": "actual"}
    known |= {"confidence": 0.5, "needs_review": True, "sentence_id": f"s{number}", "sentence": sentence}
    return Mark(**known)


def _document(marks: list[Mark], text: str) -> Document:
    return Document("d", "large.txt", "大文件", None, "2024-01-01", None, "txt", "utf-8", None, text, marks)


@pytest.mark.parametrize("line_end", ["\n", ""], ids=["lines", "one line"])
def test_a_document_of_a_megabyte_opens_in_a_second(line_end: str, tmp_path: Path, page: Page) -> None:
    sentence = SENTENCE + line_end
    copies = 1_000_000 // len(sentence.encode()) + 1
    at = sentence.index("1234亿元")
    marks = [_mark(number, number * len(sentence) + at, "1234亿元", sentence) for number in range(copies)]
    (tmp_path / "documents").mkdir()
    for name in pages.ASSETS:
        (tmp_path / name).write_bytes((pages.STATIC / name).read_bytes())
    target = tmp_path / "documents" / "d.html"
    target.write_text(document_page(_document(marks, sentence * copies), []), encoding="utf-8")
    page.goto("about:blank")
    begun = time.monotonic()
    page.goto(target.as_uri())
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert time.monotonic() - begun < 1.0
    assert page.locator("main mark").count() == copies
    page.locator("main mark").first.click()
    expect(page.locator("#card")).to_contain_text("地区生产总值")


def test_an_index_of_45000_facts_stays_usable(tmp_path: Path, page: Page) -> None:
    (tmp_path / "facts").mkdir()
    files = 0
    for first in range(0, FACTS_IN_A_LARGE_INDEX, 1_000):
        file = FactFile()
        at = SENTENCE.index("1234亿元")
        file.add(_document([_mark(number, at, "1234亿元", SENTENCE) for number in range(first, first + 1_000)], ""))
        files += 1
        pages.write_facts(file, tmp_path, files)
    for name in pages.ASSETS:
        (tmp_path / name).write_bytes((pages.STATIC / name).read_bytes())
    pages.write_frames(tmp_path, pages.ReportCounts(45, FACTS_IN_A_LARGE_INDEX, files), [], [])
    page.goto((tmp_path / "index.html").as_uri())
    expect(page.locator("#count")).to_have_text("45,000 found, 100 shown", timeout=15_000)
    begun = time.monotonic()
    page.locator("#words").fill("第7区 地区生产总值")
    expect(page.locator("#count")).to_have_text("150 found, 100 shown")
    assert time.monotonic() - begun < 1.5
    page.locator("#order").select_option("largest")
    expect(page.locator("#results tr").first).to_contain_text("44,707")
    page.get_by_role("button", name="Show more").click()
    expect(page.locator("#count")).to_have_text("150 found, 150 shown")
