"""Runs every query of a folder with DuckDB over a dataset's views.sql.

    python tools/run_queries.py DATASET [QUERIES]

Prints a JSON object for each query and line: its file, its columns, its rows. QUERIES is by default the project's own
folder. Questions that compare with advisories are left out: the views alone do not answer them. Needs nothing but duckdb.
"""

import datetime
import decimal
import json
import sys
from pathlib import Path

import duckdb

OWN = Path(__file__).parent.parent / "spark-job/src/main/resources/queries"


def connect(dataset):
    """A connection with the dataset's views."""
    connection = duckdb.connect()
    connection.execute("SET file_search_path = ?", [str(dataset)])
    connection.execute((dataset / "views.sql").read_text())
    return connection


def plain(value):
    """The value as JSON represents it."""
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    return value


def main():
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    connection = connect(Path(sys.argv[1]))
    queries = Path(sys.argv[2]) if len(sys.argv) == 3 else OWN
    for file in sorted(queries.glob("*.sql")):
        sql = file.read_text()
        if "-- Options: --advisories" in sql:
            continue
        answer = connection.sql(sql)
        rows = [[plain(value) for value in row] for row in answer.fetchall()]
        print(json.dumps({"query": file.stem, "columns": answer.columns, "rows": rows}))


if __name__ == "__main__":
    main()
