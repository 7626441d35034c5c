"""Loads each library from standard input with this machine's glibc, in a child process of its own, and prints a line for each.

Input: for each library its length, u32 big-endian, and its bytes. A line has three fields, divided by tabs: "loads",
"fails", "exit N" or "signal N"; the libraries that the loader looked for on behalf of this one; and the versions that it
checked, as LIBRARY:VERSION. No library is ever a file, and the child may not write files.

The environment must have LD_DEBUG=files,versions from the start, and what keeps Python from mapping memory: PYTHONMALLOC=malloc
and MALLOC_MMAP_MAX_=0.
"""

import ctypes
import itertools
import os
import re
import resource
import signal
import struct
import sys

SECONDS = 2
LM_ID_NEWLM = -1
RTLD_NOW = 2
PR_SET_DUMPABLE = 4
PROT_NONE = 0
MAP_PRIVATE_ANONYMOUS_FIXED = 0x02 | 0x20 | 0x10
MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x02 | 0x20 | 0x4000
NOBODY = 65534
SMALL_GAP = 16 << 30
LOADED = b"\n# loaded\n"

libc = ctypes.CDLL(None)
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
libc.mmap.restype = ctypes.c_void_p
libc.dlmopen.argtypes = [ctypes.c_long, ctypes.c_char_p, ctypes.c_int]
libc.dlmopen.restype = ctypes.c_void_p


def guard():
    """After a library there is nothing, as far as an offset of 32 bits can lead, so luck loads no library."""
    libc.mmap(None, SMALL_GAP, PROT_NONE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0)
    with open("/proc/self/maps") as maps:
        lines = maps.readlines()
    ranges = [[int(address, 16) for address in line.split()[0].split("-")] for line in lines]
    for (_, end), (start, _) in itertools.pairwise(ranges):
        if 0 < start - end < SMALL_GAP:
            libc.mmap(end, start - end, PROT_NONE, MAP_PRIVATE_ANONYMOUS_FIXED, -1, 0)


def load(path, log):
    """In a namespace of its own, where no library is loaded yet."""
    os.dup2(log, 1)
    os.dup2(log, 2)
    for limit, value in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_DATA, 4 << 30),
    ):
        resource.setrlimit(limit, (value, value))
    if os.getuid() == 0:
        os.setuid(NOBODY)
        libc.prctl(PR_SET_DUMPABLE, 1)
    signal.alarm(5 * SECONDS)
    if libc.dlmopen(LM_ID_NEWLM, path, RTLD_NOW):
        os.write(2, LOADED)
    os._exit(0)


def answer(library):
    file = os.memfd_create("library", 0)
    os.write(file, library)
    path = b"/proc/self/fd/%d" % file
    end, log = os.pipe()
    child = os.fork()
    if child == 0:
        load(path, log)
    os.close(log)
    with os.fdopen(end, "rb") as pipe:
        said = pipe.read()
    os.close(file)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    needed = re.findall(rb"file=(.*?) \[\d+\];  needed by %s " % path, said)
    versions = re.findall(rb"checking for version `(.*?)' in file (\S+) \[\d+\] required by file %s " % path, said)
    if LOADED in said:
        outcome = "loads"
    elif code == 0:
        outcome = "fails"
    else:
        outcome = f"signal {-code}" if code < 0 else f"exit {code}"
    checked = [(b"itself" if file == path else os.path.basename(file)) + b":" + version for version, file in versions]
    return "\t".join([outcome, names(needed), names(checked)])


def names(raw):
    """Divided by spaces; bytes that are not UTF-8 are escaped as in facts, and what cannot be printed is a question mark."""
    return " ".join(re.sub("[^!-~]", "?", text(name)) for name in raw)


def text(name):
    try:
        return name.decode()
    except UnicodeDecodeError:
        return name.decode("ascii", "backslashreplace")


guard()
while length := sys.stdin.buffer.read(4):
    line = answer(sys.stdin.buffer.read(struct.unpack(">I", length)[0]))
    print(line, flush=True)
