"""From a fact back to file, hash, offsets and sentence; from a document to its facts; and proof that both hold."""

import duckdb
import pytest

from pipelines.batches.plan import hash_file, program_version
from pipelines.extraction.vocabulary import BUILT_IN
from pipelines.settings import PROJECT, Settings
from pipelines.warehouse.verify import verify
from tests.processes import run
from tests.warehouse.whole_run import run_whole

BACK = """
    SELECT documents.path, documents.content_sha256, quantities.char_start, quantities.char_end, quantities.text,
           sentences.text AS sentence, substr(documents.text, sentences.char_start + 1,
                                               sentences.char_end - sentences.char_start) AS printed
    FROM observations JOIN quantities USING (quantity_id) JOIN sentences USING (sentence_id)
    JOIN documents ON documents.document_id = observations.document_id
    WHERE observation_id = ?
"""
FORWARD = "SELECT * FROM facts WHERE document = 'DOCUMENT' ORDER BY char_start"  # as the README has it


@pytest.fixture
def published(tmp_path) -> Settings:
    settings = Settings(tmp_path / "raw", tmp_path / "warehouse")
    settings.raw.mkdir()
    (settings.raw / "a.txt").write_text("2021年，韶关市地区生产总值达1554亿元，增长8.6%。\n", encoding="utf-8")
    (settings.raw / "b.txt").write_text("2021年，桃源县新增就业3.2万人。\n", encoding="utf-8")
    run_whole(settings)
    return settings


def test_every_fact_leads_back_to_its_place_and_forward_again(published: Settings):
    with duckdb.connect(str(published.database), read_only=True) as rows:
        facts = [fact for (fact,) in rows.execute("SELECT observation_id FROM facts").fetchall()]
        assert len(facts) == 3
        for fact in facts:
            ((path, digest, start, end, text, sentence, printed),) = rows.execute(BACK, [fact]).fetchall()
            assert digest == hash_file(published.raw / path)[0]
            content = (published.raw / path).read_text(encoding="utf-8")
            assert content[start:end] == text and text in sentence and sentence in content and printed == sentence
        forward = [rows.execute(FORWARD.replace("DOCUMENT", path)).fetchall() for path in ("a.txt", "b.txt")]
        assert sorted(fact for found in forward for fact, *_ in found) == sorted(facts)
        assert [len(found) for found in forward] == [2, 1]


def test_the_readme_shows_the_way_forward():
    assert FORWARD.replace("DOCUMENT", "work-report-taizhou-2023.md") in (PROJECT / "README.md").read_text(
        encoding="utf-8"
    )


def test_runs_say_which_program_and_vocabularies_made_it(published: Settings):
    with duckdb.connect(str(published.database), read_only=True) as rows:
        version, extractor, vocabularies = rows.execute(
            "SELECT program_version, extractor_sha256, vocabulary_hashes FROM runs"
        ).fetchall()[0]
    assert version == program_version() and len(extractor) == 64
    assert f'"units.csv": "{hash_file(BUILT_IN / "units.csv")[0]}"' in vocabularies


@pytest.mark.parametrize(
    ("tamper", "message"),
    [
        (lambda file: file.write_text("2021年，韶关市地区生产总值达1555亿元，增长8.6%。\n", encoding="utf-8"),
         "a.txt: changed since it was read; run again"),
        (lambda file: file.unlink(), "a.txt: gone from "),
    ],
)  # fmt: skip
def test_verify_names_the_file_that_was_tampered_with(published: Settings, tamper, message):
    assert verify(published).faults == ()
    tamper(published.raw / "a.txt")
    (fault,) = verify(published).faults
    assert fault.startswith(message)


def test_verify_finds_a_quantity_that_was_moved(published: Settings):
    with duckdb.connect(str(published.database)) as rows:
        rows.execute("UPDATE quantities SET char_start = char_start + 1, char_end = char_end + 1 WHERE text = '8.6%'")
    (fault,) = verify(published).faults
    assert "says 8.6%, the text says .6%" in fault


@pytest.mark.slow
def test_make_verify_ends_with_status_one_and_the_place(published: Settings):
    assert run("pipelines.verify", published.raw, published.warehouse)[0] == 0
    (published.raw / "a.txt").write_text("韶关市地区生产总值达1亿元。", encoding="utf-8")
    status, printed = run("pipelines.verify", published.raw, published.warehouse)
    assert status == 1
    assert "a.txt: changed since it was read; run again" in printed and "1 faults" in printed
