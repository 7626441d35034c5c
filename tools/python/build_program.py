"""Adds the launcher and its jars to the wheel, and builds them if they are missing or older than the sources."""

import hashlib
import subprocess
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILD = ["mvn", "-B", "-ntp", "-q", "-Dquick", "-Pjob", "-DskipTests", "-pl", "spark-job", "-am", "package"]
SOURCES = ["pom.xml", "scanner-core/pom.xml", "scanner-core/src/main", "spark-job/pom.xml", "spark-job/src/main"]


class Program(BuildHookInterface):
    PLUGIN_NAME = "custom"

    def initialize(self, version, build_data):
        built = jars(Path(self.root))
        for place, file in program(Path(self.root), built).items():
            build_data["force_include"][str(file)] = f"wheelsweep/program/{place}"
        identified = built[0].with_name("id")
        identified.write_text(identity(built) + "\n")
        build_data["force_include"][str(identified)] = "wheelsweep/program/lib/id"


def jars(root: Path) -> list[Path]:
    """Returns the jars that run without Spark's, built if necessary: all in one, except Jackson, which Spark has too."""
    built = root / "spark-job/target/dist"
    job = built / "wheelsweep-job.jar"
    files = [file for source in SOURCES for file in [root / source, *(root / source).rglob("*")] if file.is_file()]
    if not job.exists() or any(file.stat().st_mtime > job.stat().st_mtime for file in files):
        subprocess.run(BUILD, cwd=root, check=True)
    return [job, *sorted((built / "lib/app").glob("jackson-*.jar"))]


def program(root: Path, jars: list[Path]) -> dict[str, Path]:
    """Returns the files that a release consists of, by their place in it; its `lib/id` is not among them."""
    files = {"wheelsweep": root / "wheelsweep"}
    files |= {f"lib/{file.name}": file for file in sorted((root / "spark-job/src/main/jvm").glob("*.args"))}
    return files | {f"lib/app/{jar.name}": jar for jar in jars}


def identity(jars: list[Path]) -> str:
    """Returns a hash of these jars."""
    digest = hashlib.sha256()
    for jar in jars:
        digest.update(jar.read_bytes())
    return digest.hexdigest()[:16]
