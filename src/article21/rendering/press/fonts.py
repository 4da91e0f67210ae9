"""The fonts of one letter: each has the letter's own glyphs alone, so that it tells nothing of others."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache, reduce
from itertools import chain
from operator import or_
from typing import NamedTuple

from article21.rendering.press.compression import Piece, deflate, joined
from article21.rendering.press.formes import Face
from article21.rendering.press.glyph_sets import TABLE, Glyphs
from article21.rendering.press.memory import Memory
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.shaping import face_of
from article21.rendering.press.truetype import Program, Slice, TrueType, truetype

_ROOM = 8_000_000
_TWO_TEXTS = "a glyph that stands for two texts"
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


class _Part(NamedTuple):
    """Glyphs that stand together in the fonts of many letters."""

    glyphs: Slice
    says: Piece
    widths: bytes
    all_widths: frozenset[int]


_cut = Memory[tuple[str, Glyphs | tuple[Glyphs, ...], int], CutFont](_ROOM // 2)
_parts = Memory[tuple[str, Glyphs, int], _Part](_ROOM // 2)
_BEGIN, _END = map(Piece.of, _SAYS.split(b"\n%b"))


def cut_fonts(said: Sequence[Glyphs], faces: Mapping[str, Face], size: int) -> dict[str, CutFont]:
    """Return the fonts of a letter whose text has that size, in Pango's units; ``said`` by its passages.

    Raise UnsettableError for a glyph that stands for two texts.
    """
    all_of_it, fonts = reduce(or_, said), {}
    for name in sorted(faces):
        if own := all_of_it & TABLE.of_face(name):
            fonts[name] = _join_parts(faces[name], said, own, size) or _cut_font(faces[name], own, size)
    return fonts


def _cut_font(face: Face, said: Glyphs, size: int) -> CutFont:
    if found := _cut.find((face.name, said, size)):
        return found
    texts, widths = _read(face, said, size)
    program = truetype(face_of(face.path).face).cut(widths)
    found = CutFont(
        program,
        deflate(_SAYS % _say(texts)),
        b"[%b]" % _write_widths(widths),
        max(widths.values()),
        alike=len(widths) > 1 and len({*widths.values()}) == 1,
    )
    return _cut.keep((face.name, said, size), found, _size_of(found))


def _size_of(font: CutFont) -> int:
    return 1_000 + sum(map(len, (font.program.deflated, font.program.numbers, font.says, font.widths)))


def _join_parts(face: Face, said: Sequence[Glyphs], own: Glyphs, size: int) -> CutFont | None:
    """Return a font of thousands of glyphs, put together of what the passages of a letter have."""
    font = truetype(face_of(face.path).face)
    if not font.is_large:
        return None
    divided = tuple(_divide(said, own))
    if found := _cut.find((face.name, divided, size)):
        return found
    parts = [part for each in divided if (part := _cut_part(face, each, size))]
    if len(parts) < len(divided):
        return None
    slices = [part.glyphs for part in parts]
    numbers = [*chain.from_iterable([each.numbers for each in slices])]
    if len({*numbers}) < len(numbers):
        raise UnsettableError(_TWO_TEXTS)
    widths = frozenset().union(*[part.all_widths for part in parts])
    program = font.join([_first_glyph(font), *slices])
    found = CutFont(
        program,
        joined([_BEGIN, *[part.says for part in parts], _END]),
        b"[%b]" % b" ".join([part.widths for part in parts]),
        max(widths),
        alike=len(numbers) > 1 and len(widths) == 1,
    )
    return _cut.keep((face.name, divided, size), found, _size_of(found))


def _divide(said: Sequence[Glyphs], own: Glyphs) -> Iterator[Glyphs]:
    """Yield the glyphs that each passage is the first to have, then those that addresses have, too."""
    left = own & ~TABLE.of_ascii
    for each in said:
        if new := each & left:
            left ^= new
            yield new
    if in_ascii := own & TABLE.of_ascii:
        yield in_ascii


def _cut_part(face: Face, said: Glyphs, size: int) -> _Part | None:
    if found := _parts.find((face.name, said, size)):
        return found
    texts, widths = _read(face, said, size)
    glyphs = truetype(face_of(face.path).face).slice([*widths])
    if glyphs is None:
        return None
    all_widths = frozenset(widths.values())
    found = _Part(glyphs, Piece.of(b"\n" + _say(texts)), _write_widths(widths), all_widths)
    return _parts.keep((face.name, said, size), found, 200 * len(widths) + len(glyphs.outlines.deflated))


@cache
def _first_glyph(font: TrueType) -> Slice:
    """Return the glyph of characters that a font hasn't, which every font has."""
    found = font.slice([0])
    if found is None:
        raise UnsettableError("a font whose first glyph is made of others")
    return found


def _read(face: Face, said: Glyphs, size: int) -> tuple[dict[int, str], dict[int, int]]:
    """Return the texts of glyphs and their widths, by their numbers in order."""
    glyphs = TABLE.list(said)
    texts = {number: text for _, number, text in sorted(glyphs)}
    if len(texts) < len(glyphs):
        raise UnsettableError(_TWO_TEXTS)
    width = face_of(face.path).width
    return texts, {number: width(number, size) for number in texts}


def _write_widths(widths: Mapping[int, int]) -> bytes:
    return b" ".join([b"%d [%d]" % each for each in widths.items()])


@lru_cache(20_000)
def _saying(number: int, text: str) -> bytes:
    return b"<%04x> <%b>" % (number, text.encode("utf-16-be").hex().encode())


def _say(texts: Mapping[int, str]) -> bytes:
    said = [_saying(number, text) for number, text in texts.items()]
    parts = (said[i : i + 100] for i in range(0, len(said), 100))
    return b"\n".join(b"%d beginbfchar\n%b\nendbfchar" % (len(part), b"\n".join(part)) for part in parts)
