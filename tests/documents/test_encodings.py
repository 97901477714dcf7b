"""The same characters in every encoding are the same text; what is no text, or garbled, is refused."""

from pathlib import Path

import pytest

from pipelines.extraction.documents import DocumentRejected, read_document
from pipelines.extraction.documents.encoding import clean, decode
from pipelines.extraction.documents.mojibake import refuse_mojibake

SIMPLIFIED = "2021年，桃源县地区生产总值达238.6亿元，比上年增长8.6%；城镇化率提高1.2个百分点。\n\t粮食总产量17万吨。\n"
TRADITIONAL = "二〇二一年，全縣生產總值達238.6億元，比上年增長8.6%；遊客3.2萬人次，農戶兩萬個。\n"
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "utf-32"]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "gbk"])
def test_simplified_characters(encoding: str):
    assert decode(SIMPLIFIED.encode(encoding))[0] == SIMPLIFIED


@pytest.mark.parametrize("encoding", [*ENCODINGS, "big5"])
def test_traditional_characters(encoding: str):
    text = TRADITIONAL.replace("〇", "零")  # Big5 has no 〇
    assert decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gbk", "gb18030"),
        ("big5", "big5"),
    ],
)
def test_encoding_is_recorded(encoding: str, recorded: str, tmp_path: Path):
    text = "全縣總產值增長百分之八，遊客三萬人次。" if encoding == "big5" else SIMPLIFIED
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    assert read_document(tmp_path / "a.txt", name="a.txt").encoding == recorded


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_a_short_line_is_enough(encoding: str):
    for text in ("生产总值增长8%", "全市人口286万人", "粮食喜获丰收"):
        assert decode(text.encode(encoding))[0] == text


def test_a_four_byte_character_makes_it_gb18030():
    assert decode("𠮷林省增长8%，㙍村产粮三万吨".encode("gb18030"))[0] == "𠮷林省增长8%，㙍村产粮三万吨"


def test_line_ends_and_invisible_characters():
    assert clean("一\r\n二\r三\u2028四\x0b五\x85六") == "一\n二\n三\n四\n五\n六"
    assert clean("1\u200b55\x004\ufeff亿\u00ad元\u202e") == "1554亿元"
    assert clean("　全\u00a0市\t") == "　全\u00a0市\t"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "no text"),
        (bytes(range(256)) * 20, "neither"),
        (b"\0\1\2\3abc" * 100, "binary"),
        ("全市增长".encode()[:-1], "cut off"),
        (SIMPLIFIED.encode() + b"\xff" + SIMPLIFIED.encode(), "damaged at byte"),
        (b"\xff\xfe" + "全市".encode("utf-16-le") + b"\0", "cut off"),
        ("今日は売上高が増えました。カタカナとひらがなの文章です。".encode("shift-jis"), "neither"),
        ("Größe über Maß für Ärger ÄÖÜ".encode("latin-1"), "neither"),
    ],
)
def test_rejected_bytes(content: bytes, reason: str):
    with pytest.raises(DocumentRejected) as rejected:
        decode(content)
    assert reason in rejected.value.reason


GARBLED = {
    "UTF-8 read as GBK": SIMPLIFIED.encode().decode("gb18030", "replace").replace("\ufffd", "?"),
    "UTF-8 read as Latin-1": SIMPLIFIED.encode().decode("latin-1"),
    "UTF-8 read as Windows-1252": SIMPLIFIED.encode().decode("cp1252", "ignore"),
    "GBK read as Latin-1": SIMPLIFIED.encode("gbk").decode("latin-1"),
    "GBK read as UTF-8": SIMPLIFIED.encode("gbk").decode("utf-8", "replace"),
    "and that read as GBK": SIMPLIFIED.encode("gbk").decode("utf-8", "replace").encode().decode("gbk", "replace"),
    "GBK read as Big5": SIMPLIFIED.encode("gbk").decode("big5", "replace"),
    "Big5 read as GBK": "全縣總產值增長百分之八，遊客三萬人次。".encode("big5").decode("gbk", "replace"),
    "written as question marks": SIMPLIFIED.encode("ascii", "replace").decode(),
    "a font of its own": "全市\ue001\ue002\ue003\ue004增长",
}


@pytest.mark.parametrize("text", GARBLED.values(), ids=GARBLED.keys())
def test_mojibake_is_refused(text: str, tmp_path: Path):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentRejected) as rejected:
        read_document(tmp_path / "a.txt", name="a.txt")
    assert "garbled" in rejected.value.reason and "UTF-8" in rejected.value.remedy


HONEST = [
    SIMPLIFIED,
    TRADITIONAL,
    "什么？？？",
    "外婆家的café售出Größe 38的鞋2双，°C、×、±、·都在。",
    "网页上出现的“锟斤拷”是编码错误造成的。",
    "《说文》：犇、猋、骉、麤、鱻。书中收字9353个，重文1163个，解说凡133441字，分为十四篇，又叙目一篇。",
    "A purely English text of 12 lines.",
    "㎡、㎞、㎏、℃、‰、Ⅱ、①、％、㈠",
    "1234567890",
]


@pytest.mark.parametrize("text", HONEST)
def test_honest_text_is_not_refused(text: str):
    refuse_mojibake(text)
