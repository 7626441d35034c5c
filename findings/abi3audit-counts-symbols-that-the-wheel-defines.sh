#!/usr/bin/env bash
# abi3audit counts a symbol as unstable API of CPython although a library in the same wheel defines it.
#
# Good guess: an import breaks the stable ABI if CPython must define it. One that a library of the wheel defines, and that the
#   extension is linked with, is found there in every Python.
# What happens: abi3audit looks at each file alone, and takes every symbol that begins with Py for one of CPython: the
#   library that defines its own function Py..., and the extension that imports it, both fail. With another name for the same
#   function, both pass.
# Why it matters: cibuildwheel runs abi3audit on every abi3 wheel by default, and ends with an error. PySide's libraries
#   define such symbols, so its wheels fail although each of their imports is found.
# Seen with: abi3audit 0.0.26, ziglang 0.15.1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q abi3audit==0.0.26 ziglang==0.15.1 2>/dev/null
cc() { venv/bin/python -m ziglang cc -shared -fPIC -x c - "$@"; }

# A wheel with an extension module, and a library whose only function it calls.
wheel() { # FUNCTION
  rm -rf own
  mkdir -p own/own.libs own/own-1.dist-info
  echo "int $1(void) { return 1; }" | cc -o own/own.libs/libown.so -Wl,-soname,libown.so
  printf 'int %s(void); void *PyInit__x(void) { %s(); return 0; }\n' "$1" "$1" \
    | cc -o own/_x.abi3.so -Lown/own.libs -lown "-Wl,-rpath,\$ORIGIN/own.libs"
  printf 'Metadata-Version: 2.1\nName: own\nVersion: 1\n' >own/own-1.dist-info/METADATA
  printf 'Wheel-Version: 1.0\nGenerator: zig\nRoot-Is-Purelib: false\nTag: cp39-abi3-linux_x86_64\n' >own/own-1.dist-info/WHEEL
  : >own/own-1.dist-info/RECORD
  rm -f own-1-cp39-abi3-linux_x86_64.whl
  (cd own && python3 -m zipfile -c ../own-1-cp39-abi3-linux_x86_64.whl _x.abi3.so own.libs own-1.dist-info)
}

audit() {
  venv/bin/abi3audit --report own-1-cp39-abi3-linux_x86_64.whl 2>/dev/null >report || true
  python3 -c 'import json
spec = json.load(open("report"))["specs"]["own-1-cp39-abi3-linux_x86_64.whl"]
for file in sorted(spec["wheel"], key=lambda file: file["name"]):
    print(file["name"], file["result"]["non_abi3_symbols"])'
}

for function in Pyramid_level own_level; do
  wheel "$function"
  audit
done | tee seen
diff seen - <<'EXPECTED'
_x.abi3.so ['Pyramid_level']
libown.so ['Pyramid_level']
_x.abi3.so []
libown.so []
EXPECTED
