"""What auditwheel says of wheels: one line each, as soon as it is known.

    python auditwheel_judge.py WHEEL...

    wheel, overall, symbols, libraries, forbidden_symbols, isa, ucs2, pyfpe, external libraries separated by commas
    wheel, "error", the exception's class, its text

Columns are separated by tabs. "overall" is what `auditwheel show` prints; the other columns are asked for without the
host's libraries, which otherwise count as if they were in the wheel. One process for all wheels, because starting
auditwheel costs more than asking it.
"""

import logging
import sys
from pathlib import Path

from auditwheel.error import NonPlatformWheelError, WheelToolsError
from auditwheel.wheel_abi import analyze_wheel_abi, get_wheel_elfdata
from auditwheel.wheeltools import get_wheel_architecture, get_wheel_libc

# The value of `auditwheel show --ldpaths` under which no folder of the host is searched.
NO_HOST = ""


def from_name(question, name):
    """The name's own answer, or None where auditwheel would look into the wheel for one."""
    try:
        return question(name)
    except (WheelToolsError, NonPlatformWheelError):
        return None


def analyze(wheel, search_path):
    get_wheel_elfdata.cache_clear()
    return analyze_wheel_abi(
        from_name(get_wheel_libc, wheel.name),
        from_name(get_wheel_architecture, wheel.name),
        wheel,
        frozenset(),
        disable_isa_ext_check=False,
        allow_graft=False,
        args_ldpaths=search_path,
    )


def answer(wheel):
    overall = analyze(wheel, None).overall_policy
    found = analyze(wheel, NO_HOST)
    axes = (
        found.sym_policy,
        found.ref_policy,
        found.blacklist_policy,
        found.machine_policy,
        found.ucs_policy,
        found.pyfpe_policy,
    )
    external = found.external_refs[found.policies.highest.name].libs
    return [overall.name, *(policy.name for policy in axes), ",".join(sorted(external))]


def main(wheels):
    logging.disable(logging.CRITICAL)
    for wheel in map(Path, wheels):
        try:
            columns = answer(wheel)
        except Exception as error:  # Any exception is auditwheel's answer.
            columns = ["error", type(error).__name__, " ".join(str(error).split())]
        print(wheel.name, *columns, sep="\t", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
