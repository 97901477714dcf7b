"""What the views are, and what those of their columns mean that no table has under the same name."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class View:
    """A view's description, and its own columns' descriptions by name."""

    description: str
    columns: dict[str, str] = field(default_factory=dict)


VIEWS: dict[str, View] = {
    "facts": View(
        "One row per observation with its document, section, printed text and sentence as evidence: "
        "start here for most questions.",
        {
            "document": "Path of the document under raw/",
            "text": "The quantity as printed",
            "sentence": "The sentence that states it",
            "char_start": "Offset of the quantity in documents.text, in code points",
            "char_end": "Offset after the quantity in documents.text",
        },
    ),
    "targets": View(
        "One row per target, with the actual value beside it where a text states one: "
        "for the target's own period if there is one, else the latest before its end.",
        {
            "document": "Path of the document that states the target",
            "text": "The target as printed",
            "sentence": "The sentence that states the target",
            "actual_observation_id": "The observation that states the actual value; NULL where no text does",
            "actual_time_period": "The period of the actual value",
            "actual_value": "The actual value of the same area, indicator, measure and unit",
            "actual_document": "Path of the document that states the actual value",
            "actual_sentence": "The sentence that states the actual value",
        },
    ),
    "series": View(
        "Per area, indicator, unit, measure and period the value that most independent documents state; "
        "a reprint counts with its original, targets are left out.",
        {
            "value": "The best-supported value: stated by most independent documents, then exactly, then most surely",
            "documents": "How many independent documents state this value",
            "documents_in_all": "How many independent documents state any value for this point",
            "distinct_values": "How many different values are stated for this point",
            "confidence": "The highest confidence among the statements of this value",
            "observation_id": "One observation that states it, the surest",
            "document": "Path of that observation's document",
        },
    ),
    "conflicts": View(
        "Pairs of statements of the same area, indicator, period, measure, unit, baseline and status "
        "whose values no rounding and no modifier reconciles. What a reprint repeats of its original counts once.",
        {
            "observation_id": "The first statement",
            "other_observation_id": "The statement that disagrees with it",
            "value": "The first statement's value",
            "other_value": "The other statement's value",
            "text": "The first value as printed",
            "other_text": "The other value as printed",
            "document": "Path of the first statement's document",
            "other_document": "Path of the other statement's document",
            "sentence": "The sentence of the first statement",
            "other_sentence": "The sentence of the other statement",
        },
    ),
}

# The columns of review.csv that the view `facts` does not have, or that mean something else there.
REVIEW_COLUMNS: dict[str, str] = {
    "nth": "Which of the equal quantities in this sentence it is, from 1; counted on through equal sentences",
    "verdict": "To fill in: change, confirm, reject or add",
    "field": "To fill in with change: the field to change",
    "value": "To fill in with change: the field's right value",
    "reason": "To fill in: why",
    "doubts": "Why the row needs a look, from the table reviews",
    "value_read": "The value that was read",
}
