"""Names and texts that would like to be SQL, HTML, formulas or escape sequences, through one whole run."""

import os
import stat
from pathlib import Path

import duckdb
import pytest

from pipelines.report import write_report
from pipelines.settings import Settings
from schemas.cells import EXECUTABLE, HARMLESS
from schemas.tables import TABLES
from tests.warehouse.whole_run import run_whole

SQL, HTML, FORMULA, ESCAPE = "'; DROP TABLE documents; --", "<script>alert(1)</script>", "=1+1", "\x1b]0;x\x07\x1b[31m"
NAMES = [
    f"{SQL}.txt",
    "<img src=x onerror=alert(1)>.txt",
    "=cmd.txt",
    "\x1b[31mred.txt",
    "$(touch x).txt",
    "%2e%2e%2f.txt",
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Return the settings of a warehouse, published with its pages, over hostile names and texts."""
    folder = tmp_path_factory.mktemp("hostile") / "it's a 'folder'"
    settings = Settings(folder / "raw", folder / "warehouse")
    settings.raw.mkdir(parents=True)
    for number, name in enumerate(NAMES):
        text = (
            f"2021年，韶关市{number}号{SQL}地区生产总值达1554亿元{HTML}。\n{FORMULA}，同比增长{number}.6%。{ESCAPE}\n"
        )
        (settings.raw / name).write_text(text, encoding="utf-8")
    (settings.raw / "documents.csv").write_text(
        'document,title,publisher,published,area\n=cmd.txt,"=HYPERLINK(""http://x"")",@SUM(A1),,\n'
        "/etc/passwd,x,,,\n../../etc/passwd,x,,,\n",
        encoding="utf-8",
    )
    (settings.raw / "outside.txt").symlink_to("/etc/passwd")
    run_whole(settings)
    with duckdb.connect(str(settings.database), read_only=True) as rows:
        write_report(rows, folder / "report", {})
    return settings


def test_they_are_values_in_the_database(published: Settings):
    with duckdb.connect(str(published.database), read_only=True) as rows:
        paths = {path for (path,) in rows.execute("SELECT path FROM documents").fetchall()}
        assert paths == set(NAMES)
        tables = {name for (name,) in rows.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
        assert tables == set(TABLES)
        assert rows.execute("SELECT count(*) FROM documents WHERE contains(text, chr(27))").fetchone() == (0,)


def test_a_link_out_of_raw_is_rejected_with_the_remedy(published: Settings):
    with duckdb.connect(str(published.database), read_only=True) as rows:
        rejected = rows.execute("SELECT path, reason, remedy FROM rejected_documents").fetchall()
    assert rejected == [("outside.txt", "it is a link to a place outside raw/", "copy the file itself into raw/")]


def test_no_cell_of_the_exports_is_a_formula(published: Settings):
    with duckdb.connect() as rows:
        for file in sorted((published.warehouse / "csv").glob("*.csv")):
            read = "read_csv(?, all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"
            cells = f"SELECT * FROM (UNPIVOT (FROM {read}) ON COLUMNS(*)) WHERE regexp_matches(value, ?)"
            executed = rows.execute(f"{cells} AND NOT regexp_matches(value, ?)", [str(file), EXECUTABLE, HARMLESS])
            assert [cell for cell in executed.fetchall() if not cell[-1].startswith("'")] == [], file.name


def test_no_page_holds_their_tags(published: Settings):
    pages = sorted((published.warehouse.parent / "report").rglob("*.html"))
    assert len(pages) > len(NAMES)
    for page in [*pages, *sorted((published.warehouse.parent / "report").rglob("*.js"))]:
        content = page.read_text(encoding="utf-8")
        assert "<script>alert" not in content and "<img src=x" not in content and "\x1b" not in content, page.name


def test_files_have_ordinary_permissions(published: Settings):
    umask = os.umask(0)
    os.umask(umask)
    for path in [published.warehouse, *published.warehouse.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode & umask == 0 and not mode & stat.S_IWOTH and not mode & (stat.S_ISUID | stat.S_ISGID), path
        assert mode & stat.S_IRUSR, path


def test_nothing_was_written_beside_the_warehouse(published: Settings):
    beside = {path.name for path in published.warehouse.parent.iterdir()}
    assert beside == {"raw", "warehouse", "report"}
    assert not Path("x").exists()
