"""Loads every ELF file of wheels in systems that `tools/real-loaders fetch` unpacked, and records what the loaders say.

    python tools/loaders/run.py FOLDER OUT.tsv WHEEL_OR_FOLDER...

Each wheel is installed as into a virtual environment at /w of the system (site-packages is /w/lib/python/site-packages), so the
texts have the paths that they would have on a real one. A wheel is loaded in the systems of its tag: manylinux in glibc,
musllinux in musl, linux_ARCH and "any" in both; "any" counts for each architecture of its files. Python's tags do not matter.
EVERY_LIBC=1 loads every wheel in glibc and in musl, which gives many more failures to compare.

Nothing of Python is in the systems. A stub that defines the names that the wheels take from Python is preloaded for dlopen. A
name that a file of the same wheel exports is not in the stub because of that wheel. An initialiser that calls Python ends the
process, which counts as "loads". The dlopen program itself needs the libraries of glibc that every Python needs (libm,
libpthread, libdl, libutil), so their symbols are found as in Python. The systems have no ld.so.cache; the texts are the same.

The columns of OUT.tsv:
    wheel           path of the wheel below the folder that was given
    path            entry in the wheel
    system, arch, libc, libc_version
    how             dlopen: RTLD_NOW|RTLD_LOCAL, in a process of its own
                    start: the program is started, and ended by a preloaded library before its first instruction
                    trace: LD_TRACE_LOADED_OBJECTS=1 (glibc only); lists everything that is missing
                    static: a program without a loader; nothing is done
    outcome         loads or fails; "signal N" or "exit N" if an initialiser of the library ended the process; the loader had
                    accepted the library then, or crashed
    text            what the loader says; for trace the lines that say "not found". Backslash, tab and newline are escaped.
"""

import csv
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import elf

HERE = Path(__file__).parent
COLUMNS = ("wheel", "path", "system", "arch", "libc", "libc_version", "how", "outcome", "text")
INSTALLED = "w"
TOOLS = "t"  # the folder of our programs in a system
ESCAPES = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
SCHEMES = {
    "purelib": "lib/python/site-packages",
    "platlib": "lib/python/site-packages",
    "scripts": "bin",
    "headers": "include",
    "data": "",
}
NOBODY = 65534
SECONDS = 300
STOPPED = 86  # the exit code of stop.c
BATCH = 500
PYTHON_NEEDS = ("-lm", "-lpthread", "-ldl", "-lutil")
STUB_HEAD = "void _exit(int);\n"

# Debian's architecture: target of zig for glibc (the oldest release that zig has), target for musl, program of qemu.
TARGETS = {
    "amd64": ("x86_64-linux-gnu.2.17", "x86_64-linux-musl", "x86_64"),
    "i386": ("x86-linux-gnu.2.17", "x86-linux-musl", "i386"),
    "arm64": ("aarch64-linux-gnu.2.17", "aarch64-linux-musl", "aarch64"),
    "armhf": ("arm-linux-gnueabihf.2.17", "arm-linux-musleabihf", "arm"),
    "ppc64el": ("powerpc64le-linux-gnu.2.19", "powerpc64le-linux-musl", "ppc64le"),
    "s390x": ("s390x-linux-gnu.2.17", "s390x-linux-musl", "s390x"),
    "riscv64": ("riscv64-linux-gnu.2.27", "riscv64-linux-musl", "riscv64"),
}
# The host runs these without qemu.
NATIVE = {"x86_64": ("amd64", "i386"), "aarch64": ("arm64",)}.get(platform.machine(), ())
TAG_ARCHITECTURES = {
    "x86_64": "amd64",
    "i686": "i386",
    "i386": "i386",
    "aarch64": "arm64",
    "armv5l": "armhf",
    "armv6l": "armhf",
    "armv7l": "armhf",
    "ppc64le": "ppc64el",
    "s390x": "s390x",
    "riscv64": "riscv64",
}
LIBCS = ("glibc", "musl")
LIBCS_OF_TAG = {"manylinux": ("glibc",), "musllinux": ("musl",), "linux": LIBCS}
LINUX_TAG = re.compile(r"(manylinux|musllinux|linux)\w*?_(" + "|".join(TAG_ARCHITECTURES) + ")")
# Objects of Python; all its other names are functions.
DATA_NAME = re.compile(r"PyExc_\w+|\w+_Type|\w+Struct|\w+Flag|\w+Object|PyOS_InputHook|Py_Version|_PyRuntime|\w+_Object")


