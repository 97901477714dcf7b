"""The words that clause rules know by name, and the official names of series, compiled once per vocabularies."""

from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.observations.indicators.kinds import (
    ADJECTIVE,
    ADVERB,
    AREA,
    CHANGE,
    CLOSE,
    COMMA,
    COMPARISON,
    CONJUNCTION,
    FREQUENCY,
    LIGHT,
    LINK,
    LOCATIVE,
    NOUN,
    NUMERAL,
    OF,
    OPEN,
    OTHER,
    PREPOSITION,
    PRONOUN,
    QUOTE,
    SHARE,
    STOP,
    TIME,
    VERB,
)
from pipelines.extraction.observations.words import Tagger
from pipelines.extraction.vocabulary import Vocabularies

# Of two roles of one word, the kind of the earlier one: 增至 links a name to a figure before it is a change.
_KIND_OF_ROLE = {
    "pronoun": PRONOUN, "share": SHARE, "comparison": COMPARISON, "conjunction": CONJUNCTION, "frequency": FREQUENCY,
    "link": LINK, "verb": VERB, "adverb": ADVERB, "light": LIGHT, "change": CHANGE, "scope_area": AREA,
}  # fmt: skip
_KIND_OF_TAG = {
    "v": VERB, "vd": VERB, "vi": VERB, "vg": VERB, "vq": VERB, "d": ADVERB, "dg": ADVERB, "df": ADVERB,
    "p": PREPOSITION, "c": ADVERB, "u": ADVERB, "uj": OF, "a": ADJECTIVE, "ad": ADJECTIVE, "b": ADJECTIVE, "ul": ADVERB, "uz": ADVERB, "ud": ADVERB, "uv": ADVERB,
    "m": NUMERAL, "mq": NUMERAL, "mg": NUMERAL, "q": NOUN, "r": PRONOUN, "rr": PRONOUN, "f": LOCATIVE, "y": ADVERB,
    "e": OTHER, "o": OTHER, "x": OTHER, "t": TIME, "tg": TIME,
}  # fmt: skip
_KIND_OF_MARK = {
    "，": COMMA, ",": COMMA, " ": COMMA, "　": COMMA, "\t": COMMA, "；": STOP, ";": STOP, "。": STOP, "：": STOP,
    ":": STOP, "！": STOP, "？": STOP, "…": STOP, "—": STOP, "\n": STOP, "、": CONJUNCTION, "（": OPEN, "(": OPEN,
    "）": CLOSE, ")": CLOSE, "[": OPEN, "]": CLOSE, "“": QUOTE, "”": QUOTE, "《": QUOTE, "》": QUOTE, "‘": QUOTE,
    "’": QUOTE, "〔": OPEN, "〕": CLOSE, "【": STOP, "】": STOP, "·": NOUN, "-": NOUN, "/": CONJUNCTION, "+": NOUN,
    "的": OF, "地": NOUN,
}  # fmt: skip
_TAG_OF_KIND = {NOUN: "n", VERB: "v", LINK: "v", CHANGE: "v", LIGHT: "v", ADVERB: "d", AREA: "n", FREQUENCY: "d"}


@dataclass(frozen=True)
class Lexicon:
    """What the rules know about words."""

    tagger: Tagger
    kinds: dict[str, str]  # word → kind of token, for the words that have one of their own
    roles: dict[str, frozenset[str]]  # role → its words (clause_words.csv)
    official: dict[str, str]  # every spelling of a series → its official name (indicators.csv)

    def kind(self, word: str, tag: str) -> str:
        """Return the kind of a word with its part of speech; unknown parts of speech are nominal."""
        kind = self.kinds.get(word) or _KIND_OF_TAG.get(tag, NOUN)
        return NOUN if kind == TIME and len(word) == 1 else kind


@lru_cache(maxsize=4)
def lexicon_of(vocabularies: Vocabularies) -> Lexicon:
    """Return the compiled words of `vocabularies`."""
    kinds: dict[str, str] = {}
    roles: dict[str, set[str]] = {}
    for row in vocabularies.rows("clause_words"):
        named = row["roles"].split()
        for role in named:
            roles.setdefault(role, set()).add(row["word"])
        kind = next((kind for role, kind in _KIND_OF_ROLE.items() if role in named), None)
        if kind:
            kinds[row["word"]] = kind
    official: dict[str, str] = {}
    for row in vocabularies.rows("indicators"):
        for spelling in (row["indicator"], *filter(None, row["synonyms"].split("|"))):
            official.setdefault(spelling, row["indicator"])
    for name in (*official, *roles["series_head"], *roles["noun"]):
        kinds.setdefault(name, NOUN)
    user_words = {word: _TAG_OF_KIND.get(kind, "n") for word, kind in kinds.items() if len(word) > 1}
    return Lexicon(
        Tagger(user_words.items()),
        kinds | _KIND_OF_MARK,
        {role: frozenset(words) for role, words in roles.items()},
        official,
    )
