"""Shape text with HarfBuzz, as Pango does, and write it as WeasyPrint does."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import accumulate, chain, groupby, pairwise
from operator import or_
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb

from article21.rendering.press.formes import PANGO_UNITS
from article21.rendering.press.glyph_sets import TABLE, Glyph, Glyphs
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import ANY, script_of, script_of_language

_TEXT = hb.BufferSerializeFormat.TEXT
_ADVANCES = hb.BufferSerializeFlags.NO_CLUSTERS | hb.BufferSerializeFlags.NO_GLYPH_NAMES
_CLUSTERS = hb.BufferSerializeFlags.NO_GLYPH_NAMES


class Shaped(NamedTuple):
    """A text, shaped: for each of its characters what is written, and how wide it is in Pango's units.

    A glyph that stands for several characters is the first one's.
    """

    glyphs: list[bytes]
    """Hexadecimal, as between the angle brackets of a TJ operator."""
    widths: list[int]
    bits: list[Glyphs]

    @property
    def said(self) -> Glyphs:
        """Return the glyphs of all of it."""
        return reduce(or_, self.bits, 0)

    @property
    def ends(self) -> list[int]:
        """Return how wide all before each character is, and all of it."""
        return [0, *accumulate(self.widths)]


class Face:
    """A font file."""

    def __init__(self, path: Path) -> None:
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.characters = frozenset(map(chr, self.face.unicodes))
        self._advance = hb.Font(self.face).get_glyph_h_advance
        self.width = cache(self._width)

    def _width(self, glyph: int, size: int) -> int:
        """Return how wide a glyph is, in thousandths, as WeasyPrint measures it in that size."""
        width: int = round(round(self._advance(glyph) * size / self.face.upem) * 1000 / size)
        return width


face_of = cache(Face)


class Shaper:
    """Shapes text in one face and one size."""

    def __init__(self, name: str, path: Path, size: int, language: str) -> None:
        """Shape for the letters of a language; ``name`` is what their pages call the face."""
        self.language, self._size, self._name = language, size, name
        self._face = face_of(path)
        self._font = hb.Font(self._face.face)
        self._font.scale = (size, size)
        self._own = script_of_language(language)
        self._written: dict[str, bytes] = {"": b""}
        self._width: dict[str, int] = {"": 0}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._bits: dict[tuple[str, str], Glyphs] = {}
        self._scripts: dict[str, str | None] = {}
        self.space = self.shape(" ", self._own)

    def scripts_of(self, text: str) -> set[str | None]:
        """Return the scripts of a text, None for characters that go with any; raise UnsettableError."""
        known = self._scripts
        try:
            return {known[character] for character in set(text) - {" "}}
        except KeyError:
            new = (set(text) - {" "}).difference(known)
            known |= {character: _script_on_page(self._face, character) for character in new}
        return self.scripts_of(text)

    def can_set(self, text: str) -> bool:
        """Say whether each character of a text can be set."""
        try:
            self.scripts_of(text)
        except UnsettableError:
            return False
        return True

    def shape_runs(self, text: str, runs: Sequence[str]) -> Shaped:
        """Shape each run of characters of one script by itself."""
        places = [0, *accumulate(len([*run]) for _, run in groupby(runs))]
        parts = [self.shape(text[start:end], runs[start]) for start, end in pairwise(places)]
        return Shaped(*([*chain.from_iterable(each)] for each in zip(*parts, strict=True)))

    def shape(self, text: str, script: str) -> Shaped:
        """Shape a text of one script; raise UnsettableError for more than glyphs side by side."""
        drawn, written, width = self.draw(text, script), self._written, self._width
        bits = self._bits_of(drawn, text)
        return Shaped([written[each] for each in drawn], [width[each] for each in drawn], bits)

    def draw(self, text: str, script: str) -> list[str]:
        """Return what HarfBuzz draws for each character: ``36+6250``, the glyph's number and its advance."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        # Pango takes English for Latin letters in a language that is written in others.
        language = self.language if script in (self._own, ANY) else "en"
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        hb.shape(self._font, buffer)
        drawn = buffer.serialize(self._font, _TEXT, _ADVANCES)[1:-1].split("|")
        new = {*drawn}.difference(self._written)
        if new:
            self._read(new)
        return drawn if len(drawn) == len(text) else self._spread(drawn, text, buffer)

    def _bits_of(self, drawn: Sequence[str], text: str) -> list[Glyphs]:
        bits = self._bits
        try:
            return [bits[each] for each in zip(drawn, text, strict=True)]
        except KeyError:
            for pair in {*zip(drawn, text, strict=True)}.difference(bits):
                bits[pair] = TABLE.bit_of(self._read_glyph(*pair)) if pair[0] else 0
        return self._bits_of(drawn, text)

    def _read(self, drawn: Iterable[str]) -> None:
        """Find out how glyphs are written and how wide they are."""
        for each in drawn:
            if "@" in each:
                raise UnsettableError("a glyph off its place")
            glyph, advance = map(int, each.split("+"))
            if not glyph:
                raise UnsettableError("a character that another font has")
            # WeasyPrint cuts kerning to whole thousandths.
            kerning = int(
                self._face.width(glyph, self._size)
                - advance * 1000 / PANGO_UNITS / (self._size / PANGO_UNITS)
            )
            self._width[each] = advance
            self._written[each] = b"%04x>%d<" % (glyph, kerning) if kerning else b"%04x" % glyph

    def _spread(self, drawn: list[str], text: str, buffer: hb.Buffer) -> list[str]:
        """Return glyphs for each character, nothing for those that the glyph before them stands for, too."""
        spread = [part for each in drawn for part in self._parts.get(each, (each,))]
        if len(spread) == len(text) and all(text.startswith(each[1], i) for i, each in _ligatures(spread)):
            return spread
        clusters = buffer.serialize(self._font, _TEXT, _CLUSTERS)[1:-1].split("|")
        starts = [int(each.partition("=")[2].partition("+")[0]) for each in clusters]
        if len({*starts}) < len(starts):
            raise UnsettableError("a character of several glyphs")
        spread = [""] * len(text)
        for each, start, end in zip(drawn, starts, [*starts[1:], len(text)], strict=True):
            spread[start] = each
            if end - start > 1:
                spread[start] = key = f"{each}={text[start:end]}"
                self._written[key], self._width[key] = self._written[each], self._width[each]
                self._parts[each] = (key, *[""] * (end - start - 1))
        return spread

    def _read_glyph(self, drawn: str, character: str) -> Glyph:
        """Return a glyph of ``draw``, drawn for a character, or for several such as in ``2149+8000=fi``."""
        glyph, _, several = drawn.partition("=")
        return self._name, int(glyph.partition("+")[0]), several or character


def _ligatures(drawn: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the places and parts of glyphs that stand for several characters."""
    return ((i, each.split("=")) for i, each in enumerate(drawn) if "=" in each)


@cache
def _script_on_page(face: Face, character: str) -> str | None:
    """Return the script of a character that is drawn as others are and leaves spaces alone, or raise."""
    try:
        script = script_of(character)
    except KeyError:
        raise UnsettableError("a character that the press doesn't set") from None
    if character not in face.characters:
        raise UnsettableError("a character that another font has")
    font = hb.Font(face.face)
    alone, spaced = (_advances(font, text, script) for text in (character, f"{character} {character}"))
    if spaced != [*alone, *_advances(font, " ", script), *alone]:
        raise UnsettableError("a character that moves the space beside it")
    return script


def _advances(font: hb.Font, text: str, script: str | None) -> list[str]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "ltr", script or "Latn", "en"
    hb.shape(font, buffer)
    return str(buffer.serialize(font, _TEXT, _ADVANCES))[1:-1].split("|")
