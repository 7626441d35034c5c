"""Prints in which columns two sweeps of the same mirror differ: a line per table with its rows.

    python tools/compare_facts.py DATASET DATASET

Exits with 1 if a column differs that does not describe how the sweep itself worked.
"""

import sys
from pathlib import Path

import duckdb

# The cost of reading, and the sweep that a row belongs to.
EXPECTED = {"scan_micros", "bytes_read", "bytes_decoded", "requests", "read_mode", "facts_sweep", "sweep"}


def rows(folder):
    return f"read_parquet('{folder}/*.parquet')"


def missing(columns, one, other):
    """Number of rows that one table has and the other lacks, compared by these columns."""
    listed = ", ".join(f'"{column}"' for column in columns)
    [(count,)] = duckdb.sql(
        f"SELECT count(*) FROM (SELECT {listed} FROM {rows(one)} EXCEPT ALL SELECT {listed} FROM {rows(other)})"
    ).fetchall()
    return count


def compare(one, other):
    columns = duckdb.sql(f"SELECT * FROM {rows(one)}").columns
    differing = [column for column in columns if missing([column], one, other) or missing([column], other, one)]
    same = [column for column in columns if column not in differing]
    # If every column differs, no row can be compared by the others.
    together = missing(same, one, other) + missing(same, other, one) if same else 0
    [(count,)] = duckdb.sql(f"SELECT count(*) FROM {rows(one)}").fetchall()
    print(
        f"{one.name:25} {count:9} rows; differing: {', '.join(differing) or 'nothing'}; rows that differ in other columns: {together}"
    )
    return together == 0 and EXPECTED.issuperset(differing)


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    first, second = (Path(dataset) / "tables" for dataset in sys.argv[1:])
    tables = sorted(table.name for table in first.iterdir())
    if tables != sorted(table.name for table in second.iterdir()):
        raise SystemExit(f"{first} and {second} have different tables")
    alike = [compare(first / table, second / table) for table in tables]
    raise SystemExit(0 if all(alike) else 1)


if __name__ == "__main__":
    main()
