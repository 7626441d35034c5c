#!/usr/bin/env bash
# auditwheel cannot judge a musl wheel that needs "libc.so" on a machine with the development files of glibc.
#
# Good guess: auditwheel looks for ELF files only. Whatever else has the name of a needed library is passed over, as the
#   dynamic loader does with a file that is not ELF.
# What happens: it opens the first file of the name in the search paths. glibc's development package puts a linker
#   script there, a text with the name libc.so, and auditwheel ends with a traceback of ELFError instead of an answer.
# Why it matters: linkers with musl's own name for its library write DT_NEEDED libc.so, so wheels of Rust projects cannot
#   be judged on an ordinary build machine; on a machine without a compiler they can.
# Seen with: auditwheel 6.8.2, orjson 3.9.10 (musllinux_1_1_x86_64).
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q auditwheel==6.8.2 2>/dev/null
venv/bin/pip download -q --no-deps --only-binary=:all: --platform musllinux_1_1_x86_64 --python-version 3.12 -d wheels \
  orjson==3.9.10 2>/dev/null
# What glibc's development package installs, in a folder of its own so that the package is not needed here.
mkdir lib
echo 'GROUP ( /lib/x86_64-linux-gnu/libc.so.6 AS_NEEDED ( /lib64/ld-linux-x86-64.so.2 ) )' >lib/libc.so

if LD_LIBRARY_PATH=$work/lib venv/bin/auditwheel show wheels/*.whl >answer 2>&1; then
  echo "it answers"
else
  tail -n 1 answer
fi | tee seen
diff seen - <<'EXPECTED'
elftools.common.exceptions.ELFError: Magic number does not match
EXPECTED
