"""The words that say what a figure measures (增长, 占, 贡献率, 高于 …) and how they stand to the figure after them.

The words are data: schemas/vocabularies/measure_cues.csv.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pipelines.extraction.observations.surfaces import surface_pattern
from pipelines.extraction.vocabulary import Vocabularies

# What may stand between a cue and its figure without parting them. No word is made of others (高达 is 高 and 达): each
# stretch is read in one way only, or one that fails would be read in all of them.
_FILLER = re.compile(
    r"(?:[了约近超逾达为均仅在将可也就已又高各共是第\s]|达到|达成|超过|突破|不到|不足|接近|大约|大概|左右|至少|多达|分别|有所|"
    r"目标|预期|预计|实现|保持|维持|稳定|控制|幅度|速度|水平|同比|环比|依次|平均|年均|累计|合计|最[高低大])*"
)
_RESULT = re.compile(r"了?(?:[到至成]|为(?!了))")  # 提高到, 增至, 变为: the figure is where the change has led
_REACHES = re.compile(r"为|突破|超过|(?<!达)到|[至有的、]")  # the object of 增加 ends before any of them
_LONGEST_OBJECT = 16  # characters: 增加城镇公益性岗位9万个
# 比, 较 as prepositions: no part of 同比, 类比, 比重, 比赛.
COMPARES = r"[比较](?<![同环占对无百类可][比较])(?![重例较快大好高低小强差为赛率值分亚利])"
_COMPARISON = re.compile(rf"{COMPARES}(?P<target>[^，；]*)")
_ONLY_OF_POINTS = ("超过", "领先", "落后")  # 淘汰落后产能9吨 compares nothing
_MORE_THAN = "超过"
# 高于全国5个百分点|、全省平均水平|3个百分点
ANOTHER_COMPARED = re.compile(r"\s*[、和与](?P<target>(?:(?![比较于快慢高低增降升提超])[一-龥]){2,12})")
_SAME_PERIOD = re.compile(r"[同环]比")
_PAST_OF_ITS_OWN = re.compile(
    r"上年|去年|前年|同期(?![^，；]{1,12}(?:额|量|率|速|值|平均|价格|投资|经济|GDP))|上个?[月季周期]|年初|年[末底]|\d[年月季]|[一二三四]季度|上半年|前一[天日周月]|昨[天日]|[“\"]?十[一二三四五]五"
)


class MeasureCue(NamedTuple):
    """One row of measure_cues.csv.

    `form` says how the word stands to its figure: verb (增长5%); object, a verb whose object may stand before the
    figure (增加就业岗位9万个); quality, one whose object is not counted (提高标准90元); noun (增速达5%, 占比60%);
    short, a single character right before the figure (同比增5%); against, what is compared with follows it
    (高于全国5个百分点); word, a word that holds a cue and is none (增加值).
    """

    surface: str
    measure: str
    direction: str | None
    form: str


class FoundCue(NamedTuple):
    """A cue in a stretch of text, with what stands before it and what follows it up to the figure."""

    cue: MeasureCue
    before: str
    after: str

    @property
    def compared_with(self) -> str | None:
        """Return the words between 比 or 较 and the cue: 去年 in 比去年高出; 同比 says the same period of last year."""
        comparison = _COMPARISON.search(self.before)
        if comparison:
            return comparison["target"]
        return "上年同期" if _SAME_PERIOD.search(self.before) else None

    @property
    def is_against_its_own_past(self) -> bool:
        """Return whether a comparison is with an earlier value of the same series: 高于去年同期, 比上年高."""
        target = self.compared_with
        if target is None:
            return self.cue.form != "against" or _PAST_OF_ITS_OWN.search(self.after) is not None
        return _PAST_OF_ITS_OWN.search(target) is not None

    def governs(self, *, is_points: bool = False) -> bool:
        """Return whether the cue still acts on the figure: 提高到 has led somewhere, 高于 needs something to compare.

        Of a figure that is no percentage points 超过 says only that it is more than the number.
        """
        cue, after = self.cue, self.after
        if cue.measure == "change" and _RESULT.match(after):
            return False
        if cue.form == "short":
            if cue.measure == "difference" and not is_points and self.compared_with is None:
                return False
            return _FILLER.fullmatch(after) is not None
        if cue.form == "against":
            if _FILLER.fullmatch(after):
                return cue.surface != _MORE_THAN and self.compared_with is not None  # 比去年高出5%; not 下降|超过5%
            return is_points or cue.surface not in _ONLY_OF_POINTS
        return True

    def is_next_to(self, *, is_count: bool) -> bool:
        """Return whether nothing parts cue and figure but fillers, or the object of the verb: 增加就业岗位9万个.

        Of 提高 and the like only an object that is not counted: 提高标准90元, but not 提升改造道路9条.
        """
        match = _FILLER.match(self.after)
        rest = self.after[match.end() :] if match else self.after
        if not rest:
            return True
        takes_object = self.cue.form == "object" or (self.cue.form == "quality" and not is_count and "达" not in rest)
        return takes_object and len(rest) <= _LONGEST_OBJECT and _REACHES.search(rest) is None


@lru_cache(maxsize=4)
def _compile_cues(vocabularies: Vocabularies) -> tuple[re.Pattern[str], dict[str, MeasureCue]]:
    cues = {
        row["surface"]: MeasureCue(row["surface"], row["measure"], row["direction"] or None, row["form"])
        for row in vocabularies.rows("measure_cues")
    }
    return surface_pattern(cues), cues


def find_cues(stretch: str, vocabularies: Vocabularies) -> list[FoundCue]:
    """Return the measure cues of a stretch of text that ends before a figure, the nearest to the figure first.

    >>> from pipelines.extraction.vocabulary import built_in
    >>> [found.cue.surface for found in find_cues('工业增加值增速比上年提高', built_in())]
    ['提高', '增速']
    """
    pattern, cues = _compile_cues(vocabularies)
    found = [
        FoundCue(cues[match.group()], stretch[: match.start()], stretch[match.end() :])
        for match in pattern.finditer(stretch)
        if cues[match.group()].form != "word"
    ]
    found.reverse()
    return found
