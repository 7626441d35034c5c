"""Whether two datasets say the same of the same wheels: every row of every table, as often in one as in the other.

    python tools/same_rows.py DATASET DATASET

What a sweep cost may differ; nothing else may, not even in number.
"""

import sys
from pathlib import Path

import duckdb

# How long it took, which depends on the machine.
COST = {"scan_micros"}


def rows(table):
    files = f"read_parquet('{table}/*/*.parquet', hive_partitioning = false)"
    names = [name for name, *_ in duckdb.sql(f"DESCRIBE SELECT * FROM {files}").fetchall()]
    columns = ", ".join(f'"{name}"' for name in names if name not in COST)
    return f"SELECT {columns} FROM {files}"


def count(query):
    return duckdb.sql(f"SELECT count(*) FROM ({query})").fetchall()[0][0]


def main(one, other):
    tables = sorted(path.name for path in (Path(one) / "tables").iterdir())
    if tables != sorted(path.name for path in (Path(other) / "tables").iterdir()):
        sys.exit("the datasets have other tables")
    different = 0
    for name in tables:
        left, right = (rows(Path(dataset) / "tables" / name) for dataset in (one, other))
        only_left, only_right = count(f"{left} EXCEPT ALL {right}"), count(f"{right} EXCEPT ALL {left}")
        different += only_left + only_right
        print(f"{name:20} {count(left):>9,} rows, {only_left} only in the first, {only_right} only in the second")
    if different or not tables:
        sys.exit(f"NOT the same: {different} rows differ")
    print("the same rows in both")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
