#!/usr/bin/env bash
# pip 20.1 to 20.3.1 refuses the wheels that are compiled for the Python 3.10 or 3.11 it runs on.
#
# Good guess: a pip that starts on a new Python accepts the wheels of that Python, or at least no fewer than the pip
#   before it.
# What happens: these releases write Python 3.11 as 3_11. They accept cp3_11-cp3_11, a tag that no build tool writes, and
#   refuse cp311-cp311, cp311-abi3 and py311-none. Wheels for an older abi3 and for py3 still install. pip 20.0.2 and
#   20.3.2 accept them all.
# Why it matters: if the release also has a source distribution, such a pip builds that and does not mention the wheel. One
#   user then has the published binary and the next a local build, and an older pip would have taken the binary.
# Seen with: pip 20.0.2, 20.1, 20.3.1 and 20.3.2, Python 3.10 and 3.11, on Linux with glibc. These pips do not run on
#   Python 3.12; PYTHON names another interpreter than python3.
set -euo pipefail
python=$(command -v "${PYTHON:-python3}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
unset PIP_FIND_LINKS PIP_INDEX_URL
cat >make.py <<'P'
import platform
import sys
import zipfile

digits = f"{sys.version_info.major}{sys.version_info.minor}"
platform_tag = f"manylinux2014_{platform.machine()}"
tags = {
    "cpXY-cpXY": f"cp{digits}-cp{digits}-{platform_tag}",
    "cpXY-abi3": f"cp{digits}-abi3-{platform_tag}",
    "cp36-abi3": f"cp36-abi3-{platform_tag}",
    "pyXY-none": f"py{digits}-none-any",
    "py3-none": "py3-none-any",
}
for name, tag in tags.items():
    path = f"demo-1.0-{tag}.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("demo.py", "")
        info = "demo-1.0.dist-info/"
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\nName: demo\nVersion: 1.0\n")
        pure = "true" if tag.endswith("-any") else "false"
        wheel.writestr(info + "WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: {pure}\nTag: {tag}\n")
        wheel.writestr(info + "RECORD", "")
    print(name, path)
P
"$python" make.py >wheels
for pip in 20.0.2 20.1 20.3.1 20.3.2; do
  "$python" -m venv "pip-$pip"
  "pip-$pip/bin/pip" install -q "pip==$pip" 2>/dev/null
  refused=
  while read -r name path; do
    if "pip-$pip/bin/pip" install -q --no-index --force-reinstall "$path" 2>error </dev/null; then continue; fi
    grep -q 'is not a supported wheel on this platform' error
    refused+=" $name"
  done <wheels
  echo "pip $pip refuses:${refused:- nothing}"
done | tee seen
diff seen - <<'EXPECTED'
pip 20.0.2 refuses: nothing
pip 20.1 refuses: cpXY-cpXY cpXY-abi3 pyXY-none
pip 20.3.1 refuses: cpXY-cpXY cpXY-abi3 pyXY-none
pip 20.3.2 refuses: nothing
EXPECTED
