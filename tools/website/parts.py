"""Get what the site is built from: Pyodide and a small library from npm, the wheels with pip."""

import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import platformdirs

ROOT = Path(__file__).parents[2]
_LOCK = tomllib.loads(Path(__file__).with_name("parts.toml").read_text(encoding="utf-8"))
_REQUIREMENTS = ROOT / "requirements.txt"


class SiteError(Exception):
    """What keeps the site from being built, as a sentence for who builds it."""


@dataclass(frozen=True)
class Parts:
    """Folders with what was got, whole and with the digests that are pinned."""

    pyodide: Path
    fflate: Path
    wheels: tuple[Path, ...]
    pure: Path
    """A wheel of which the compiled part is left out."""
    kept: Path
    """A folder for what is made of these parts alone."""


def get_parts() -> Parts:
    """Return the parts, got once and kept in the cache of who builds; raise SiteError."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            raise SiteError(
                f"The site is built with Node.js, and {program} was not found: install nodejs and npm."
            )
    wanted = "".join(_pinned(_LOCK["python"]["wheels"]))
    pure = "".join(_pinned([_LOCK["python"]["pure_part_of"]["name"]]))
    key = hashlib.sha256(repr((_LOCK, wanted, pure)).encode()).hexdigest()[:16]
    cache = platformdirs.user_cache_path("article21") / "site" / key
    if not cache.exists():
        cache.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache.parent, prefix="getting-") as workplace:
            getting = Path(workplace) / "parts"
            getting.mkdir()
            for package in _LOCK["npm"]:
                _get_from_npm(package["name"], package["version"], package["sha256"], getting)
            _get_wheels(wanted, [_LOCK["python"]["platform"], "any"], getting / "wheels")
            _get_wheels(pure, [_LOCK["python"]["pure_part_of"]["platform"]], getting / "pure")
            if not cache.exists():  # otherwise another process was first
                getting.rename(cache)
    (pure_wheel,) = (cache / "pure").glob("*.whl")
    wheels = tuple(sorted((cache / "wheels").glob("*.whl")))
    return Parts(cache / "pyodide", cache / "fflate", wheels, pure_wheel, cache)


def unpack(wheel: Path, into: Path) -> None:
    """Lay a wheel's files out."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(into)  # noqa: S202 - pip has compared its digest


def _pinned(names: Iterable[str]) -> Iterator[str]:
    """Yield the lines of requirements.txt for these packages: a version, and the digests of its files."""
    text = _REQUIREMENTS.read_text(encoding="utf-8")
    by_name = {
        match[1]: match[0] for match in re.finditer(r"^(\S+?)==\S.*\n(?:[ \t].*\n)*", text, re.MULTILINE)
    }
    for name in names:
        if name not in by_name:
            raise SiteError(f"requirements.txt pins no {name}: ./run requirements writes it.")
        yield by_name[name]


def _get_from_npm(name: str, version: str, sha256: str, cache: Path) -> None:
    _run(
        ["npm", "pack", "--silent", "--pack-destination", str(cache), f"{name}@{version}"],
        f"{name} {version}, an npm package",
    )
    archive = cache / f"{name}-{version}.tgz"
    if hashlib.sha256(archive.read_bytes()).hexdigest() != sha256:
        raise SiteError(
            f"{name} {version} is not the one that tools/website/parts.toml pins: its digest differs."
        )
    with tarfile.open(archive) as packed:
        packed.extractall(cache / "unpacked", filter="data")
    (cache / "unpacked" / "package").rename(cache / name)


def _get_wheels(requirements: str, platforms: Sequence[str], folder: Path) -> None:
    folder.mkdir()
    wanted = folder / "wanted.txt"
    wanted.write_text(requirements, encoding="utf-8")
    version = _LOCK["python"]["version"]
    pip = [sys.executable, "-m", "pip"] if find_spec("pip") else ["pip3"]  # uv makes folders without pip
    command = [*pip, "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--python-version", version]
    command += ["--implementation", "cp", "--abi", f"cp{version.replace('.', '')}"]
    command += [word for platform in platforms for word in ("--platform", platform)]
    what = f"the wheels for {platforms[0]} whose versions requirements.txt pins"
    _run([*command, "--dest", str(folder), "--requirement", str(wanted)], what)
    wanted.unlink()


def _run(command: Sequence[str], what: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)  # noqa: S603 - commands of ours
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise SiteError(
            f"The site needs {what}, which could not be had: {said[-1] if said else 'no reason given'}"
        )
