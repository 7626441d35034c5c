"""Prints what `auditwheel show` finds, for many wheels in one process, so that auditwheel is imported once.

    python benchmarks/python/auditwheel_show.py WHEEL...

Prints a line per wheel: its name and the overall policy.
"""

import sys
from pathlib import Path

from auditwheel.error import NonPlatformWheelError
from auditwheel.wheel_abi import analyze_wheel_abi


def main():
    for wheel in map(Path, sys.argv[1:]):
        try:
            found = analyze_wheel_abi(None, None, wheel, frozenset(), disable_isa_ext_check=False, allow_graft=False)
            print(wheel.name, found.overall_policy.name, sep="\t")
        except NonPlatformWheelError:
            print(wheel.name, "no platform wheel", sep="\t")


if __name__ == "__main__":
    main()
