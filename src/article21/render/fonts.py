"""The letter's own fonts: static faces cut once from packaged variable fonts, and no font of this machine."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from xml.sax.saxutils import escape

import platformdirs
import uharfbuzz as hb

from article21.errors import Article21Error

# Part of the cache folder's name: raise it when the faces are cut in another way.
RECIPE = "1"
WEIGHTS = {"Regular": 400, "Bold": 700}


@dataclass(frozen=True)
class Source:
    """A variable font in an installed package; its digest makes the same letter the same bytes everywhere."""

    package: str
    path: str
    sha256: str
    face: str


SERIF = (
    Source(
        "fontpkg_noto_serif",
        "files/NotoSerif[wdth,wght].ttf",
        "4d8e6761424656867019081a1a01336f3cb086982682698714054fc33f782713",
        "NotoSerif",
    ),
    Source(
        "fontpkg_noto_serif",
        "files/NotoSerif-Italic[wdth,wght].ttf",
        "e87acbc6c0efd0d9a20d6a8cbbda2b266c14be3a3a6f5af8ec9d7b2460570ad1",
        "NotoSerifItalic",
    ),
)
# Chinese: Noto Sans TC, of the extra [cjk].
CHINESE = (
    Source(
        "justmytype_intl_cjk",
        "fonts/ofl/notosanstc/NotoSansTC[wght].ttf",
        "864727d210d54f2537bbe23b3a839436c3992af72de9322af5270897246bd44f",
        "NotoSansTC",
    ),
)


class FontPackageError(Article21Error):
    """A font package that is missing, or not the version the letters are made with."""

    def __init__(self, package: str) -> None:
        super().__init__("font-package-missing", package=package.replace("_", "-"))


class ChineseFontMissingError(Article21Error):
    """A letter with Chinese characters without the extra that brings their font."""

    def __init__(self) -> None:
        super().__init__("chinese-font-missing")


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
        """Say whether every face is there: the typesetter crashes the process on an empty folder."""
        wanted = (*self.faces, self.configuration)
        return all(path.is_file() and path.stat().st_size for path in wanted)


def font_folder(*, chinese: bool) -> FontFolder:
    """Return the faces, cut into the cache at the first use; raise ChineseFontMissingError without [cjk]."""
    if chinese and find_spec(CHINESE[0].package) is None:
        raise ChineseFontMissingError
    return _folder(SERIF + CHINESE if chinese else SERIF)


@cache
def _folder(sources: tuple[Source, ...]) -> FontFolder:
    try:
        return _cut_once(sources, platformdirs.user_cache_path("article21") / "fonts")
    except OSError:  # A read-only home, a full disk: the letter is written all the same.
        return _cut_once(sources, Path(_temporary_folder().name))


@cache
def _temporary_folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="article21-fonts-")  # removed when the process ends


def _cut_once(sources: tuple[Source, ...], parent: Path) -> FontFolder:
    """Cut the faces beside their place and rename, so that another process sees all of them or none."""
    folder = _planned(sources, parent)
    if folder.is_whole():
        return folder
    parent.mkdir(parents=True, exist_ok=True)
    with _workplace(parent) as workplace:
        for source in sources:
            _cut(source, workplace)
        (workplace / "fonts.conf").write_text(_configuration(folder.path), encoding="utf-8")
        _put_in_place(workplace, folder)
    return folder


def _planned(sources: tuple[Source, ...], parent: Path) -> FontFolder:
    # The Fontconfig file holds the absolute path, so that a moved cache is a new one.
    recipe = [RECIPE, hb.__version__, str(parent), *(source.sha256 for source in sources)]
    path = parent / hashlib.sha256("\n".join(recipe).encode()).hexdigest()[:16]
    faces = (path / f"{source.face}-{style}.ttf" for source in sources for style in WEIGHTS)
    return FontFolder(path, tuple(faces))


def _put_in_place(workplace: Path, folder: FontFolder) -> None:
    if not folder.is_whole():
        rmtree(folder.path, ignore_errors=True)  # what is left of a folder somebody emptied
    try:
        workplace.rename(folder.path)
    except OSError:
        if not folder.is_whole():  # otherwise another process was first
            raise


@contextmanager
def _workplace(parent: Path) -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(dir=parent, prefix="cutting-"))
    try:
        yield path
    finally:
        rmtree(path, ignore_errors=True)


def _cut(source: Source, folder: Path) -> None:
    face = hb.Face(_checked_bytes(source))
    for style, weight in WEIGHTS.items():
        plan = hb.SubsetInput()
        plan.keep_everything()
        plan.pin_all_axes_to_default(face)
        plan.pin_axis_location(face, "wght", weight)
        (folder / f"{source.face}-{style}.ttf").write_bytes(hb.subset(face, plan).blob.data)


def _checked_bytes(source: Source) -> bytes:
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
