"""The place or event that a figure is told of, which is no part of its series' name."""

from pipelines.extraction.observations.indicators.kinds import ADJECTIVE, AREA, CONJUNCTION, NOUN, OF, VERB
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.tokens import Token, text_of

_PROPER = {"ns", "nt", "nz", "nr"}
_DIVISIONS = {"区", "县", "市", "州", "地区", "地带"}
_LEVELS = frozenset("县州旗区")
_IN_NAMES = ("港", "站", "机场", "大学", "航线", "铁路", "高铁")  # with a place before them they are a name: 宁波|南站
_FAIRS = ("博会", "贸会", "交会")
OF_AREA = {"籍", "方", "产", "裔", "式", "系"}  # 缅甸|籍嫌疑人


def is_place_word(token: Token) -> bool:
    """Return whether a word is a place or the scope of one: 山东, 全省."""
    return token.tag == "ns" or token.kind == AREA


def area_length(tokens: list[Token], area: str) -> int:
    """Return how many of the leading tokens spell the area, a short form of it, or it with its parents before it."""
    if not area or not tokens or not (tokens[0].tag == "ns" or tokens[0].text in area):
        return 0
    if "、" in area and (listed := _list_length(tokens, area)):
        return listed
    spelled, best = "", 0
    for count, token in enumerate(tokens[:8], 1):
        spelled += token.text
        is_within = spelled in area and (tokens[0].tag in _PROPER or area.startswith(spelled) or area.endswith(spelled))
        is_short_form = is_within and token.kind == NOUN and (tokens[0].tag in _PROPER or len(spelled) > 2)
        # 三江|县 for 三江侗族自治县
        is_short_form = is_short_form or (
            count > 1 and area.startswith(spelled[:-1]) and area[-1] == spelled[-1] in _LEVELS
        )
        if len(spelled) > 1 and (area.startswith(spelled) or is_short_form):
            best = count
        elif spelled.endswith(area) and _are_parents(tokens[:count], len(spelled) - len(area)):
            return count
        elif len(spelled) > len(area) + 6:
            break
    return best


def _list_length(tokens: list[Token], area: str) -> int:
    """Return how many leading tokens name the places that one figure covers together: 安徽|合肥|、|六安|降雪量."""
    length = 0
    for count, token in enumerate(tokens, 1):
        if is_place_word(token) or (len(token.text) > 1 and token.text in area):
            length = count
        elif token.kind != CONJUNCTION:
            break
    return length if any(token.kind == CONJUNCTION for token in tokens[:length]) else 0


def _are_parents(tokens: list[Token], length: int) -> bool:
    """Return whether the tokens within the first `length` characters are places: 山东|位山灌区."""
    start = tokens[0].start
    return all(is_place_word(token) for token in tokens if token.end - start <= length)


def without_owner(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Return a title without the country, province or city it is told of: 陕西|中欧班列开行, 中国的|灌溉工程遗产."""
    start = 0
    while start < len(tokens) - 1 and (tokens[start].text in lexicon.places or tokens[start].text.endswith(_FAIRS)):
        start += 1 + (tokens[start + 1].kind == OF)
    rest = tokens[start:]
    if not start or len(text_of(rest)) < 4 or rest[0].kind not in (NOUN, ADJECTIVE, VERB):
        return tokens
    if rest[0].text.endswith(_IN_NAMES) or rest[0].text in OF_AREA:
        return tokens
    return rest


def is_place(tokens: list[Token]) -> bool:
    """Return whether a phrase names a place alone: 加沙|地带, 武安市|午汲镇|下白石|村."""
    if all(is_place_word(token) for token in tokens):
        return True
    return tokens[0].tag == "ns" and (tokens[-1].text in _DIVISIONS or tokens[-1].text[-1] in "镇乡村屯")
