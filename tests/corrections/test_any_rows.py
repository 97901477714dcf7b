"""Whatever rows people write: nothing fails, every row is applied or told, and no other fact changes or is refused."""

import csv
import datetime
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.batches.rows import document_id, reading_columns
from pipelines.batches.validate import validate_columns
from pipelines.corrections import apply_corrections, read_corrections
from pipelines.corrections.table import COLUMNS, FIELDS, VERDICTS
from pipelines.extraction.reading import read_text
from pipelines.extraction.vocabulary import built_in
from schemas.tables import TABLES

SENTENCES = ("临山市2022年有企业35家，工业企业12家。", "出口额同比下降5%，进口额增长20%—30%。", "今后五年是关键时期。")
TEXT = "\n".join((*SENTENCES, SENTENCES[0]))
READING = read_text(TEXT, published=datetime.date(2023, 1, 18))
QUANTITIES = [quantity.text for quantity in READING.quantities]

PLAUSIBLE = (
    *(
        "",
        "韶关市",
        "440200",
        "４４０２００",
        "2021-02-30",
        "2021/2020",
        "2023/",
        "0000",
        "9999-12-31",
        "-5",
        "５",
        "1_000",
    ),
    *("1e28", "1e29", "1e-30", "NaN", "Infinity", "0x10", "up", "down", "level", "share", "actual", "current"),
    *(">=", "%", "万元", "'=1+1"),
)
values = st.sampled_from(PLAUSIBLE) | st.text(max_size=6)
rows = st.fixed_dictionaries(
    {
        "document": st.sampled_from(["a.txt", "a.txt", "b.txt"]),
        "sentence": st.sampled_from([*SENTENCES, " ".join(SENTENCES[0]), "没有这句。", ""]),
        "text": st.sampled_from([*QUANTITIES, "5家", "年", "一百亿元", ""]),
        "nth": st.sampled_from(["", "1", "1", "2", "3", "x"]),
        "verdict": st.sampled_from([*VERDICTS, "CHANGE", "", "maybe"]),
        "field": st.sampled_from([*FIELDS, "", "confidence"]),
        "value": values,
        "reason": st.just(""),
        "area": st.sampled_from(["", "韶关市", "鼓楼区"]),
        "time_period": st.sampled_from(["", "2021", "Jun-21"]),
    }
)


@settings(max_examples=300, deadline=None)
@given(st.lists(rows, min_size=1, max_size=6))
def test_any_rows(written):
    with tempfile.TemporaryDirectory() as raw:
        with (Path(raw) / "corrections.csv").open("w", encoding="utf-8-sig", newline="", errors="replace") as file:
            writer = csv.DictWriter(file, [*COLUMNS, "area", "time_period"])
            writer.writeheader()
            writer.writerows(written)
        corrections, messages = read_corrections(Path(raw), ["a.txt"])
    accepted = corrections.get("a.txt", ())
    judged = sum(bool(row["verdict"].strip()) for row in written)
    assert len(accepted) + len(messages) == judged
    assert all(message.startswith("corrections.csv, line ") and "(" in message for message in messages)
    after, unapplied = apply_corrections(READING, accepted, built_in())
    assert all(one.correction in accepted and "(" in one.problem for one in unapplied)
    named = {one.text for one in accepted}
    untouched = [fact for fact in READING.observations if fact.quantity.text not in named]
    assert [fact for fact in after.observations if fact.quantity.text not in named] == untouched
    for table, columns in reading_columns(document_id("a.txt", TEXT), after).items():
        assert validate_columns(table, TABLES[table], columns)[1] == []
