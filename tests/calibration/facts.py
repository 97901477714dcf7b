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
    """One extracted fact: its document, its signals, and whether all that makes a fact is as annotated.

    Of a document that `was_read` by those who wrote the rules more facts are right than of any other.
    """

    document: str
    signals: frozenset[str]
    is_right: bool
    was_read: bool = False


def load_judge(path: Path) -> ModuleType:
    """Return the scorer at `path` as a module: what it counts as the same value, area, indicator or period."""
    specification = importlib.util.spec_from_file_location("judge", path)
    if specification is None or specification.loader is None:
        raise SystemExit(f"{path} is no Python file; name the scorer with --judge")
    judge = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(judge)
    return judge


def judge_folder(folder: Path, judge: ModuleType, *, was_read: bool = False) -> list[JudgedFact]:
    """Return the facts of every annotated document of a folder, in order.

    A line `{"start", "end", "right", "read_as"}` is the verdict on one fact drawn at random: in its document only the
    facts drawn count, and only while they are still read as they were when they were judged.
    """
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
        is_drawn = any("read_as" in one for one in expected.values())
        text = (folder / "docs" / name).read_bytes().decode("utf-8")
        published = datetime.date.fromisoformat(row["published"])
        for observation in extract_observations(text, published=published, area=row["area"] or None):
            place = (observation.quantity.char_start, observation.quantity.char_end)
            annotation = expected.get(place)
            if not is_drawn:
                is_right = _is_right(observation, annotation, published.year, judge)
            elif annotation and annotation["read_as"] == [getattr(observation, field) for field in judge.CORE]:
                is_right = annotation["right"]
            else:
                continue
            facts.append(JudgedFact(f"{folder.name}/{name}", frozenset(observation.signals), is_right, was_read))
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
