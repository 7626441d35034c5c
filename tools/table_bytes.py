"""Prints how many bytes every table of a dataset has, in all and per wheel.

    python tools/table_bytes.py DATASET [TABLE]

With TABLE, such as wheels, facts or judgements, a line for each column of its files. A wheel that was read twice counts twice.
"""

import sys
from collections import Counter
from pathlib import Path

from pyarrow import parquet

FACTS = "facts"
# The nested verdicts have the name of their view, because one of the flat tables has theirs.
VIEW = {"verdicts": "judgements"}
REST = "footers and the rest"


def table_of(file):
    """The name of the table that a file of the dataset is a part of."""
    parts = file.parts
    if parts[0] == "generations":
        parts = parts[2:]
    return parts[1] if parts[0] == "tables" else VIEW.get(parts[0], parts[0])


def columns(metadata):
    """The compressed bytes of each column; the parts of a nested column count together."""
    size = Counter()
    for group in range(metadata.num_row_groups):
        for number in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(number)
            size[chunk.path_in_schema.split(".")[0]] += chunk.total_compressed_size
    return size


def show(name, size, wheels):
    print(f"{name:25} {size:12} {size / wheels:12.1f}")


def main():
    if len(sys.argv) not in (2, 3):
        raise SystemExit(__doc__)
    dataset = Path(sys.argv[1])
    asked = sys.argv[2] if len(sys.argv) == 3 else None
    tables, wheels, size = Counter(), 0, Counter()
    for path in sorted(dataset.glob("**/*.parquet")):
        file = path.relative_to(dataset)
        if file.parts[0].startswith("_"):
            continue
        table = table_of(file)
        tables[table] += path.stat().st_size
        if table in (FACTS, asked):
            metadata = parquet.read_metadata(path)
            if table == FACTS:
                wheels += metadata.num_rows
            if table == asked:
                size += columns(metadata)
    if not wheels:
        raise SystemExit(f"{dataset} has no facts of a wheel")
    if asked and asked not in tables:
        raise SystemExit(f"{dataset} has no table {asked}; it has {', '.join(sorted(tables))}")
    if asked:
        size[REST] = tables[asked] - sum(size.values())
    else:
        size = tables
    print(f"{wheels} wheels\n{'column' if asked else 'table':25} {'bytes':>12} {'per wheel':>12}")
    for name in sorted(size):
        show(name, size[name], wheels)
    show("all", sum(size.values()), wheels)


if __name__ == "__main__":
    main()
