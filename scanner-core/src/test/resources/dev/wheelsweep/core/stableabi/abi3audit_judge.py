"""Prints what abi3audit says of wheels: a line per file, with the wheel, the file's name, and the symbols by commas."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

with tempfile.TemporaryDirectory() as folder:
    report = Path(folder, "report.json")
    # It exits with 1 if there is a violation.
    subprocess.run(
        [sys.executable, "-m", "abi3audit", "--report", "--output", report, *sys.argv[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    specs = json.loads(report.read_text())["specs"]

for wheel, spec in specs.items():
    for file in spec["wheel"]:
        result = file["result"]
        symbols = [*result["non_abi3_symbols"], *result["future_abi3_objects"]]
        print(Path(wheel).name, file["name"], ",".join(symbols), sep="\t")
