"""Formes that are kept from run to run: numbers, names and bytes in the user's cache, and no code.

A file of other versions, style sheets or fonts has another name; one that is damaged is not read.
"""

import json
import os
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from typing import Any

from article21 import __version__
from article21.rendering.cache import private_folder
from article21.rendering.envelopes import Envelope
from article21.rendering.fonts import FontFolder
from article21.rendering.pango import pango_version
from article21.rendering.pdf import style_sheets
from article21.rendering.press import formes
from article21.rendering.press.formes import Forme, Layout

_PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "uharfbuzz")
_RECORDS = {
    each.__name__: each
    for each in (
        formes.Face,
        formes.Type,
        formes.Mark,
        formes.Setting,
        formes.Gap,
        formes.Anchor,
        formes.Margin,
    )
}
_NO_PLACE = OSError, ImportError
"""No folder that is safe, or a library whose version nobody can tell."""
_AT_MOST = 500
"""Files of one version, of 30 kB each."""
_VERSIONS = 4
"""Versions that are kept beside each other, so that programs used in turn don't delete each other's work."""


def find(layout: Layout, envelope: Envelope) -> Forme | None:
    """Return the forme of a layout as an earlier run has learnt it."""
    try:
        digest, _, content = _path(layout, envelope).read_text(encoding="ascii").partition("\n")
    except (*_NO_PLACE, ValueError):
        return None
    if digest != _digest(content):
        return None
    return _read(json.loads(content), layout.fonts)


def keep(layout: Layout, envelope: Envelope, forme: Forme) -> None:
    """Keep a forme for later runs, if there is a place for it."""
    content = json.dumps(_write(forme))
    with suppress(*_NO_PLACE):
        path = _path(layout, envelope)
        if sum(1 for _ in path.parent.iterdir()) >= _AT_MOST:
            return
        with tempfile.NamedTemporaryFile("w", encoding="ascii", dir=path.parent, delete=False) as file:
            file.write(f"{_digest(content)}\n{content}")
        Path(file.name).replace(path)


def _path(layout: Layout, envelope: Envelope) -> Path:
    kind = layout.frame, layout.envelope, layout.running, layout.fonts.path.name, style_sheets(envelope)
    return _folder() / f"{_digest(repr(kind))[:32]}.json"


@cache
def _folder() -> Path:
    """Return the folder of formes of these versions; of other versions those stay that were used last."""
    top = private_folder("formes")
    folder = top / _versions()
    folder.mkdir(mode=0o700, exist_ok=True)
    os.utime(folder)
    others = sorted((each for each in top.iterdir() if each != folder), key=_last_used, reverse=True)
    for other in others[_VERSIONS - 1 :]:
        rmtree(other, ignore_errors=True)
    return folder


def _last_used(folder: Path) -> float:
    return folder.lstat().st_mtime


def _versions() -> str:
    """Return a digest of all that formes are made with, but for style sheets and fonts."""
    here = Path(__file__).parent
    code = [
        each.read_text(encoding="utf-8") for each in sorted((*here.glob("*.py"), *here.parent.glob("*.py")))
    ]
    return _digest("\n".join((__version__, pango_version(), *map(version, _PACKAGES), *code)))[:32]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _write(forme: Forme) -> dict[str, Any]:
    """Return a forme as JSON has it; the path of a font is its name."""

    def write(value: Any) -> Any:
        name = type(value).__name__
        match value:
            case bytes():
                found: Any = {"bytes": value.decode("latin-1")}
            case Path():
                found = {"font": value.stem}
            case dict():
                found = {"pairs": [[write(key), write(each)] for key, each in value.items()]}
            case tuple():
                parts = [*map(write, value)]
                found = {name: parts} if name in _RECORDS else parts
            case _:
                found = value
        return found

    own = {name: face for name, face in forme.faces.items() if face.path in forme.fonts.faces}
    return {name: write(part) for name, part in (vars(forme) | {"fonts": None, "faces": own}).items()}


def _read(parts: dict[str, Any], fonts: FontFolder) -> Forme:
    """Return the forme that was written."""
    paths = {path.stem: path for path in fonts.faces}

    def read(value: Any) -> Any:
        if isinstance(value, list):
            return tuple(map(read, value))
        if not isinstance(value, dict):
            return value
        ((name, content),) = value.items()
        match name:
            case "bytes":
                return content.encode("latin-1")
            case "font":
                return paths[content]
            case "pairs":
                return {read(key): read(each) for key, each in content}
        return _RECORDS[name](*map(read, content))

    return Forme(**{name: read(part) for name, part in parts.items()} | {"fonts": fonts})
