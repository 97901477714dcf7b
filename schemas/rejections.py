"""The tables `rejected_rows` and `rejected_documents`: what was refused, and why; nothing is dropped silently."""

from pandera.typing import Series

from schemas.table import Json, Table, Text, column


class RejectedRows(Table):
    """One row that broke a rule of its table and was kept out of it."""

    table_name: Series[Text] = column("The table it was meant for")
    row: Series[Json] = column("The row as JSON, numbers as strings")
    rule: Series[Text] = column("The rule it broke: column and check")
    reason: Series[Text] = column("What was wrong, with the offending value")
    document_id: Series[Text] = column("The document it came from", nullable=True)


class RejectedDocuments(Table):
    """One file in raw/ that could not be read."""

    path: Series[Text] = column("Where the file lies under raw/, separated by /", unique=True)
    reason: Series[Text] = column("Why it could not be read")
    remedy: Series[Text] = column("What to do about it")
