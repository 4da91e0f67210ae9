"""Compress streams quickly: ISA-L takes a quarter of zlib's time for the same size.

As with zlib, of which there are several, a file may have other bytes where another processor wrote it.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from isal.isal_zlib import DEFLATED, Z_SYNC_FLUSH, adler32, compress, compressobj

_BEGIN, _END = b"\x78\x01", b"\x03\0"
_MODULUS = 65_521
"""Of Adler-32 (RFC 1950, 8.2)."""

deflate = partial(compress, level=1)
"""Return content as ``/FlateDecode`` reads it (RFC 1950)."""


class Piece(NamedTuple):
    """A part of a stream, compressed by itself, so that it can stand in many streams."""

    deflated: bytes
    length: int
    """Before it was compressed."""
    checksum: int

    @classmethod
    def of(cls, content: bytes) -> "Piece":
        """Compress content."""
        compressor = compressobj(1, DEFLATED, -15)
        deflated = compressor.compress(content) + compressor.flush(Z_SYNC_FLUSH)
        return cls(deflated, len(content), adler32(content))


def joined(pieces: Sequence[Piece]) -> bytes:
    """Return a stream of pieces, one after the other."""
    low, high = 1, 0
    for _, length, checksum in pieces:
        high = (high + length * (low - 1) + (checksum >> 16)) % _MODULUS
        low = (low + (checksum & 0xFFFF) - 1) % _MODULUS
    checked = (high << 16 | low).to_bytes(4, "big")
    return b"".join((_BEGIN, *[piece.deflated for piece in pieces], _END, checked))
