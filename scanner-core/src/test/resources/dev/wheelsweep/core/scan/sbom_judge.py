"""Prints what the JSON files in dist-info/sboms of wheels list: wheel, file, and per component name, version, package URL."""

import json
import sys
import zipfile
from pathlib import Path


def cyclonedx(components):
    for component in components:
        yield component["name"], component.get("version"), component.get("purl")
        yield from cyclonedx(component.get("components", []))


def spdx(packages):
    for package in packages:
        purls = [r["referenceLocator"] for r in package.get("externalRefs", []) if r["referenceType"] == "purl"]
        yield package["name"], package.get("versionInfo"), purls[-1] if purls else None


for folder in sys.argv[1:]:
    for path in sorted(Path(folder).rglob("*.whl")):
        with zipfile.ZipFile(path) as wheel:
            for name in wheel.namelist():
                if ".dist-info/sboms/" in name and not name.endswith("/"):
                    bill = json.loads(wheel.read(name))
                    found = cyclonedx(bill.get("components", [])) if "bomFormat" in bill else spdx(bill["packages"])
                    for component in found:
                        print(path, name, *(part or "-" for part in component), sep="\t")
