"""Prints the contents of a dataset, one line per table: the number of rows and the MD5 of the sorted rows.

    python tools/dataset_hash.py DATASET

Two datasets of the same mirror print the same lines, even if their sweeps were interrupted or have other ids. The hash omits
what differs between any two sweeps: the time each wheel took, and which sweep has a row.
"""

import sys
from pathlib import Path

import duckdb

# Of mirror_files only the rows of the last sweep count: it has one for each file, also for those that earlier sweeps read.
LAST_ONLY = "mirror_files"
VOLATILE = {"scan_micros", "status", "facts_sweep", "reason"}


def digest(name, pattern):
    rows = f"read_parquet('{pattern}', hive_partitioning = false)"
    columns = [column for column in duckdb.sql(f"SELECT * FROM {rows}").columns if column not in volatile(name)]
    listed = ", ".join(f'"{column}"' for column in columns)
    [(count, md5)] = duckdb.sql(
        f"SELECT count(*), md5(string_agg(row, chr(10) ORDER BY row)) "
        f"FROM (SELECT CAST(({listed}) AS VARCHAR) AS row FROM {rows})"
    ).fetchall()
    print(f"{name:40} {count:9} {md5}")


def volatile(name):
    return VOLATILE if name == LAST_ONLY else {"scan_micros"}


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    dataset = Path(sys.argv[1])
    for table in sorted((dataset / "tables").iterdir()):
        sweep = max(table.iterdir()).name if table.name == LAST_ONLY else "*"
        digest(table.name, f"{table}/{sweep}/*.parquet")
    digest("facts", f"{dataset}/facts/*/*.parquet")
    for policy in sorted((dataset / "verdicts").iterdir()):
        digest(f"verdicts/{policy.name}", f"{policy}/*/*.parquet")


if __name__ == "__main__":
    main()
