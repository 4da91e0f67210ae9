"""TrueType fonts put together of some glyphs of another, which have nothing of its other glyphs."""

import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, chain
from operator import sub
from typing import NamedTuple

import uharfbuzz as hb

from article21.rendering.press.compression import Piece, deflate, joined
from article21.rendering.press.refusals import UnsettableError

_FIXED, _OWN = ("head", "hhea", "maxp"), ("loca", "hmtx", "glyf")
"""All that a printer needs of a font without instructions (ISO 32000-1, 9.9), in the order of the file."""
_HEADER = struct.pack(">IHHHH", 0x00010000, 6, 64, 2, 32)
_RECORD = struct.Struct(">4sIII")
_ADJUSTMENT, _FORMAT, _SUM = slice(8, 12), slice(50, 52), 0xB1B0AFBA
"""Where ``head`` says how ``loca`` is written, and has what makes the sum of every font file the same."""
_METRICS, _GLYPHS = slice(34, 36), slice(4, 6)
"""Where ``hhea`` and ``maxp`` say how many glyphs there are."""
_WORD = 0xFFFFFFFF
_SHORT = 2 * 0xFFFF
"""So far short places reach."""
_MANY = 10_000
"""Glyphs of a font; with more of them, it is put together of slices."""
_WORDS, _SCALE, _PAIR, _MATRIX, _MORE, _INSTRUCTIONS = 0x1, 0x8, 0x40, 0x80, 0x20, 0x100
"""Flags of a glyph that is made of others (OpenType, ``glyf``)."""


class Program(NamedTuple):
    """A font file, compressed."""

    deflated: bytes
    length: int
    """Before it was compressed."""
    numbers: bytes
    """By the number on the page the number in the file, compressed; empty if they are the same."""


class Slice(NamedTuple):
    """Some glyphs of a font."""

    numbers: tuple[int, ...]
    lengths: tuple[int, ...]
    """Of their outlines."""
    outlines: bytes
    metrics: bytes
    in_hmtx: int
    in_glyf: int
    """What they add to the checksums of these tables."""


class _Glyph(NamedTuple):
    number: int
    outline: bytes
    metrics: bytes
    sums: tuple[int, int]
    """What the glyph adds to the checksums of ``hmtx`` and ``glyf``."""
    parts: tuple[int, ...]
    """Glyphs that it is made of."""


