"""The table `sentences`: one row per sentence in reading order."""

from pandera.typing import Series

from schemas.patterns import DOCUMENT_ID, SENTENCE_ID
from schemas.table import Integer, Table, Text, column


class Sentences(Table):
    """One sentence, put together again where the page layout cut it."""

    sentence_id: Series[Text] = column(
        "Key: the document's id and where the sentence begins", unique=True, str_matches=SENTENCE_ID
    )
    document_id: Series[Text] = column("The document it stands in", str_matches=DOCUMENT_ID)
    article: Series[Integer] = column("Running number of the article in the document, from 1", ge=1)
    section: Series[Text] = column("The section heading as printed; NULL outside any section", nullable=True)
    section_number: Series[Integer] = column(
        "The number that the heading carries (叁、 and 三、 are 3); NULL without one", nullable=True, ge=0
    )
    paragraph: Series[Integer] = column("Running number of the paragraph in reading order, from 1", ge=1)
    sentence: Series[Integer] = column("Running number of the sentence in reading order, from 1", ge=1)
    char_start: Series[Integer] = column("Offset of its first character in documents.text, in code points", ge=0)
    char_end: Series[Integer] = column("Offset after its last character, in code points", ge=0)
    text: Series[Text] = column("The sentence as one string, without the breaks that the layout put into it")
