"""Opens every table of datasets with the readers that people use, without options, and compares what they see.

    python tools/read_dataset.py TYPES DATASET... [--spark COUNTS]

TYPES is a file of lines `table<TAB>column<TAB>type`, the types in Spark's words: the golden file of the project's tests. The
files of a table are those that the data card (README.md of the dataset) names. Each reader must see exactly these columns, in
order, with the matching type of its own, and as many rows as the records of the sweeps count. COUNTS is a file of JSON lines
{"name": table, "rows": number}: what Spark counted when it read all columns by those types.
"""

import argparse
import json
import os
import tempfile
from collections import Counter
from pathlib import Path

# Nothing is fetched: the datasets are folders of this machine.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_HOME"] = tempfile.mkdtemp(prefix="read-dataset-")

import chdb
import datafusion
import datasets
import duckdb
import pandas
import polars
import pyarrow
import pyarrow.dataset
import yaml

# The name of a type in Spark, then in DuckDB, Arrow, Polars and ClickHouse.
SCALARS = {
    "string": ("VARCHAR", pyarrow.string(), polars.String, "Nullable(String)"),
    "int": ("INTEGER", pyarrow.int32(), polars.Int32, "Nullable(Int32)"),
    "bigint": ("BIGINT", pyarrow.int64(), polars.Int64, "Nullable(Int64)"),
    "boolean": ("BOOLEAN", pyarrow.bool_(), polars.Boolean, "Nullable(Bool)"),
    "timestamp": (
        "TIMESTAMP WITH TIME ZONE",
        pyarrow.timestamp("us", tz="UTC"),
        polars.Datetime("us", "UTC"),
        "Nullable(DateTime64(6, 'UTC'))",
    ),
}
DUCKDB, ARROW, POLARS, CLICKHOUSE = range(4)


def types(spark_type):
    """The type in DuckDB, Arrow, Polars and ClickHouse."""
    if spark_type.startswith("struct<"):
        # A struct's fields are scalars, or lists of scalars, so no field has a comma.
        fields = [field.split(":", 1) for field in spark_type[len("struct<") : -1].split(",")]
        fields = [(name, types(of)) for name, of in fields]
        return (
            "STRUCT(" + ", ".join(f"{name} {of[DUCKDB]}" for name, of in fields) + ")",
            pyarrow.struct([(name, of[ARROW]) for name, of in fields]),
            polars.Struct({name: of[POLARS] for name, of in fields}),
            "Tuple(" + ", ".join(f"{name} {of[CLICKHOUSE]}" for name, of in fields) + ")",
        )
    if spark_type.startswith("array<"):
        element = types(spark_type[len("array<") : -1])
        return (
            element[DUCKDB] + "[]",
            pyarrow.list_(element[ARROW]),
            polars.List(element[POLARS]),
            f"Array({element[CLICKHOUSE]})",
        )
    return SCALARS[spark_type]


def plain(arrow_type):
    """The type without what readers are free to choose: how texts are held, and what the element of a list is called."""
    if pyarrow.types.is_string_view(arrow_type) or pyarrow.types.is_large_string(arrow_type):
        return pyarrow.string()
    if pyarrow.types.is_list(arrow_type) or pyarrow.types.is_large_list(arrow_type):
        return pyarrow.list_(plain(arrow_type.value_type))
    if pyarrow.types.is_struct(arrow_type):
        return pyarrow.struct([(field.name, plain(field.type)) for field in arrow_type])
    return arrow_type


def arrow(schema):
    return [(field.name, plain(field.type)) for field in schema]


def by_duckdb(table):
    found = duckdb.read_parquet([str(table.dataset / pattern) for pattern in table.patterns])
    # DuckDB quotes fields that have the name of a keyword.
    columns = [(name, str(kind).replace('"', "")) for name, kind in zip(found.columns, found.types, strict=True)]
    return columns, found.count("*").fetchall()[0][0]


def by_polars(table):
    frames = [polars.read_parquet(folder) for folder in table.folders]
    return list(frames[0].schema.items()), sum(frame.height for frame in frames)


def by_pandas(table):
    # A data frame keeps no type of a column without rows.
    frames = [pandas.read_parquet(folder) for folder in table.folders]
    return [(name, None) for name in frames[0].columns], sum(len(frame) for frame in frames)


