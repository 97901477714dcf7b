"""The published file opens in a DuckDB 1.5 client: every table, view and macro."""

import json
import os
import subprocess
import sys

import pytest

from schemas.tables import TABLES
from schemas.views import VIEWS
from tests.programs import skip_unless_ci

OLD_CLIENT = "duckdb==1.5.5"
QUERIES = """
import duckdb, json, sys
connection = duckdb.connect(sys.argv[1], read_only=True)
counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in sys.argv[2].split(",")}
macros = connection.execute(
    "SELECT cn_number('三亿五千万')::VARCHAR, cn_quantity('8294亿千瓦时').unit, cn_number('增长')"
).fetchone()
print(json.dumps([duckdb.__version__, counts, macros]))
"""


@pytest.fixture(scope="module")
def old_client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("old_client")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(folder), OLD_CLIENT]
    result = subprocess.run(install, capture_output=True, text=True)
    if result.returncode != 0:
        skip_unless_ci(f"{OLD_CLIENT} cannot be installed here: {result.stderr}")
    return folder


@pytest.mark.slow
def test_duckdb_1_5_reads_everything(samples, old_client):
    names = ",".join([*TABLES, *VIEWS])
    result = subprocess.run(
        [sys.executable, "-c", QUERIES, str(samples.database), names],
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(old_client)}, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    version, counts, macros = json.loads(result.stdout)
    assert version == "1.5.5"
    assert counts["facts"] == counts["observations"] > 0
    assert macros == ["350000000.000000000", "千瓦时", None]
