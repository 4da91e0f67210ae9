"""Fonts with the glyphs of one letter alone, for scripts that have too many for an alphabet."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import uharfbuzz as hb

from article21.render.stamping.truetype import Program, TrueType

_SAYS = b"""\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo
<< /Registry (Adobe)
/Ordering (UCS)
/Supplement 0
>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
%b
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Cut(NamedTuple):
    """A font file, what its glyphs say (as a CMap) and how wide they are (as an array)."""

    program: Program
    says: bytes
    widths: bytes
    widest: int


def _is_compatible(character: str) -> bool:
    return normalize("NFKC", character) != character


class Face:
    """A font file, to be cut."""

    def __init__(self, path: Path) -> None:
        opened = hb.Face(hb.Blob.from_file_path(str(path)))
        self._truetype, font = TrueType(opened), hb.Font(opened)
        self.texts: dict[int, str] = {}
        # Of several characters with one glyph, the others are compatible with one that is meant by all.
        for code in sorted(opened.unicodes, key=lambda code: (_is_compatible(chr(code)), code)):
            self.texts.setdefault(font.get_nominal_glyph(code), chr(code))
        scale = 1000 / opened.upem
        self.widths: dict[int, int] = {
            glyph: round(font.get_glyph_h_advance(glyph) * scale) for glyph in self.texts
        }

    def cut(self, glyphs: Collection[int], texts: Mapping[int, str], widths: Mapping[int, int]) -> Cut:
        """Return the font with these glyphs, under their numbers."""
        wanted = sorted(glyphs)
        wide = [widths[glyph] for glyph in wanted]
        described = map(_describe, wanted, [texts[glyph] for glyph in wanted], wide)
        said, measured = zip(*described, strict=True)
        return Cut(
            program=self._truetype.cut((0, *wanted) if wanted[0] else wanted),
            says=_SAYS % b"\n".join(_say(said)),
            widths=b"[%b]" % b" ".join(measured),
            widest=max(wide),
        )


def _say(glyphs: Sequence[bytes]) -> Iterator[bytes]:
    for some in (glyphs[i : i + 100] for i in range(0, len(glyphs), 100)):
        yield b"%d beginbfchar" % len(some)
        yield from some
        yield b"endbfchar"


@cache
def _describe(glyph: int, text: str, width: int) -> tuple[bytes, bytes]:
    """Return what a glyph says and how wide it is."""
    says = text.encode("utf-16-be").hex().encode()
    return b"<%04x> <%b>" % (glyph, says), b"%d [%d]" % (glyph, width)


@cache
def face(path: Path) -> Face:
    """Return the font file, read once."""
    return Face(path)
