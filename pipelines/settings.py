"""Where a run reads and writes, and how it shares out the work."""

import importlib.util
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

PROJECT = Path(__file__).resolve().parents[1]

Engine = Literal["local", "ray"]

# What a run publishes, by name: in its staging folder as in the warehouse.
DATABASE = "wanyi.duckdb"
CSV = "csv"
REPORT = "report"


_MEMORY = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([KMGT]i?B)", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Settings:
    """The settings of a run. `batch_bytes` bounds what is in memory at once, per worker: the bytes of a batch's files.

    `documents` names the paths under raw/ that are read again even where nothing changed; all other documents are
    taken over as they are. `ray_address` is a cluster's address; None starts or joins a local one.
    """

    raw: Path
    warehouse: Path
    workers: int = 1
    batch_bytes: int = 1024 * 1024
    documents: tuple[str, ...] = ()
    engine: Engine = "local"
    ray_address: str | None = None
    database_memory: str = "512MB"  # of the one process that writes the database

    @property
    def database(self) -> Path:
        """Return the published database."""
        return self.warehouse / DATABASE

    @property
    def reader_memory(self) -> str:
        """Return what DuckDB may use in the process that reads the database for checks and exports."""
        return self._share(0.6)

    @property
    def pages_memory(self) -> str:
        """Return what it may use in the process that meanwhile makes the evidence pages."""
        return self._share(0.4)

    def _share(self, share: float) -> str:
        amount, unit = _MEMORY.fullmatch(self.database_memory).groups()  # type: ignore[union-attr]
        return f"{float(amount) * share:.3f}{unit}"

    @property
    def cache(self) -> Path:
        """Return the folder of what earlier runs read, by document."""
        return self.warehouse / ".cache"

    @property
    def staging(self) -> Path:
        """Return the folder in which runs build what they publish."""
        return self.warehouse / ".staging"


class BadSetting(ValueError):
    """A setting that cannot be used; the message says which and what is possible."""


def settings_from_environment() -> Settings:
    """Return the settings that RAW_DIR, WAREHOUSE_DIR, WORKERS, BATCH_BYTES, DATABASE_MEMORY and the like name.

    Raises BadSetting for a number or an amount that is none, or an engine that does not exist or is not installed.
    """
    engine = os.environ.get("ENGINE") or "local"
    if engine not in ("local", "ray"):
        raise BadSetting(f"ENGINE={engine} is not an engine; use local or ray.")
    if engine == "ray" and importlib.util.find_spec("ray") is None:
        raise BadSetting("ENGINE=ray needs Ray, which is not installed: `make run ENGINE=ray` sets it up.")
    return Settings(
        raw=Path(os.environ.get("RAW_DIR") or PROJECT / "raw").resolve(),
        warehouse=Path(os.environ.get("WAREHOUSE_DIR") or PROJECT / "warehouse").resolve(),
        workers=_positive("WORKERS", len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1),
        batch_bytes=_positive("BATCH_BYTES", Settings.batch_bytes),
        engine="ray" if engine == "ray" else "local",
        ray_address=os.environ.get("RAY_ADDRESS") or None,
        database_memory=_memory("DATABASE_MEMORY", Settings.database_memory),
    )


def _memory(name: str, default: str) -> str:
    text = os.environ.get(name)
    if not text:
        return default
    if not _MEMORY.fullmatch(text.strip()):
        raise BadSetting(f"{name}={text} is not an amount of memory; write it as 512MB or 2GB.")
    return text.strip()


def _positive(name: str, default: int) -> int:
    text = os.environ.get(name)
    if not text:
        return default
    if not text.isdecimal() or int(text) < 1:
        raise BadSetting(f"{name}={text} is not a whole number from 1.")
    return int(text)
