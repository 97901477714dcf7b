"""A newspaper page of two articles whose columns were poured out of order, and the sentences a reader reads."""

import csv
from pathlib import Path

from pipelines.extraction.sentences import split_sentences

PAGE = Path(__file__).parent / "jumbled_page"


def read_expected() -> list[dict[str, str]]:
    with (PAGE / "sentences.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_page_is_read_in_order() -> None:
    sentences = split_sentences((PAGE / "page.txt").read_text(encoding="utf-8"))
    found = [
        {
            "article": str(sentence.article),
            "section_number": str(sentence.section_number or ""),
            "section": sentence.section or "",
            "paragraph": str(sentence.paragraph),
            "role": sentence.role,
            "text": sentence.text,
        }
        for sentence in sentences
    ]
    assert found == read_expected()


def test_cut_sentences_point_at_both_places() -> None:
    text = (PAGE / "page.txt").read_text(encoding="utf-8")
    cut = [sentence for sentence in split_sentences(text) if len(sentence.pieces) > 1]
    assert [sentence.text[-5:] for sentence in cut] == ["Ⅲ类以上。", "一方经济。", ".8万人。", "、通客车。"]
    for sentence in cut:
        assert "".join(text[start:end] for start, end in sentence.pieces) == sentence.text