def by_pyarrow(table):
    found = pyarrow.dataset.dataset([pyarrow.dataset.dataset(folder) for folder in table.folders])
    return arrow(found.schema), found.count_rows()


def by_datafusion(table):
    context = datafusion.SessionContext()
    frames = [context.read_parquet(str(folder)) for folder in table.folders]
    return arrow(frames[0].schema()), sum(frame.count() for frame in frames)


def by_datasets(table):
    # Without streaming, version 5.2 refuses a table that has no rows.
    found = datasets.load_dataset(str(table.dataset), table.name, split="train", streaming=table.rows == 0)
    return arrow(found.features.arrow_schema), sum(1 for _ in found) if table.rows == 0 else found.num_rows


def by_clickhouse(table):
    rows = 0
    for pattern in table.patterns:
        file = str(table.dataset / pattern)
        rows += int(chdb.query(f"SELECT count() FROM file('{file}')", "TSV").data())
        described = json.loads(chdb.query(f"DESCRIBE file('{file}')", "JSON").data())["data"]
    # ClickHouse writes a long type on several lines.
    return [(column["name"], " ".join(column["type"].split()).replace("( ", "(")) for column in described], rows


# With the place of its types in a row of SCALARS; None where only names are compared.
READERS = {
    "DuckDB": (by_duckdb, DUCKDB),
    "Polars": (by_polars, POLARS),
    "pandas": (by_pandas, None),
    "pyarrow": (by_pyarrow, ARROW),
    "DataFusion": (by_datafusion, ARROW),
    "Hugging Face datasets": (by_datasets, ARROW),
    "ClickHouse": (by_clickhouse, CLICKHOUSE),
}


class Table:
    def __init__(self, dataset, name, patterns, rows):
        self.dataset, self.name, self.patterns, self.rows = dataset, name, patterns, rows
        # What readers of folders open: they see what a compaction replaced, until it is removed.
        self.folders = sorted({dataset / Path(pattern).parent for pattern in patterns})


def tables(dataset):
    """The tables that the card names, with the number of rows that the sweeps published."""
    rows = Counter()
    for record in (dataset / "sweeps").glob("*.json"):
        rows.update(json.loads(record.read_text())["rows"])
    card = yaml.safe_load((dataset / "README.md").read_text().split("---\n", 2)[1])
    assert card["license"], f"the card of {dataset} has no licence"
    configs = card["configs"]
    return {
        one["config_name"]: Table(dataset, one["config_name"], one["data_files"], rows[one["config_name"]]) for one in configs
    }


def check(table, columns, spark):
    """Fails at the first reader that sees something else."""
    for reader, (read, place) in READERS.items():
        found, rows = read(table)
        wanted = [(name, None if place is None else types(kind)[place]) for name, kind in columns]
        if found != wanted:
            raise SystemExit(f"{table.name} of {table.dataset}: {reader} sees\n  {found}\ninstead of\n  {wanted}")
        if rows != table.rows:
            raise SystemExit(f"{table.name} of {table.dataset}: {reader} counts {rows} rows, the sweeps {table.rows}")
    if spark.get(table.name, table.rows) != table.rows:
        raise SystemExit(f"{table.name} of {table.dataset}: Spark counts {spark[table.name]} rows, the sweeps {table.rows}")
    alike = ", ".join([*READERS, *(["Spark"] if table.name in spark else [])])
    print(f"{table.name:20} {len(columns):3} columns {table.rows:9} rows, alike in {alike}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("types", type=Path)
    parser.add_argument("datasets", type=Path, nargs="+")
    parser.add_argument("--spark", type=Path)
    arguments = parser.parse_args()
    datasets.disable_progress_bars()
    spark = {}
    if arguments.spark:
        counted = [json.loads(line) for line in arguments.spark.read_text().splitlines()]
        spark = {line["name"]: line["rows"] for line in counted}
    described = {}
    for line in arguments.types.read_text().splitlines():
        table, column, spark_type = line.split("\t")
        described.setdefault(table, []).append((column, spark_type))
    for dataset in arguments.datasets:
        found = tables(dataset.resolve())
        if list(found) != list(described):
            raise SystemExit(f"the card of {dataset} names the tables {list(found)}")
        for name, columns in described.items():
            check(found[name], columns, spark)


if __name__ == "__main__":
    main()
