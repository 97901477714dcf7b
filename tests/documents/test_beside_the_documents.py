"""documents.csv, vocabularies/ and other tables of the user: every way to save them, every mistake a message."""

import datetime
import os
from pathlib import Path

import pytest

from pipelines.extraction.documents import find_raw_files, load_vocabularies, read_manifest, read_user_table
from pipelines.extraction.reading import read_text
from pipelines.extraction.vocabulary import built_in
from tests.programs import CSV_IN_UTF_8, convert_with_libreoffice


def raw_with(tmp_path: Path, *names: str) -> Path:
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("全市增长8%。", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_any_spreadsheet_may_have_saved_it(encoding: str, delimiter: str, line_end: str, tmp_path: Path):
    lines = [
        ["Document ", "TITLE", "备注列"],
        ["a.txt", '"生产总值，增长""快"""', "无"],
        ["", "", ""],
        ["b.txt", "第二季度", ""],
    ]
    text = line_end.join(delimiter.join(line) for line in lines) + line_end
    (tmp_path / "t.csv").write_bytes(text.encode(encoding))
    table = read_user_table(tmp_path / "t.csv")
    assert table.messages == []
    assert table.rows == [
        {"document": "a.txt", "title": '生产总值，增长"快"', "备注列": "无", "_line": "2"},
        {"document": "b.txt", "title": "第二季度", "备注列": "", "_line": "4"},
    ]


def test_libreoffice_saves_a_sheet_as_csv_in_gb18030(tmp_path: Path):
    (tmp_path / "t.csv").write_text("document,title\na.txt,增长；快\n", encoding="utf-8")
    workbook = convert_with_libreoffice(
        tmp_path / "t.csv", "xlsx:Calc MS Excel 2007 XML", tmp_path, read_as=CSV_IN_UTF_8
    )
    gb18030 = "csv:Text - txt - csv (StarCalc):59,34,85"  # semicolon, quotation mark, GB18030
    saved = convert_with_libreoffice(workbook, gb18030, tmp_path)
    assert saved.read_bytes().decode("gb18030").startswith("document;title")
    assert read_user_table(saved).rows == [{"document": "a.txt", "title": "增长；快", "_line": "2"}]


def test_a_quoted_cell_may_hold_line_ends_and_delimiters(tmp_path: Path):
    (tmp_path / "t.csv").write_text('sep=;\na;b\n"x;\ny";1\nz;2\n', encoding="utf-8")
    rows = read_user_table(tmp_path / "t.csv").rows
    assert [(row["a"], row["b"], row["_line"]) for row in rows] == [("x;\ny", "1", "3"), ("z", "2", "5")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a,b\n1,2,3\n4,5\n", "t.csv, line 2: has 3 cells under 2 headings (put a cell that holds the delimiter"),
        (b"\x00\x01\x02\x03" * 50, "t.csv, line 1: the content is binary"),
        (b"a,b\n\xff\xfe\xff\xff\n", "t.csv, line 1: the content is neither"),
        (b'a,b\n"' + b"x" * 200_000 + b"\n", "t.csv, line 2: cannot be read (field larger than field limit"),
        (b"a,a\n1,2\n", "t.csv, line 1: has the column a twice"),
    ],
)
def test_what_cannot_be_read_is_a_message(content: bytes, message: str, tmp_path: Path):
    (tmp_path / "t.csv").write_bytes(content)
    assert read_user_table(tmp_path / "t.csv").messages[0].startswith(message)


def test_no_file_and_an_empty_file_say_nothing(tmp_path: Path):
    (tmp_path / "t.csv").write_bytes(b"\xef\xbb\xbf\r\n")
    assert read_user_table(tmp_path / "t.csv") == ([], [])
    assert read_user_table(tmp_path / "none.csv") == ([], [])
    assert read_manifest(tmp_path) == ({}, [])


def test_manifest_rows_that_are_wrong_are_messages_and_the_others_count(tmp_path: Path):
    raw = raw_with(tmp_path, "a.txt", "b/c.txt", "d.txt", "e.txt", "f.txt", "é.txt")
    lines = [
        "document,title,publisher,published,area,colour",
        "a.txt,题目,县统计局,2024-03-05,桃源县,",
        "missing.txt,,,,,",
        "d.txt,有题,,2024-02-30,,",
        "../../etc/passwd,,,,,",
        "/etc/passwd,,,,,",
        "C:\\a.txt,,,,,",
        "b\\c.txt,,,2024/3/5,,",
        "a.txt,又一行,,,,",
        "raw/e.txt,,,45356,,",
        ",无名,,,,",
        "f.txt,,,2024年3月5日,,",
        "e\u0301.txt,重音,,,,",
    ]
    (raw / "documents.csv").write_text("\n".join(lines), encoding="utf-8")
    rows, messages = read_manifest(raw)
    march = datetime.date(2024, 3, 5)
    assert {name: (row.title, row.published) for name, row in rows.items()} == {
        "a.txt": ("题目", march),
        "d.txt": ("有题", None),
        "b/c.txt": (None, march),
        "e.txt": (None, march),
        "f.txt": (None, march),
        "é.txt": ("重音", None),
    }
    assert (rows["a.txt"].publisher, rows["a.txt"].area, rows["a.txt"].line) == ("县统计局", "桃源县", 2)
    assert [message.partition(" (")[0] for message in messages] == [
        "documents.csv, line 1: has an unknown column colour: it is not used",
        "documents.csv, line 3: names a file that is not there: missing.txt",
        "documents.csv, line 4: has 2024-02-30 as a date",
        "documents.csv, line 5: has a path that leaves raw/: ../../etc/passwd",
        "documents.csv, line 6: has the absolute path /etc/passwd",
        "documents.csv, line 7: has the absolute path C:\\\\a.txt".replace("\\\\", "\\"),
        "documents.csv, line 9: names a.txt again: line 2 counts",
        "documents.csv, line 11: names no document",
    ]


def test_messages_cannot_steer_a_terminal(tmp_path: Path):
    (tmp_path / "documents.csv").write_text("document\n\x1b[31mred\u202e.txt\n", encoding="utf-8")
    (message,) = read_manifest(tmp_path)[1]
    assert message.isprintable()


def test_manifest_without_the_column_document(tmp_path: Path):
    (tmp_path / "documents.csv").write_text("file,title\na.txt,题\n", encoding="utf-8")
    rows, messages = read_manifest(tmp_path)
    assert rows == {}
    assert any("has no column document" in message for message in messages)


def test_vocabularies_add_to_the_built_in_ones_and_win(tmp_path: Path):
    folder = tmp_path / "vocabularies"
    folder.mkdir()
    (folder / "units.csv").write_bytes("surface;unit_code;kind\n箩;{箩};count\n亩;{mu};measure\n".encode("gb18030"))
    vocabularies, messages = load_vocabularies(tmp_path)
    codes = {row["surface"]: row["unit_code"] for row in vocabularies.rows("units")}
    assert messages == []
    assert (codes["箩"], codes["亩"], codes["元"]) == ("{箩}", "{mu}", "CNY")
    assert vocabularies.sha256 != built_in().sha256


def test_bad_vocabulary_rows_are_messages_with_file_line_and_remedy(tmp_path: Path):
    folder = tmp_path / "vocabularies"
    folder.mkdir()
    rows = [",{x},count,,", "箩,{箩},number of,,", "筐,{筐},count,1/0,", "担,kg,measure,50,0"]
    rows += ["篓,{篓},count,,", "篓,{b},count,,", "石,{石},,,"]
    heading = "surface,unit_code,kind,base_numerator,base_denominator"
    (folder / "units.csv").write_text("\n".join([heading, *rows]), encoding="utf-8")
    (folder / "colours.csv").write_text("a\nb\n", encoding="utf-8")
    (folder / "empty.csv").write_text("", encoding="utf-8")
    vocabularies, messages = load_vocabularies(tmp_path)
    assert [message.partition(":")[0] for message in messages] == [
        "colours.csv, line 1",
        "empty.csv, line 1",
        *(f"units.csv, line {line}" for line in (2, 3, 4, 5, 7, 8)),
    ]
    assert all(message.endswith(")") for message in messages)
    surfaces = {row["surface"] for row in vocabularies.rows("units")}
    assert "篓" in surfaces and "箩" not in surfaces


def test_rows_with_nothing_but_what_is_asked_for_can_be_read_with(tmp_path: Path):
    folder = tmp_path / "vocabularies"
    folder.mkdir()
    for name, text in {
        "units": "surface,unit_code,kind\n箩筐,{箩筐},count\n",
        "areas": "full_name,kind\n枫叶镇,city\n鼓山区,county\n",
        "indicators": "indicator\n稻米满意度\n",
        "not_quantities": "surface\n八仙桌\n",
    }.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8-sig")
    vocabularies, messages = load_vocabularies(tmp_path)
    assert messages == []
    reading = read_text("2021年，枫叶镇稻米满意度达92.5%，产稻米3万箩筐，买来八仙桌。", vocabularies=vocabularies)
    assert [quantity.text for quantity in reading.quantities] == ["92.5%", "3万箩筐"]


@pytest.mark.parametrize("surface", ["(", "[a", "\\", "a|b", "+", "*", "?:", "万", "1", " ", "一" * 5_000])
def test_odd_surfaces_do_no_harm(surface: str, tmp_path: Path):
    folder = tmp_path / "vocabularies"
    folder.mkdir()
    for name, heading, rest in [
        ("units", "surface,unit_code,kind", ",{x},count"),
        ("areas", "full_name,kind", ",county"),
        ("indicators", "indicator", ""),
        ("not_quantities", "surface", ""),
    ]:
        (folder / f"{name}.csv").write_text(f'{heading}\n"{surface}"{rest}\n', encoding="utf-8")
    vocabularies, _ = load_vocabularies(tmp_path)
    reading = read_text("2021年，韶关市地区生产总值达1554亿元。", vocabularies=vocabularies)
    assert [quantity.text for quantity in reading.quantities] == ["1554亿元"]


def test_without_vocabularies_the_built_in_ones(tmp_path: Path):
    vocabularies, messages = load_vocabularies(tmp_path)
    assert messages == [] and vocabularies.sha256 == built_in().sha256


def test_which_files_are_documents(tmp_path: Path):
    raw_with(tmp_path, "b.txt", "a/z.txt", "a/documents.csv", "a/vocabularies/x.txt")
    raw_with(
        tmp_path, "documents.csv", "corrections.csv", "vocabularies/units.csv", ".hidden", ".git/config", "~$open.docx"
    )
    (tmp_path / "empty").mkdir()
    assert [file.name for file in find_raw_files(tmp_path)] == [
        "a/documents.csv",
        "a/vocabularies/x.txt",
        "a/z.txt",
        "b.txt",
    ]
    assert find_raw_files(tmp_path / "nowhere") == []


def test_two_names_shown_alike_are_one_document_and_one_rejection(tmp_path: Path):
    raw_with(tmp_path, "a\\xff.txt")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")).write_text("全市增长8%。", encoding="utf-8")
    files = find_raw_files(tmp_path)
    assert len({file.name for file in files}) == 2
    assert [file.rejected is None for file in files] == [True, False]
