"""Build all that is released: ``./run release DIR`` (wheel, sdist, site, docs, SBOM, licences, checksums).

The same commit gives the same bytes: dates come from the commit. With ``--trial`` what keeps a release back
is said and does not stop it.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUMS = "SHA256SUMS"


def run(*command: str, **environment: str) -> str:
    """Run a command in the checkout and return what it printed; what it complains of is shown."""
    made = subprocess.run(  # noqa: S603 - commands of ours
        command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | environment
    )
    return made.stdout


def hindrances() -> Iterator[str]:
    """Say what keeps a release back."""
    if run("git", "status", "--porcelain"):
        yield "there are changes that are not committed"
    for name, command in (
        ("translations are missing (./run release-check)", ("tools.catalogs", "--release")),
        ("requirements.txt lacks digests (./run requirements)", ("tools.requirements", "--check")),
        ("a licence does not fit (./run licences)", ("tools.licences",)),
    ):
        done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, check=False, capture_output=True)  # noqa: S603 - ours
        if done.returncode:
            yield name


def build(folder: Path) -> None:
    """Write everything into a folder."""
    moment = run("git", "log", "-1", "--format=%ct").strip()
    for target in ("sdist", "wheel"):
        run(
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "-t",
            target,
            "-d",
            str(folder),
            SOURCE_DATE_EPOCH=moment,
        )
    bill = ("-m", "cyclonedx_py", "requirements", "requirements.txt", "--pyproject", "pyproject.toml")
    run(sys.executable, *bill, "--output-reproducible", "--of", "JSON", "-o", str(folder / "sbom.cdx.json"))
    (folder / "licences.txt").write_text(run(sys.executable, "-m", "tools.licences"), encoding="utf-8")
    run("./run", "site", str(folder / "site"))
    run(sys.executable, "-m", "tools.docs", str(folder / "docs"))
    run(sys.executable, "-m", "tools.docs", "--man", str(folder / "article21.1"))
    (folder / SUMS).write_text("".join(sums(folder)), encoding="ascii")


def sums(folder: Path) -> Iterator[str]:
    """Yield a line for each file, as sha256sum reads it."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != SUMS:
            yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"


def main() -> None:
    """Build a release, or say what keeps it back."""
    parser = argparse.ArgumentParser(prog="./run release", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="a folder that is empty or not there yet")
    parser.add_argument("--trial", action="store_true", help="build although something keeps a release back")
    asked = parser.parse_args()
    folder = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        sys.exit(f"{folder} is not empty: nothing was built.")
    if found := list(hindrances()):
        print("Not ready to be released: " + "; ".join(found) + ".", file=sys.stderr)
        if not asked.trial:
            sys.exit(1)
    build(folder)
    print("".join(sums(folder)), end="")


if __name__ == "__main__":
    main()
