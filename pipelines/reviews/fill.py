"""The table `reviews`, computed whole over a candidate database."""

import duckdb

from pipelines.warehouse.ddl import read_sql


def fill_reviews(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `reviews` from the tables and views of the candidate; a fact that a person has judged gets no reason."""
    connection.execute(read_sql("reviews.sql"))
