"""Anchored patterns and code lists of the columns, each naming its standard."""

DOCUMENT_ID = r"^[0-9a-f]{16}$"  # first 64 bits of the SHA-256 of path and text
SENTENCE_ID = r"^[0-9a-f]{16}-s[0-9]+$"  # the document, then where the sentence begins
QUANTITY_ID = r"^[0-9a-f]{16}-q[0-9]+$"
OBSERVATION_ID = r"^[0-9a-f]{16}-o[0-9]+$"
SHA256 = r"^[0-9a-f]{64}$"

AREA_CODE = r"^([0-9]{6}|[A-Z]{2})$"  # GB/T 2260 down to the county; ISO 3166-1 alpha-2 for countries
# ISO 8601 dates and intervals, with quarters and halves; years before the common era are out of scope
TIME_PERIOD = (
    r"^[0-9]{4}(-(Q[1-4]|H[12]|[0-9]{2}(-[0-9]{2})?))?"
    r"(/[0-9]{4}(-(Q[1-4]|H[12]|[0-9]{2}(-[0-9]{2})?))?)?$"
)

FORMATS = ("txt", "md", "html", "docx", "pdf", "xlsx")
PUBLISHED_FROM = ("manifest", "front_matter", "text", "filename")

KINDS = ("money", "count", "percent", "percentage_point", "ratio", "rank", "duration", "measure", "number")
MODIFIERS = ("=", "~", ">", ">=", "<", "<=")
MEASURES = (
    "level",
    "change",
    "change_pp",
    "share",
    "contribution",
    "difference",
    "rank",
    "rate",
    "duration",
    "other",
)
DIRECTIONS = ("up", "down")
PRICE_BASES = ("current", "constant")
STATUSES = ("actual", "target", "baseline")
