#!/usr/bin/env bash
# Polars takes the names of folders for times, and cannot open the table on the first nine days of a month.
#
# Good guess: in folders named sweep=20261103T012701Z, a reader that knows Hive's folders finds a column sweep of strings,
#   whatever the names are, as DuckDB does.
# What happens: Polars guesses the type of the column from the first name. If its day is 01 to 09, Polars fails, since the
#   pattern that it chose does not match the name itself. From day 10 on, the column has times instead of text.
# Why it matters: a table that gets a folder a day passes all tests in the rest of a month, and the text that other readers
#   compare is none here. Names without key=, and the value as a column of the files, are read alike by all.
# Seen with: polars 2.1.0, duckdb 2.0.0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q polars==2.1.0 duckdb==2.0.0 pytz 2>/dev/null
venv/bin/python - <<'READ' | tee seen
import pathlib
import duckdb
import polars

for days in ([3, 4], [9, 10], [10, 11], [14, 15]):
    table = pathlib.Path("days-" + "-".join(map(str, days)))
    for day in days:
        folder = table / f"sweep=202611{day:02}T012701Z"
        folder.mkdir(parents=True)
        polars.DataFrame({"wheel": ["a"]}).write_parquet(folder / "part.parquet")
    for name, read in (
        ("duckdb", lambda: duckdb.sql(f"SELECT DISTINCT typeof(sweep) FROM read_parquet('{table}/*/*.parquet')").fetchall()[0][0]),
        ("polars", lambda: polars.read_parquet(table).schema["sweep"]),
    ):
        try:
            print(days, name, read())
        except Exception as failed:
            print(days, name, type(failed).__name__, str(failed).splitlines()[0])
READ
diff seen - <<'EXPECTED'
[3, 4] duckdb VARCHAR
[3, 4] polars ComputeError could not parse '20261103T012701Z' with pattern 'DatetimeYMDZ'
[9, 10] duckdb VARCHAR
[9, 10] polars ComputeError could not parse '20261109T012701Z' with pattern 'DatetimeYMDZ'
[10, 11] duckdb VARCHAR
[10, 11] polars Datetime(time_unit='us', time_zone='UTC')
[14, 15] duckdb VARCHAR
[14, 15] polars Datetime(time_unit='us', time_zone='UTC')
EXPECTED
