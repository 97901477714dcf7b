"""Values that are larger than anything of their kind: the trace of a lost 万, a doubled 亿 or a misread unit."""

from typing import TYPE_CHECKING, Any, NamedTuple

from pipelines.warehouse.ddl import quote

if TYPE_CHECKING:
    import duckdb


class Bound(NamedTuple):
    """What no fact can be: the words for it, and the SQL condition over the view `facts`."""

    words: str
    condition: str


# Each bound lies an order of magnitude beyond the largest figure that official statistics print.
BOUNDS = (
    Bound("more than ten thousand percent", "unit_code = '%' AND abs(value) > 10000"),
    Bound("a share of more than the whole", "unit_code = '%' AND measure = 'share' AND value > 100"),
    Bound("more than a thousand percentage points", "unit_code = '{pp}' AND abs(value) > 1000"),
    Bound("more money than the world's product of a year, ten times over", "unit_code = 'CNY' AND abs(value) > 1e16"),
    Bound("more people than there are", "unit_code = '{person}' AND abs(value) > 1e10"),
    Bound("a length beyond the solar system", "unit_code = 'km' AND abs(value) > 1e10"),
    Bound("more land than the earth has", "unit_code = 'km2' AND abs(value) > 5.2e8"),
    Bound("longer than written history", "unit_code = 'a' AND abs(value) > 10000"),
    Bound("a period that nobody plans for", "(year(period_start) < 1000 OR year(period_end) > 2100)"),
)


def implausible_facts(rows: "duckdb.DuckDBPyConnection") -> list[tuple[Any, ...]]:
    """Return the facts beyond a bound, each with why, value, unit, printed text and document."""
    cases = " ".join(f"WHEN {bound.condition} THEN {quote(bound.words)}" for bound in BOUNDS)
    return rows.execute(
        f"SELECT CASE {cases} END AS why, value, unit, text, document FROM facts "
        "WHERE why IS NOT NULL ORDER BY observation_id"
    ).fetchall()
