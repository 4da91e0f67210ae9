"""Write the folder: the engine, its packs, the start page of each language, and the list of all files."""

import asyncio
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from article21 import __version__
from article21.catalogs import SOURCE
from article21.web.application import create_app
from article21.web.assets import FOLDER as STATIC
from article21.web.home import Home
from article21.web.speaking import page_languages, pages
from tools.website.browser.bridge import ask
from tools.website.checking import LIST
from tools.website.packs import CORE, address_of, index_of, sort_into_packs
from tools.website.parts import ROOT, Parts, SiteError, get_parts
from tools.website.tree import HERE, lay_out

_NO_FILES = b"PK\x05\x06" + bytes(18)
"""A zip archive with nothing in it: Pyodide wants one with the library, which lies in the packs."""
_FIRST = ("index.html", "site.webmanifest", "static/", "engine/")
_LATER = ("print", "later", "staff", "calamine")


def build(folder: Path, workplace: Path) -> None:
    """Write a site into a folder that is not there yet; raise SiteError."""
    parts = get_parts()
    tree = workplace / "tree"
    (workplace / "empty.zip").write_bytes(_NO_FILES)
    lay_out(parts, tree)
    languages = page_languages()
    engine = folder / "engine"
    engine.mkdir(parents=True)
    _write_engine(parts, engine)
    packs = sort_into_packs(parts, tree, languages)
    addresses = {}
    for pack in packs:
        content = pack.content(tree, parts.kept / "packs")
        addresses[pack.name] = address_of(pack, content)
        (engine / addresses[pack.name]).write_bytes(content)
    (engine / "index.json").write_bytes(index_of(packs, tree, parts, addresses))
    _write_pages(folder)
    _write_licences(parts, folder)
    _write_lists(folder, {addresses[name] for name in (CORE, SOURCE) if name in addresses})


def _write_engine(parts: Parts, engine: Path) -> None:
    # Under names that every host knows the type of.
    for name in ("pyodide.mjs", "pyodide.asm.mjs"):
        shutil.copyfile(parts.pyodide / name, engine / f"{name.removesuffix('.mjs')}.js")
    shutil.copyfile(parts.pyodide / "pyodide.asm.wasm", engine / "pyodide.asm.wasm")
    shutil.copyfile(parts.fflate / "esm" / "browser.js", engine / "fflate.js")
    (engine / "empty.zip").write_bytes(_NO_FILES)
    for name in ("engine.js", "files.mjs", "home.js", "choose.js"):
        shutil.copyfile(HERE / "browser" / name, engine / name.replace(".mjs", ".js"))


def _write_pages(folder: Path) -> None:
    app = create_app(Home())
    for tag in page_languages():
        answer = asyncio.run(ask(app, "GET", f"/{tag}/"))
        if answer.status != 200:  # noqa: PLR2004 - OK
            raise SiteError(
                f"The start page in the language {tag} could not be written: {answer.body.decode()}"
            )
        (folder / tag).mkdir()
        (folder / tag / "index.html").write_bytes(answer.body)
    root = pages(SOURCE).get_template("languages.j2").render()
    (folder / "index.html").write_text(root, encoding="utf-8")
    shutil.copytree(STATIC, folder / "static")
    shutil.copyfile(HERE / "browser" / "sending.js", folder / "static" / "sending.js")
    manifest = {
        "name": "article21",
        "short_name": "article21",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "icons": [{"src": "static/icon.svg", "type": "image/svg+xml", "sizes": "any"}],
    }
    (folder / "site.webmanifest").write_text(json.dumps(manifest, indent=1), encoding="utf-8")


def _write_licences(parts: Parts, folder: Path) -> None:
    """Put the licences of all that is in the site beside it; each asks for that."""
    from zipfile import ZipFile

    licences = folder / "licences"
    licences.mkdir()
    shutil.copyfile(ROOT / "LICENSE", licences / f"article21-{__version__}.txt")
    version = json.loads((parts.pyodide / "package.json").read_text(encoding="utf-8"))["version"]
    for text in (HERE / "licences").iterdir():  # of what brings none
        name = f"{text.stem}-{version}.txt" if text.stem == "pyodide" else text.name
        shutil.copyfile(text, licences / name)
    for wheel in (*parts.wheels, parts.pure):
        package = "-".join(wheel.name.split("-")[:2])
        with ZipFile(wheel) as archive:
            texts = {name: archive.read(name) for name in archive.namelist() if _is_licence(name)}
        if not texts:
            raise SiteError(f"{wheel.name} brings no text of its licence.")
        content = b"".join(f"{name}\n\n".encode() + text + b"\n\n" for name, text in texts.items())
        (licences / f"{package}.txt").write_bytes(content)
    shutil.copyfile(parts.fflate / "LICENSE", licences / "fflate.txt")


def _is_licence(name: str) -> bool:
    last = name.rpartition("/")[2].upper()
    named = any(word in last for word in ("LICEN", "COPYING", "OFL.TXT")) and not last.endswith(".PY")
    return bool(last) and (named or ".dist-info/licenses/" in name)


def _write_lists(folder: Path, at_once: set[str]) -> None:
    files = {
        path.relative_to(folder).as_posix(): {
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
            "size": path.stat().st_size,
        }
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    known = {name: {"sha256": entry["sha256"], **_when(name, at_once)} for name, entry in files.items()}
    source = (HERE / "browser" / "service-worker.js").read_text(encoding="utf-8")
    listed = json.dumps(known, separators=(",", ":"), sort_keys=True)
    head = f'const PREFIX = "article21-";\nconst VERSION = `${{PREFIX}}{version}`;\nconst FILES = {listed};\n'
    worker = source + "\n" + head
    (folder / "service-worker.js").write_text(worker, encoding="utf-8")
    content = worker.encode()
    files["service-worker.js"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    written = {"version": __version__, "files": files}
    (folder / LIST).write_text(json.dumps(written, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _when(name: str, at_once: set[str]) -> Mapping[str, bool]:
    """Return whether the service worker keeps a file first, later, or when it is asked for."""
    base = name.rpartition("/")[2]
    if base.endswith(".pack"):
        if base in at_once:
            return {"first": True}
        return {"later": True} if base.partition(".")[0] in _LATER else {}
    return {"first": True} if name.endswith("/index.html") or name.startswith(_FIRST) else {}
