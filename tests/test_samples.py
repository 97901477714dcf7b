"""The shipped samples, read as a run reads them, against what a person expects of them."""

from functools import lru_cache
from pathlib import Path

from pipelines.extraction.documents import load_vocabularies, read_document, read_manifest
from pipelines.extraction.reading import TextReading, read_text
from pipelines.scoring import describe_reading, read_expected, score_documents

PROJECT = Path(__file__).resolve().parents[1]
RAW = PROJECT / "raw"
EXPECTED = PROJECT / "tests" / "golden" / "samples"


@lru_cache
def read_samples() -> dict[str, TextReading]:
    """Return every sample's reading by its name, with what the manifest says of it."""
    manifest, messages = read_manifest(RAW)
    assert not messages
    vocabularies, messages = load_vocabularies(RAW)
    assert not messages
    readings = {}
    for path in sorted(EXPECTED.glob("*.jsonl")):
        document = read_document(RAW / path.stem, name=path.stem, manifest_row=manifest.get(path.stem))
        readings[path.stem] = read_text(
            document.text, published=document.published, area=document.area, vocabularies=vocabularies
        )
    return readings


def test_every_sample_has_expected_rows():
    documents = {path.name for path in RAW.iterdir() if path.suffix in {".txt", ".md", ".html"}}
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
