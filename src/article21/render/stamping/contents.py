"""Cut what draws a page into streams that all letters share and streams with a letter's own lines."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

_GAP = 400
"""Fewer bytes than this between two lines are not worth a stream of their own."""


class Shared(NamedTuple):
    """A part of a page that is the same in every letter."""

    content: bytes


class Own(NamedTuple):
    """A part of a page with so many of the letter's lines, to be put in with ``%``."""

    template: bytes
    lines: int


def cut(operators: tuple[bytes, ...], places: Iterable[int]) -> Iterator[Shared | Own]:
    """Yield the parts of a page, whose lines at those places are each letter's own."""
    template, lines, end = b"", 0, 0
    for place in sorted(places):
        between = b"\n".join(operators[end:place])
        if lines and len(between) < _GAP:
            template += b"\n" + between.replace(b"%", b"%%") + b"\n%b"
            lines += 1
        else:
            if lines:
                yield Own(template, lines)
            yield Shared(between)
            template, lines = b"%b", 1
        end = place + 1
    if lines:
        yield Own(template, lines)
    yield Shared(b"\n".join(operators[end:]))
