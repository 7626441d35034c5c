#!/usr/bin/env bash
# A column of a Parquet file is lost without a word if a folder above it has the same name as a key.
#
# Good guess: where a folder is named policy=abc and its files have a column policy, the value that is stored in the row counts,
#   or the reader refuses to choose. pandas and pyarrow's read_table refuse, though only because their types differ.
# What happens: pyarrow's dataset, DuckDB and Polars answer with the name of the folder. The stored value cannot be read, and no
#   warning says so.
# Why it matters: folders by policy, version or day are often named like the column that they are made from. Once the two
#   differ, such as after a merge of folders or in a shortened name, each reader answers something else.
# Seen with: pyarrow 26.0.1, pandas 2.3.3, duckdb 2.0.0, polars 2.1.0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyarrow==26.0.1 pandas==2.3.3 duckdb==2.0.0 polars==2.1.0 2>/dev/null
venv/bin/python - <<'READ' | tee seen
import pathlib
import duckdb
import pandas
import polars
import pyarrow
import pyarrow.dataset
import pyarrow.parquet

folder = pathlib.Path("table/policy=short")
folder.mkdir(parents=True)
pyarrow.parquet.write_table(pyarrow.table({"policy": ["the whole name"]}), folder / "part.parquet")
readers = {
    "pandas": lambda: pandas.read_parquet("table")["policy"][0],
    "pyarrow.parquet": lambda: pyarrow.parquet.read_table("table")["policy"][0],
    "pyarrow.dataset": lambda: pyarrow.dataset.dataset("table", partitioning="hive").to_table()["policy"][0],
    "duckdb": lambda: duckdb.sql("SELECT policy FROM 'table/*/*.parquet'").fetchall()[0][0],
    "polars": lambda: polars.read_parquet("table")["policy"][0],
}
for reader, policy in readers.items():
    try:
        print(f"{reader}: {policy()}")
    except Exception as refused:
        print(f"{reader}: {type(refused).__name__}")
READ
diff seen - <<'EXPECTED'
pandas: ArrowTypeError
pyarrow.parquet: ArrowTypeError
pyarrow.dataset: short
duckdb: short
polars: short
EXPECTED
