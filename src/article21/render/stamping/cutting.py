"""Fonts with the glyphs of one letter alone, for scripts that have too many for an alphabet."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

import uharfbuzz as hb

# What WeasyPrint drops as well: a printed page needs none of these.
_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
# Nor these, which are long in fonts with many glyphs.
_LONG = ("GDEF", "STAT", "vhea", "vmtx")
_FLAGS = (
    hb.SubsetFlags.RETAIN_GIDS
    | hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
    | hb.SubsetFlags.DESUBROUTINIZE
    | hb.SubsetFlags.NO_HINTING
)
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

    program: bytes
    says: bytes
    widths: bytes
    widest: int


def _is_compatible(character: str) -> bool:
    return normalize("NFKC", character) != character


class Face:
    """A font file, to be cut."""

    def __init__(self, path: Path) -> None:
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        font = hb.Font(self._face)
        self.texts: dict[int, str] = {}
        # Of several characters with one glyph, the others are compatible with one that is meant by all.
        for code in sorted(self._face.unicodes, key=lambda code: (_is_compatible(chr(code)), code)):
            self.texts.setdefault(font.get_nominal_glyph(code), chr(code))
        scale = 1000 / self._face.upem
        self.widths: dict[int, int] = {
            glyph: round(font.get_glyph_h_advance(glyph) * scale) for glyph in self.texts
        }

    def cut(self, glyphs: Iterable[int], texts: Mapping[int, str], widths: Mapping[int, int]) -> Cut:
        """Return the font with these glyphs, under their numbers."""
        wanted = sorted(glyphs)
        plan = hb.SubsetInput()
        plan.flags = _FLAGS
        plan.glyph_set.update(wanted)
        plan.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in (*_DROPPED, *_LONG))
        return Cut(
            program=hb.subset(self._face, plan).blob.data,
            says=_SAYS % b"\n".join(_say(wanted, texts)),
            widths=b"[%b]" % b" ".join(b"%d [%d]" % (glyph, widths[glyph]) for glyph in wanted),
            widest=max(widths[glyph] for glyph in wanted),
        )


def _say(glyphs: list[int], texts: Mapping[int, str]) -> Iterator[bytes]:
    for some in (glyphs[i : i + 100] for i in range(0, len(glyphs), 100)):
        yield b"%d beginbfchar" % len(some)
        yield from (_say_glyph(glyph, texts[glyph]) for glyph in some)
        yield b"endbfchar"


@cache
def _say_glyph(glyph: int, text: str) -> bytes:
    return b"<%04x> <%b>" % (glyph, text.encode("utf-16-be").hex().encode())


@cache
def face(path: Path) -> Face:
    """Return the font file, read once."""
    return Face(path)
