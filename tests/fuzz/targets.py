"""One function per reader of what people wrote: it takes any bytes, and whatever it raises is a fault of ours."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from pipelines.extraction import NumeralNotRead, extract_observations, extract_quantities, read_numeral
from pipelines.extraction.documents import DocumentRejected, load_vocabularies, read_manifest, read_user_table
from pipelines.extraction.documents.encoding import decode
from pipelines.extraction.documents.front_matter import read_front_matter
from pipelines.extraction.documents.markdown_file import read_markdown
from pipelines.extraction.documents.user_vocabularies import NAMES
from pipelines.extraction.reading import read_text
from pipelines.extraction.sentences import split_sentences
from pipelines.extraction.vocabulary import Row, Vocabularies, built_in
from tests.fuzz.words import text_of

_MEMORY = "/dev/shm"
_SENTENCE = "2021年，韶关市地区生产总值达1554亿元。"
# Generous: the slowest target takes a tenth of it. What grows faster than its text passes any such bound soon.
_SECONDS, _SECONDS_A_CHARACTER = 2.0, 0.002


def fuzz_decode(data: bytes) -> None:
    """Bytes of a text file: text without what cannot be stored, or a rejection with its remedy."""
    try:
        text, encoding = decode(data)
    except DocumentRejected as rejection:
        assert rejection.reason and rejection.remedy
        return
    assert text.strip() and encoding
    text.encode()
    assert "\r" not in text and "\0" not in text


def fuzz_layout(data: bytes) -> None:
    """Any text: sentences in reading order, each made of its pieces of the text."""
    text = text_of(data)
    for sentence in split_sentences(text):
        assert "".join(text[start:end] for start, end in sentence.pieces) == sentence.text


def fuzz_quantities(data: bytes) -> None:
    """Any text, both ways of asking: quantities at their places, exact."""
    text = text_of(data)
    for every_numeral in (False, True):
        end = 0
        for quantity in extract_quantities(text, every_numeral=every_numeral):
            assert end <= quantity.char_start < quantity.char_end
            assert text[quantity.char_start : quantity.char_end] == quantity.text
            for number in (quantity.value, quantity.value_min, quantity.value_max):
                assert number is None or isinstance(number, Decimal | Fraction)
            end = quantity.char_end


def fuzz_observations(data: bytes) -> None:
    """Any text: facts whose quantities are at their places."""
    text = text_of(data)
    for fact in extract_observations(text):
        quantity = fact.quantity
        assert text[quantity.char_start : quantity.char_end] == quantity.text
        assert 0 <= fact.confidence <= 1


def fuzz_numeral(data: bytes) -> None:
    """Any string: an exact number, or NumeralNotRead."""
    try:
        number = read_numeral(text_of(data))
    except NumeralNotRead:
        return
    assert isinstance(number, Decimal | Fraction)


def fuzz_front_matter(data: bytes) -> None:
    """The head of a Markdown file, and the file: read or rejected."""
    text = data.decode("utf-8", "replace")
    for candidate in (text, f"---\n{text}\n---\n正文"):
        try:
            assert 0 <= read_front_matter(candidate).length <= len(candidate)
            read_markdown(candidate)
        except DocumentRejected as rejection:
            assert rejection.reason and rejection.remedy


def fuzz_manifest(data: bytes) -> None:
    """raw/documents.csv of any bytes: rows of files that are there, and messages that can be printed."""
    raw = _raw()
    for content in (data, b"document,title,publisher,published,area\na.txt," + data):
        (raw / "documents.csv").write_bytes(content)
        rows, messages = read_manifest(raw)
        assert set(rows) <= {"a.txt", "b/c.txt"}
        assert all(message.isprintable() for message in messages)


def fuzz_corrections(data: bytes) -> None:
    """raw/corrections.csv of any bytes: rows with their lines, and messages that can be printed."""
    columns = ("document", "sentence", "text", "nth", "verdict", "field", "value", "reason")
    path = _raw() / "corrections.csv"
    for content in (data, ",".join(columns).encode() + b"\n" + data):
        path.write_bytes(content)
        rows, messages = read_user_table(path, columns=columns)
        assert all(row["_line"].isdecimal() for row in rows)
        assert all(message.isprintable() for message in messages)


def fuzz_vocabularies(data: bytes) -> None:
    """A file of raw/vocabularies/ of any bytes: a text can still be read under it.

    A first letter a, i or n makes it areas.csv, indicators.csv or not_quantities.csv; else it is units.csv.
    """
    folder = _raw() / "vocabularies"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    name, headings = _USER_TABLES.get(data[:1], _UNITS)
    (folder / f"{name}.csv").write_bytes(headings + b"\n" + data.removeprefix(name[:1].encode()))
    vocabularies, messages = load_vocabularies(folder.parent)
    assert all(message.isprintable() for message in messages)
    if own := vocabularies.added(name):
        read_text(_SENTENCE, vocabularies=_FewRows({name: own}))


_UNITS = ("units", b"surface,unit_code,kind,base_unit_code,base_numerator,base_denominator")
_USER_TABLES = {
    b"a": ("areas", b"full_name,kind,name,other_names,area_code,parent"),
    b"i": ("indicators", b"indicator,synonyms,usual_unit"),
    b"n": ("not_quantities", b"surface"),
}


class _FewRows(Vocabularies):
    """A user's rows over a few of the built-in ones: what is compiled for every input must not take long."""

    def rows(self, name: str) -> list[Row]:
        """Return the rows in force, the user's first."""
        few = _few_rows(name)
        if not self.added(name):
            return few
        key = next(iter(few[0]))
        taken = {row[key] for row in self.added(name)}
        return [*self.added(name), *(row for row in few if row[key] not in taken)]


@lru_cache
def _few_rows(name: str) -> list[Row]:
    """Return the first built-in rows, and those with words of the sentence; whole what no user adds to."""
    rows = built_in().rows(name)
    if name not in NAMES:
        return rows
    return [row for number, row in enumerate(rows) if number < 100 or next(iter(row.values())) in _SENTENCE]


@lru_cache(maxsize=1)
def _raw() -> Path:
    """Return a folder of texts for this process."""
    # In memory where that is possible: a disk may take longer to write a file than the readers take to read it.
    raw = Path(tempfile.mkdtemp(prefix="wanyi-fuzz-", dir=_MEMORY if os.access(_MEMORY, os.W_OK) else None))
    (raw / "b").mkdir()
    for name in ("a.txt", "b/c.txt"):
        (raw / name).write_text(_SENTENCE, encoding="utf-8")
    return raw


TARGETS: dict[str, Callable[[bytes], None]] = {
    "decode": fuzz_decode,
    "layout": fuzz_layout,
    "quantities": fuzz_quantities,
    "observations": fuzz_observations,
    "numeral": fuzz_numeral,
    "front_matter": fuzz_front_matter,
    "manifest": fuzz_manifest,
    "corrections": fuzz_corrections,
    "vocabularies": fuzz_vocabularies,
}


def run_target(name: str, data: bytes) -> None:
    """Give `data` to a target; raise what it raises, and AssertionError where the time is out of proportion."""
    begun = time.process_time()
    TARGETS[name](data)
    seconds = time.process_time() - begun
    assert seconds < _SECONDS + _SECONDS_A_CHARACTER * len(data), f"{len(data)} bytes took {seconds:.1f} s"
