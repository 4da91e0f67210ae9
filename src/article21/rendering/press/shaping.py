"""Shape text with HarfBuzz, as Pango does, and write it as WeasyPrint does.

In our fonts a character is drawn as it alone and the one after it tell: kerning looks at two glyphs, and a
ligature's first two characters are a ligature, too. So two characters that stood side by side in some text
are known for every other one, and HarfBuzz is asked for pairs that are new and for ligatures.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, reduce
from itertools import accumulate, chain, groupby, pairwise
from operator import or_
from pathlib import Path
from typing import NamedTuple
from unicodedata import name as name_of

import uharfbuzz as hb

from article21.rendering.press.formes import PANGO_UNITS
from article21.rendering.press.glyph_sets import TABLE, Glyphs
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import ANY, script_of, script_of_language

_TEXT = hb.BufferSerializeFormat.TEXT
_ADVANCES = hb.BufferSerializeFlags.NO_CLUSTERS | hb.BufferSerializeFlags.NO_GLYPH_NAMES
_CLUSTERS = hb.BufferSerializeFlags.NO_GLYPH_NAMES
_IDEOGRAPH = "\u6c38"
WIDER = frozenset("\N{FRACTION SLASH}˥˦˧˨˩")
"""They change what stands farther from them than the next character."""
DRAWN_APART = frozenset({"ro", "zh"})
"""Languages that fonts have ways of their own for; all others they draw alike."""
_ALIKE = "en"


Drawn = tuple[bytes, int, Glyphs]
"""Of a character what is written, how wide it is in Pango's units, and its glyph.

A glyph that stands for several characters is the first one's.
"""


class Shaped(NamedTuple):
    """A text, shaped: what is drawn for each of its characters."""

    glyphs: list[bytes]
    """Hexadecimal, as between the angle brackets of a TJ operator."""
    widths: list[int]
    bits: list[Glyphs]

    @classmethod
    def of(cls, drawn: Sequence[Drawn]) -> "Shaped":
        """Return what is drawn as a text."""
        return cls(*([*each] for each in zip(*drawn, strict=True)))

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


def drawn_as(language: str) -> str:
    """Return a language in which all is drawn as in this one."""
    return language if language.partition("-")[0] in DRAWN_APART else _ALIKE


class Shaper:
    """Shapes text in one face and one size."""

    def __init__(self, name: str, path: Path, size: int, language: str) -> None:
        """Shape for letters in a language of ``drawn_as``; ``name`` is what their pages call the face."""
        self._language, self._size, self._name = language, size, name
        self._face = face_of(path)
        self._font = hb.Font(self._face.face)
        self._font.scale = (size, size)
        self._own = script_of_language(language)
        self._read = cache(self._read_glyph)
        self._pairs = defaultdict[str, dict[tuple[str, str], Drawn]](dict)
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
        parts = [self.draw([text[start:end]], runs[start])[0] for start, end in pairwise(places)]
        return Shaped.of([*chain.from_iterable(parts)])

    def shape(self, text: str, script: str) -> Shaped:
        """Shape a text of one script; raise UnsettableError for more than glyphs side by side."""
        return Shaped.of(self.draw([text], script)[0])

    def draw(self, texts: Sequence[str], script: str) -> list[list[Drawn]]:
        """Return what is drawn for each character of texts of one script, as ``shape`` does."""
        known = self._pairs[script]
        found: list[list[Drawn]] = []
        new: list[str] = []
        for text in texts:
            try:
                found.append([known[pair] for pair in _pairs_in(text, script)])
            except KeyError:
                found.append([])
                new.append(text)
        if new:
            drawn = self._draw_new(new, script)
            found = [each or next(drawn) for each in found]
        return found

    def _draw_new(self, texts: Sequence[str], script: str) -> Iterator[list[Drawn]]:
        """Yield what HarfBuzz draws for texts side by side, and remember their pairs."""
        drawn, start = self._ask(" ".join(texts), script), 0
        for text in texts:
            own = drawn[start : start + len(text)]
            if WIDER.isdisjoint(text) and all(glyph for glyph, _, _ in own):
                self._pairs[script].update(zip(_pairs_in(text, script), own, strict=True))
            start += len(text) + 1
            yield own

    def _ask(self, text: str, script: str) -> list[Drawn]:
        buffer = hb.Buffer()
        buffer.add_str(text)
        # Pango takes English for Latin letters in a language that is written in others.
        language = self._language if script in (self._own, ANY) else _ALIKE
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        hb.shape(self._font, buffer)
        drawn = buffer.serialize(self._font, _TEXT, _ADVANCES)[1:-1].split("|")
        if len(drawn) != len(text):
            drawn = _spread(drawn, text, buffer.serialize(self._font, _TEXT, _CLUSTERS))
        return [*map(self._read, drawn, text)]

    def _read_glyph(self, drawn: str, character: str) -> Drawn:
        """Read a glyph as HarfBuzz writes it: ``36+6250``, its number and its advance.

        It is drawn for a character, or for several such as in ``2149+8000=fi``.
        """
        if not drawn:
            return b"", 0, 0
        if "@" in drawn:
            raise UnsettableError("a glyph off its place")
        own, _, several = drawn.partition("=")
        glyph, advance = map(int, own.split("+"))
        if not glyph:
            raise UnsettableError("a character that another font has")
        # WeasyPrint cuts kerning to whole thousandths.
        kerning = int(
            self._face.width(glyph, self._size) - advance * 1000 / PANGO_UNITS / (self._size / PANGO_UNITS)
        )
        written = b"%04x>%d<" % (glyph, kerning) if kerning else b"%04x" % glyph
        return written, advance, TABLE.bit_of((self._name, glyph, several or character))


class _Following(dict[int, int]):
    """What a character may be before another one of: no ideograph is kerned, so that all are one."""

    def __missing__(self, character: int) -> int:
        self[character] = (
            ord(_IDEOGRAPH) if name_of(chr(character), "").startswith("CJK UNIFIED") else character
        )
        return self[character]


_FOLLOWING = _Following()


def _pairs_in(text: str, script: str) -> Iterator[tuple[str, str]]:
    after = text[1:].translate(_FOLLOWING) if script == "Hani" else text[1:]
    return zip(text, f"{after} ", strict=True)


def _spread(drawn: Sequence[str], text: str, serialized: str) -> list[str]:
    """Return glyphs for each character, nothing for those that the glyph before them stands for, too."""
    starts = [int(each.partition("=")[2].partition("+")[0]) for each in serialized[1:-1].split("|")]
    if len({*starts}) < len(starts):
        raise UnsettableError("a character of several glyphs")
    spread = [""] * len(text)
    for each, start, end in zip(drawn, starts, [*starts[1:], len(text)], strict=True):
        spread[start] = f"{each}={text[start:end]}" if end - start > 1 else each
    return spread


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
