"""Which series a figure belongs to (SDMX INDICATOR): the statistician's title of it."""

from pipelines.extraction.observations.indicators.clauses import split_clauses
from pipelines.extraction.observations.indicators.lexicon import lexicon_of
from pipelines.extraction.observations.indicators.memory import Memory
from pipelines.extraction.observations.indicators.series import name_clause
from pipelines.extraction.observations.indicators.tokens import tokenise
from pipelines.extraction.observations.reading import ArticleReading
from pipelines.extraction.vocabulary import Vocabularies


def resolve_indicators(article: ArticleReading, vocabularies: Vocabularies) -> None:
    """Fill `indicator` of every fact's mention; None where no name is certain enough."""
    lexicon = lexicon_of(vocabularies)
    memory = Memory()
    for sentence in article.sentences:
        if not any(mention.is_fact for mention in sentence.mentions):
            continue
        memory.begin_sentence()
        for clause in split_clauses(tokenise(sentence, lexicon), lexicon):
            name_clause(clause, memory, lexicon)
