"""Characters the letter's fonts have: a missing one would print as an empty box without any warning."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path

import uharfbuzz as hb

from article21.errors import NoPdfError
from article21.extras import ExtraMissingError, need_extra
from article21.model import Letter, Translation
from article21.rendering.fonts import FontFolder, Source, cut_fonts, font_folder, read_font, sources

# Controls, formats, spaces and separators: they need no glyph.
INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
NAMED_AT_MOST = 5


class MissingGlyphError(NoPdfError):
    """Characters that no font of the letter can print."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        named = [_name(character) for character in sorted(characters)[:NAMED_AT_MOST]]
        more = ", …" if len(characters) > NAMED_AT_MOST else ""
        super().__init__("glyph-missing", characters=", ".join(named) + more)


def fonts_for(letter: Letter, translation: Translation | None = None) -> FontFolder:
    """Return the fonts that print every character; raise MissingGlyphError or ExtraMissingError."""
    return cut_fonts(need_fonts(letter, translation))


def need_fonts(letter: Letter, translation: Translation | None = None) -> tuple[Source, ...]:
    """Return what those are cut from; raise MissingGlyphError or ExtraMissingError."""
    return choose_fonts(characters_of(letter, translation), letter.country.partition("-")[0])


def unprintable(text: str) -> frozenset[str]:
    """Return the characters that no font of the letters has."""
    visible = {each for each in text if unicodedata.category(each) not in INVISIBLE}
    try:
        choose_fonts(frozenset(visible), "")
    except MissingGlyphError as error:
        return error.characters
    except ExtraMissingError:  # its fonts can be had
        return frozenset()
    return frozenset()


def nearest_fonts(letter: Letter, translation: Translation | None = None) -> FontFolder:
    """Return the fonts that print every character, or else the letter's own."""
    try:
        return fonts_for(letter, translation)
    except (MissingGlyphError, ExtraMissingError):
        return font_folder(chinese=False)


def choose_fonts(characters: frozenset[str], country: str) -> tuple[Source, ...]:
    """Return the fonts of letters with these characters; raise MissingGlyphError or ExtraMissingError."""
    chosen = sources("serif")
    missing = _left(characters, chosen)
    east_asian = frozenset(filter(_is_east_asian, missing))
    if east_asian:
        _need_east_asian_fonts(missing - east_asian)
        chosen += _east_asian_fonts(east_asian, country)
        missing = _left(missing, chosen)
    if missing:
        chosen += sources("scripts")
        missing = _left(missing, chosen)
    if missing:
        raise MissingGlyphError(missing)
    return chosen


def _need_east_asian_fonts(others: frozenset[str]) -> None:
    try:
        need_extra("cjk")
    except ExtraMissingError:
        if hopeless := _left(others, sources("scripts")):
            raise MissingGlyphError(hopeless) from None
        raise


def _east_asian_fonts(characters: frozenset[str], country: str) -> tuple[Source, ...]:
    """Return as few fonts as have the characters, those first that draw them as people there do."""
    fonts = sorted(sources("east_asian"), key=lambda font: country not in font.countries)
    for font in fonts:  # most often the first has all, and the others, which are large, needn't be read
        if characters <= _characters_in(font):
            return (font,)
    chosen: tuple[Source, ...] = ()
    while most := max(len(characters & _characters_in(font)) for font in fonts):
        chosen += (next(font for font in fonts if len(characters & _characters_in(font)) == most),)
        characters = _left(characters, chosen)
    return chosen


def _left(characters: frozenset[str], fonts: Iterable[Source]) -> frozenset[str]:
    return characters.difference(*map(_characters_in, fonts)) if characters else characters


@cache
def _characters_in(font: Source) -> frozenset[str]:
    return frozenset(map(chr, hb.Face(read_font(font)).unicodes))


def coverage(folder: FontFolder) -> frozenset[str]:
    """Return the characters that the faces have."""
    return frozenset().union(*(characters_in(path) for path in folder.faces if "Regular" in path.name))


@cache
def characters_in(face: Path) -> frozenset[str]:
    """Return the characters that a face has."""
    return frozenset(map(chr, hb.Face(hb.Blob.from_file_path(str(face))).unicodes))


def characters_of(letter: Letter, translation: Translation | None = None) -> frozenset[str]:
    """Return every character that takes ink."""
    return visible_characters("".join(_strings((letter, translation))))


def visible_characters(text: str) -> frozenset[str]:
    """Return the characters of a text that need a glyph."""
    characters = frozenset(unicodedata.normalize("NFC", text))
    return frozenset(each for each in characters if unicodedata.category(each) not in INVISIBLE)


def has_marks(text: str) -> bool:
    """Say whether a text has marks that are set above, below or around a letter."""
    return not text.isascii() and any(unicodedata.category(each)[0] == "M" for each in text)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        return
    parts = value if isinstance(value, tuple) else vars(value).values() if is_dataclass(value) else ()
    for part in parts:
        yield from _strings(part)


def _is_east_asian(character: str) -> bool:
    # Emoji are wide as well, but they are symbols.
    return unicodedata.east_asian_width(character) in "WFH" and unicodedata.category(character) != "So"


def _name(character: str) -> str:
    return f"“{character}” (U+{ord(character):04X})"
