"""Rules of the code itself, which no single input would show broken: read off its syntax."""

import ast
from collections.abc import Iterator

import pytest

from pipelines.settings import PROJECT

FILES = sorted(path for folder in ("pipelines", "schemas") for path in (PROJECT / folder).rglob("*.py"))
TREES = {path.relative_to(PROJECT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in FILES}

# Names that stand in SQL text: tables, columns and queries of ours, and numbers. Texts go as parameters or `quote(…)`.
OUR_OWN_NAMES = {
    "name", "table", "column.name", "column_name", "columns", "query", "on", "ORDER[name]", "UNREAD", "UNREAD.name",
    "settings.workers", "cells", "cases", "key", "column", "other", "_PREVIEW_ROWS", "_MOST_BARS", "rows",
}  # fmt: skip
QUOTING = ("quote(", "_list(", "harmless_sql(", "live_rows(")  # functions of ours that quote what they are given


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Yield file, called name and call."""
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield f"{file}:{node.lineno}", ast.unparse(node.func), node


def test_sql_is_made_of_our_own_names_and_quoted_values():
    strange = []
    for place, called, call in calls():
        if called.rpartition(".")[2] not in ("execute", "executemany", "sql", "query") or not call.args:
            continue
        for part in ast.walk(call.args[0]):
            if isinstance(part, ast.FormattedValue):
                inserted = ast.unparse(part.value)
                if inserted not in OUR_OWN_NAMES and not inserted.startswith(QUOTING):
                    strange.append(f"{place}: {inserted}")
    assert not strange, "pass it as a parameter or through quote(): " + "; ".join(strange)


@pytest.mark.parametrize(
    "forbidden",
    ["pickle.load", "pickle.loads", "marshal.loads", "eval", "exec", "os.system", "os.popen", "yaml.unsafe_load",
     "yaml.full_load", "subprocess.getoutput", "tempfile.mktemp", "os.umask", "os.chmod"],
)  # fmt: skip
def test_nothing_is_executed_or_unpickled(forbidden: str):
    assert not [place for place, called, _ in calls() if called == forbidden]


def test_no_shell_and_safe_yaml_only():
    for place, called, call in calls():
        keywords = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        assert keywords.get("shell", "False") == "False", place
        if called == "yaml.load":
            assert keywords["Loader"] == "_PlainLoader", place  # a SafeLoader without aliases
    from pipelines.extraction.documents.front_matter import _PlainLoader

    assert "yaml.loader.SafeLoader" in {f"{base.__module__}.{base.__name__}" for base in _PlainLoader.__mro__}


def test_services_listen_on_loopback_only():
    from pipelines import dev

    assert dev.HOST == "127.0.0.1"
    written = [node.value for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    assert "0.0.0.0" not in written and "::" not in written
