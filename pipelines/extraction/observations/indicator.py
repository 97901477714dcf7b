"""Which series a figure belongs to (SDMX INDICATOR): the statistician's title of it."""

from pipelines.extraction.observations.indicators.clauses import split_clauses
from pipelines.extraction.observations.indicators.lexicon import lexicon_of
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.series import name_clause
from pipelines.extraction.observations.indicators.tokens import tokenise
from pipelines.extraction.observations.reading import ArticleReading
from pipelines.extraction.vocabulary import Vocabularies


def resolve_indicators(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `indicator` of every fact's mention; None where no name is certain enough.

    Titles follow the annotation guidelines: the shortest noun phrase that names what is measured, without area, time,
    verb or number. How each was found is added to the mention's signals (indicator_adjacent, indicator_right,
    indicator_inherited, indicator_list; indicator_official, indicator_long, indicator_short, indicator_far).

    >>> from pipelines.extraction import extract_observations
    >>> [f.indicator for f in extract_observations('建有养老床位7.5万张、颐康中心179个，规上工业增加值增长5%。')]
    ['养老床位', '颐康中心', '规模以上工业增加值']
    """
    lexicon = lexicon_of(vocabularies)
    memory = Memory()
    runs_on = False  # whether the sentence read last and all since then are parts of one, divided by semicolons
    for sentence in article.sentences:
        if not sentence.facts:
            runs_on = runs_on and sentence.runs_on
            continue
        if not runs_on:
            memory.begin_sentence()
        runs_on = sentence.runs_on
        for clause in split_clauses(tokenise(sentence, lexicon), lexicon):
            name_clause(clause, memory.copy() if clause.is_remark else memory, lexicon)
