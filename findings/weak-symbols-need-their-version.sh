#!/usr/bin/env bash
# A weak reference to a symbol makes its version a hard need.
#
# Good guess: a symbol declared weak is optional. The program tests its address, so the file also loads where the library
#   is too old to have the symbol.
# What happens: the linker records the symbol's version as a need without the flag VER_FLG_WEAK, and the loader refuses
#   the file: "version `DEMO_2' not found". The test of the address is never reached.
# Why it matters: a wheel that guards a new glibc function by a weak declaration still cannot be loaded on an older glibc.
#   Its platform tag has to name the newer one.
# Seen with: ziglang 0.15.1 (LLD), pyelftools 0.32, the loaders of glibc 2.36 and later, on Linux.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install -q ziglang==0.15.1 pyelftools==0.32
cc() { venv/bin/python -m ziglang cc -shared -fPIC "$@"; }

mkdir old new
printf 'int demo_first(void) { return 1; }\n' >old.c
printf 'int demo_first(void) { return 1; }\nint demo_second(void) { return 2; }\n' >new.c
printf 'DEMO_1 { global: demo_first; local: *; };\n' >old.map
printf 'DEMO_1 { global: demo_first; };\nDEMO_2 { global: demo_second; local: *; } DEMO_1;\n' >new.map
cc -Wl,-soname,libdemo.so.1 -Wl,--version-script,old.map old.c -o old/libdemo.so.1
cc -Wl,-soname,libdemo.so.1 -Wl,--version-script,new.map new.c -o new/libdemo.so.1
cat >user.c <<'C'
extern int demo_first(void);
extern int demo_second(void) __attribute__((weak));
int answer(void) { return demo_second ? demo_second() : demo_first(); }
C
cc user.c new/libdemo.so.1 -o libuser.so

cat >needs.py <<'P'
from elftools.elf.elffile import ELFFile

VER_FLG_WEAK = 2
with open("libuser.so", "rb") as file:
    elf = ELFFile(file)
    symbol = next(s for s in elf.get_section_by_name(".dynsym").iter_symbols() if s.name == "demo_second")
    print("binding of demo_second:", symbol["st_info"]["bind"])
    for need, versions in elf.get_section_by_name(".gnu.version_r").iter_versions():
        for version in versions:
            if version.name == "DEMO_2":
                print("DEMO_2 is weak:", bool(version["vna_flags"] & VER_FLG_WEAK))
P
load() { # FOLDER OF libdemo
  LD_LIBRARY_PATH=$1 venv/bin/python -c 'import ctypes; print("answer", ctypes.CDLL("./libuser.so").answer())' 2>&1 |
    tail -n 1 | sed "s/.*version \`DEMO_2' not found.*/version DEMO_2 not found/"
}
{ venv/bin/python needs.py; echo "with the new library: $(load new)"; echo "with the old library: $(load old)"; } | tee seen
diff seen - <<'EXPECTED'
binding of demo_second: STB_WEAK
DEMO_2 is weak: False
with the new library: answer 2
with the old library: version DEMO_2 not found
EXPECTED
