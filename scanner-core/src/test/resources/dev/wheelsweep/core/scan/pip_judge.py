"""The exit code of `pip install` for each project, one per line.

    python pip_judge.py FOLDER PROJECT [FOLDER PROJECT]...

The wheel is taken from FOLDER and installed into its subfolder "installed". Each installation is a process of its own,
forked from one that has loaded pip, because loading pip takes longer than installing a small wheel.
"""

import os
import sys
from pathlib import Path

import pip._internal.commands.install  # noqa: F401 loads what every installation needs
from pip._internal.cli.main import main

OPTIONS = ["--isolated", "--no-index", "--no-deps", "--no-compile", "--no-cache-dir", "--pre", "--disable-pip-version-check"]


def install(folder, project):
    process = os.fork()
    if process == 0:
        code = 70  # The code if pip does not even return.
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.dup2(nowhere, sys.stderr.fileno())
            code = main(["install", *OPTIONS, "--find-links", folder, "--target", str(Path(folder, "installed")), project])
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


arguments = iter(sys.argv[1:])
for folder, project in zip(arguments, arguments, strict=True):
    print(install(folder, project), flush=True)