class TrueType:
    """A font file, taken apart."""

    def __init__(self, face: hb.Face) -> None:
        """Raise UnsettableError for a font that is written otherwise than ours are."""
        tables = {name: face.reference_table(name).data for name in (*_FIXED, *_OWN)}
        count = face.glyph_count
        self._outlines, self._metrics = tables["glyf"], tables["hmtx"]
        wide = int.from_bytes(tables["hhea"][_METRICS], "big")
        # The glyphs behind those that have a width are as wide as the last of them.
        width, bearings = self._metrics[4 * wide - 4 : 4 * wide - 2], self._metrics[4 * wide :]
        spread = (width + bearings[i : i + 2] for i in range(0, len(bearings), 2))
        self._metrics = b"".join((self._metrics[: 4 * wide], *spread))
        if len(self._metrics) != 4 * count:
            raise UnsettableError("a font with short tables")
        is_long = any(tables["head"][_FORMAT])
        places = struct.unpack(f">{count + 1}{'I' if is_long else 'H'}", tables["loca"])
        self._offsets = places if is_long else tuple(2 * place for place in places)
        self._fixed = {name: tables[name] for name in _FIXED}
        self._glyphs: dict[int, _Glyph] = {}
        self.is_large = count >= _MANY

    def cut(self, numbers: Iterable[int]) -> Program:
        """Return a font of these glyphs under their numbers."""
        known = self._glyphs
        found, wanted = set[int](), {0, *numbers}
        while wanted:
            for number in wanted.difference(known):
                known[number] = self._read(number)
            found |= wanted
            wanted = {part for number in wanted for part in known[number].parts} - found
        return self._put_together([known[number] for number in sorted(found)])

    def slice(self, numbers: Sequence[int]) -> "Slice | None":
        """Return these glyphs as a part of a font, for ``join``; None if one of them is made of others."""
        glyphs = [self._glyphs.get(number) or self._read(number) for number in numbers]
        self._glyphs |= {glyph.number: glyph for glyph in glyphs}
        if any(glyph.parts for glyph in glyphs):
            return None
        outlines = [glyph.outline for glyph in glyphs]
        in_hmtx, in_glyf = (sum([glyph.sums[i] for glyph in glyphs]) for i in range(2))
        metrics = b"".join([glyph.metrics for glyph in glyphs])
        lengths = tuple(map(len, outlines))
        return Slice(tuple(numbers), lengths, b"".join(outlines), metrics, in_hmtx, in_glyf)

    def join(self, slices: Sequence[Slice], outlines: Sequence[Piece]) -> Program:
        """Return a font of slices, the first of which has the glyph 0; ``outlines`` are those between.

        Its glyphs have numbers in their order: to say where each of all the others is not takes longer.
        """
        lengths = [*chain.from_iterable([each.lengths for each in slices])]
        length = sum(lengths)
        short = length <= _SHORT
        loca, hmtx = _write_places(lengths, [1], short=short), b"".join([each.metrics for each in slices])
        own = {
            "loca": (len(loca), _sum(_pad(loca))),
            "hmtx": (len(hmtx), sum([each.in_hmtx for each in slices]) & _WORD),
            "glyf": (length, sum([each.in_glyf for each in slices]) & _WORD),
        }
        begin = Piece.plain(
            b"".join((self._begin(own, len(lengths), short=short), _pad(loca), hmtx, slices[0].outlines))
        )
        numbers = array("H", bytes(2 * len(self._offsets)))
        for i, number in enumerate(chain.from_iterable([each.numbers for each in slices])):
            numbers[number] = i
        if sys.byteorder == "little":
            numbers.byteswap()
        file = joined([begin, *outlines], slices[-1].outlines)
        whole = begin.length + length - len(slices[0].outlines)
        return Program(file, whole, deflate(numbers.tobytes()))

    def _put_together(self, glyphs: Sequence[_Glyph]) -> Program:
        numbers, outlines, metrics, sums, _ = zip(*glyphs, strict=True)
        count = numbers[-1] + 1
        gaps = [*map(sub, (*numbers[1:], count), numbers)]
        glyf = b"".join(outlines)
        short = len(glyf) <= _SHORT
        loca = _write_places([*map(len, outlines)], gaps, short=short)
        hmtx = b"".join([each.ljust(4 * gap, b"\0") for each, gap in zip(metrics, gaps, strict=True)])
        in_hmtx, in_glyf = (sum(each) & _WORD for each in zip(*sums, strict=True))
        own = {
            "loca": (len(loca), _sum(_pad(loca))),
            "hmtx": (len(hmtx), in_hmtx),
            "glyf": (len(glyf), in_glyf),
        }
        file = b"".join((self._begin(own, count, short=short), _pad(loca), hmtx, glyf))
        return Program(deflate(file), len(file), b"")

    def _read(self, number: int) -> _Glyph:
        outline, parts = _without_instructions(
            self._outlines[self._offsets[number] : self._offsets[number + 1]]
        )
        outline = _pad(outline)
        metrics = self._metrics[4 * number : 4 * number + 4]
        return _Glyph(number, outline, metrics, (_sum(metrics), _sum(outline)), parts)

    def _begin(self, own: dict[str, tuple[int, int]], count: int, *, short: bool) -> bytes:
        """Return the file up to the tables of its own, of which length and sum are given."""
        head, hhea, maxp = (bytearray(self._fixed[name]) for name in _FIXED)
        head[_ADJUSTMENT], head[_FORMAT] = bytes(4), bytes((0, not short))
        hhea[_METRICS] = maxp[_GLYPHS] = count.to_bytes(2, "big")
        fixed = dict(zip(_FIXED, (head, hhea, maxp), strict=True))
        tables = {name: (len(table), _sum(_pad(bytes(table)))) for name, table in fixed.items()} | own
        records, place = {}, len(_HEADER) + len(tables) * _RECORD.size
        for name, (length, checksum) in tables.items():
            records[name] = _RECORD.pack(name.encode(), checksum, place, length)
            place += length + -length % 4
        directory = b"".join((_HEADER, *(records[name] for name in sorted(records))))
        total = _sum(directory) + sum(checksum for _, checksum in tables.values())
        head[_ADJUSTMENT] = (_SUM - total & _WORD).to_bytes(4, "big")
        return b"".join((directory, *(_pad(bytes(table)) for table in fixed.values())))


def _without_instructions(outline: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Return an outline without what moves its points on a screen, and the glyphs it is made of."""
    if not outline:
        return outline, ()
    (contours,) = struct.unpack_from(">h", outline)
    if contours >= 0:
        place = 10 + 2 * contours
        (length,) = struct.unpack_from(">H", outline, place)
        return outline[:place] + b"\0\0" + outline[place + 2 + length :], ()
    changed, place, parts, flags = bytearray(outline), 10, [], _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", outline, place)
        struct.pack_into(">H", changed, place, flags & ~_INSTRUCTIONS)
        parts.append(part)
        scale = 2 if flags & _SCALE else 4 if flags & _PAIR else 8 if flags & _MATRIX else 0
        place += 4 + (4 if flags & _WORDS else 2) + scale
    return bytes(changed[:place]), tuple(parts)


def _write_places(lengths: Sequence[int], gaps: Sequence[int], *, short: bool) -> bytes:
    """Return where each glyph ends, and those that are left out behind it, in the table ``loca``."""
    unit, size, code = (2, 2, "H") if short else (1, 4, "I")
    ends = [end // unit for end in accumulate(lengths)]
    places = struct.pack(f">{1 + len(ends)}{code}", 0, *ends)
    if max(gaps) == 1:
        return places
    own = (places[place : place + size] for place in range(size, len(places), size))
    return b"".join((bytes(size), *(each * gap for each, gap in zip(own, gaps, strict=True))))


def _pad(table: bytes) -> bytes:
    return table + bytes(-len(table) % 4)


def _sum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}I", table)
    return sum(words) & _WORD


@cache
def truetype(face: hb.Face) -> TrueType:
    """Return the font, taken apart once."""
    return TrueType(face)
