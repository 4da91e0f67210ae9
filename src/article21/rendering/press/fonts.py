"""The fonts of one letter: each has the letter's own glyphs alone, so that it tells nothing of others."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from article21.rendering.press.compression import deflate
from article21.rendering.press.formes import Face
from article21.rendering.press.glyph_sets import TABLE, Glyphs
from article21.rendering.press.memory import Memory
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.shaping import face_of
from article21.rendering.press.truetype import Program, truetype

_ROOM = 8_000_000
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


class CutFont(NamedTuple):
    """A font with some glyphs: its file, what they say (a CMap, deflated), how wide they are."""

    program: Program
    says: bytes
    widths: bytes
    widest: int
    alike: bool
    """All its glyphs are as wide as each other."""


_cut = Memory[tuple[str, Glyphs, int], CutFont](_ROOM)


def cut_fonts(said: Glyphs, faces: Mapping[str, Face], size: int) -> dict[str, CutFont]:
    """Return the fonts of a letter whose text has that size, in Pango's units.

    Raise UnsettableError for a glyph that stands for two texts.
    """
    by_face = {name: said & TABLE.of_face(name) for name in sorted(faces)}
    return {name: _cut_font(faces[name], own, size) for name, own in by_face.items() if own}


def _cut_font(face: Face, said: Glyphs, size: int) -> CutFont:
    if found := _cut.find((face.name, said, size)):
        return found
    glyphs = TABLE.list(said)
    texts = {number: text for _, number, text in glyphs}
    if len(texts) < len(glyphs):
        raise UnsettableError("a glyph that stands for two texts")
    font, numbers = face_of(face.path), sorted(texts)
    widths = [font.width(number, size) for number in numbers]
    program = truetype(font.face).cut(numbers)
    found = CutFont(
        program,
        deflate(_SAYS % _say(texts, numbers)),
        b"[%b]" % b" ".join([b"%d [%d]" % each for each in zip(numbers, widths, strict=True)]),
        max(widths),
        alike=len(widths) > 1 and len(set(widths)) == 1,
    )
    return _cut.keep((face.name, said, size), found, 200 * len(numbers) + len(program.deflated))


@lru_cache(20_000)
def _saying(number: int, text: str) -> bytes:
    return b"<%04x> <%b>" % (number, text.encode("utf-16-be").hex().encode())


def _say(texts: Mapping[int, str], numbers: Iterable[int]) -> bytes:
    said = [_saying(number, texts[number]) for number in numbers]
    parts = (said[i : i + 100] for i in range(0, len(said), 100))
    return b"\n".join(b"%d beginbfchar\n%b\nendbfchar" % (len(part), b"\n".join(part)) for part in parts)
