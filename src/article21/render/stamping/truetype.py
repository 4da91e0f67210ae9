"""TrueType fonts put together of some glyphs of another, which have nothing of its other glyphs."""

import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate
from operator import sub
from typing import NamedTuple

import uharfbuzz as hb

from article21.render.stamping.refusals import UnsettableError

_FIXED, _OWN = ("head", "hhea", "maxp"), ("loca", "hmtx", "glyf")
"""All that a printer needs of a font without instructions (ISO 32000-1, 9.9), in the order of the file."""
_HEADER = struct.pack(">IHHHH", 0x00010000, 6, 64, 2, 32)
_RECORD = struct.Struct(">4sIII")
_ADJUSTMENT, _FORMAT, _SUM = slice(8, 12), slice(50, 52), 0xB1B0AFBA
"""Where ``head`` says how ``loca`` is written, and has what makes the sum of every font file the same."""
_WORD = 0xFFFFFFFF
_ZLIB, _END = b"\x78\x01", b"\x03\x00"
"""How a stream begins (RFC 1950), and a last block with nothing in it."""
_SHORT = 2 * 0xFFFF
"""So far short places reach."""
_REMEMBERED = 8_000
"""Glyphs, of some 2 kB each."""


class Program(NamedTuple):
    """A font file, compressed."""

    deflated: bytes
    length: int
    """Before it was compressed."""


class _Glyph(NamedTuple):
    outline: bytes
    deflated: bytes
    """So that it can stand anywhere in a deflated stream (RFC 1951)."""
    metrics: bytes
    sums: tuple[int, int, int, int]
    """What the glyph adds to the checksums: of ``loca``, long and short, ``hmtx`` and ``glyf``."""


class TrueType:
    """A font file, taken apart."""

    def __init__(self, face: hb.Face) -> None:
        """Raise UnsettableError for a font that is written otherwise than ours are."""
        tables = {name: face.reference_table(name).data for name in (*_FIXED, *_OWN)}
        self._count = face.glyph_count
        self._outlines, self._metrics = tables["glyf"], tables["hmtx"]
        if len(self._metrics) != 4 * self._count or len(tables["loca"]) != 4 * self._count + 4:
            raise UnsettableError("a font with short tables")
        self._offsets = struct.unpack(f">{self._count + 1}I", tables["loca"])
        self._fixed = {name: tables[name] for name in _FIXED}
        self._glyph = lru_cache(_REMEMBERED)(self._read_glyph)

    def cut(self, numbers: Sequence[int]) -> Program:
        """Return a font of these glyphs under their numbers, which begin with 0 and ascend."""
        outlines, deflated, metrics, added = zip(*map(self._glyph, numbers), strict=True)
        gaps = [*map(sub, (*numbers[1:], self._count), numbers)]
        glyf = b"".join(outlines)
        short = len(glyf) <= _SHORT
        loca = _write_places(outlines, gaps, short=short)
        hmtx = b"".join([each.ljust(4 * gap, b"\0") for each, gap in zip(metrics, gaps, strict=True)])
        *in_loca, in_hmtx, in_glyf = (sum(each) & _WORD for each in zip(*added, strict=True))
        own = {
            "loca": (len(loca), in_loca[short]),
            "hmtx": (len(hmtx), in_hmtx),
            "glyf": (len(glyf), in_glyf),
        }
        begin = self._begin(own, short=short) + _pad(loca)
        checksum = zlib.adler32(glyf, zlib.adler32(hmtx, zlib.adler32(begin)))
        stream = (_ZLIB, _deflate(begin + hmtx), *deflated, _END, checksum.to_bytes(4, "big"))
        return Program(b"".join(stream), len(begin) + len(hmtx) + len(glyf))

    def _read_glyph(self, number: int) -> _Glyph:
        outline = _pad(self._outlines[self._offsets[number] : self._offsets[number + 1]])
        if outline:
            (contours,) = struct.unpack_from(">h", outline)
            # Glyphs that it is made of, or what its instructions call, would have to be there too.
            if contours < 0 or any(outline[10 + 2 * contours : 12 + 2 * contours]):
                raise UnsettableError("a glyph that is more than an outline")
        metrics = self._metrics[4 * number : 4 * number + 4]
        # All places behind this glyph are so much higher; of short ones there are two in a word.
        behind, pairs = self._count - number, self._count // 2 - number // 2
        short = len(outline) // 2 * (pairs * 0x10000 + behind - pairs)
        sums = len(outline) * behind, short, _sum(metrics), _sum(outline)
        return _Glyph(outline, _deflate(outline), metrics, sums)

    def _begin(self, own: dict[str, tuple[int, int]], *, short: bool) -> bytes:
        """Return the file up to the tables of its own, of which length and sum are given."""
        head = bytearray(self._fixed["head"])
        head[_ADJUSTMENT], head[_FORMAT] = bytes(4), bytes((0, not short))
        fixed = {**self._fixed, "head": bytes(head)}
        tables = {name: (len(table), _sum(_pad(table))) for name, table in fixed.items()} | own
        records, place = {}, len(_HEADER) + len(tables) * _RECORD.size
        for name, (length, checksum) in tables.items():
            records[name] = _RECORD.pack(name.encode(), checksum, place, length)
            place += length + -length % 4
        directory = b"".join((_HEADER, *(records[name] for name in sorted(records))))
        total = _sum(directory) + sum(checksum for _, checksum in tables.values())
        head[_ADJUSTMENT] = (_SUM - total & _WORD).to_bytes(4, "big")
        fixed["head"] = bytes(head)
        return b"".join((directory, *map(_pad, fixed.values())))


def _write_places(outlines: Iterable[bytes], gaps: Iterable[int], *, short: bool) -> bytes:
    """Return where each glyph ends, and those that are left out behind it, in the table ``loca``."""
    unit, size = (2, 2) if short else (1, 4)
    ends = accumulate(map(len, outlines))
    places = [(end // unit).to_bytes(size, "big") * gap for end, gap in zip(ends, gaps, strict=True)]
    return b"".join((bytes(size), *places))


def _deflate(part: bytes) -> bytes:
    deflate = zlib.compressobj(1, wbits=-zlib.MAX_WBITS)
    return deflate.compress(part) + deflate.flush(zlib.Z_SYNC_FLUSH)


def _pad(table: bytes) -> bytes:
    return table + bytes(-len(table) % 4)


def _sum(table: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(table) // 4}I", table)
    return sum(words) & _WORD
