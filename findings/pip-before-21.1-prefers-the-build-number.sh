#!/usr/bin/env bash
# Before 21.1, pip prefers the wheel with the higher build number to the wheel with the better tag.
#
# Good guess: the specification of wheel names calls the build number a tie-breaker. It counts only between wheels whose
#   names are equal in all other respects, so the tag decides first.
# What happens: up to 21.0.1, pip compares the build number first. It installs build 2 for any platform although build 1
#   is compiled for this one. pip 21.1 and uv take the compiled wheel.
# Why it matters: a maintainer who builds only the pure Python fallback again, as build 2, takes the compiled wheel away
#   from every user of an older pip, and nothing reports it.
# Seen with: pip 21.0.1 and 21.1, uv 0.13.9, Python 3.11, on Linux with glibc. pip 21.0.1 does not run on Python 3.12;
#   PYTHON names another interpreter than python3.
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset PIP_FIND_LINKS PIP_INDEX_URL UV_FIND_LINKS
mkdir wheels
"$python" - <<'P'
import platform
import sys
import zipfile

python = f"cp{sys.version_info.major}{sys.version_info.minor}"
compiled = f"{python}-{python}-manylinux2014_{platform.machine()}"
for build, tag, kind in ((1, compiled, "compiled"), (2, "py3-none-any", "pure")):
    with zipfile.ZipFile(f"wheels/demo-1.0-{build}-{tag}.whl", "w") as wheel:
        wheel.writestr("demo.py", f"KIND = 'build {build}, {kind}'\n")
        info = "demo-1.0.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n")
        pure = "true" if kind == "pure" else "false"
        wheel.writestr(
            info + "WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: {pure}\nTag: {tag}\nBuild: {build}\n"
        )
        wheel.writestr(info + "RECORD", "")
P
for tool in pip-21.0.1 pip-21.1 uv-0.13.9; do
  "$python" -m venv "$tool"
  "$tool/bin/pip" install -q "${tool/-/==}" 2>/dev/null
done

for pip in pip-21.0.1 pip-21.1; do "$pip/bin/pip" install -q --no-index --find-links wheels demo 2>/dev/null; done
uv-0.13.9/bin/uv pip install -q --python uv-0.13.9/bin/python --no-index --find-links wheels demo
for tool in pip-21.0.1 pip-21.1 uv-0.13.9; do
  echo "${tool/-/ }: $("$tool/bin/python" -c 'import demo; print(demo.KIND)')"
done | tee seen
diff seen - <<'EXPECTED'
pip 21.0.1: build 2, pure
pip 21.1: build 1, compiled
uv 0.13.9: build 1, compiled
EXPECTED
