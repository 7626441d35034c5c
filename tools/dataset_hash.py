"""Prints the contents of a dataset, one line per table: the number of rows and the MD5 of the sorted rows.

    python tools/dataset_hash.py DATASET

Two datasets of the same mirror print the same lines, even if their sweeps were interrupted or have other ids. The hash omits
what differs between any two sweeps: what it cost to read each wheel, which depends on the files read before in the same process,
and which sweep has a row.
"""

import sys
from pathlib import Path

import duckdb

# Of mirror_files only the rows of the last sweep count: it has one for each file, also for those that earlier sweeps read.
LAST_ONLY = "mirror_files"
COSTS = {"scan_micros", "bytes_read", "bytes_decoded", "requests", "read_mode"}
OF_LISTED = {"status", "facts_sweep", "reason"}


def digest(name, pattern):
    rows = duckdb.sql(f"SELECT * EXCLUDE (sweep) FROM read_parquet('{pattern}')")
    omitted = COSTS | OF_LISTED if name == LAST_ONLY else COSTS
    listed = ", ".join(
        without_costs(column, kind) for column, kind in zip(rows.columns, rows.types, strict=True) if column not in omitted
    )
    [(count, md5)] = duckdb.sql(
        f"SELECT count(*), md5(string_agg(row, chr(10) ORDER BY row)) FROM (SELECT CAST(({listed}) AS VARCHAR) AS row FROM rows)"
    ).fetchall()
    print(f"{name:40} {count:9} {md5}")


def without_costs(column, kind):
    """The column, or if it is a list of structs, a list of structs without what it cost to read them."""
    if kind.id == "list" and kind.child.id == "struct":
        fields = [field for field, _ in kind.child.children if field not in COSTS]
        if len(fields) < len(kind.child.children):
            return "[{" + ", ".join(f"'{field}': each.\"{field}\"" for field in fields) + f'}} for each in "{column}"]'
    return f'"{column}"'


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    dataset = Path(sys.argv[1])
    for table in sorted((dataset / "tables").iterdir()):
        # The name of a file begins with the id of its sweep.
        sweep = max(table.iterdir()).name.split("-")[0] if table.name == LAST_ONLY else ""
        digest(table.name, f"{table}/{sweep}*.parquet")
    digest("facts", f"{dataset}/facts/*/*.parquet")
    for policy in sorted((dataset / "verdicts").iterdir()):
        digest(f"verdicts/{policy.name}", f"{policy}/*/*.parquet")


if __name__ == "__main__":
    main()
