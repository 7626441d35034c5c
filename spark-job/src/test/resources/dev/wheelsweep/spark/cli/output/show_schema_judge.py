"""Reads JSON lines and prints what auditwheel's own schema of `show --json` has against each; nothing if all are valid."""

import importlib.resources
import json
import sys

import jsonschema

schema = json.loads(importlib.resources.files("auditwheel").joinpath("show-schema.json").read_text())
validator = jsonschema.Draft202012Validator(schema)
for number, line in enumerate(sys.stdin, 1):
    for error in validator.iter_errors(json.loads(line)):
        print(f"line {number}: {error.message}")
