"""Sets of glyphs, each of them one number, so that joining many takes next to nothing."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

_BITS = [[bit for bit in range(8) if byte >> bit & 1] for byte in range(256)]
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
        self.of_ascii: Glyphs = 0
        """Those of letters, digits and marks that addresses and names of laws are written with."""

    def set_of(self, glyphs: Iterable[Glyph]) -> Glyphs:
        """Return a set of these."""
        return reduce(or_, map(self.bit_of, glyphs), 0)

    def bit_of(self, glyph: Glyph) -> Glyphs:
        """Return the set of this one alone."""
        if glyph not in self._bits:
            self._bits[glyph] = 1 << len(self._glyphs)
            self._glyphs.append(glyph)
            self._faces[glyph[0]] = self.of_face(glyph[0]) | self._bits[glyph]
            self.of_ascii |= self._bits[glyph] if glyph[2].isascii() else 0
        return self._bits[glyph]

    def of_face(self, name: str) -> Glyphs:
        """Return those of a face that have been met."""
        return self._faces.get(name, 0)

    def list(self, glyphs: Glyphs) -> list[Glyph]:
        """Return what is in a set."""
        content = glyphs.to_bytes((glyphs.bit_length() + 7) // 8, "little")
        places = (8 * i + bit for i, byte in enumerate(content) if byte for bit in _BITS[byte])
        return [self._glyphs[place] for place in places]


TABLE = GlyphTable()
