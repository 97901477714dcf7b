"""The table `documents`: one row per text that was read."""

from pandera.typing import Series

from schemas.patterns import DOCUMENT_ID, FORMATS, PUBLISHED_FROM, SHA256
from schemas.table import Day, Table, Text, column


class Documents(Table):
    """One text that was read from raw/, as received, with what is known of its publication."""

    document_id: Series[Text] = column(
        "Key: the first 16 hexadecimal digits of the SHA-256 of path and text", unique=True, str_matches=DOCUMENT_ID
    )
    path: Series[Text] = column("Where the file lies under raw/, separated by /", unique=True)
    title: Series[Text] = column("Title: from the manifest, else the file, else its first headline", nullable=True)
    publisher: Series[Text] = column("Who published it, from the manifest or the file", nullable=True)
    published: Series[Day] = column("Day of publication; 今年 and 上年 are counted from it", nullable=True)
    published_from: Series[Text] = column(
        "Where the day of publication was found; NULL where it is unknown", nullable=True, isin=PUBLISHED_FROM
    )
    area: Series[Text] = column("The area the text is about where a sentence names none", nullable=True)
    format: Series[Text] = column("Format of the file", isin=FORMATS)
    encoding: Series[Text] = column(
        "Character encoding as detected; NULL for formats that carry their own", nullable=True
    )
    text: Series[Text] = column("The decoded text, newlines as \\n; every offset counts its code points from 0")
    content_sha256: Series[Text] = column("SHA-256 of the file's bytes", str_matches=SHA256)
    duplicate_of: Series[Text] = column(
        "The document_id of the document that this one reprints; NULL for an original",
        nullable=True,
        str_matches=DOCUMENT_ID,
    )
