"""Prints the tags that a pip, or a packaging in the way pip calls it, supports on other machines.

Usage: python -I -S supported_tags.py FOLDER < environments

FOLDER was filled by `pip install --target`. Each line of the input has an implementation, a version of Python, an abi tag,
an architecture, a C library and its version; each line of the output has the tags, best first. What the code asks the
machine is replaced; everything else is the real code.
"""

import collections
import collections.abc
import importlib
import importlib.util
import re
import site
import sys
import sysconfig
import types

# The answers of `uname -m` to a 32-bit interpreter on a 64-bit kernel.
KERNELS = {"i686": "x86_64", "armv8l": "aarch64"}
THIRTY_TWO_BIT = ("i686", "armv7l", "armv8l")
BUILD = re.compile(r"cp\d+(t?)(d?)(m?)(u?)$")

sys.path.insert(0, sys.argv[1])
# pip before 10 joins it with a name; -I leaves it unset.
site.USER_SITE = ""
# pip before 20 imports them from where Python 3.10 no longer has them.
for name in collections.abc.__all__:
    setattr(collections, name, getattr(collections.abc, name))
# pip 8.0 imports them for markers only.
for name in ("parser", "symbol"):
    sys.modules[name] = types.ModuleType(name)


class Machine:
    """One line of the input."""

    def __init__(self, line):
        self.implementation, python, self.abi, self.arch, self.libc, version = line.split()
        self.python = tuple(map(int, python.split(".")))
        self.version = tuple(map(int, version.split(".")))
        self.kernel = KERNELS.get(self.arch, self.arch)
        build = BUILD.match(self.abi)
        if build:
            threads, debug, memory, unicode = map(bool, build.groups())
            self.config = {
                "Py_GIL_DISABLED": int(threads),
                "Py_DEBUG": int(debug),
                "WITH_PYMALLOC": int(memory),
                "Py_UNICODE_SIZE": 4 if unicode else 2,
            }
        else:
            name = self.abi.replace("_", "-")
            self.config = {"SOABI": name, "EXT_SUFFIX": f".{name}-x86_64-linux-gnu.so"}

    def version_of(self, libc):
        return self.version if self.libc == libc else None

    def nodot(self):
        return "".join(map(str, self.python))


def before_pip_20(tags, release):
    def supported(machine):
        major, minor = machine.python
        versions = [f"{major}{number}" for number in range(minor, -1, -1)]
        if machine.implementation == "pp":
            # get_impl_version_info has the version of PyPy.
            first, last = re.search(r"_pp(\d)(\d+)", machine.abi).groups()
            versions = [f"{major}{first}{number}" for number in range(int(last), -1, -1)]
        # pip added the architecture of a 32-bit interpreter for x86 alone.
        arch = machine.arch if machine.arch == "i686" else machine.kernel
        # Without `t`: no such Python runs these releases.
        abi = re.sub(r"^(cp\d+)t", r"\1", machine.abi)
        stable = machine.implementation == "cp" and machine.python >= (3, 2)
        suffixes = [".abi3.so"] if stable else []
        present = machine.version_of("glibc")
        tags.get_platform = lambda: "linux_" + arch
        tags.get_abi_tag = lambda: abi
        tags.get_abbr_impl = lambda: machine.implementation
        tags.is_linux_armhf = lambda: True
        if release >= (10,):
            tags.get_extension_suffixes = lambda: suffixes
            glibc = sys.modules["pip._internal.utils.glibc"]
        else:
            sys.modules["imp"].get_suffixes = lambda: [(suffix, "rb", 3) for suffix in suffixes]
            glibc = sys.modules.get("pip.utils.glibc", tags)
        glibc.have_compatible_glibc = lambda *needed: present is not None and present >= needed
        for tag in tags.get_supported(versions=versions):
            yield "-".join(tag)

    return supported


def with_packaging(tags, call):
    def supported(machine):
        get_platform = lambda: "linux-" + machine.kernel  # noqa: E731
        sysconfig.get_platform = get_platform
        if "distutils" in sys.modules:
            sys.modules["distutils.util"].get_platform = get_platform
        sysconfig.get_config_var = machine.config.get
        glibc = machine.version_of("glibc") or (-1, -1)
        for module in (tags, getattr(tags, "_manylinux", tags)):
            module._is_linux_armhf = module._is_linux_i686 = lambda *executable: True
            module._get_glibc_version = lambda: glibc
            module._have_compatible_glibc = lambda *needed: glibc >= needed
        if hasattr(tags, "_musllinux"):
            musl = machine.version_of("musl")
            answer = musl and tags._musllinux._MuslVersion(*musl)
            tags._musllinux._get_musl_version = lambda executable: answer
        tags._linux_platforms.__defaults__ = (machine.arch in THIRTY_TWO_BIT,)
        for tag in call(machine):
            yield str(tag)

    return supported


def as_pip_calls(tags):
    def call(machine):
        interpreter = machine.implementation + machine.nodot()
        if machine.implementation == "cp":
            yield from tags.cpython_tags(machine.python)
        else:
            yield from tags.generic_tags(interpreter)
        yield from tags.compatible_tags(machine.python, interpreter)

    return call


def installed():
    if importlib.util.find_spec("pip") is None:
        tags = importlib.import_module("packaging.tags")
        return with_packaging(tags, as_pip_calls(tags))
    pip = importlib.import_module("pip")
    release = tuple(map(int, pip.__version__.split(".")[:2]))
    if release < (10,):
        importlib.import_module("imp")
        return before_pip_20(importlib.import_module("pip.pep425tags"), release)
    if release < (20,):
        return before_pip_20(importlib.import_module("pip._internal.pep425tags"), release)
    get_supported = importlib.import_module("pip._internal.utils.compatibility_tags").get_supported
    tags = importlib.import_module("pip._vendor.packaging.tags")
    return with_packaging(tags, lambda it: get_supported(version=it.nodot(), impl=it.implementation))


supported = installed()
for line in sys.stdin:
    print(" ".join(supported(Machine(line))))
