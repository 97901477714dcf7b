"""Every example of the vocabulary `area_words` shows what its row says."""

import re
from collections.abc import Callable, Mapping

import pytest

from pipelines.extraction.model import Sentence
from pipelines.extraction.observations.areas.place import Place
from pipelines.extraction.observations.areas.places import place_finder
from pipelines.extraction.observations.areas.roles import Role
from pipelines.extraction.observations.reading import ArticleReading, SentenceReading
from pipelines.extraction.vocabulary import built_in

ZHEJIANG = "浙江"
ROLES = {
    "before_yardstick": Role.NOT_ABOUT,
    "before_destination": Role.NOT_ABOUT,
    "before_dateline": Role.NOT_ABOUT,
    "before_origin": Role.HINT,
    "before_way": Role.HINT,
    "before_location": Role.HINT,
    "before_object": Role.HINT,
    "before_company": Role.HINT,
    "before_source": Role.HINT,
    "before_presenting": Role.LOCATED,
    "after_not_about": Role.NOT_ABOUT,
    "after_yardstick": Role.NOT_ABOUT,
    "after_cause": Role.ABOUT,
    "says": Role.HINT,
    "tells": Role.HINT,
}


def places_of(text: str) -> list[Place]:
    """Return the places that one sentence names."""
    sentence = Sentence(1, None, None, 1, 1, text, ((0, len(text)),))
    return place_finder(built_in()).find(SentenceReading(sentence, ArticleReading(1, None, None)))


def names_of(text: str) -> list[str]:
    """Return the text of each place that one sentence names."""
    return [text[place.start : place.end] for place in places_of(text)]


def shows_role(row: Mapping[str, str]) -> bool:
    """Return whether Zhejiang plays the part in the example that its kind says."""
    text = row["example"]
    place = text.rindex(ZHEJIANG)
    roles = [found.role for found in places_of(text) if found.outer_start <= place < found.end]
    return roles == [ROLES[row["kind"]]]


def shows_body(row: Mapping[str, str]) -> bool:
    """Return whether the example names one body that ends with the row's word."""
    bodies = [member.body for place in places_of(row["example"]) for member in place.members if member.body]
    return [body.name.rstrip("”").endswith(row["word"]) for body in bodies] == [True]


def shows_no_place(row: Mapping[str, str]) -> bool:
    """Return whether no place in the example begins where the row's word does."""
    start = row["example"].index(row["word"])
    return all(place.start != start for place in places_of(row["example"]))


def shows_ministry(row: Mapping[str, str]) -> bool:
    """Return whether the example is about what a ministry does itself."""
    return [place.role for place in places_of(row["example"]) if place.body is not None] == [Role.ABOUT]


def shows_own_area(row: Mapping[str, str]) -> bool:
    """Return whether the row's word is a place of its own in the example."""
    return row["word"] in names_of(row["example"])


CHECKS: dict[str, Callable[[Mapping[str, str]], bool]] = {
    **dict.fromkeys(ROLES, shows_role),
    **dict.fromkeys(("body_suffix", "named_work", "event_name"), shows_body),
    **dict.fromkeys(("not_an_area", "ordinary_word", "generic_modifier", "category"), shows_no_place),
    **dict.fromkeys(("ministry", "ministry_acts"), shows_ministry),
    **dict.fromkeys(("own_area", "country_hint"), shows_own_area),
}
ROWS = [row for row in built_in().rows("area_words") if row["example"] and row["kind"] in CHECKS]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['kind']}-{row['word']}") for row in ROWS])
def test_example_shows_what_the_row_says(row: Mapping[str, str]) -> None:
    assert row["word"] in row["example"]
    assert CHECKS[row["kind"]](row), row["note"]


def test_most_rows_have_an_example() -> None:
    checkable = [row for row in built_in().rows("area_words") if row["kind"] in CHECKS]
    assert len(ROWS) > 0.9 * len(checkable)


def test_kinds_are_known() -> None:
    kinds = {row["kind"] for row in built_in().rows("area_words")}
    assert kinds - CHECKS.keys() == {
        "abbreviation",
        "apposition",
        "creates",
        "entity_head",
        "further_head",
        "institution",
        "national",
        "national_office",
        "no_part_of_name",
        "not_after_body",
        "office",
        "numbered_event",
        "reporter",
        "sort",
        "transcription",
    }


def test_words_are_chinese_and_given_once_per_kind() -> None:
    rows = [(row["kind"], row["word"]) for row in built_in().rows("area_words")]
    assert len(rows) == len(set(rows))
    assert all(re.search(r"[一-鿿]", word) for _, word in rows)
