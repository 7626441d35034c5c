"""What a user would write in an afternoon, with zipfile and struct, to see what the shared libraries in wheels need.

    python benchmarks/python/scan.py FOLDER...

Prints a line per library, sorted:

    wheel TAB path TAB needed libraries, by commas, sorted TAB library:version, by commas, sorted
"""

import re
import struct
import sys
import zipfile
from pathlib import Path

LIBRARY = re.compile(r"\.so(\.[0-9.]+)?$")

PT_LOAD, PT_DYNAMIC = 1, 2
DT_NULL, DT_NEEDED, DT_STRTAB, DT_VERNEED, DT_VERNEEDNUM = 0, 1, 5, 0x6FFFFFFE, 0x6FFFFFFF


class Elf:
    """A shared library in memory, as the loader sees it."""

    def __init__(self, data):
        self.data = data
        self.wide = data[4] == 2
        self.order = "<" if data[5] == 1 else ">"
        # Of the ELF header: e_phoff, e_phentsize and e_phnum.
        start, size, count = (
            (self.unpack("Q", 32)[0], *self.unpack("HH", 54)) if self.wide else (self.unpack("I", 28)[0], *self.unpack("HH", 42))
        )
        self.segments = [self.segment(start + i * size) for i in range(count)]

    def unpack(self, fields, at):
        return struct.unpack_from(self.order + fields, self.data, at)

    def segment(self, at):
        """Type, offset, address, and size in the file."""
        if self.wide:
            kind, _, offset, address, _, size = self.unpack("IIQQQQ", at)
        else:
            kind, offset, address, _, size = self.unpack("IIIII", at)
        return kind, offset, address, size

    def offset(self, address):
        for kind, offset, start, size in self.segments:
            if kind == PT_LOAD and start <= address < start + size:
                return offset + address - start
        raise ValueError(f"no segment loads {address:#x}")

    def dynamic(self):
        """The entries of the dynamic segment, as pairs of tag and value."""
        for kind, at, _, size in self.segments:
            if kind == PT_DYNAMIC:
                pairs = self.order + ("qQ" if self.wide else "iI")
                whole = size // struct.calcsize(pairs) * struct.calcsize(pairs)
                for tag, value in struct.iter_unpack(pairs, self.data[at : at + whole]):
                    if tag == DT_NULL:
                        return
                    yield tag, value

    def facts(self):
        """The names of the libraries needed, and the pairs of library and version."""
        entries = list(self.dynamic())
        values = dict(entries)
        if DT_STRTAB not in values:
            return [], set()
        strings = self.offset(values[DT_STRTAB])
        needed = [self.string(strings + value) for tag, value in entries if tag == DT_NEEDED]
        return needed, set(self.versions(values, strings))

    def versions(self, values, strings):
        if DT_VERNEED not in values:
            return
        at = self.offset(values[DT_VERNEED])
        for _ in range(values[DT_VERNEEDNUM]):
            _, count, file, first, following = self.unpack("HHIII", at)
            auxiliary = at + first
            for _ in range(count):
                _, _, _, name, step = self.unpack("IHHII", auxiliary)
                yield self.string(strings + file), self.string(strings + name)
                auxiliary += step
            at += following

    def string(self, at):
        return self.data[at : self.data.index(b"\0", at)].decode("utf-8", "replace")


def scan(wheel):
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            if not LIBRARY.search(entry.filename):
                continue
            data = archive.read(entry)
            if data[:4] != b"\x7fELF":
                continue
            needed, versions = Elf(data).facts()
            pairs = sorted(f"{library}:{version}" for library, version in versions)
            yield "\t".join((wheel.name, entry.filename, ",".join(sorted(needed)), ",".join(pairs)))


def main():
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    wheels = sorted(wheel for folder in sys.argv[1:] for wheel in Path(folder).rglob("*.whl"))
    lines = []
    for wheel in wheels:
        try:
            lines.extend(scan(wheel))
        except (ValueError, struct.error, IndexError, zipfile.BadZipFile) as bad:
            print(f"{wheel}: {bad}", file=sys.stderr)
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