class System:
    """One unpacked system, with the programs that load files in it."""

    def __init__(self, folder, suite, arch, libc, version):
        self.name, self.arch, self.libc, self.version = suite, arch, libc, version
        self.root = folder / suite / arch / libc
        qemu = f"qemu-{TARGETS[arch][2]}-static"
        self.prefix = [] if arch in NATIVE else [f"/{TOOLS}/qemu"]
        tools = self.root / TOOLS
        shutil.rmtree(tools, ignore_errors=True)
        shutil.copytree(built(folder, arch, libc), tools)
        if self.prefix:
            shutil.copy(shutil.which(qemu) or sys.exit(f"{qemu} is missing"), tools / "qemu")
        for path in (self.root / "dev", self.root):
            path.chmod(0o755)

    def run(self, command, **environment):
        """Runs a command in the system as the user nobody; its first word is the program."""

        def enter():
            os.chroot(self.root)
            os.chdir("/")
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

        return subprocess.run(
            self.prefix + command,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            check=False,
            preexec_fn=enter,
        )

    def dlopen(self, paths):
        """Yields outcome and text of each path."""
        for first in range(0, len(paths), BATCH):
            batch = paths[first : first + BATCH]
            done = self.run([f"/{TOOLS}/dlopen", *batch], LD_PRELOAD=f"/{TOOLS}/python.so")
            fields = done.stdout.split(b"\0")
            if done.returncode != 0 or len(fields) != 3 * len(batch) + 1:
                sys.exit(f"{self.root}: the dlopen program ended with {done.returncode}: {done.stderr.decode()}")
            yield from zip(fields[1::3], fields[2::3], strict=True)

    def start(self, path):
        """Returns outcome and text of a program that is started but not run."""
        try:
            done = self.run([path], LD_PRELOAD=f"/{TOOLS}/stop.so")
        except OSError as error:
            return b"fails", os.strerror(error.errno).encode()
        return (b"loads", b"") if done.returncode == STOPPED else (b"fails", done.stderr.rstrip(b"\n"))

    def trace(self, path):
        """Returns outcome and text of a program whose libraries are only listed."""
        try:
            done = self.run([path], LD_TRACE_LOADED_OBJECTS="1")
        except OSError as error:
            return b"fails", os.strerror(error.errno).encode()
        lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if b"not found" in line]
        return (b"fails" if lines or done.returncode else b"loads"), b"\n".join(lines)


def built(folder, arch, libc):
    return folder / ".built" / arch / libc


def zig(*arguments):
    subprocess.run([sys.executable, "-m", "ziglang", *map(str, arguments)], check=True)


def build(folder, arch, libc, names):
    """Compiles the dlopen program, the library that stops programs, and the stub of Python with at least these names."""
    out = built(folder, arch, libc)
    out.mkdir(parents=True, exist_ok=True)
    target = ("-target", TARGETS[arch][libc == "musl"], "-O1")
    if not (out / "dlopen").exists():
        zig("cc", *target, "-s", "-dynamic", HERE / "dlopen.c", "-o", out / "dlopen", *PYTHON_NEEDS)
        zig("cc", *target, "-fPIC", "-c", HERE / "stop.c", "-o", out / "stop.o")
        zig("ld.lld", "-shared", "-z", "initfirst", out / "stop.o", "-o", out / "stop.so")
    stub = out / "python.c"
    lines = {definition(name, local) for name, local in names | {("wheelsweep_python_stub", False)}}
    before = set(stub.read_text().splitlines(keepends=True)) - {STUB_HEAD} if stub.exists() else set()
    if not lines <= before:
        stub.write_text(STUB_HEAD + "".join(sorted(lines | before)))
        zig("cc", *target, "-fPIC", "-shared", "-nostdlib", "-Wno-everything", stub, "-o", out / "python.so")


def definition(name, local):
    """Returns the line of C that defines a name of Python; code that calls it ends the process with PYTHON_CALLED of dlopen.c."""
    if local or DATA_NAME.fullmatch(name):
        return f"{'__thread ' if local else ''}char {name}[4096];\n"
    return f"void {name}(void) {{ _exit(87); }}\n"


def wheels(arguments):
    """Yields each wheel with the path that names it in the results."""
    for argument in map(Path, arguments):
        if argument.is_dir():
            for wheel in sorted(argument.rglob("*.whl")):
                if wheel.is_file():
                    yield wheel, str(wheel.relative_to(argument))
        else:
            yield argument, argument.name


def elf_entries(wheel):
    """Returns the ELF files of a wheel by entry name; those before the damage if the archive is damaged."""
    found = {}
    try:
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                with archive.open(entry) as file:
                    head = file.read(4)
                    if head == elf.MAGIC:
                        found[entry.filename] = elf.read(head + file.read())
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, UnicodeDecodeError) as error:
        print(f"{wheel}: not read: {error}", file=sys.stderr)
    return found


