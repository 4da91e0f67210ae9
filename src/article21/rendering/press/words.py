"""Shape text with HarfBuzz, as Pango does, and write it as WeasyPrint does."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from itertools import accumulate, chain, compress, groupby, pairwise
from operator import or_
from pathlib import Path
from typing import ClassVar, NamedTuple

import uharfbuzz as hb

from article21.rendering.press.formes import PANGO_UNITS
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import (
    ANY,
    CLOSES,
    SCRIPTS,
    contexts_of,
    runs_of,
    script_of,
    script_of_language,
)

_TEXT = hb.BufferSerializeFormat.TEXT
_ADVANCES = hb.BufferSerializeFlags.NO_CLUSTERS | hb.BufferSerializeFlags.NO_GLYPH_NAMES
_CLUSTERS = hb.BufferSerializeFlags.NO_GLYPH_NAMES
_WORDS = 50_000
"""That are remembered, of some 500 bytes each."""
SEVERAL = "several"
"""In place of a script, for a word that has more than one."""
Glyph = tuple[str, int, str]
"""Of which face, its number and the text it stands for."""
Glyphs = int
"""A set of glyphs: each has a bit of its own in this process."""


class GlyphTable:
    """The glyphs that a process has met, so that a set of them is one number."""

    def __init__(self) -> None:
        self._glyphs: list[Glyph] = []
        self._bits: dict[Glyph, Glyphs] = {}
        self._faces: dict[str, Glyphs] = {}

    def set_of(self, glyphs: Iterable[Glyph]) -> Glyphs:
        """Return a set of these."""
        return reduce(or_, map(self.bit_of, glyphs), 0)

    def bit_of(self, glyph: Glyph) -> Glyphs:
        """Return the set of this one alone."""
        if glyph not in self._bits:
            self._bits[glyph] = 1 << len(self._glyphs)
            self._glyphs.append(glyph)
            self._faces[glyph[0]] = self.of_face(glyph[0]) | self._bits[glyph]
        return self._bits[glyph]

    def of_face(self, name: str) -> Glyphs:
        """Return those of a face that have been met."""
        return self._faces.get(name, 0)

    def list(self, glyphs: Glyphs) -> list[Glyph]:
        """Return what is in a set."""
        return [*compress(self._glyphs, map("1".__eq__, f"{glyphs:b}"[::-1]))]


TABLE = GlyphTable()


class Shaped(NamedTuple):
    """A text, shaped: for each of its characters what is written, and how wide it is in Pango's units.

    A glyph that stands for several characters is the first one's.
    """

    glyphs: list[bytes]
    """Hexadecimal, as between the angle brackets of a TJ operator."""
    widths: list[int]
    said: Glyphs

    @property
    def ends(self) -> list[int]:
        """Return how wide all before each character is, and all of it."""
        return [0, *accumulate(self.widths)]


class Word(NamedTuple):
    """A word without spaces, shaped as it is in a text of its own script."""

    glyphs: bytes
    width: int
    said: Glyphs
    script: str | None
    """``SEVERAL`` if it has more than one, None if it goes with any."""
    is_free: bool
    """It is known to be shaped alike whatever stands before it on its line."""


_Whole = tuple[bytes, int, Glyphs]


def _whole(shaped: Shaped) -> _Whole:
    return b"".join(shaped.glyphs), sum(shaped.widths), shaped.said


class Face:
    """A font file."""

    def __init__(self, path: Path) -> None:
        self.face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.characters = frozenset(map(chr, self.face.unicodes))
        self._advance, self._scale = hb.Font(self.face).get_glyph_h_advance, 1000 / self.face.upem
        self.width = cache(self._width)

    def _width(self, glyph: int) -> int:
        """Return how wide a glyph is, in thousandths of the size."""
        width: int = round(self._advance(glyph) * self._scale)
        return width


face_of = cache(Face)


class Words:
    """Text in one face and one size."""

    _in_use: ClassVar[list["Words"]] = []
    _count: ClassVar[int] = 0
    """Words that all of them remember."""

    def __init__(self, name: str, path: Path, size: int, language: str) -> None:
        """Shape for the letters of a language; ``name`` is what their pages call the face."""
        self.language, self._size, self._name = language, size, name
        self._face = face_of(path)
        self._shaper = hb.Font(self._face.face)
        self._shaper.scale = (size, size)
        self._own = script_of_language(language)
        self._written: dict[str, bytes] = {"": b""}
        self._width: dict[str, int] = {"": 0}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._bits: dict[tuple[str, str], Glyphs] = {}
        self._scripts: dict[str, str | None] = {}
        self.known: dict[str, Word] = {}
        self.space = self.shape(" ", self._own)
        self.is_free = cache(self._is_free)
        self._in_use.append(self)

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

    def find(self, words: Sequence[str]) -> list[Word]:
        """Shape words that stand between spaces; those that were met lately are remembered."""
        known = self.known
        try:
            return [known[word] for word in words]
        except KeyError:
            self.learn(words)
        return [known[word] for word in words]

    def learn(self, words: Iterable[str]) -> None:
        """Remember words, which are shaped together: that takes hardly longer than one of them."""
        if Words._count > _WORDS:
            Words._count = 0
            for each in self._in_use:
                each.known.clear()
                each.is_free.cache_clear()
        new = sorted({*words}.difference(self.known))
        Words._count += len(new)
        by_script: dict[str | None, list[str]] = {}
        for word in new:
            scripts = self.scripts_of(word) - {None}
            script = SEVERAL if len(scripts) > 1 else next(iter(scripts), None)
            by_script.setdefault(script, []).append(word)
        for script, those in by_script.items():
            self.known |= zip(those, self._shape_words(those, script), strict=True)

    def _shape_words(self, words: Sequence[str], script: str | None) -> Iterator[Word]:
        if script == SEVERAL:
            shaped = [_whole(self.shape_runs(word, runs_of(word))) for word in words]
        else:
            shaped = self._shape_side_by_side(words, script or ANY)
        alike = [True] * len(words)
        if script is None:
            others = [self._shape_side_by_side(words, each) for each in SCRIPTS]
            alike = [{*those} == {own} for own, *those in zip(shaped, *others, strict=True)]
        for word, own, is_alike in zip(words, shaped, alike, strict=True):
            begins = script is None or word[0].isalpha()
            yield Word(*own, script, is_free=is_alike and begins and CLOSES.isdisjoint(word))

    def _shape_side_by_side(self, words: Sequence[str], script: str) -> list[_Whole]:
        drawn = self._draw(" ".join(words), script)
        ends = [*accumulate([len(word) + 1 for word in words], initial=0)]
        each = [
            (drawn[start : end - 1], word) for (start, end), word in zip(pairwise(ends), words, strict=True)
        ]
        written, width = self._written, self._width
        return [
            (b"".join([written[one] for one in own]), sum([width[one] for one in own]), self._said(own, word))
            for own, word in each
        ]

    def _is_free(self, word: str) -> bool:
        """Say whether a word is shaped alike whatever stands before it."""
        runs = {tuple(runs) for runs in contexts_of(word)}
        return {_whole(self.shape_runs(word, each)) for each in runs} == {self.known[word][:3]}

    def shape_runs(self, text: str, runs: Sequence[str]) -> Shaped:
        """Shape each run of characters of one script by itself."""
        places = [0, *accumulate(len([*run]) for _, run in groupby(runs))]
        parts = [self.shape(text[start:end], runs[start]) for start, end in pairwise(places)]
        glyphs, widths, said = zip(*parts, strict=True)
        glyphs_in_row, widths_in_row = ([*chain.from_iterable(each)] for each in (glyphs, widths))
        return Shaped(glyphs_in_row, widths_in_row, reduce(or_, said))

    def shape(self, text: str, script: str) -> Shaped:
        """Shape a text of one script; raise UnsettableError for more than glyphs side by side."""
        drawn, written, width = self._draw(text, script), self._written, self._width
        said = self._said(drawn, text)
        return Shaped([written[each] for each in drawn], [width[each] for each in drawn], said)

    def _draw(self, text: str, script: str) -> list[str]:
        """Return what HarfBuzz draws for each character: ``36+6250``, the glyph's number and its advance."""
        buffer = hb.Buffer()
        buffer.add_str(text)
        # Pango takes English for Latin letters in a language that is written in others.
        language = self.language if script in (self._own, ANY) else "en"
        buffer.direction, buffer.script, buffer.language = "ltr", script, language
        hb.shape(self._shaper, buffer)
        drawn = buffer.serialize(self._shaper, _TEXT, _ADVANCES)[1:-1].split("|")
        new = {*drawn}.difference(self._written)
        if new:
            self._read(new)
        return drawn if len(drawn) == len(text) else self._spread(drawn, text, buffer)

    def _said(self, drawn: Sequence[str], text: str) -> Glyphs:
        bits = self._bits
        pairs = {*zip(drawn, text, strict=True)}
        try:
            return reduce(or_, [bits[each] for each in pairs])
        except KeyError:
            for pair in pairs.difference(bits):
                bits[pair] = TABLE.bit_of(self._read_glyph(*pair)) if pair[0] else 0
        return self._said(drawn, text)

    def _read(self, drawn: Iterable[str]) -> None:
        """Find out how glyphs are written and how wide they are."""
        for each in drawn:
            if "@" in each:
                raise UnsettableError("a glyph off its place")
            glyph, advance = map(int, each.split("+"))
            if not glyph:
                raise UnsettableError("a character that another font has")
            # WeasyPrint cuts kerning to whole thousandths.
            kerning = int(self._face.width(glyph) - advance * 1000 / PANGO_UNITS / (self._size / PANGO_UNITS))
            self._width[each] = advance
            self._written[each] = b"%04x>%d<" % (glyph, kerning) if kerning else b"%04x" % glyph

    def _spread(self, drawn: list[str], text: str, buffer: hb.Buffer) -> list[str]:
        """Return glyphs for each character, nothing for those that the glyph before them stands for, too."""
        spread = [part for each in drawn for part in self._parts.get(each, (each,))]
        if len(spread) == len(text) and all(text.startswith(each[1], i) for i, each in _ligatures(spread)):
            return spread
        clusters = buffer.serialize(self._shaper, _TEXT, _CLUSTERS)[1:-1].split("|")
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
        """Return a glyph of ``_draw``, drawn for a character, or for several such as in ``2149+8000=fi``."""
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


words_in = cache(Words)
"""The same for all letters of a process that are set in it."""
