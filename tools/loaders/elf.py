"""The few facts of an ELF file that decide how it is loaded, and the names that it takes from Python."""

import re
import struct
from dataclasses import dataclass

MAGIC = b"\x7fELF"
ET_REL, ET_EXEC, ET_DYN = 1, 2, 3
PT_DYNAMIC, PT_INTERP = 2, 3
DT_NULL, DT_FLAGS_1, DF_1_PIE = 0, 0x6FFFFFFB, 0x08000000
SHT_DYNSYM = 11
SHN_UNDEF = 0
STT_TLS = 6

# EI_CLASS, EI_DATA and e_machine of each architecture, by Debian's name for it.
ARCHITECTURES = {
    (2, 1, 62): "amd64",
    (1, 1, 3): "i386",
    (2, 1, 183): "arm64",
    (1, 1, 40): "armhf",
    (2, 1, 21): "ppc64el",
    (2, 2, 22): "s390x",
    (2, 1, 243): "riscv64",
}
PYTHON_NAME = re.compile(rb"_?_?Py[A-Za-z0-9_]*")


@dataclass(frozen=True)
class Elf:
    """One ELF file; `arch` is empty for another architecture, `kind` is "shared", "program", "static" or "object"."""

    arch: str
    kind: str
    imported: frozenset  # Python's names, with whether each is thread-local
    exported: frozenset


def read(data):
    """Returns the facts; a file with broken headers counts as a shared object, because a loader can be asked about it too."""
    try:
        return _read(data)
    except (struct.error, IndexError, KeyError):
        return Elf("", "shared", frozenset(), frozenset())


def _read(data):
    wide, order = {1: False, 2: True}[data[4]], {1: "<", 2: ">"}[data[5]]
    kind, machine = struct.unpack_from(order + "HH", data, 16)
    phoff, shoff = struct.unpack_from(order + ("QQ" if wide else "II"), data, 32 if wide else 28)
    phentsize, phnum, shentsize, shnum = struct.unpack_from(order + "HHHH", data, 54 if wide else 42)
    segments = {}
    for at in range(phoff, phoff + phnum * phentsize, phentsize):
        if wide:
            (tag,) = struct.unpack_from(order + "I", data, at)
            offset, _, _, size = struct.unpack_from(order + "QQQQ", data, at + 8)
        else:
            tag, offset, _, _, size = struct.unpack_from(order + "5I", data, at)
        segments.setdefault(tag, (offset, size))
    imported, exported = _python_names(data, order, wide, shoff, shentsize, shnum)
    arch = ARCHITECTURES.get((data[4], data[5], machine), "")
    return Elf(arch, _kind(data, order, wide, kind, segments), imported, exported)


def _kind(data, order, wide, kind, segments):
    if kind not in (ET_EXEC, ET_DYN):
        return "object"
    if PT_INTERP in segments:
        return "program"
    if kind == ET_EXEC:
        return "static"
    offset, size = segments.get(PT_DYNAMIC, (0, 0))
    entry = struct.Struct(order + ("QQ" if wide else "II"))
    for tag, value in entry.iter_unpack(data[offset : offset + size - size % entry.size]):
        if tag == DT_NULL:
            break
        if tag == DT_FLAGS_1 and value & DF_1_PIE:
            return "static"
    return "shared"


def _python_names(data, order, wide, shoff, shentsize, shnum):
    imported, exported = set(), set()
    sections = []
    for at in range(shoff, shoff + shnum * shentsize, shentsize):
        _, kind = struct.unpack_from(order + "II", data, at)
        offset, size, link = struct.unpack_from(order + ("QQI" if wide else "III"), data, at + (24 if wide else 16))
        sections.append((kind, offset, size, link))
    for kind, offset, size, link in sections:
        if kind != SHT_DYNSYM:
            continue
        _, strings, length, _ = sections[link]
        text = data[strings : strings + length]
        entry = struct.Struct(order + ("IBBHQQ" if wide else "IIIBBH"))
        for symbol in entry.iter_unpack(data[offset : offset + size - size % entry.size]):
            name, info, section = (symbol[0], symbol[1], symbol[3]) if wide else (symbol[0], symbol[3], symbol[5])
            if match := PYTHON_NAME.match(text, name):
                found = match.group().decode()
                if section == SHN_UNDEF:
                    imported.add((found, info & 15 == STT_TLS))
                else:
                    exported.add(found)
    return frozenset(imported), frozenset(exported)
