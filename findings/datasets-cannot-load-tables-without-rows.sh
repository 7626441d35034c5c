#!/usr/bin/env bash
# Hugging Face's datasets cannot load a Parquet table without rows.
#
# Good guess: a Parquet file has its columns and types also if it has no rows, so load_dataset gives an empty table of these
#   columns, as pandas does.
# What happens: load_dataset fails. If the file has a row group without rows, as pyarrow writes it, the error is one of pyarrow's
#   about a batch size, with streaming too. If it has no row group, the error speaks of an instruction, and streaming works.
# Why it matters: a published dataset has tables in which today nothing is wrong, such as one of failures. They look broken to
#   everyone who loads them, until the first failure, and no error names the table.
# Seen with: datasets 5.2.0, pyarrow 26.0.1, pandas 2.3.3.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q datasets==5.2.0 pyarrow==26.0.1 pandas==2.3.3 2>/dev/null
HF_HOME=$work/cache HF_HUB_OFFLINE=1 HF_DATASETS_DISABLE_PROGRESS_BARS=1 venv/bin/python - 2>/dev/null <<'READ' | tee seen
import pandas
import pyarrow
import pyarrow.parquet
from datasets import load_dataset

columns = pyarrow.schema([("wheel", pyarrow.string())])
pyarrow.parquet.write_table(columns.empty_table(), "one-empty-row-group.parquet")
pyarrow.parquet.ParquetWriter("no-row-group.parquet", columns).close()
for file in ("one-empty-row-group", "no-row-group"):
    print(file, "pandas", len(pandas.read_parquet(f"{file}.parquet")), "rows")
    for way in ("loading", "streaming"):
        try:
            loaded = load_dataset("parquet", data_files=f"{file}.parquet", split="train", streaming=way == "streaming")
            print(file, way, len(list(loaded)), "rows")
        except Exception as failed:
            print(file, way, failed.__cause__ or failed)
READ
diff seen - <<'EXPECTED'
one-empty-row-group pandas 0 rows
one-empty-row-group loading BatchSize must be greater than 0, got 0
one-empty-row-group streaming BatchSize must be greater than 0, got 0
no-row-group pandas 0 rows
no-row-group loading Instruction "train" corresponds to no data!
no-row-group streaming 0 rows
EXPECTED
