"""The table `runs`: one row per run that published a warehouse."""

from pandera.typing import Series

from schemas.table import Instant, Integer, Json, Table, Text, column


class Runs(Table):
    """One run of the pipeline: when, by which program and vocabularies, and what it made."""

    run_id: Series[Text] = column("Key: when it started (UTC) and the process that ran it", unique=True)
    started: Series[Instant] = column("When it started, UTC")
    finished: Series[Instant] = column("When its result was audited and ready to publish, UTC")
    cause: Series[Text] = column("What caused it: a command, a sensor, a schedule, the UI")
    program_version: Series[Text] = column("Version of the program")
    extractor_sha256: Series[Text] = column("Hash of the program's reading code; a change of it re-reads everything")
    vocabulary_sha256: Series[Text] = column("Hash of all vocabularies in force")
    vocabulary_hashes: Series[Json] = column("Hash of each vocabulary file in force, by name")
    documents_read: Series[Integer] = column("Documents read in this run", ge=0)
    documents_unchanged: Series[Integer] = column("Documents taken over unread from earlier runs", ge=0)
    documents_removed: Series[Integer] = column("Documents of the run before that are gone from raw/", ge=0)
    counts: Series[Json] = column("Rows per table")
