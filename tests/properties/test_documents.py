"""Whatever bytes, texts and tables come: an answer or a rejection, never another exception, in linear time."""

import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction import documents
from pipelines.extraction.documents import (
    DocumentRejected,
    date_document,
    find_reprints,
    fingerprint,
    printable,
    read_document,
    read_manifest,
    read_user_table,
)
from pipelines.extraction.documents.encoding import clean, decode
from pipelines.extraction.documents.front_matter import read_front_matter
from pipelines.extraction.documents.headline import find_publisher, find_title
from pipelines.extraction.documents.html_page import read_html
from pipelines.extraction.documents.markdown_file import read_markdown
from pipelines.extraction.documents.tables import unit_surfaces, write_table
from pipelines.extraction.vocabulary import built_in
from tests.growth import MOST_GROWTH, growth_of_doubling

CHINESE = st.text(alphabet="全市县年月日增长下降亿万元吨，。：（）《》—0123456789.%％ \n\t　|#*-", max_size=300)
ANY_TEXT = st.text(max_size=300) | CHINESE
TYPICAL = "2021年，全县实现生产总值218.6亿元，比上年增长6.3%；粮食总产量17万吨。\n"


@given(st.binary(max_size=2_000))
def test_any_bytes_decode_or_are_rejected(content: bytes):
    try:
        text, _ = decode(content)
    except DocumentRejected as rejected:
        assert rejected.reason and rejected.remedy and str(rejected).isprintable()
    else:
        assert clean(text) == text and text.strip()


@given(CHINESE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]))
def test_each_encoding_gives_the_same_text(more: str, encoding: str):
    text = TYPICAL + more
    assert decode(text.encode(encoding))[0] == text


@given(ANY_TEXT)
def test_clean_leaves_nothing_unseen_and_is_stable(text: str):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff\u2028]", cleaned)
    cleaned.encode("utf-8")


@given(st.text())
def test_printable_is(text: str):
    assert printable(text).isprintable()


@given(ANY_TEXT, ANY_TEXT)
def test_dates_titles_and_publishers_of_any_text(text: str, name: str):
    date, source = date_document(text, name)
    assert (date is None) == (source is None)
    for said in (find_title(text), find_publisher(text)):
        assert said is None or said in text


@given(st.lists(st.lists(ANY_TEXT, max_size=6), max_size=8))
def test_tables_of_any_cells_keep_every_figure(table: list[list[str]]):
    lines = write_table(table, units=unit_surfaces(built_in()))
    assert all(line and "\n" not in line for line in lines)


@given(st.lists(st.decimals(0, 10**9, places=2), min_size=1, max_size=5))
def test_every_figure_below_a_heading_is_on_its_line(figures: list[object]):
    heading = ["县", *(f"指标{'甲乙丙丁戊'[n]}（亿元）" for n in range(len(figures)))]
    (line,) = write_table([heading, ["桃源县", *map(str, figures)]], units=unit_surfaces(built_in()))
    assert all(f"{figure}亿元" in line for figure in figures)


@given(st.text(max_size=200), ANY_TEXT)
def test_front_matter_and_markdown_of_any_text(block: str, body: str):
    for text in (f"---\n{block}\n---\n{body}", block + body, f"|{block}|\n|-|\n|{body}|"):
        try:
            assert read_front_matter(text).length <= len(text)
            read_markdown(text)
        except DocumentRejected as rejected:
            assert "front matter" in rejected.reason


@settings(deadline=None)  # the first page loads a parser
@given(ANY_TEXT)
def test_pages_of_any_text(text: str):
    for page in (text, f"<html><body><p>{text}</p></body></html>", f"<table><tr><td>1<td>{text}<tr><td>{text}</table>"):
        try:
            assert read_html(page, units=frozenset()).blocks
        except DocumentRejected as rejected:
            assert rejected.remedy


@settings(deadline=None)  # files
@given(content=st.binary(max_size=500) | ANY_TEXT.map(lambda text: text.encode("utf-8", "replace")))
def test_tables_of_the_user_with_any_content(content: bytes, tmp_path_factory: pytest.TempPathFactory):
    raw = tmp_path_factory.mktemp("raw")
    (raw / "documents.csv").write_bytes(content)
    table = read_user_table(raw / "documents.csv")
    rows, messages = read_manifest(raw)
    assert rows == {}
    assert all(message.isprintable() for message in [*messages, *table.messages])


@settings(deadline=None)  # files
@given(text=ANY_TEXT, ending=st.sampled_from([".txt", ".md", ""]))
def test_documents_of_any_text(text: str, ending: str, tmp_path_factory: pytest.TempPathFactory):
    path = tmp_path_factory.mktemp("raw") / f"a{ending}"
    path.write_text(TYPICAL + text, encoding="utf-8", errors="replace")
    try:
        document = read_document(path, name=path.name)
    except DocumentRejected as rejected:
        assert "garbled" in rejected.reason
    else:
        assert document.text.startswith(TYPICAL.strip())


CLAUSES = st.sampled_from(["", "甲乙丙丁戊己庚辛，", "子丑寅卯辰巳午未，", "天地玄黄宇宙洪荒3亿元，"])


@given(st.lists(CLAUSES, max_size=12), st.text(max_size=50))
def test_reprints_are_of_an_earlier_original(clauses: list[str], other: str):
    texts = ["".join(clauses), "".join(clauses) + other, other, "".join(reversed(clauses))]
    found = find_reprints((str(n), str(n), None, fingerprint(text)) for n, text in enumerate(texts))
    assert all(int(original) < int(reprint) and original not in found for reprint, original in found.items())
    assert found.get("1") == "0" if not other else True


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return every regular expression over text in the package, so that a new one is covered."""
    found = []
    for module in pkgutil.iter_modules(documents.__path__):
        members = vars(importlib.import_module(f"{documents.__name__}.{module.name}"))
        found += [
            (f"{module.name}.{name}", value)
            for name, value in members.items()
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
        ]
    return found


PATHOLOGICAL = [
    *("1", "1,", "2021年", "（", "[", "年", "万", "---\n", "a: b\n", "|", "|-", "**", "[a](", "http://a/", "新华社"),
    *("今天（", "<!--", "<", " ", "\t", "\n", "　", "。", "单位：", "发布时间：", "2021-01-", "截至2021年", "?", "Ã"),
    *("一二", "-", "社1月", "来源："),
]


@pytest.mark.alone
@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=[name for name, _ in patterns()])
def test_every_pattern_takes_linear_time(name: str, pattern: re.Pattern[str]):
    for piece in PATHOLOGICAL:

        def substitute(length: int, piece: str = piece) -> None:
            pattern.sub("", piece * (length // len(piece)))

        started = time.thread_time()  # of this thread: what else the machine does shall not count
        substitute(2_000)
        assert time.thread_time() - started < 0.02, (name, piece, "slow on 2,000 characters already")
        started = time.thread_time()
        substitute(40_000)
        if time.thread_time() - started > 0.05:  # shorter than this says more about the clock than the pattern
            assert growth_of_doubling(substitute, 20_000) <= MOST_GROWTH, (name, piece)


@pytest.mark.alone
def test_a_large_file_is_decoded_fast(tmp_path: Path):
    content = (TYPICAL * 40_000).encode("gb18030")
    start = time.perf_counter()
    decode(content)
    assert time.perf_counter() - start < 0.2 * len(content) / 1e6  # 5 MB/s on the slowest machine, 50 measured
