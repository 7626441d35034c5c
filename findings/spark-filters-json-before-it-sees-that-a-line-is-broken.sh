#!/usr/bin/env bash
# Spark can answer that no row of a JSON file lacks a path, and return a row without a path from the next query.
#
# Good guess: WHERE path IS NULL counts exactly the rows whose path a SELECT returns as null.
# What happens: the filter is pushed into the parser, which drops a line as soon as it has read a path, before it reaches the part
#   of the line that is no UTF-8. Without the filter it reads on, finds the line broken, and returns null for the path. If the
#   query also names the broken column, the path is there and the other column is null. Without the push-down, the count is right.
# Why it matters: a check in one query, followed by reading in another, does not hold. A list of wheels with one note in another
#   encoding passes the check, and then has a row without a path.
# Seen with: PySpark 4.2.0.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q pyspark==4.2.0 2>/dev/null
venv/bin/python - 2>spark.log <<'READ' | tee seen
import pathlib
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
wheels = pathlib.Path("wheels.jsonl").absolute()
wheels.write_bytes(b'{"path": "a.whl", "note": "caf\xe9"}\n{"path": "b.whl", "note": "tea"}\n')
rows = spark.read.json(str(wheels))
print("rows without a path:", rows.where("path IS NULL").count())
print("path:", [row.path for row in rows.select("path").collect()])
print("path and note:", [tuple(row) for row in rows.select("path", "note").collect()])
spark.conf.set("spark.sql.json.filterPushdown.enabled", False)
print("rows without a path, no push-down:", spark.read.json(str(wheels)).where("path IS NULL").count())
READ
diff seen - <<'EXPECTED'
rows without a path: 0
path: [None, 'b.whl']
path and note: [('a.whl', None), ('b.whl', 'tea')]
rows without a path, no push-down: 1
EXPECTED
