"""Prints the contents of the views of a dataset, one line per view: the number of rows and the MD5 of the sorted rows.

    python tools/views_hash.py DATASET

Compaction changes neither. Left out are the halves that views are made of once a generation is there, since moving rows
from one to the other is what it does.
"""

import sys
from pathlib import Path

from run_queries import connect

HALVES = ("_by_sweep", "_compacted")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    connection = connect(Path(sys.argv[1]))
    views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY view_name").fetchall()
    for (name,) in views:
        if name.endswith(HALVES):
            continue
        [(count, md5)] = connection.execute(
            f"SELECT count(*), md5(string_agg(row, chr(10) ORDER BY row)) "
            f'FROM (SELECT CAST(t AS VARCHAR) AS row FROM "{name}" AS t)'
        ).fetchall()
        print(f"{name:40} {count:9} {md5}")


if __name__ == "__main__":
    main()
