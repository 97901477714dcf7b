"""The shipped samples, read as a run reads them, against what a person expects of them."""

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from pipelines.extraction import Observation, Quantity
from pipelines.extraction.documents import load_vocabularies, read_document, read_manifest
from pipelines.extraction.model import Number
from pipelines.extraction.quantities.scan import exact
from pipelines.extraction.reading import TextReading, read_text
from pipelines.sample_score import EXPECTED, SAMPLES
from pipelines.scoring import FACT_FIELDS, OTHER_FIELDS, QUANTITY_FIELDS, Row, read_expected, score_documents


@lru_cache
def read_samples() -> dict[str, TextReading]:
    """Return every sample's reading by its name, with what the manifest says of it."""
    manifest, messages = read_manifest(SAMPLES)
    assert not messages
    vocabularies, messages = load_vocabularies(SAMPLES)
    assert not messages
    readings = {}
    for path in sorted(EXPECTED.glob("*.jsonl")):
        document = read_document(SAMPLES / path.stem, name=path.stem, manifest_row=manifest.get(path.stem))
        readings[path.stem] = read_text(
            document.text, published=document.published, area=document.area, vocabularies=vocabularies
        )
    return readings


def describe_reading(reading: TextReading) -> list[Row]:
    """Return one row per quantity of `reading`, with its fact's fields where it states one."""
    facts = {id(observation.quantity): observation for observation in reading.observations}
    return [_describe(quantity, facts.get(id(quantity))) for quantity in reading.quantities]


def _describe(quantity: Quantity, observation: Observation | None) -> Row:
    row: dict[str, Any] = {"start": quantity.char_start, "end": quantity.char_end, "text": quantity.text}
    for name in QUANTITY_FIELDS:
        value = getattr(quantity, name)
        row[name] = value if value is None or isinstance(value, str) else _plain(value)
    for name in (*FACT_FIELDS, *OTHER_FIELDS):
        row[name] = getattr(observation, name) if observation else None
    return row


def _plain(value: Number) -> str:
    """Return a number as the expected rows write it: a plain decimal where one holds it, else a fraction."""
    number = exact(Fraction(value))
    return f"{number:f}" if isinstance(number, Decimal) else str(number)


def test_every_sample_has_expected_rows():
    documents = {path.name for path in SAMPLES.iterdir() if path.suffix in {".txt", ".md", ".html"}}
    assert documents == set(read_samples())


def test_samples_score():
    score = score_documents(
        (name, read_expected(EXPECTED / f"{name}.jsonl"), describe_reading(reading))
        for name, reading in read_samples().items()
    )
    report = "\n".join(score.misses)
    assert score.quantity_f1 >= 0.99, report
    assert score.fact_f1 >= 0.75, report
    print(f"samples: quantities {score.quantity_f1:.3f}, facts {score.fact_f1:.3f}, {len(score.misses)} fields missed")
