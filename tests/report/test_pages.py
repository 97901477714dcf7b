"""The evidence pages as text: everything escaped, every quantity marked, every fact in the index."""

import json
import re
from pathlib import Path

import pytest

from pipelines.report.document_page import Span, place_spans
from pipelines.report.markup import escape_text, script_json
from pipelines.report.plots import Series, bar_chart, line_charts, markdown_image, shorten
from tests.report.warehouse import page_of, write_pages

HOSTILE = (
    '2023年，<script>alert("1")</script>县"茶叶"产量7.2万吨，\'增长\'3.5%。</textarea><img src=x onerror=alert(2)>\n'
)
PLAIN = "2023年，安溪县茶叶产量7.2万吨，比上年增长3.5%。\n全县共有茶农12万户。合同一百二十千元。\n"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    start = PLAIN.index("一百二十千")
    texts = {"plain.txt": PLAIN, "<b>hostile</b>.txt": HOSTILE}
    return write_pages(texts, tmp_path_factory.mktemp("pages"), {"plain.txt": [(start, start + 5)]})


def test_text_from_documents_is_never_markup(report: Path) -> None:
    pages = [*report.glob("documents/*.html"), report / "index.html", report / "documents.html"]
    for page in pages:
        html = page.read_text(encoding="utf-8")
        assert "<script>alert" not in html and "<img" not in html and "</textarea>" not in html
        assert "<b>hostile" not in html
        scripts = re.findall(r"<script[^>]*>", html)
        assert all('src="' in script or 'type="application/json"' in script for script in scripts), "no inline script"
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in page_of(report, "alert").read_text(encoding="utf-8")


def test_facts_are_in_the_index_with_their_sentence(report: Path) -> None:
    script = (report / "facts" / "1.js").read_text(encoding="utf-8")
    assert "<" not in script
    documents, sentences, facts = json.loads(script.removeprefix("wanyi.add(").removesuffix(");\n"))
    assert {document[3] for document in documents} == {"plain.txt", "<b>hostile</b>.txt"}
    for fact in facts:
        document, sentence, place, quantity_id, text = fact[:5]
        assert (report / "documents" / f"{documents[document][0]}.html").is_file()
        assert sentences[sentence][place : place + len(text)] == text
        assert f'id="{quantity_id}"' in (report / "documents" / f"{documents[document][0]}.html").read_text()


def test_every_quantity_and_every_unread_numeral_is_marked(report: Path) -> None:
    html = page_of(report, "茶农").read_text(encoding="utf-8")
    marked = re.findall(r'<mark id="[^"]+" class="([^"]+)" tabindex="-1">([^<]+)</mark>', html)
    assert [text for _, text in marked] == ["7.2万吨", "3.5%", "12万户", "一百二十千"]
    assert marked[-1][0] == "unread"


def test_the_marked_text_is_the_text_of_the_document(report: Path) -> None:
    html = page_of(report, "茶农").read_text(encoding="utf-8")
    blocks = re.findall(r'<div class="block">(.*?)</div>', html, flags=re.DOTALL)
    assert "".join(re.sub("<[^>]+>", "", block) for block in blocks) == PLAIN


def test_an_empty_warehouse_has_pages_too(tmp_path: Path) -> None:
    report = write_pages({"empty.txt": "没有数字的一句话。\n"}, tmp_path)
    assert "No quantity was found" in page_of(report, "一句话").read_text(encoding="utf-8")
    assert (report / "facts" / "1.js").read_text(encoding="utf-8") == "wanyi.add([[],[],[]]);\n"


def test_overlapping_spans_leave_the_earlier_one() -> None:
    spans = list(place_spans([], [(5, 9), (2, 6), (9, 10)]))
    assert spans == [Span(2, 6, "unread", "unread-2"), Span(9, 10, "unread", "unread-9")]


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\u202e", "\x85"])
def test_what_would_steer_the_display_becomes_visible(hidden: str) -> None:
    assert hidden not in escape_text(f"1{hidden}2")
    assert len(escape_text(f"1{hidden}2")) == 3


def test_json_in_a_page_ends_no_element_and_reads_back() -> None:
    value = ["</script><!--", "\u2028", "亿&元"]
    assert not set("<>&\u2028") & set(script_json(value))
    assert json.loads(script_json(value)) == value


def test_plots_stay_short_enough_to_be_shown_at_once() -> None:
    kinds = [(f"percentage point {number}", 10**number) for number in range(9)]
    lines = [
        Series(f"某省第{number}号指标生产总值", [float(n) for n in range(10)], "12.34万亿 CNY") for number in range(6)
    ]
    for drawn in (bar_chart(kinds), line_charts(lines)):
        shown = markdown_image("a [plot]", drawn)
        assert len(shown) < 1000
        assert re.fullmatch(r"!\[a \(plot\)\]\(data:image/svg\+xml,[^\s()<>\"]+\)", shown)


def test_a_label_is_cut_by_its_width() -> None:
    assert shorten("short", 8) == "short"
    assert shorten("规模以上工业企业利润总额同比增速", 8) == "规模以上工业企…"
