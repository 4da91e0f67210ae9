"""Sets of glyphs, each of them one number, so that joining many takes next to nothing."""

from collections.abc import Iterable
from functools import reduce
from itertools import compress
from operator import or_

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
