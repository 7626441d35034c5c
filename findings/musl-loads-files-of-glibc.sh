#!/usr/bin/env bash
# musl's loader loads files that were linked with glibc, and refuses some of them because of a library they do not use.
#
# Good guess: musl has no libc.so.6. Every file that needs it is refused, and the error names libc.so.6.
# What happens: the loader itself answers for libc, libm, libpthread and libdl, whatever follows ".so", and ignores the
#   versions of symbols. A file that needs only these works as long as musl has its functions. The loader does not answer
#   for libresolv.so.2, nor for ld-linux-x86-64.so.2, which the linker records for a thread-local variable. The one function
#   that such a variable takes from there is in musl too: with an empty library of that name, the file works.
# Why it matters: a glibc wheel that is copied to Alpine works in part, and the error of the other part is no evidence. It
#   names the first library that is missing. The function that musl really lacks is reported only when that one is there.
# Seen with: musl 1.2.3 of Debian 12, ziglang 0.15.1 (LLD), on Linux for x86_64. Needs Debian or Ubuntu after "apt-get update".
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export ZIG_GLOBAL_CACHE_DIR=$work/cache
python3 -m venv venv
venv/bin/pip install -q ziglang==0.15.1 2>/dev/null
apt-get download -q -o APT::Sandbox::User=root musl >/dev/null
dpkg-deb -x musl_*.deb musl
musl=$(find "$work/musl" -name libc.so -type f)
glibc() { venv/bin/python -m ziglang cc -target x86_64-linux-gnu.2.17 -O2 -shared -fPIC -Wl,--as-needed "$@"; }

cat >plain.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
static void *root(void *x) { *(double *)x = sqrt(*(double *)x); return x; }
double answer(double x) {
  pthread_t thread;
  if (!dlsym(RTLD_DEFAULT, "malloc") || pthread_create(&thread, 0, root, &x)) return 0;
  return pthread_join(thread, 0) ? 0 : x;
}
C
cat >thread_local.c <<'C'
__thread double last;
double answer(double x) { return (last = x) / 3; }
C
cat >resolver.c <<'C'
extern int __dn_skipname(const unsigned char *, const unsigned char *);
double answer(double x) { return x + __dn_skipname(0, 0); }
C
cat >glibc_only.c <<'C'
#include <gnu/libc-version.h>
__thread double last;
double answer(double x) { return (last = x) / (gnu_get_libc_version() ? 3 : 1); }
C
for name in plain thread_local resolver glibc_only; do glibc $name.c -o lib$name.so -lm -lpthread -ldl -lresolv; done
mkdir empty
: >empty.c
for name in ld-linux-x86-64.so.2 libresolv.so.2; do glibc -nostdlib -Wl,-soname,$name empty.c -o empty/$name; done

cat >load.c <<'C'
#include <dlfcn.h>
#include <stdio.h>
int main(int count, char **arguments) {
  void *library = dlopen(arguments[1], RTLD_NOW);
  if (!library) return puts(dlerror()), 0;
  double (*answer)(double) = dlsym(library, "answer");
  printf("answer %g\n", answer(9));
}
C
venv/bin/python -m ziglang cc -target x86_64-linux-musl -dynamic load.c -o load
load() { # NAME
  echo "$1: $("$musl" ./load "./lib$1.so")"
}
{
  for name in plain thread_local resolver glibc_only; do load $name; done
  echo "with an empty ld-linux-x86-64.so.2 and libresolv.so.2:"
  for name in thread_local resolver glibc_only; do LD_LIBRARY_PATH=empty load $name; done
} | tee seen
diff seen - <<'EXPECTED'
plain: answer 3
thread_local: Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by ./libthread_local.so)
resolver: Error loading shared library libresolv.so.2: No such file or directory (needed by ./libresolver.so)
glibc_only: Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by ./libglibc_only.so)
with an empty ld-linux-x86-64.so.2 and libresolv.so.2:
thread_local: answer 3
resolver: Error relocating ./libresolver.so: __dn_skipname: symbol not found
glibc_only: Error relocating ./libglibc_only.so: gnu_get_libc_version: symbol not found
EXPECTED
