"""The letter's own fonts: static faces cut once from packaged variable fonts, and no font of this machine."""

import hashlib
import tempfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from shutil import rmtree
from xml.sax.saxutils import escape

import uharfbuzz as hb

from article21.errors import NoPdfError
from article21.extras import need_extra
from article21.rendering.cache import is_whole, private_folder, write_digests
from article21.resources import DATA
from article21.temporary import NoRoomError, prefix_of

# Part of the cache folder's name: raise it when the faces are cut in another way.
RECIPE = "2"
WEIGHTS = {"Regular": 400, "Bold": 700}


@dataclass(frozen=True)
class Source:
    """A font in an installed package; its digest makes the same letter the same bytes everywhere."""

    face: str
    package: str
    path: str
    sha256: str
    variable: bool = True
    countries: frozenset[str] = frozenset()
    """Where the characters that several fonts have are drawn as in this one."""

    @property
    def styles(self) -> tuple[str, ...]:
        """Return the faces that are cut from it."""
        return tuple(WEIGHTS) if self.variable else ("Regular",)


@cache
def sources(group: str) -> tuple[Source, ...]:
    """Return the fonts of a group in ``data/fonts.toml``: ``serif``, ``scripts`` or ``east_asian``."""
    records = tomllib.loads((DATA / "fonts.toml").read_text(encoding="utf-8"))[group]
    return tuple(
        Source(**record | {"countries": frozenset(record.get("countries", ()))}) for record in records
    )


class FontPackageError(NoPdfError):
    """A font package that is missing, or not the version the letters are made with."""

    def __init__(self, package: str) -> None:
        super().__init__("font-package-missing", package=package.replace("_", "-"))


@dataclass(frozen=True)
class FontFolder:
    """Faces for one kind of letter, and the Fontconfig file that shows them and no others."""

    path: Path
    faces: tuple[Path, ...]

    @property
    def configuration(self) -> Path:
        """Return the file that the variable FONTCONFIG_FILE must name."""
        return self.path / "fonts.conf"

    def is_whole(self) -> bool:
        """Say whether every face is as it was cut: a cut one would print wrong letters without a word."""
        return is_whole(self.path, frozenset(path.name for path in (*self.faces, self.configuration)))


def font_folder(*, chinese: bool) -> FontFolder:
    """Return the faces of letters in the languages there are, cut into the cache at the first use."""
    if not chinese:
        return cut_fonts(sources("serif"))
    return cut_fonts(sources("serif") + sources("east_asian")[:1])


@cache
def cut_fonts(fonts: tuple[Source, ...]) -> FontFolder:
    """Return a folder with the faces of these fonts; raise NoPdfError, such as ExtraMissingError."""
    if set(sources("east_asian")) & set(fonts):
        need_extra("cjk")
    try:
        return _cut_once(fonts, private_folder("fonts"))
    except OSError:  # A read-only home, a cache that isn't ours: the letter is written all the same.
        try:
            return _cut_once(fonts, Path(_temporary_folder().name))
        except OSError:
            raise NoPdfError(*NoRoomError().messages) from None


@cache
def _temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix=prefix_of("fonts"))  # removed when the process ends


def _cut_once(fonts: tuple[Source, ...], parent: Path) -> FontFolder:
    """Cut the faces beside their place and rename, so that another process sees all of them or none."""
    folder = _planned(fonts, parent)
    if folder.is_whole():
        return folder
    parent.mkdir(parents=True, exist_ok=True)
    with _workplace(parent) as workplace:
        for source in fonts:
            _cut(source, workplace)
        (workplace / "fonts.conf").write_text(_configuration(folder.path), encoding="utf-8")
        write_digests(workplace)
        _put_in_place(workplace, folder)
    return folder


def _planned(fonts: tuple[Source, ...], parent: Path) -> FontFolder:
    # The Fontconfig file holds the absolute path, so that a moved cache is a new one.
    recipe = [RECIPE, hb.__version__, str(parent), *(source.sha256 for source in fonts)]
    path = parent / hashlib.sha256("\n".join(recipe).encode()).hexdigest()[:16]
    faces = (path / f"{source.face}-{style}.ttf" for source in fonts for style in source.styles)
    return FontFolder(path, tuple(faces))


def _put_in_place(workplace: Path, folder: FontFolder) -> None:
    # What stands there already may be whole: another process was first, and reads it.
    try:
        workplace.rename(folder.path)
    except OSError:
        if folder.is_whole():
            return
        _remove(folder.path)  # what is left of a folder that was damaged
        workplace.rename(folder.path)


def _remove(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    rmtree(path, ignore_errors=True)


@contextmanager
def _workplace(parent: Path) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(dir=parent, prefix="cutting-"))
    try:
        yield path
    finally:
        rmtree(path, ignore_errors=True)


def _cut(source: Source, folder: Path) -> None:
    content = read_font(source)
    if not source.variable:
        (folder / f"{source.face}-Regular.ttf").write_bytes(content)
        return
    face = hb.Face(content)
    for style, weight in WEIGHTS.items():
        plan = hb.SubsetInput()
        plan.keep_everything()
        plan.pin_all_axes_to_default(face)
        plan.pin_axis_location(face, "wght", weight)
        (folder / f"{source.face}-{style}.ttf").write_bytes(hb.subset(face, plan).blob.data)


def read_font(source: Source) -> bytes:
    """Return the font as it lies in its package; raise FontPackageError."""
    try:
        content = (files(source.package) / source.path).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise FontPackageError(source.package) from error
    if hashlib.sha256(content).hexdigest() != source.sha256:
        raise FontPackageError(source.package)
    return content


def _configuration(folder: Path) -> str:
    """Return a Fontconfig file that forgets the system's folders and knows this one."""
    path = escape(str(folder))
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig><reset-dirs/><dir>{path}</dir><cachedir>{path}/fontconfig</cachedir></fontconfig>\n"
    )
