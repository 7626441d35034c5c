#!/usr/bin/env bash
# glibc before 2.36 says of a library whose ABI note asks for a newer kernel that there is no such file.
#
# Good guess: the loader refuses the file and names the kernel, as it does at the start of a program ("kernel too old").
# What happens: glibc 2.31 treats the file as if it were not there. dlopen of its path ends with "No such file or directory".
#   Where another library needs it, the search goes on, and a file of the same name in a later folder is taken silently. glibc
#   2.36 does not compare the note any more: it takes the first file, whatever kernel the note asks for.
# Why it matters: an error about a missing file sends people to look for a file that is there, with the right permissions and
#   the right architecture, and the same installation can use another library on another release of the system.
# Seen with: glibc 2.31 of Debian 11 and 2.36 of Debian 12, ziglang 0.15.1 (LLD), on Linux for x86_64. Needs Debian or Ubuntu
#   with the keys of Debian's archive, on a mirror that has both releases.
set -euo pipefail
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export ZIG_GLOBAL_CACHE_DIR=$work/zig
python3 -m venv venv
venv/bin/pip install -q ziglang==0.15.1 2>/dev/null
mirror=$(grep -rshE "^(deb|URIs:) " /etc/apt/sources.list /etc/apt/sources.list.d \
  | sed -nE "s%.* ([a-z+]+://[^ ]+/debian)/?( .*)?\$%\1%p" | sed -n 1p) || true
fetch() { # SUITE
  local state=$work/apt-$1
  mkdir -p "$state/lists/partial" "$state/cache/archives/partial" "$1"
  : >"$state/status"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $1 main" >"$state/sources.list"
  local options=(-q -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null -o Dir::State="$state"
    -o Dir::State::Status="$state/status" -o Dir::Cache="$state/cache" -o APT::Sandbox::User=root
    -o Acquire::Languages=none -o Acquire::Check-Valid-Until=false)
  apt-get "${options[@]}" update >/dev/null
  (cd "$1" && apt-get "${options[@]}" download libc6:amd64 >/dev/null && dpkg-deb -x libc6_*.deb .)
}
fetch bullseye
fetch bookworm

library() { # FILE RESULT NEEDED... : a library without other needs, for Linux 9.0 if the name has "newer" in it
  local file=$1 result=$2
  shift 2
  {
    echo '.globl answer; .text; answer:; mov $'"$result"', %eax; ret'
    echo '.section .note.GNU-stack,"",@progbits'
    if [[ $file == *newer* ]]; then
      echo '.section .note.ABI-tag,"a",@note; .p2align 2; .long 4, 16, 1; .asciz "GNU"; .long 0, 9, 0, 0'
    fi
  } >one.s
  mkdir -p "$(dirname "$file")"
  venv/bin/python -m ziglang cc -target x86_64-linux-gnu -shared -nostdlib -Wl,-soname,"$(basename "$file")" one.s "$@" -o "$file"
}
library newer/libanswer.so 1
library older/libanswer.so 2
echo 'int answer(void); int ask(void) { return answer(); }' >user.c
venv/bin/python -m ziglang cc -target x86_64-linux-gnu.2.17 -shared -fPIC user.c older/libanswer.so -o libuser.so
cat >load.c <<'C'
#include <dlfcn.h>
#include <stdio.h>
int main(int count, char **arguments) {
  void *library = dlopen(arguments[1], RTLD_NOW);
  if (!library) return puts(dlerror()), 0;
  printf("loaded, and the answer is %d\n", ((int (*)(void))dlsym(library, arguments[2]))());
}
C
venv/bin/python -m ziglang cc -target x86_64-linux-gnu.2.17 load.c -ldl -o load

for suite in bullseye bookworm; do
  libraries=$work/$suite/lib/x86_64-linux-gnu
  loader=$work/$suite/lib64/ld-linux-x86-64.so.2
  [ -e "$loader" ] || loader=$libraries/ld-linux-x86-64.so.2
  echo "$suite, the file itself: $("$loader" --library-path "$libraries" ./load ./newer/libanswer.so answer)"
  echo "$suite, found by a search: $("$loader" --library-path "$libraries:newer:older" ./load ./libuser.so ask)"
done | tee seen
diff seen - <<'EXPECTED'
bullseye, the file itself: ./newer/libanswer.so: cannot open shared object file: No such file or directory
bullseye, found by a search: loaded, and the answer is 2
bookworm, the file itself: loaded, and the answer is 1
bookworm, found by a search: loaded, and the answer is 1
EXPECTED
