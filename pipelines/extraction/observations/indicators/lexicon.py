"""The words that clause rules know by name, and the official names of series, compiled once per vocabularies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.observations.indicators import kinds
from pipelines.extraction.observations.words import Tagger, tagger_of
from pipelines.extraction.vocabulary import Vocabularies

# Of two roles of one word, the kind of the earlier one here: 增至 links a name to a figure before it is a change.
# Roles without a kind are looked up by name (clause_roles.csv says what each means).
KIND_OF_ROLE = {
    "time": kinds.TIME,
    "pronoun": kinds.PRONOUN,
    "share": kinds.SHARE,
    "comparison": kinds.COMPARISON,
    "conjunction": kinds.CONJUNCTION,
    "example_mark": kinds.EXAMPLES,
    "frequency": kinds.FREQUENCY,
    "link": kinds.LINK,
    "verb": kinds.VERB,
    "adverb": kinds.ADVERB,
    "light": kinds.LIGHT,
    "change": kinds.CHANGE,
    "scope_area": kinds.AREA,
    "preposition": kinds.PREPOSITION,
    "modifier": kinds.ADJECTIVE,
}
_TAGS_OF_KIND = {
    kinds.VERB: "v vd vi vg vq",
    kinds.ADJECTIVE: "a ad b z",
    kinds.ADVERB: "d dg df c u ul uz ud uv y",
    kinds.OF: "uj",
    kinds.NUMERAL: "m mq mg",
    kinds.PRONOUN: "r rr",
    kinds.LOCATIVE: "f",
    kinds.OTHER: "e o x",
}
KIND_OF_TAG = {tag: kind for kind, tags in _TAGS_OF_KIND.items() for tag in tags.split()}
_MARKS_OF_KIND = {
    kinds.COMMA: "，, 　\t",
    kinds.STOP: "；;。：:！!？?…—\n【】",
    kinds.CONJUNCTION: "、/",
    kinds.OPEN: "（([〔",
    kinds.CLOSE: "）)]〕",
    kinds.QUOTE: '“”《》‘’"',
    kinds.OF: "的",
    kinds.NOUN: "·-+.地ⅠⅡⅢⅣⅤⅥⅦ",
}
_KIND_OF_MARK = {mark: kind for kind, marks in _MARKS_OF_KIND.items() for mark in marks}
_BRACKETED = re.compile(r".（[^（）]+）")
_TAG_OF_KIND = {
    kinds.VERB: "v",
    kinds.LINK: "v",
    kinds.CHANGE: "v",
    kinds.LIGHT: "v",
    kinds.ADVERB: "d",
    kinds.ADJECTIVE: "b",
}


@dataclass(frozen=True)
class Lexicon:
    """What the rules know about words."""

    tagger: Tagger
    kind_of: dict[str, str]  # word → kind of token, for the words that have one of their own
    tag_of: dict[str, str]  # word → part of speech, for the words that the tagger's dictionary may have as places
    roles: dict[str, frozenset[str]]  # role → its words (clause_words.csv)
    official: dict[str, str]  # every spelling of a series → its official name (indicators.csv)
    bracketed: frozenset[str]  # "资（不含农户）": bracketed words that belong to a name, after its last character
    places: frozenset[str]  # countries, provinces and cities by any of their names (areas.csv)
    regional: dict[str, str]  # the same where a spelling means another series below the country (GDP)
    vocabularies: Vocabularies


@lru_cache(maxsize=4)
def lexicon_of(vocabularies: Vocabularies) -> Lexicon:
    """Return the compiled words of `vocabularies`."""
    kind_of: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    for row in vocabularies.rows("clause_words"):
        named = row["roles"].split()
        for role in named:
            roles.setdefault(role, set()).add(row["word"])
        kind = next((kind for role, kind in KIND_OF_ROLE.items() if role in named), None)
        if kind:
            kind_of[row["word"]] = kind
    official: dict[str, str] = {}
    regional: dict[str, str] = {}
    for row in vocabularies.rows("indicators"):
        for spelling in (row["indicator"], *filter(None, (row.get("synonyms") or "").split("|"))):
            if official.setdefault(spelling, row["indicator"]) != row["indicator"]:
                regional[spelling] = row["indicator"]
    for name in (*official, *roles["series_head"], *roles["generic"], *roles["noun"]):
        kind_of.setdefault(name, kinds.NOUN)
    user_words = {word: _TAG_OF_KIND.get(kind, "n") for word, kind in kind_of.items() if len(word) > 1}
    return Lexicon(
        tagger_of(tuple(user_words.items())),
        kind_of | _KIND_OF_MARK,
        user_words | dict.fromkeys(roles["no_place"], "n"),
        {role: frozenset(words) for role, words in roles.items()},
        official,
        frozenset(match for name in official for match in _BRACKETED.findall(name)),
        frozenset(_place_names(vocabularies)),
        regional,
        vocabularies,
    )


def _place_names(vocabularies: Vocabularies) -> Iterator[str]:
    """Yield every name of the countries, provinces and cities that the vocabulary of areas has."""
    for row in vocabularies.rows("areas"):
        if row["kind"] in ("country", "province", "city"):
            yield from (row["full_name"], row["name"], *filter(None, (row["other_names"] or "").split("|")))
