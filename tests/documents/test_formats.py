"""Every format gives the text of its plain counterpart, whichever program wrote the file."""

import datetime
import re
from pathlib import Path

import openpyxl
import pytest

from pipelines.extraction import extract_quantities
from pipelines.extraction.documents import DocumentRejected, read_document
from tests.documents.hostile import FIXTURES
from tests.programs import CSV_IN_UTF_8, convert_with_libreoffice, need_program, print_with_chromium

PLAIN = (FIXTURES / "county.txt").read_text(encoding="utf-8").rstrip("\n")
TABLE_LINES = [line for line in PLAIN.split("\n") if re.match("[枫漆陬]", line)]


@pytest.mark.parametrize("name", ["county.txt", "county.md", "county.html", "county.docx", "county.pdf"])
def test_kept_files_of_every_format_give_the_same_document(name: str):
    """county.docx and county.pdf were written by LibreOffice from county-print.html."""
    document = read_document(FIXTURES / name, name=name)
    assert document.text.rstrip("\n") == PLAIN
    assert document.format == name.rpartition(".")[2]
    assert document.title == "桃源县上半年经济运行平稳向好"
    assert document.publisher == "桃源县统计局"
    assert document.published == datetime.date(2023, 7, 21)


def test_kind_is_told_by_content_not_by_name(tmp_path: Path):
    for number, name in enumerate(["county.docx", "county.pdf", "county.html", "county.txt"]):
        renamed = tmp_path / f"{number}.txt"
        renamed.write_bytes((FIXTURES / name).read_bytes())
        assert read_document(renamed, name=renamed.name).format == name.rpartition(".")[2]


def test_libreoffice_writer_docx_and_pdf(tmp_path: Path):
    page = FIXTURES / "county-print.html"
    word = convert_with_libreoffice(page, "docx:MS Word 2007 XML", tmp_path)
    assert read_document(word, name=word.name).text == PLAIN
    pdf = convert_with_libreoffice(word, "pdf", tmp_path)
    assert read_document(pdf, name=pdf.name).text == PLAIN


@pytest.mark.parametrize("with_margin_text", [False, True])
def test_browser_print_to_pdf(tmp_path: Path, with_margin_text: bool):
    pdf = print_with_chromium(FIXTURES / "county-print.html", tmp_path / "p.pdf", with_margin_text=with_margin_text)
    assert read_document(pdf, name="p.pdf").text == PLAIN


def test_browser_print_without_table_rules(tmp_path: Path):
    page = (FIXTURES / "county-print.html").read_text(encoding="utf-8").replace('border="1"', "")
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    pdf = print_with_chromium(tmp_path / "p.html", tmp_path / "p.pdf")
    assert read_document(pdf, name="p.pdf").text == PLAIN


def test_two_columns_over_pages_come_in_reading_order(tmp_path: Path):
    """A newspaper page: headline across, columns below, paragraphs going on over column and page."""
    paragraphs = [line for line in PLAIN.split("\n") if len(line) > 60]
    numbered = [f"第{number}次通报，{text}" for number, text in enumerate(paragraphs * 12, 1)]
    page = (FIXTURES / "county-print.html").read_text(encoding="utf-8")
    head = page[: page.index("<h1>")]
    body = "".join(f"<p>{text}</p>" for text in numbered)
    html = f'{head}<h1>通报汇编</h1><div class="columns">{body}</div></body></html>'
    (tmp_path / "p.html").write_text(html, encoding="utf-8")
    pdf = print_with_chromium(tmp_path / "p.html", tmp_path / "p.pdf", with_margin_text=True)
    assert read_document(pdf, name="p.pdf").text.split("\n") == ["通报汇编", *numbered]


def test_newspaper_page_of_two_articles(tmp_path: Path):
    """An article in two columns beside another of other type size: baselines do not agree, nor do widths."""
    paragraphs = [line for line in PLAIN.split("\n") if len(line) > 60]
    wide = [f"甲{number}，{text}" for number, text in enumerate(paragraphs * 4)]
    narrow = [f"乙{number}，{text}" for number, text in enumerate(paragraphs * 3)]
    style = """@page { size: A3; margin: 15mm } body { font: 10pt/1.5 "Noto Serif CJK SC"; text-align: justify }
    p { margin: 0; text-indent: 2em } h2 { font-size: 20pt; text-align: center } .page { display: flex; gap: 8mm }
    .wide { width: 66%; } .wide div { column-count: 2; column-gap: 7mm } .narrow { font-size: 9pt; line-height: 1.7 }"""
    bodies = ["".join(f"<p>{text}</p>" for text in texts) for texts in (wide, narrow)]
    page = f"""<html lang="zh"><meta charset="utf-8"><style>{style}</style><body><div class="page">
    <div class="wide"><h2>县域经济稳中向好 全年目标有望完成</h2><div>{bodies[0]}</div></div>
    <div class="narrow" style="width: 34%"><h3>秋粮长势喜人</h3>{bodies[1]}</div></div></body></html>"""
    (tmp_path / "p.html").write_text(page, encoding="utf-8")
    pdf = print_with_chromium(tmp_path / "p.html", tmp_path / "p.pdf")
    lines = read_document(pdf, name="p.pdf").text.split("\n")
    assert lines == ["县域经济稳中向好 全年目标有望完成", *wide, "秋粮长势喜人", *narrow]


def test_libreoffice_calc_xlsx(tmp_path: Path):
    table = "乡镇,财政收入（万元）,同比增长（%）,完成年度任务（%）\n"
    table += "枫树乡,3250,12.5,52.1\n漆河镇,8120.6,9.1,49.8\n陬市镇,15403,7.8,50.3\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8-sig")
    target = "xlsx:Calc MS Excel 2007 XML"
    workbook = convert_with_libreoffice(tmp_path / "t.csv", target, tmp_path, read_as=CSV_IN_UTF_8)
    assert read_document(workbook, name="t.xlsx").text.split("\n") == TABLE_LINES


def test_old_formats_of_libreoffice_are_rejected_with_the_remedy(tmp_path: Path):
    need_program("soffice", "libreoffice")
    (tmp_path / "t.csv").write_text("县,产值\n桃源县,3\n", encoding="utf-8-sig")
    (tmp_path / "t.html").write_text("<html><body><p>桃源县产值3亿元</p></body></html>", encoding="utf-8")
    for source, target, remedy in [
        ("t.html", "doc:MS Word 97", ".docx"),
        ("t.csv", "xls:MS Excel 97", ".xlsx"),
        ("t.html", "odt:writer8", ".docx"),
        ("t.html", "rtf:Rich Text Format", ".docx"),
        ("t.csv", "ods:calc8", ".xlsx"),
    ]:
        old = convert_with_libreoffice(tmp_path / source, target, tmp_path)
        with pytest.raises(DocumentRejected) as rejected:
            read_document(old, name=old.name)
        assert remedy in rejected.value.remedy, (target, rejected.value)


def test_units_of_headings_reach_the_quantities(tmp_path: Path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["地区", "金额（亿元）", "占比（%）"], ["韶关市", 1554.9, 12.7], ["清远市", 2007.4, 16.4]):
        sheet.append(row)
    workbook.save(tmp_path / "t.xlsx")
    text = read_document(tmp_path / "t.xlsx", name="t.xlsx").text
    found = [(quantity.text, quantity.unit_code) for quantity in extract_quantities(text)]
    assert found == [("1554.9亿元", "CNY"), ("12.7%", "%"), ("2007.4亿元", "CNY"), ("16.4%", "%")]
