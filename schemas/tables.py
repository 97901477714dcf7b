"""All tables and views of the warehouse by name, in the order in which they are filled."""

from schemas.areas import Areas
from schemas.documents import Documents
from schemas.indicators import Indicators
from schemas.observations import Observations
from schemas.quantities import Quantities
from schemas.rejections import RejectedDocuments, RejectedRows
from schemas.reviews import Reviews
from schemas.runs import Runs
from schemas.sentences import Sentences
from schemas.table import Table, columns_of
from schemas.units import Units
from schemas.views import VIEWS

TABLES: dict[str, type[Table]] = {
    "documents": Documents,
    "sentences": Sentences,
    "quantities": Quantities,
    "observations": Observations,
    "reviews": Reviews,
    "rejected_rows": RejectedRows,
    "rejected_documents": RejectedDocuments,
    "runs": Runs,
    "units": Units,
    "areas": Areas,
    "indicators": Indicators,
}

# The way of the data: one table for each stage of a document's reading, in the order of their references.
STAGES = ("documents", "sentences", "quantities", "observations")
# All tables that one pass over a document fills.
EXTRACTED = (*STAGES, "rejected_rows", "rejected_documents")

# column → table and column that it refers to
REFERENCES: dict[str, dict[str, tuple[str, str]]] = {
    "sentences": {"document_id": ("documents", "document_id")},
    "quantities": {"document_id": ("documents", "document_id"), "sentence_id": ("sentences", "sentence_id")},
    "observations": {"quantity_id": ("quantities", "quantity_id"), "document_id": ("documents", "document_id")},
    "reviews": {
        "observation_id": ("observations", "observation_id"),
        "other_observation_id": ("observations", "observation_id"),
    },
    "documents": {"duplicate_of": ("documents", "document_id")},
}


def describe_view_column(view: str, name: str) -> str:
    """Return what a column of a view means: its own description there, else that of the table it comes from.

    >>> describe_view_column("facts", "time_period").startswith("When: ISO 8601")
    True
    """
    own = VIEWS[view].columns
    if name in own:
        return own[name]
    for table in ("observations", "documents", "sentences", "quantities"):
        for column in columns_of(TABLES[table]):
            if column.name == name:
                return column.description
    raise KeyError(f"column {name} of view {view} is described nowhere")
