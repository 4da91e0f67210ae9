"""Deflate pieces of data once each; any choice of them makes a block of a stream (RFC 1951, 3.2)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

_END = 256
_RARE = 2000
"""A byte counts as one of so many at least; then no code has more than the 15 bits that there may be."""
# The last block, with codes of its own: for 256 bytes and the end, 2 distances, 19 lengths of codes. Of those
# the repetitions aren't used, and each of the others has four bits: itself.
_BEGIN = "1" + "01" + "00000" + "10000" + "1111" + 3 * "000" + 16 * "001"
_NO_DISTANCES = (1, 1)


Piece = tuple[tuple[bytes, int], ...]
"""Deflated data as it is from each bit of a byte on, and at which bit of its last byte it ends."""


class HuffmanCode:
    """One code for all pieces, as good as it can be for bytes like those of a sample."""

    def __init__(self, sample: bytes) -> None:
        counts, least = Counter(sample), len(sample) // _RARE + 1
        lengths = _lengths([max(counts[byte], least) for byte in range(_END + 1)])
        codes = _codes(lengths)
        self._table = dict(enumerate(codes))
        self._begin = _shift(_BEGIN + "".join(f"{length:04b}" for length in (*lengths, *_NO_DISTANCES)))
        self._end = _shift(codes[_END])

    def deflate(self, data: bytes) -> Piece:
        """Return what stands for the data in a block with this code."""
        return _shift(data.decode("latin-1").translate(self._table))

    def join(self, pieces: Iterable[Piece]) -> bytes:
        """Return the pieces as the last block of a stream."""
        block, place = bytearray(1), 0
        for piece in (self._begin, *pieces, self._end):
            shifted, place = piece[place]
            begun = block.pop()
            start = len(block)
            block += shifted
            block[start] |= begun
        return bytes(block if place else block[:-1])


def _shift(bits: str) -> Piece:
    value = int(bits[::-1] or "0", 2)
    ends = (divmod(place + len(bits), 8) for place in range(8))
    return tuple(
        ((value << place).to_bytes(whole + 1, "little"), end) for place, (whole, end) in enumerate(ends)
    )


def _lengths(weights: Sequence[int]) -> list[int]:
    """Return how many bits each symbol takes, the fewest for those that weigh most."""
    lengths = [0] * len(weights)
    trees = [(weight, [symbol]) for symbol, weight in enumerate(weights)]
    heapify(trees)
    while len(trees) > 1:
        (weight, symbols), (other_weight, other_symbols) = heappop(trees), heappop(trees)
        symbols += other_symbols
        for symbol in symbols:
            lengths[symbol] += 1
        heappush(trees, (weight + other_weight, symbols))
    return lengths


def _codes(lengths: Sequence[int]) -> list[str]:
    """Return the code of each symbol, which follows from their lengths alone."""
    codes = [""] * len(lengths)
    code = before = 0
    for length, symbol in sorted(zip(lengths, range(len(lengths)), strict=True)):
        code <<= length - before
        codes[symbol] = f"{code:0{length}b}"
        code, before = code + 1, length
    return codes
