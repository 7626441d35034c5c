"""Opens every table of a dataset with DuckDB, pandas (through pyarrow) and Polars, and compares what they see.

    python tools/read_dataset.py DATASET TYPES [SPARK]

TYPES is a file of lines `table<TAB>column<TAB>type`, the types in Spark's words: the golden file of the project's tests.
Each reader must see exactly these columns, in order, with the matching type of its own, and all must count the same rows.
SPARK is a file of JSON lines {"name": table, "rows": number}: what Spark counted when it read all columns by those types.
"""

import json
import sys
from pathlib import Path

import duckdb
import pandas
import polars
import pyarrow.parquet

# The name of a type in Spark, then in DuckDB, Arrow and Polars.
SCALARS = {
    "string": ("VARCHAR", "string", "String"),
    "int": ("INTEGER", "int32", "Int32"),
    "bigint": ("BIGINT", "int64", "Int64"),
    "boolean": ("BOOLEAN", "bool", "Boolean"),
    "timestamp": ("TIMESTAMP WITH TIME ZONE", "timestamp[us, tz=UTC]", "Datetime(time_unit='us', time_zone='UTC')"),
}


def names(spark_type):
    """The names of the type in DuckDB, Arrow and Polars."""
    if spark_type.startswith("struct<"):
        # A struct's fields are scalars, or lists of scalars, so no field has a comma.
        fields = [field.split(":", 1) for field in spark_type[len("struct<") : -1].split(",")]
        fields = [(name, *names(of)) for name, of in fields]
        duck = ", ".join(f"{name} {of}" for name, of, _, _ in fields)
        arrow = ", ".join(f"{name}: {of}" for name, _, of, _ in fields)
        pole = ", ".join(f"{name!r}: {of}" for name, _, _, of in fields)
        return f"STRUCT({duck})", f"struct<{arrow}>", f"Struct({{{pole}}})"
    if spark_type.startswith("array<"):
        duck, arrow, pole = names(spark_type[len("array<") : -1])
        return f"{duck}[]", f"list<element: {arrow}>", f"List({pole})"
    return SCALARS[spark_type]


def arrow_name(arrow_type):
    return str(arrow_type).replace(" not null", "")


def check(table, folder, columns, spark):
    """Returns the number of rows, or fails at the first difference between two readers."""
    pattern = f"{folder}/*/*.parquet"
    files = sorted(folder.glob("*/*.parquet"))
    expected = {column: names(spark_type) for column, spark_type in columns}

    duck = duckdb.sql(f"SELECT * FROM read_parquet('{pattern}', hive_partitioning = false)")
    pole = polars.scan_parquet(pattern, hive_partitioning=False)
    seen = {
        # DuckDB quotes fields that have the name of a keyword.
        "DuckDB": [(column, str(dtype).replace('"', "")) for column, dtype in zip(duck.columns, duck.types, strict=True)],
        "Polars": [(column, str(dtype)) for column, dtype in pole.collect_schema().items()],
    }
    for file in files:
        schema = pyarrow.parquet.read_schema(file)
        seen[f"Arrow {file.name}"] = [(field.name, arrow_name(field.type)) for field in schema]
    for reader, found in seen.items():
        index = {"D": 0, "A": 1, "P": 2}[reader[0]]
        wanted = [(column, types[index]) for column, types in expected.items()]
        if found != wanted:
            raise SystemExit(f"{table}: {reader} sees\n  {found}\ninstead of\n  {wanted}")

    rows = {
        "DuckDB": duck.count("*").fetchall()[0][0],
        "pandas": len(pandas.concat([pandas.read_parquet(file) for file in files])),
        "Polars": pole.select(polars.len()).collect().item(),
    }
    if table in spark:
        rows["Spark"] = spark[table]
    if len(set(rows.values())) != 1:
        raise SystemExit(f"{table}: the readers count {rows}")
    return rows


def main():
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    spark = {}
    if len(sys.argv) == 4:
        counted = [json.loads(line) for line in Path(sys.argv[3]).read_text().splitlines()]
        spark = {line["name"]: line["rows"] for line in counted}
    dataset, types = Path(sys.argv[1]), Path(sys.argv[2])
    columns = {}
    for line in types.read_text().splitlines():
        table, column, spark_type = line.split("\t")
        columns.setdefault(table, []).append((column, spark_type))
    for table, described in columns.items():
        rows = check(table, dataset / "tables" / table, described, spark)
        print(f"{table:20} {len(described):3} columns {rows['DuckDB']:9} rows, alike in {', '.join(rows)}")


if __name__ == "__main__":
    main()
