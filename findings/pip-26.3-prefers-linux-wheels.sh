#!/usr/bin/env bash
# From 26.3 on, pip prefers a wheel tagged linux_ARCH to one tagged manylinux.
#
# Good guess: of two wheels of one release, an installer takes the one with the portable tag, which was audited, and
#   linux_ARCH is the last resort. pip 26.2.1 and uv 0.13.9 do so.
# What happens: pip 26.3 takes the linux_ARCH wheel.
# Why it matters: PyPI refuses linux_ARCH, but wheelhouses and private indexes hold both kinds. An upgrade of pip alone
#   then installs another binary, one that was never checked against a baseline.
# Seen with: pip 26.2.1 and 26.3, uv 0.13.9, on Linux with glibc.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset PIP_FIND_LINKS PIP_INDEX_URL UV_FIND_LINKS
mkdir wheels
cat >make.py <<'P'
import platform
import zipfile

for family in ("linux", "manylinux2014"):
    tag = f"{family}_{platform.machine()}"
    with zipfile.ZipFile(f"wheels/demo-1.0-py3-none-{tag}.whl", "w") as wheel:
        wheel.writestr("demo.py", f"FAMILY = {family!r}\n")
        info = "demo-1.0.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n")
        wheel.writestr(info + "WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: py3-none-{tag}\n")
        wheel.writestr(info + "RECORD", "")
P
python3 make.py
for pip in 26.2.1 26.3; do
  python3 -m venv "pip-$pip"
  "pip-$pip/bin/pip" install -q "pip==$pip" 2>/dev/null
done
python3 -m venv uv
uv/bin/pip install -q uv==0.13.9 2>/dev/null

family() { # PYTHON, into which demo was installed
  "$1/bin/python" -c 'import demo; print(demo.FAMILY)'
}
for pip in 26.2.1 26.3; do
  "pip-$pip/bin/pip" install -q --no-index --find-links wheels demo
  echo "pip $pip: $(family "pip-$pip")"
done | tee seen
uv/bin/uv pip install -q --python uv/bin/python --no-index --find-links wheels demo
echo "uv 0.13.9: $(family uv)" | tee -a seen
diff seen - <<'EXPECTED'
pip 26.2.1: manylinux2014
pip 26.3: linux
uv 0.13.9: manylinux2014
EXPECTED
