"""Files that nobody means well with, or that a disk, a mail program or a bad day has spoilt: 200 and more of them.

`write_hostile_files` is deterministic; the kept fixtures are what gets spoilt.
"""

import io
import os
import random
import socket
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import openpyxl

from pipelines.extraction.documents.blocks import MOST_TEXT

FIXTURES = Path(__file__).parents[1] / "fixtures" / "documents"

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def write_hostile_files(raw: Path) -> int:
    """Write the files into `raw`, two honest ones among them, and return how many there are."""
    raw.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, content in _contents():
        (raw / name).write_bytes(content)
        count += 1
    for odd_name in ODD_NAMES:
        (raw / os.fsdecode(odd_name)).write_text("全市增长8%。", encoding="utf-8")
        count += 1
    return count + _write_what_is_no_file(raw)


ODD_NAMES = [
    b"with space .txt",
    "引号\"'`$(touch x).txt".encode(),
    "表情😀.txt".encode(),
    ("长" * 83).encode() + b"xx.txt",  # 255 bytes
    b"new\nline.txt",
    b"\x1b]0;title\x07\x1b[31mred.txt",
    b"undecodable-\xff\xfe.txt",
    b"-rf.txt",
    b"'; DROP TABLE documents; --.txt",
    b'=HYPERLINK("x").txt',
    "\u202etxt.exe".encode(),
    b"%s%n%x{0}.txt",
    b"no-extension",
]


