#!/usr/bin/env bash
# pip compares a wheel's METADATA with its file name when it searches for the wheel, but not when the file is named.
#
# Good guess: a wheel whose METADATA states another version than its file name is either installed or refused, whichever
#   way pip gets the file.
# What happens: pip installs it if the path is given, and records the version of METADATA; the same file in --find-links
#   is discarded, and the installation fails. uv refuses the file in both ways.
# Why it matters: a maintainer who tests a build with "pip install dist/*.whl" sees it work, and every user of an index
#   that serves the file sees it fail.
# Seen with: pip 26.3, uv 0.13.9.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset PIP_FIND_LINKS PIP_INDEX_URL UV_FIND_LINKS
mkdir wheels
python3 - <<'P'
import zipfile

with zipfile.ZipFile("wheels/demo-1.0-py3-none-any.whl", "w") as wheel:
    wheel.writestr("demo.py", "")
    info = "demo-1.0.dist-info/"
    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.1\n")
    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
    wheel.writestr(info + "RECORD", "")
P
for tool in pip uv; do python3 -m venv "$tool"; done
pip/bin/pip install -q pip==26.3 2>/dev/null
uv/bin/pip install -q uv==0.13.9 2>/dev/null
uv_pip() { uv/bin/uv pip "$@" -q --python uv/bin/python; }

attempt() { # NAME COMMAND...
  local name=$1
  shift
  if "$@" >/dev/null 2>&1; then echo "$name: installed"; else echo "$name: refused"; fi
}
{
  attempt "pip, path" pip/bin/pip install -q --no-index wheels/demo-1.0-py3-none-any.whl
  pip/bin/python -c 'import importlib.metadata as m; print("recorded version:", m.version("demo"))'
  pip/bin/pip uninstall -q -y demo
  attempt "pip, search" pip/bin/pip install -q --no-index --find-links wheels demo
  attempt "uv, path" uv_pip install --no-index wheels/demo-1.0-py3-none-any.whl
  attempt "uv, search" uv_pip install --no-index --find-links wheels demo
} | tee seen
diff seen - <<'EXPECTED'
pip, path: installed
recorded version: 1.1
pip, search: refused
uv, path: refused
uv, search: refused
EXPECTED
