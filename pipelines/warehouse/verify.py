"""Prove that every stored quantity is still at its place: raw/ is read again and compared with the warehouse."""

from collections import defaultdict
from dataclasses import dataclass

import duckdb

from pipelines.batches.plan import hash_file
from pipelines.extraction.documents import DocumentRejected, find_raw_files, read_document, read_manifest
from pipelines.settings import Settings


@dataclass(frozen=True)
class Verification:
    """How much was found at its place, and what was not, a line each."""

    documents: int
    quantities: int
    faults: tuple[str, ...]


def verify(settings: Settings) -> Verification:
    """Read raw/ again and compare it with the published warehouse, quantity by quantity.

    Raises FileNotFoundError where nothing is published yet.
    """
    if not settings.database.exists():
        raise FileNotFoundError(f"{settings.database} does not exist; `make run` makes it.")
    files = {file.name: file for file in find_raw_files(settings.raw)}
    manifest, _ = read_manifest(settings.raw)
    faults: list[str] = []
    documents = quantities = 0
    with duckdb.connect(str(settings.database), read_only=True) as connection:
        places = _stored_places(connection)
        for path, identity, digest in connection.execute(
            "SELECT path, document_id, content_sha256 FROM documents ORDER BY path"
        ).fetchall():
            if path not in files:
                faults.append(f"{path}: gone from {settings.raw}")
                continue
            if hash_file(files[path].path)[0] != digest:
                faults.append(f"{path}: changed since it was read; run again")
                continue
            try:
                text = read_document(files[path].path, name=path, manifest_row=manifest.get(path)).text
            except DocumentRejected as rejection:
                faults.append(f"{path}: cannot be read any more ({rejection})")
                continue
            documents += 1
            for quantity, start, end, printed in places[identity]:
                quantities += 1
                if text[start:end] != printed:
                    faults.append(f"{path}@{start}: {quantity} says {printed}, the text says {text[start:end]}")
    return Verification(documents, quantities, tuple(faults))


def _stored_places(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, int, int, str]]]:
    """Return the stored quantities' places by document_id."""
    places = defaultdict(list)
    for identity, *place in connection.execute(
        "SELECT document_id, quantity_id, char_start, char_end, text FROM quantities ORDER BY char_start"
    ).fetchall():
        places[identity].append(tuple(place))
    return places
