"""Each of 200 and more hostile files is read or rejected, within bounds, and the others lose nothing by it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.extraction.documents import DocumentRejected, find_raw_files, read_document, worker
from pipelines.settings import PROJECT
from tests.documents.hostile import FIXTURES, ODD_NAMES, write_hostile_files

SECONDS_A_PAGE = 10  # in place of 30: what loops shall not make the test wait
SECONDS_A_FILE = 25  # on a slow machine, with the start of a new parser
MOST_MEMORY = 1 << 30  # bytes of address space of the reading process; its parser has its own limit

READ_ALL = """
import json, pathlib, resource, sys, time
from pipelines.extraction.documents import DocumentRejected, find_raw_files, read_document, worker
worker.MOST_SECONDS_A_PAGE = float(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), resource.getrlimit(resource.RLIMIT_AS)[1]))
for file in find_raw_files(pathlib.Path(sys.argv[1])):
    start = time.monotonic()
    try:
        if file.rejected:
            raise file.rejected
        said = {"text": read_document(file.path, name=file.name).text[:2000]}
    except DocumentRejected as rejected:
        said = {"reason": rejected.reason, "remedy": rejected.remedy}
    print(json.dumps({"name": file.name, "seconds": time.monotonic() - start, **said}), flush=True)
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, str]]:
    raw = tmp_path_factory.mktemp("hostile") / "raw"
    count = write_hostile_files(raw)
    command = [sys.executable, "-c", READ_ALL, str(raw), str(MOST_MEMORY), str(SECONDS_A_PAGE)]
    run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=900)
    assert run.returncode == 0, run.stderr[-3000:]
    assert run.stderr == "", "what a file holds must not reach the terminal"
    found = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(found) == count >= 200
    assert len({outcome["name"] for outcome in found}) == count
    return {outcome["name"]: outcome for outcome in found}


def test_each_is_read_or_rejected_with_reason_and_remedy(outcomes: dict[str, dict[str, str]]):
    for name, outcome in outcomes.items():
        assert outcome.get("text", "").strip() or (outcome["reason"] and outcome["remedy"]), name


def test_none_takes_long(outcomes: dict[str, dict[str, str]]):
    slow = {
        name: outcome["seconds"] for name, outcome in outcomes.items() if float(outcome["seconds"]) > SECONDS_A_FILE
    }
    assert not slow


def test_messages_and_texts_steer_no_terminal(outcomes: dict[str, dict[str, str]]):
    for outcome in outcomes.values():
        assert (outcome.get("reason", "") + outcome.get("remedy", "")).isprintable()
        assert not [c for c in outcome.get("text", "") if (c < " " and c not in "\t\n") or "\x7f" <= c < "\xa0"]


def test_the_honest_files_among_them_are_read(outcomes: dict[str, dict[str, str]]):
    plain = (FIXTURES / "county.txt").read_text(encoding="utf-8").strip()
    for name in ("honest.txt", "honest.docx", "inside.txt"):
        assert outcomes[name]["text"].strip() == plain


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_read(name: bytes, outcomes: dict[str, dict[str, str]]):
    assert outcomes[name.decode("utf-8", "backslashreplace")]["text"] == "全市增长8%。"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("passwd.txt", "outside raw/"),
        ("outside.txt", "outside raw/"),
        ("folder-outside", "outside raw/"),
        ("loop.txt", "does not exist"),
        ("broken.txt", "does not exist"),
        ("pipe.txt", "not an ordinary file"),
        ("socket.txt", "not an ordinary file"),
        ("zip-as.docx", "an archive"),
        ("slides.pptx", "presentation"),
        ("open.odt", "save it as .docx"),
        ("bomb.docx", "bigger than"),
        ("bomb-beside.docx", "bigger than"),
        ("bomb.xlsx", "bigger than"),
        ("many-parts.docx", "parts"),
        ("laughs.docx", "entities"),
        ("laughs-utf16.docx", "entities"),
        ("outside.docx", "entities"),
        ("password.docx", "encrypted"),
        ("locked.docx", "encrypted"),
        ("locked.pdf", "encrypted"),
        ("old.doc", "save it as .docx"),
        ("old.wps", "save it as .docx"),
        ("old.xls", "save it as .xlsx"),
        ("formula.xlsx", "formulas without their results"),
        ("scan.pdf", "OCR"),
        ("many-pages.pdf", "more than 2000 pages"),
        ("one-line.txt", "split it"),
        ("nul.txt", "binary"),
        ("bad-number.xlsx", "damaged"),
        ("data.csv", "save a table as .xlsx"),
        ("flat.xml", "save it as .docx"),
        ("saved.mht", ".html"),
        ("aliases.md", "not valid YAML"),
        ("python.md", "not valid YAML"),
        ("bad.md", "line"),
        ("bad-date.md", "2024-03-05"),
        ("no-text.html", "no text"),
        ("cut-5-county.docx", "copy it again"),
        ("cut-5-county.xlsx", "copy it again"),
    ],
)
def test_reason_and_remedy_say_what_is_wrong(name: str, said: str, outcomes: dict[str, dict[str, str]]):
    assert said in outcomes[name].get("reason", "") + outcomes[name].get("remedy", "")


def test_a_parser_that_hangs_or_dies_costs_one_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "a.html").write_text("<html><body><p>全市增长8%。</p></body></html>", encoding="utf-8")
    page = (FIXTURES / "county.pdf").read_bytes()
    (tmp_path / "a.pdf").write_bytes(page)
    monkeypatch.setattr(worker, "MOST_SECONDS_A_PAGE", 0.0)
    start = time.monotonic()
    with pytest.raises(DocumentRejected, match="too long"):
        read_document(tmp_path / "a.pdf", name="a.pdf")
    monkeypatch.undo()
    assert time.monotonic() - start < 5
    assert read_document(tmp_path / "a.html", name="a.html").text == "全市增长8%。"
    process = worker._PARSER._process
    assert process is not None
    process.kill()
    process.wait()
    assert read_document(tmp_path / "a.html", name="a.html").text == "全市增长8%。"


def test_unreadable_file_and_folder(tmp_path: Path):
    if os.geteuid() == 0:
        pytest.skip("root may read everything")
    (tmp_path / "a.txt").write_text("全市增长8%。", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "folder").mkdir(mode=0)
    files = find_raw_files(tmp_path)
    assert [file.name for file in files] == ["a.txt", "folder"]
    assert files[1].rejected is not None and "permission" in files[1].rejected.remedy
    with pytest.raises(DocumentRejected, match="permission"):
        read_document(files[0].path, name="a.txt")
