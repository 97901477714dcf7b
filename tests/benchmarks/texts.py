"""The texts a benchmark runs over: a folder's own, or the samples repeated to a useful size."""

from pathlib import Path

from pipelines.extraction.documents import DocumentRejected, read_document


def load_texts(raw: Path, megabytes: float) -> list[str]:
    """Return texts of `raw` of about `megabytes` MB of UTF-8 together, read in name order and repeated where too few.

    Raises SystemExit when the folder holds no readable text.
    """
    texts: list[str] = []
    size = 0
    for path in sorted(path for path in raw.rglob("*") if path.is_file() and path.suffix in {".txt", ".md", ".html"}):
        try:
            text = read_document(path, name=path.name).text
        except DocumentRejected:
            continue
        texts.append(text)
        size += len(text.encode())
        if size >= megabytes * 1e6:
            return texts
    if not texts:
        raise SystemExit(f"{raw}: no readable .txt, .md or .html; name a folder of texts with RAW=dir")
    return texts * max(1, round(megabytes * 1e6 / size))


def size_in_bytes(texts: list[str]) -> int:
    """Return the size of all texts together in UTF-8."""
    return sum(len(text.encode()) for text in texts)
