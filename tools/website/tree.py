"""Lay out the files that Python sees in a browser: its library, the packages, this program, all compiled."""

import shutil
import subprocess
import tempfile
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from article21.catalogs import compile_catalog
from article21.resources import PACKAGE, TEMPLATES
from tools.website.parts import Parts, SiteError, unpack

LIBRARY = "lib/python3.14"
PACKAGES = f"{LIBRARY}/site-packages"
HERE = Path(__file__).parent
_BRIDGE = ("bridge.py", "starting.py")
_LEFT_OUT = (
    "*.dist-info/*",  # who asks for a version is answered by _VERSIONS
    "*.data/*",  # programs for a terminal
    "*.pyi",
    "*/py.typed",
    "*/test/*",
    "*/tests/*",
    f"{PACKAGES}/pycountry/locales/*",  # the names of places come from the CLDR
    f"{PACKAGES}/pypdfium2_cli/*",
    f"{PACKAGES}/tzdata/zoneinfo/[!U_]*",  # of all time zones, a calendar wants UTC
    f"{PACKAGES}/tzdata/zoneinfo/US/*",
    f"{PACKAGES}/icalendar/fuzzing/*",
    f"{PACKAGES}/justmytype_intl_*/*.html",
    f"{PACKAGES}/justmytype_intl_*/*.pb",
    f"{PACKAGES}/justmytype_intl_*/*.jpg",
    f"{PACKAGES}/justmytype_intl_*/*.png",
    f"{LIBRARY}/_pyrepl/*",  # what needs a terminal, a window or a process
    f"{LIBRARY}/idlelib/*",
    f"{LIBRARY}/unittest/*",
    f"{LIBRARY}/pydoc*",
    f"{LIBRARY}/doctest.py",
    f"{LIBRARY}/pdb.py",
)
_KEPT_AS_SOURCE = (f"{PACKAGES}/anyio/__init__.py",)
"""Modules that read their own source when they are imported."""
_VERSIONS = {"justmytype-intl-cjk": "0.1.0"}
"""What ``article21.extras`` looks for."""


def lay_out(parts: Parts, tree: Path) -> None:
    """Fill an empty folder; what others made is compiled once and kept beside the parts."""
    kept = parts.kept / f"compiled-{_recipe()}"
    if not kept.exists():
        with tempfile.TemporaryDirectory(dir=parts.kept, prefix="compiling-") as workplace:
            building = Path(workplace) / "tree"
            _lay_out_others(parts, building)
            compile_modules(parts, building)
            if not kept.exists():  # otherwise another process was first
                building.rename(kept)
    shutil.copytree(kept, tree)
    own = tree.with_name("own")
    _lay_out_own(own)
    compile_modules(parts, own)
    shutil.copytree(own, tree, dirs_exist_ok=True)


def compile_modules(parts: Parts, folder: Path) -> None:
    """Compile all modules in a folder with the browser's Python, in place of their sources."""
    run_node("compiling.mjs", str(parts.pyodide), str(folder), *_KEPT_AS_SOURCE)


def run_node(script: str, *arguments: str, given: str = "") -> str:
    """Run one of our scripts in Node.js with what it is given; return what it printed."""
    done = subprocess.run(  # noqa: S603 - a script of ours
        ["node", str(HERE / script), *arguments],  # noqa: S607 - whichever is there
        check=False,
        capture_output=True,
        text=True,
        input=given,
    )
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip())[-2000:]
        raise SiteError(f"{script} did not do its work:\n{said}")
    return done.stdout


def _recipe() -> str:
    from hashlib import sha256

    return sha256((HERE / "compiling.mjs").read_bytes() + Path(__file__).read_bytes()).hexdigest()[:16]


def _lay_out_others(parts: Parts, tree: Path) -> None:
    with ZipFile(parts.pyodide / "python_stdlib.zip") as library:
        library.extractall(tree / LIBRARY)
    packages = tree / PACKAGES
    for wheel in (*parts.wheels, parts.pure):
        unpack(wheel, packages)
    for compiled in (packages / "markupsafe").glob("*.so"):
        compiled.unlink()
    _leave_out(tree)
    for name, version in _VERSIONS.items():
        folder = packages / f"{name.replace('-', '_')}-{version}.dist-info"
        folder.mkdir(exist_ok=True)
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        (folder / "METADATA").write_text(text, encoding="ascii")


def _lay_out_own(tree: Path) -> None:
    package = tree / PACKAGES / "article21"
    shutil.copytree(
        PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__", "cli", "__main__.py", "static")
    )
    shutil.copytree(TEMPLATES, package / "templates", dirs_exist_ok=True)
    for catalog in (package / "templates" / "locales").rglob("*.po"):
        _compile_catalog(catalog)
    for name in _BRIDGE:
        shutil.copy(HERE / "browser" / name, tree / PACKAGES / name)
    _leave_out(tree)


def _compile_catalog(catalog: Path) -> None:
    """Leave a catalog's header, which says what it has; its words go where they are read from."""
    language, content = catalog.parents[1].name, catalog.read_bytes()
    compiled = compile_catalog(BytesIO(content), language, catalog.stem)
    catalog.with_suffix(".mo").write_bytes(compiled.getvalue())
    header, _, _ = content.partition(b"\n#:")
    catalog.write_bytes(header + b"\n")


def _leave_out(tree: Path) -> None:
    for path in sorted(tree.rglob("*"), reverse=True):
        name = path.relative_to(tree).as_posix()
        if path.is_file() and any(fnmatch(name, pattern) for pattern in _LEFT_OUT):
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()
