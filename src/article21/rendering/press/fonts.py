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

_ROOM = 4_000_000
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
    says: bytes
    widths: bytes
    all_widths: frozenset[int]
    packed: tuple[Piece, Piece] | None = None
    """Outlines and what they say, compressed."""


_cut = Memory[tuple[str, Glyphs | tuple[Glyphs, ...], int], CutFont](_ROOM // 2)
_parts = Memory[tuple[str, Glyphs, int], _Part](_ROOM // 2)
_BEGIN, _END = _SAYS.split(b"\n%b")
_SAYS_BEGIN = Piece.of(_BEGIN)


def cut_fonts(
    common: Sequence[Glyphs], own: Glyphs, faces: Mapping[str, Face], size: int
) -> dict[str, CutFont]:
    """Return the fonts of a letter whose text has that size, in Pango's units.

    Given are the glyphs of each passage that others have, too, and all others. Raise UnsettableError for a
    glyph that stands for two texts.
    """
    all_of_it, fonts = reduce(or_, common, own), {}
    for name in sorted(faces):
        if said := all_of_it & TABLE.of_face(name):
            fonts[name] = _join_parts(faces[name], common, said, size) or _cut_font(faces[name], said, size)
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


def _join_parts(face: Face, common: Sequence[Glyphs], said: Glyphs, size: int) -> CutFont | None:
    """Return a font of thousands of glyphs, put together of what the passages of a letter have."""
    font = truetype(face_of(face.path).face)
    if not font.is_large:
        return None
    divided = *shared, last = tuple(_divide(common, said))
    if found := _cut.find((face.name, divided, size)):
        return found
    parts = [part for each in shared if (part := _pack_part(face, each, size))]
    own = _cut_part(face, last, size)
    if own is None or len(parts) < len(shared):
        return None
    slices = [part.glyphs for part in (*parts, own)]
    numbers = [*chain.from_iterable([each.numbers for each in slices])]
    if len({*numbers}) < len(numbers):
        raise UnsettableError(_TWO_TEXTS)
    widths = own.all_widths.union(*[part.all_widths for part in parts])
    packed = [part.packed for part in parts if part.packed]
    program = font.join([_first_glyph(font), *slices], [outlines for outlines, _ in packed])
    found = CutFont(
        program,
        joined([_SAYS_BEGIN, *[says for _, says in packed]], own.says + _END),
        b"[%b]" % b" ".join([part.widths for part in (*parts, own)]),
        max(widths),
        alike=len(numbers) > 1 and len(widths) == 1,
    )
    return _cut.keep((face.name, divided, size), found, _size_of(found))


def _divide(common: Sequence[Glyphs], said: Glyphs) -> Iterator[Glyphs]:
    """Yield the glyphs that each passage is the first to have, then all others, and those addresses have."""
    left = said & ~TABLE.of_ascii
    for each in common:
        if new := each & left:
            left ^= new
            yield new
    yield left | said & TABLE.of_ascii


def _pack_part(face: Face, said: Glyphs, size: int) -> _Part | None:
    if found := _parts.find((face.name, said, size)):
        return found
    if (part := _cut_part(face, said, size)) is None:
        return None
    packed = Piece.of(part.glyphs.outlines), Piece.of(part.says)
    found = part._replace(glyphs=part.glyphs._replace(outlines=b""), says=b"", packed=packed)
    kept = 1_000 + 100 * len(part.glyphs.numbers) + sum(len(piece.deflated) for piece in packed)
    return _parts.keep((face.name, said, size), found, kept)


def _cut_part(face: Face, said: Glyphs, size: int) -> _Part | None:
    texts, widths = _read(face, said, size)
    glyphs = truetype(face_of(face.path).face).slice([*widths])
    if glyphs is None:
        return None
    says = b"\n" + _say(texts) if texts else b""
    return _Part(glyphs, says, _write_widths(widths), frozenset(widths.values()))


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