def location(entry):
    """Returns the place of an entry below the folder of installation."""
    parts = entry.split("/", 2)
    if len(parts) == 3 and parts[0].endswith(".data") and parts[1] in SCHEMES:
        return os.path.join(SCHEMES[parts[1]], parts[2])
    return os.path.join(SCHEMES["platlib"], entry)


def install(wheel, target):
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.infolist():
            place = (target / location(entry.filename)).resolve()
            if entry.is_dir() or not place.is_relative_to(target):
                continue
            place.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, open(place, "wb") as file:
                shutil.copyfileobj(source, file)
            place.chmod(0o755)


def tagged(wheel):
    """Returns the pairs of architecture and libc of a wheel's tags, and whether it is tagged "any"."""
    tags = wheel.name.removesuffix(".whl").rsplit("-", 1)[-1].split(".")
    pairs = set()
    for match in filter(None, map(LINUX_TAG.fullmatch, tags)):
        arch = TAG_ARCHITECTURES[match.group(2)]
        libcs = LIBCS if os.environ.get("EVERY_LIBC") else LIBCS_OF_TAG[match.group(1)]
        pairs |= {(arch, libc) for libc in libcs}
    return pairs, "any" in tags


def judge(system, files):
    """Yields entry, how, outcome and text of each file."""
    places = {entry: f"/{INSTALLED}/{location(entry)}" for entry in files}
    shared = [entry for entry, file in files.items() if file.kind == "shared" or ".so" in entry.rsplit("/", 1)[-1]]
    for entry, (outcome, text) in zip(shared, system.dlopen([places[entry] for entry in shared]), strict=True):
        yield entry, "dlopen", outcome, text
    for entry, file in files.items():
        if file.arch != system.arch:
            continue
        if file.kind == "program":
            yield entry, "start", *system.start(places[entry])
            if system.libc == "glibc":
                yield entry, "trace", *system.trace(places[entry])
        elif file.kind == "static":
            yield entry, "static", b"loads", b""


def escaped(text):
    return text.decode(errors="replace").translate({ord(raw): seen for raw, seen in ESCAPES.items()})


def fetched(folder):
    """Yields suite, architecture, libc and the release of libc of each fetched system."""
    chosen = os.environ.get("SYSTEMS", "").split()
    with open(folder / "packages.tsv", encoding="utf-8") as rows:
        for suite, arch, libc, package, version in csv.reader(rows, delimiter="\t"):
            if package in ("libc6", "musl") and version != "-" and (not chosen or f"{suite}/{arch}/{libc}" in chosen):
                yield suite, arch, libc, re.match(r"[\d.]+\d", version).group()


def main():
    folder, out, arguments = Path(sys.argv[1]).resolve(), sys.argv[2], sys.argv[3:]
    available = list(fetched(folder))
    files_of, names = {}, {(arch, libc): set() for _, arch, libc, _ in available}
    for wheel, _ in wheels(arguments):
        pairs, anywhere = tagged(wheel)
        if not anywhere and pairs.isdisjoint(names):
            continue
        files = elf_entries(wheel)
        if anywhere:
            pairs |= {(file.arch, libc) for file in files.values() for libc in LIBCS}
        pairs &= names.keys()
        if files and pairs:
            files_of[wheel] = files, pairs
            exported = set().union(*(file.exported for file in files.values()))
            for pair in pairs:
                for file in files.values():
                    names[pair] |= {(name, local) for name, local in file.imported if name not in exported}
    for (arch, libc), found in names.items():
        build(folder, arch, libc, found)
    systems = [System(folder, *row) for row in available]

    workspace = tempfile.TemporaryDirectory(dir=folder)
    installed = Path(workspace.name) / INSTALLED
    started, rows, loaded = time.monotonic(), 0, 0.0
    with open(out, "w", encoding="utf-8") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for wheel, name in wheels(arguments):
            if wheel not in files_of:
                continue
            files, pairs = files_of[wheel]
            install(wheel, installed)
            for system in systems:
                if (system.arch, system.libc) not in pairs:
                    continue
                # A rename brings the wheel into the system without a copy or a mount.
                place = system.root / INSTALLED
                shutil.rmtree(place, ignore_errors=True)
                installed.rename(place)
                before = time.monotonic()
                for entry, how, outcome, text in judge(system, files):
                    columns = (name, entry, system.name, system.arch, system.libc, system.version, how)
                    file.write("\t".join((*columns, outcome.decode(), escaped(text))) + "\n")
                    rows += 1
                loaded += time.monotonic() - before
                place.rename(installed)
            file.flush()
    workspace.cleanup()
    total = time.monotonic() - started
    print(f"{rows} rows in {total:.0f} s, of which loading {loaded:.0f} s; {100 * loaded / max(rows, 1):.2f} s per 100 rows")


if __name__ == "__main__":
    main()