def _contents() -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of the spoilt and forged files."""
    yield "honest.txt", (FIXTURES / "county.txt").read_bytes()
    yield "honest.docx", (FIXTURES / "county.docx").read_bytes()
    whole = {path.name: path.read_bytes() for path in sorted(FIXTURES.glob("county.*"))} | {"county.xlsx": _workbook()}
    chance = random.Random(20230721)
    for name, content in whole.items():
        for part in range(1, 11):
            yield f"cut-{part}-{name}", content[: len(content) * part // 11]
        for number in range(10):
            spoilt = bytearray(content)
            for _ in range(1 + number * 5):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            yield f"spoilt-{number}-{name}", bytes(spoilt)
    for number, start in enumerate(_MAGIC):
        yield f"random-{number}.bin", start + chance.randbytes(3_000)
    yield from _archives()
    yield from _pdfs()
    yield from _texts()
    yield from _pages()


_MAGIC = [
    *(b"", b"%PDF-1.7\n", b"PK\3\4", b"PK\5\6", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n"),
    *(b"\xff\xd8\xff", b"{\\rtf1", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x1f\x8b", b"Rar!\x1a\x07"),
    *(b"<html>", b"---\n"),
]


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _docx(document: bytes, **more: bytes) -> bytes:
    """Return the fixture's Word file with another main part."""
    with zipfile.ZipFile(FIXTURES / "county.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return _zip(parts | {"word/document.xml": document} | {f"word/{name}.xml": part for name, part in more.items()})


def _workbook(spoil: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Return a small workbook, a piece of its sheet replaced."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in (["县", "产值（亿元）"], ["桃源县", 218.6], ["汉寿县", 301.2]):
        sheet.append(row)
    plain = io.BytesIO()
    workbook.save(plain)
    with zipfile.ZipFile(plain) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    if spoil[0]:
        assert spoil[0] in parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(*spoil, 1)
    return _zip(parts)


def _archives() -> Iterator[tuple[str, bytes]]:
    body = b"<w:document " + _NAMESPACE.encode() + b"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
    laughs = b"<!DOCTYPE l [<!ENTITY a0 'ha'>" + b"".join(
        b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)) + b"]>"  # fmt: skip
    yield "zip-as.docx", _zip({"notes.txt": b"x"})
    yield "zip-as.xlsx", _zip({"a/b.txt": b"x"})
    yield "empty-zip.docx", _zip({})
    yield "slides.pptx", _zip({"ppt/presentation.xml": b"<p/>"})
    yield "open.odt", _zip({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})
    yield "bomb.docx", _docx(body % (b" " * (300 << 20)))
    yield "bomb-beside.docx", _docx(body % b"x", styles=b" " * (100 << 20))
    yield "many-parts.docx", _zip({"word/document.xml": b"<x/>"} | {f"p{n}.xml": b"" for n in range(6_000)})
    yield "laughs.docx", _docx(laughs + body % b"&a9;")
    yield "laughs-utf16.docx", _docx((laughs + body % b"&a9;").decode().encode("utf-16"))
    yield "outside.docx", _docx(b"<!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + body % b"&x;")
    yield "deep.docx", _docx(body % (b"</w:t>" + b"<w:r>" * 50_000 + b"</w:r>" * 50_000 + b"<w:t>"))
    yield "no-body.docx", _docx(b"<w:document " + _NAMESPACE.encode() + b"/>")
    yield "not-xml.docx", _docx(b"hello")
    wide = b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    yield "wide-cell.docx", _docx((body % b"x").replace(b"<w:p>", wide + b"<w:p>", 1))
    lying = bytearray(_docx(body % (b"y" * 100_000)))
    at = lying.rfind(b"PK\1\2")
    lying[at + 24 : at + 28] = b"\x01\0\0\0"
    yield "lying-size.docx", bytes(lying)
    encrypted = bytearray(_zip({"word/document.xml": b"<x/>"}))
    encrypted[encrypted.find(b"PK\1\2") + 8] |= 1
    yield "password.docx", bytes(encrypted)
    end = b"</sheetData>"
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    yield "merged-all.xlsx", _workbook((end, end + merged))
    yield "last-cell.xlsx", _workbook((end, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>' + end))
    yield "formula.xlsx", _workbook((b"<v>218.6</v>", b"<f>1+1</f><v></v>"))
    yield "no-string.xlsx", _workbook((b'<c r="A1" t="', b'<c r="C1" t="s"><v>999999</v></c><c r="A1" t="'))
    yield "bad-number.xlsx", _workbook((b"<v>218.6</v>", b"<v>1e999999999</v>"))
    yield "bomb.xlsx", _workbook((end, b"<!--" + b" " * (60 << 20) + b"-->" + end))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    for name, stream in (("old.doc", "WordDocument"), ("old.xls", "Workbook"), ("old.wps", "WordDocument"),
                         ("locked.docx", "EncryptedPackage"), ("old.ppt", "PowerPoint Document")):  # fmt: skip
        yield name, ole + f"{stream}\0".encode("utf-16-le") + bytes(500)


def _pdf(objects: dict[int, bytes], *, trailer: bytes = b"") -> bytes:
    """Return a PDF of these objects, the first its catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), {}
    for number, content in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (max(objects) + 1)
    for number in range(1, max(objects) + 1):
        out += b"%010d 00000 n \n" % places.get(number, 0)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (
        max(objects) + 1, trailer.replace(b"START", b"%d" % start), start)  # fmt: skip
    return bytes(out)


def _stream(content: bytes, entries: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<</Length %d/Filter/FlateDecode%s>>stream\n%s\nendstream" % (len(packed), entries, packed)


def _pdfs() -> Iterator[tuple[str, bytes]]:
    catalog, font = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
    page += b"/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>"
    pages, draws = b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"BT /F 12 Tf 72 700 Td (x) Tj ET "
    form = _stream(b"/X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")

    def of_page(content: bytes, **changed: bytes) -> bytes:
        objects = {1: catalog, 2: pages, 3: page, 4: _stream(content), 5: font, 6: form}
        return _pdf(objects | {int(key[1:]): value for key, value in changed.items()})

    yield "pages-loop.pdf", of_page(draws, o2=b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield "parent-loop.pdf", of_page(draws, o2=b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R 2 0 R]/Count 2>>")
    yield "form-loop.pdf", of_page(b"/X Do")
    yield "xref-loop.pdf", _pdf({1: catalog, 2: pages, 3: page, 4: _stream(draws), 5: font}, trailer=b"/Prev START")
    yield "reference-loop.pdf", of_page(draws, o4=b"4 0 R")
    yield "length-loop.pdf", of_page(draws, o4=b"<</Length 4 0 R>>stream\nx\nendstream")
    yield "many-kids.pdf", of_page(draws, o2=b"<</Type/Pages/Kids[" + b"3 0 R " * 200_000 + b"]/Count 200000>>")
    many = b"<</Type/Pages/Kids[" + b"".join(b"%d 0 R " % n for n in range(7, 3_007)) + b"]/Count 3000>>"
    yield "many-pages.pdf", of_page(draws, o2=many, **{f"o{n}": page for n in range(7, 3_007)})
    yield "stream-bomb.pdf", of_page(draws + b" " * (400 << 20))
    yield "operand-bomb.pdf", of_page(b"1 " * (20 << 20))
    yield "glyph-bomb.pdf", of_page(b"BT /F 12 Tf 72 700 Td (" + b"x" * 3_000_000 + b") Tj ET")
    yield (
        "rules.pdf",
        of_page(draws + b"".join(b"%d 0 m %d 800 l S 0 %d m 600 %d l S " % (n, n, n, n) for n in range(590))),
    )
    yield "scan.pdf", of_page(b"0 0 600 800 re f")
    yield "huge-page.pdf", of_page(draws, o3=page.replace(b"600 800", b"1e38 -1e38"))
    key = b"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    yield "locked.pdf", _pdf({1: catalog, 2: pages, 3: page, 4: _stream(draws), 5: font}, trailer=key)
    yield "deep-array.pdf", of_page(draws, o5=b"[" * 100_000)


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "one-line.txt", "全市增长8%，".encode() * (50 << 20 >> 4)
    yield "one-line-below-the-limit.txt", "全市增长8%，".encode() * (MOST_TEXT // 7)
    yield "digits.txt", b"1" * (20 << 20)
    yield "nul.txt", b"\0" * 1_000_000
    yield "nul-among.txt", "全\0市\0增\0长\x008%".encode()
    yield "marks.txt", "\u200b\ufeff\u202e".encode() * 1_000
    yield "mark-only.txt", b"\xff\xfe"
    yield "escape.txt", "全市增长8%\x1b[2J\x1b]0;x\x07，下降3%。".encode()
    yield "odd-utf16.txt", "全市增长8%".encode("utf-16")[:-1]
    yield "newlines.txt", b"\n" * 5_000_000
    yield "data.csv", "县,产值\n桃源县,3\n".encode()
    yield "flat.xml", b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>'
    yield "saved.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related\n\nx"
    yield "aliases.md", b"---\na: &a [x,x]\nb: &b [*a,*a]\ntitle: *b\n---\ntext"
    yield "deep.md", b"---\ntitle: " + b"[" * 5_000 + b"\n---\ntext"
    yield "bad.md", b"---\ntitle: 'open\ndate: x\n---\ntext"
    yield "python.md", b"---\ntitle: !!python/object/apply:os.system ['touch x']\n---\ntext"
    yield "bad-date.md", "---\ndate: 某日\n---\n全市增长8%".encode()
    yield "endless.md", b"---\n" + b"a: b\n" * 200_000
    yield "bars.md", b"|" * 1_000_000 + b"\n|-|-|\n" + b"|" * 1_000_000
    yield "stars.md", "**增长".encode() * 200_000
    yield "brackets.md", b"[" * 500_000


def _pages() -> Iterator[tuple[str, bytes]]:
    yield "deep.html", b"<html><body>" + b"<div>" * 200_000 + "增长8%".encode()
    yield "tables.html", b"<html><body>" + b"<table><tr><td>1" * 3_000
    cell = b'<td colspan="99999" rowspan="99999">1</td>'
    yield "span.html", b"<html><body><table>" + (b"<tr>" + cell * 50 + b"</tr>") * 200 + b"</table></body></html>"
    yield "entities.html", b"<html><body><p>" + b"&#x1b;[31m&#0;&#xD800;" * 50_000 + "增长8%</p>".encode()
    yield "no-text.html", b"<html><head><title>x</title></head><body><script>var a=1</script></body></html>"
    yield "comments.html", b"<html><body>" + b"<!--" * 500_000
    yield "attributes.html", b"<html><body><p " + b"a=1 " * 500_000 + b">x</p></body></html>"


def _write_what_is_no_file(raw: Path) -> int:
    """Write links, pipes and folders with the names of files; return how many."""
    (raw / "passwd.txt").symlink_to("/etc/passwd")
    (raw / "outside.txt").symlink_to("../../../../../../etc/hostname")
    (raw / "loop.txt").symlink_to("loop.txt")
    (raw / "broken.txt").symlink_to("nowhere.txt")
    (raw / "inside.txt").symlink_to("honest.txt")
    (raw / "folder-loop").symlink_to(".")
    (raw / "folder-outside").symlink_to("/etc")
    (raw / "folder.txt").mkdir()
    os.mkfifo(raw / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(raw)  # the path of a socket must be short
        try:
            listener.bind("socket.txt")
        finally:
            os.chdir(here)
    return 8  # folder-loop and folder.txt hold no files of their own
