"""The facts that are read out of annotated documents, each with its signals and whether it is right."""

import csv
import datetime
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from pipelines.extraction import Observation, extract_observations


@dataclass(frozen=True)
class JudgedFact:
    """One extracted fact: its document, its signals, and whether all that makes a fact is as annotated."""

    document: str
    signals: frozenset[str]
    is_right: bool


def load_judge(path: Path) -> ModuleType:
    """Return the scorer at `path` as a module: what it counts as the same value, area, indicator or period."""
    specification = importlib.util.spec_from_file_location("judge", path)
    if specification is None or specification.loader is None:
        raise SystemExit(f"{path} is no Python file; name the scorer with --judge")
    judge = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(judge)
    return judge


def judge_folder(folder: Path, judge: ModuleType) -> list[JudgedFact]:
    """Return the facts of every annotated document of a folder, in order."""
    facts = []
    with (folder / "docs" / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        documents = list(csv.DictReader(file))
    for row in documents:
        name = row["document"]
        annotations = folder / f"{name.removesuffix('.txt')}.jsonl"
        if not annotations.exists():
            continue
        lines = annotations.read_text(encoding="utf-8").splitlines()
        expected = {(one["start"], one["end"]): one for one in map(json.loads, lines)}
        text = (folder / "docs" / name).read_bytes().decode("utf-8")
        published = datetime.date.fromisoformat(row["published"])
        for observation in extract_observations(text, published=published, area=row["area"] or None):
            place = (observation.quantity.char_start, observation.quantity.char_end)
            is_right = _is_right(observation, expected.get(place), published.year, judge)
            facts.append(JudgedFact(name, frozenset(observation.signals), is_right))
    return facts


def _is_right(observation: Observation, expected: dict[str, Any] | None, year: int, judge: ModuleType) -> bool:
    """Return whether the judge counts the fact: value, unit, and the fields that make a fact."""
    if expected is None or expected["indicator"] is None or expected["measure"] == "other":
        return False
    quantity = observation.quantity
    numbers = ("value",) if expected["value"] is not None else ("value", "value_min", "value_max")
    told = {field: getattr(observation, field) for field in judge.OBS}
    return (
        all(judge.same_number(_plain(getattr(quantity, number)), expected[number]) for number in numbers)
        and quantity.unit == expected["unit"]
        and all(judge.same(field, told, expected, year) for field in judge.CORE)
    )


def _plain(number: object) -> str | None:
    return None if number is None else str(number)
