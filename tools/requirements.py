"""Pin what the program is built from: ``./run requirements [--check]``.

``requirements.txt`` has the digests: pip installs nothing else with ``pip install --require-hashes -r
requirements.txt``. ``constraints.txt`` has the versions of what the checks and benchmarks need as well:
``./run`` installs these, so that a checkout is the same on every day. Neither names an address: packages come
from the index that the person has set.
"""

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PINNED = ROOT / "requirements.txt"
EXTRAS = ("sign", "cjk", "web")
CONSTRAINTS = ROOT / "constraints.txt"
HEAD = "# Written by ./run requirements: for Python 3.11 and newer, on every system, with digests.\n"
HEAD_OF_CONSTRAINTS = (
    "# Written by ./run requirements: the versions that ./run installs, also for its checks.\n"
)


def pin(into: Path) -> None:
    """Write the newest versions that fit what the program and its extras name."""
    extras = [word for extra in EXTRAS for word in ("--extra", extra)]
    compile_pins(into, "--generate-hashes", *extras)
    into.write_text(HEAD + into.read_text(encoding="utf-8"), encoding="utf-8")


def constrain(into: Path, pins: Path) -> None:
    """Write the versions of all that any extra names, the same ones as in ``pins`` where that has them."""
    compile_pins(into, "--all-extras", "--constraint", str(pins))
    into.write_text(HEAD_OF_CONSTRAINTS + into.read_text(encoding="utf-8"), encoding="utf-8")


def compile_pins(into: Path, *options: str) -> None:
    """Resolve what pyproject.toml names, for every system and Python version that it allows."""
    quiet = ("--no-header", "--no-annotate", "--no-emit-index-url", "--quiet")
    command = (
        "-m",
        "uv",
        "pip",
        "compile",
        "--universal",
        *quiet,
        *options,
        "pyproject.toml",
        "-o",
        str(into),
    )
    run = [sys.executable, *command]
    subprocess.run(run, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - a command of ours


def wanted() -> frozenset[str]:
    """Return the names of the packages that the program and its extras name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [
        *project["dependencies"],
        *(each for extra in EXTRAS for each in project["optional-dependencies"][extra]),
    ]
    return frozenset(name_of(each) for each in named)


def name_of(requirement: str) -> str:
    """Return the name of the package as indexes compare it."""
    name = requirement.split(";", maxsplit=1)[0].strip()
    for sign in ("[", "=", ">", "<", "~", "!", " "):
        name = name.partition(sign)[0]
    return name.lower().replace("_", "-").replace(".", "-")


def pinned() -> dict[str, int]:
    """Return how many digests each package of the file has."""
    counts: dict[str, int] = {}
    name = ""
    for line in PINNED.read_text(encoding="utf-8").splitlines():
        if "==" in line:
            name = name_of(line)
        if name:
            counts[name] = counts.get(name, 0) + line.count("--hash=sha256:")
    return counts


def main() -> None:
    """Write the file, or with ``--check`` say whether it would change."""
    parser = argparse.ArgumentParser(prog="./run requirements", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="change nothing; fail when a package lacks digests"
    )
    if parser.parse_args().check:
        lacking = sorted(wanted() - {name for name, digests in pinned().items() if digests})
        sys.exit(f"requirements.txt has no digest of: {', '.join(lacking)}" if lacking else 0)
    with tempfile.TemporaryDirectory() as folder:
        pins, constraints = Path(folder) / PINNED.name, Path(folder) / CONSTRAINTS.name
        pin(pins)
        constrain(constraints, pins)
        for new, old in ((pins, PINNED), (constraints, CONSTRAINTS)):
            old.write_text(new.read_text(encoding="utf-8"), encoding="utf-8")


if __name__ == "__main__":
    main()
