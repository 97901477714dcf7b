"""What Word and Excel files hold beyond plain paragraphs and cells."""

import datetime
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from pipelines.extraction.documents import read_document
from pipelines.extraction.documents.numbering import format_number

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LISTS = f"""<w:numbering {_W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def read(path: Path) -> list[str]:
    return read_document(path, name=path.name).text.split("\n")


def test_tables_stand_between_their_paragraphs_and_merged_cells_repeat(tmp_path: Path):
    document = docx.Document()
    document.add_paragraph("表前增长1%。")
    table = document.add_table(rows=3, cols=3)
    for row, cells in enumerate(
        [["县", "2022年", "2022年"], ["县", "产值（亿元）", "增速（%）"], ["桃源县", "218.6", "6.3"]]
    ):
        for column, cell in enumerate(cells):
            table.cell(row, column).text = cell
    table.cell(0, 0).merge(table.cell(1, 0)).text = "县"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "2022年"
    document.add_paragraph("表后增长2%。")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == [
        "表前增长1%。",
        "桃源县：2022年产值218.6亿元，2022年增速6.3%。",
        "表后增长2%。",
    ]


def test_numbers_of_word_lists_are_printed(tmp_path: Path):
    document = docx.Document()
    for level, text in [(0, "综合"), (1, "增长8%"), (1, "下降3%"), (0, "农业"), (1, "产粮17万吨")]:
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>')
        )
    document.save(str(tmp_path / "plain.docx"))
    with zipfile.ZipFile(tmp_path / "plain.docx") as plain, zipfile.ZipFile(tmp_path / "a.docx", "w") as numbered:
        for name in plain.namelist():
            numbered.writestr(name, _LISTS if name == "word/numbering.xml" else plain.read(name))
    assert read(tmp_path / "a.docx") == ["一、综合", "1.增长8%", "2.下降3%", "二、农业", "1.产粮17万吨"]


@pytest.mark.parametrize(
    ("number", "number_format", "printed"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (12, "ideographDigital", "一二"),
        (13, "chineseLegalSimplified", "壹拾叁"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (2, "lowerLetter", "b"),
        (0, "chineseCounting", "〇"),
        (120, "chineseCounting", "一二〇"),
    ],
)
def test_number_formats(number: int, number_format: str, printed: str):
    assert format_number(number, number_format) == printed


def test_deleted_text_is_gone_inserted_text_and_text_boxes_are_there(tmp_path: Path):
    document = docx.Document()
    paragraph = document.add_paragraph("增长")._p
    for change in (
        "<w:del {}><w:r><w:delText>7%</w:delText></w:r></w:del>",
        "<w:ins {}><w:r><w:t>8%</w:t></w:r></w:ins>",
    ):
        paragraph.append(parse_xml(change.format(_W)))
    box = f"<w:r {_W}><w:pict><w:txbxContent><w:p><w:r><w:t>框内下降3%</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    paragraph.append(parse_xml(box))
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == ["增长8%", "框内下降3%"]


def test_cells_are_exact_and_carry_percent_sign_unit_and_date(tmp_path: Path):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["县", "产值", "增速", "份额", "日期", "人口"])
    sheet.append(["桃源县", 1554.9, 0.0863, 0.1 + 0.2, datetime.date(2024, 3, 5), 12345678])
    sheet["B2"].number_format = '#,##0.0"亿元"'
    sheet["C2"].number_format = "0.0%"
    workbook.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == ["桃源县：产值1554.9亿元，增速8.63%，份额0.3，日期2024年3月5日，人口12345678。"]


def test_sheets_tables_and_captions(tmp_path: Path):
    workbook = openpyxl.Workbook()
    first = workbook.active
    assert first is not None
    first.title = "财政"
    for row in (
        ["各县财政收入"],
        ["单位：万元"],
        ["县", "收入"],
        ["桃源县", 30],
        [],
        ["县", "支出（亿元）"],
        ["汉寿县", 4],
    ):
        first.append(row)
    first.merge_cells("A1:B1")
    hidden = workbook.create_sheet("底稿")
    hidden.append(["县", "错数"])
    hidden.append(["桃源县", 99])
    hidden.sheet_state = "hidden"
    workbook.create_sheet("人口").append(["全县人口", 97])
    workbook.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx") == [
        *("财政", "各县财政收入", "单位：万元", "桃源县：收入30万元。", "汉寿县：支出4亿元。"),
        *("人口", "全县人口：97。"),
    ]
