"""Look at the licences of what article21 is built from: ``./run licences``; licences.toml has the rules."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

from packaging.requirements import Requirement

RULES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
EXTRAS = ("", "sign", "cjk", "web")


def built_from(name: str = "article21", extras: tuple[str, ...] = EXTRAS) -> frozenset[str]:
    """Return the installed packages that a package needs, directly or not."""
    found: set[str] = set()
    left = [(name, extras)]
    while left:
        package, wanted = left.pop()
        for requirement in map(Requirement, requires(package) or ()):
            marker = requirement.marker
            applies = not marker or any(marker.evaluate({"extra": extra}) for extra in (*wanted, ""))
            if applies and requirement.name not in found and _is_installed(requirement.name):
                found.add(requirement.name)
                left.append((requirement.name, tuple(requirement.extras)))
    return frozenset(found)


def _is_installed(package: str) -> bool:
    try:
        metadata(package)
    except PackageNotFoundError:
        return False
    return True


def licences_of(package: str) -> tuple[str, ...]:
    """Return the SPDX names of its licences; a name that nobody has looked up stays as it is."""
    said = dict(metadata(package).json)
    if expression := said.get("license_expression"):
        names = re.split(r" (?:AND|OR|WITH) |[()]", str(expression))
    elif line := str(said.get("license") or "").split("\n")[0].strip():
        names = [line]
    else:
        names = [
            each.rpartition(" :: ")[2] for each in said.get("classifier") or () if each.startswith("License")
        ]
    return tuple(RULES["said_otherwise"].get(name.strip(), name.strip()) for name in names if name.strip())


def faults(packages: frozenset[str]) -> Iterator[str]:
    """Say which packages have a licence that doesn't fit, or none."""
    for package in sorted(packages):
        licences = licences_of(package)
        if not licences:
            yield f"{package}: no licence is named"
        yield from (f"{package}: {name}" for name in licences if name not in RULES["allowed"])


def main() -> None:
    """List every package with its licences; fail for one that doesn't fit."""
    packages = built_from()
    for package in sorted(packages):
        print(f"{package}: {', '.join(licences_of(package))}")
    if found := list(faults(packages)):
        sys.exit("These licences don't fit the EUPL 1.2, or nobody has looked at them: " + "; ".join(found))


if __name__ == "__main__":
    main()
