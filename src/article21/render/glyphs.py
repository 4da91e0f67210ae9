"""Characters the letter's fonts have: a missing one would print as an empty box without any warning."""

import unicodedata
from collections.abc import Iterator
from dataclasses import astuple
from functools import cache

import uharfbuzz as hb

from article21.errors import Article21Error
from article21.model import Letter, Translation
from article21.render.fonts import ChineseFontMissingError, FontFolder, font_folder

# Controls, formats, spaces and separators: they need no glyph.
INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
NAMED_AT_MOST = 5


class MissingGlyphError(Article21Error):
    """Characters that no font of the letter can print."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        named = [_name(character) for character in sorted(characters)[:NAMED_AT_MOST]]
        more = ", …" if len(characters) > NAMED_AT_MOST else ""
        super().__init__("glyph-missing", characters=", ".join(named) + more)


def fonts_for(letter: Letter, translation: Translation | None = None) -> FontFolder:
    """Return the fonts that print every character; raise MissingGlyphError or ChineseFontMissingError."""
    serif = font_folder(chinese=False)
    missing = characters_of(letter, translation) - coverage(serif)
    if not missing:
        return serif
    if not any(map(_is_east_asian, missing)):
        raise MissingGlyphError(missing)
    try:
        chinese = font_folder(chinese=True)
    except ChineseFontMissingError:
        others = frozenset(character for character in missing if not _is_east_asian(character))
        if others:
            raise MissingGlyphError(others) from None
        raise
    if missing := missing - coverage(chinese):
        raise MissingGlyphError(missing)
    return chinese


def nearest_fonts(letter: Letter, translation: Translation | None = None) -> FontFolder:
    """Return the fonts that print every character, or else the letter's own."""
    try:
        return fonts_for(letter, translation)
    except (MissingGlyphError, ChineseFontMissingError):
        return font_folder(chinese=False)


@cache
def coverage(folder: FontFolder) -> frozenset[str]:
    """Return the characters that the faces have."""
    faces = (hb.Face(hb.Blob.from_file_path(str(path))) for path in folder.faces if "Regular" in path.name)
    return frozenset(chr(code) for face in faces for code in face.unicodes)


def characters_of(letter: Letter, translation: Translation | None = None) -> frozenset[str]:
    """Return every character that takes ink."""
    parts = (astuple(letter), astuple(translation) if translation else ())
    text = unicodedata.normalize("NFC", "".join(_strings(parts)))
    return frozenset(character for character in text if unicodedata.category(character) not in INVISIBLE)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if isinstance(value, tuple):
        for part in value:
            yield from _strings(part)


def _is_east_asian(character: str) -> bool:
    # Emoji are wide as well, but they are symbols.
    return unicodedata.east_asian_width(character) in "WF" and unicodedata.category(character) != "So"


def _name(character: str) -> str:
    return f"“{character}” (U+{ord(character):04X} {unicodedata.name(character, 'without a name')})"
