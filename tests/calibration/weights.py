"""The table of weights as a file: which signals there are and what each speaks for."""

import csv

from pipelines.extraction.observations.confidence import EVERY_FACT, REVIEW_BELOW
from pipelines.extraction.vocabulary import BUILT_IN

WEIGHTS = BUILT_IN / "confidence_weights.csv"


def read_rows() -> list[dict[str, str]]:
    """Return the rows of confidence_weights.csv."""
    with WEIGHTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_signals() -> dict[str, int]:
    """Return the signals that have a weight: +1 for one that speaks for a fact, -1 for one that speaks against it."""
    return {
        row["signal"]: 1 if row["speaks"] == "for" else -1
        for row in read_rows()
        if row["signal"] not in (EVERY_FACT, REVIEW_BELOW)
    }


def write_weights(weights: dict[str, float]) -> None:
    """Write the weights into their rows; all else of the file stays."""
    rows = read_rows()
    with WEIGHTS.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"weight": f"{weights[row['signal']]:g}"} for row in rows)
