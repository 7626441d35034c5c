#!/usr/bin/env bash
# Spark reads a Parquet file without a single byte as one without rows.
#
# Good guess: a file of zero bytes is no Parquet file, since these begin and end with four bytes that say so; a reader that gets
#   one fails, as DuckDB and pyarrow do, and as Spark does with a file that was cut.
# What happens: Spark skips it, and answers from the other files. Only if all files are empty, and no columns are given, it cannot
#   infer the schema.
# Why it matters: a full disk or a power cut leaves such files. A query then answers with a part of the rows, and nobody sees it.
# Seen with: PySpark 4.2.0, duckdb 2.0.0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyspark==4.2.0 duckdb==2.0.0 2>/dev/null
venv/bin/python - 2>spark.log <<'READ' | tee seen
import pathlib
import duckdb
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
table = pathlib.Path("table").absolute()
table.mkdir()
for part in ("a", "b"):
    duckdb.sql("SELECT 1 AS wheel").write_parquet(str(table / f"{part}.parquet"))
content = (table / "b.parquet").read_bytes()

for what, damaged in (("whole", content), ("cut", content[:-4]), ("empty", b"")):
    (table / "b.parquet").write_bytes(damaged)
    readers = {
        "spark": lambda: spark.read.schema("wheel INT").parquet(str(table)).count(),
        "duckdb": lambda: duckdb.sql(f"SELECT count(*) FROM read_parquet('{table}/*.parquet')").fetchall()[0][0],
    }
    for reader, count in readers.items():
        try:
            print(what, reader, count(), "rows")
        except Exception:
            print(what, reader, "error")
READ
diff seen - <<'EXPECTED'
whole spark 2 rows
whole duckdb 2 rows
cut spark error
cut duckdb error
empty spark 1 rows
empty duckdb error
EXPECTED
