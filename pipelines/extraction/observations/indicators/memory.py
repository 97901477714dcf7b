"""What was named before in an article, for the figures that do not name their series themselves."""

from dataclasses import dataclass, field

from pipelines.extraction.observations.indicators import names
from pipelines.extraction.observations.indicators.kinds import NOUN, VERB
from pipelines.extraction.observations.indicators.lexicon import Lexicon
from pipelines.extraction.observations.indicators.tokens import Token, has_noun, text_of


@dataclass(slots=True)
class Memory:
    """The series named last and what else later figures fall back on."""

    base: str | None = None  # the last series named
    amount: str | None = None  # the last one whose amount was told
    unit: str = ""  # and the unit code of that amount
    recent: list[str] = field(default_factory=list)  # the names of this sentence in order
    owner: str | None = None  # the counted noun alone, where the series is named by what is done with it
    topic: str | None = None  # the subject of a clause without figures since then
    objects: dict[str, str] = field(default_factory=dict)  # verb → its object, in this sentence's clauses
    counted: tuple[str, str] | None = None  # the unit code and the object of the last verb with one
    frame: str = ""  # the verb of the last count, for 200多个国家的700多个港口

    def begin_sentence(self) -> None:
        """Forget what does not reach over a full stop."""
        self.recent = []
        self.topic = None
        self.objects = {}
        self.counted = None
        self.frame = ""

    def remember(self, name: str, owner: str | None = None) -> None:
        """Take `name` as the last series named, `owner` as what is counted in it."""
        self.base, self.owner = names.base_of(name), owner
        self.recent.append(self.base)
        self.topic = None

    def inherited(self) -> str | None:
        """Return the series that a figure without a name of its own belongs to."""
        return self.topic or self.base

    def remember_objects(self, tokens: list[Token], lexicon: Lexicon) -> None:
        """Keep verbs with their objects: 发行超长期特别国债，…，今年先发行|1万亿元."""
        for place, token in enumerate(tokens[:-1]):
            if token.kind == VERB and tokens[place + 1].kind == NOUN:
                end = next((e for e in range(place + 1, len(tokens)) if tokens[e].kind != NOUN), len(tokens))
                if tokens[end - 1].text not in lexicon.roles["comment"]:
                    self.objects[token.text] = text_of(tokens[place + 1 : end])

    def remember_counted(self, phrase: list[Token], unit: str) -> None:
        """Keep verb and object apart, for a later verb without one: 立案纪检监察干部2482人，处分1647人."""
        if phrase and phrase[0].kind == VERB and has_noun(phrase[1:]):
            self.counted = unit, text_of(phrase[1:])

    def completed(self, name: str, lexicon: Lexicon) -> str:
        """Return a name with its owner where it needs one, and 出口 as part of the 进出口 named before."""
        base, amount = self.base or "", self.amount or ""
        if name in ("出口", "进口"):
            if "进出口" in amount:
                return amount.replace("进出口", name)
            return amount.replace("出口", name).replace("进口", name) if amount.count("口") == 1 else name
        owner = self.topic or ((self.owner or base) if self.recent else "")
        if owner and names.is_generic(name, lexicon) and not owner.endswith(name):
            return names.without_head(names.base_of(owner), lexicon) + name
        return name

    def with_head(self, name: str, unit: str, lexicon: Lexicon) -> str:
        """Return a part's name with the head of the whole it is told after: 国有企业利润56亿元，股份制企业|150亿元."""
        if not self.amount or not self.recent or unit != self.unit or names.has_head(name, lexicon):
            return name
        head = names.head_of(self.amount, lexicon)
        return name if head == self.amount else name + head
