"""A letter's PDF before it is written, as stamping sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

PANGO_UNITS = 1024
"""Pango measures in these parts of a pixel."""
CONTENTS, METADATA = b"\0contents\0", b"\0metadata\0"
"""Stand where an object names another that each letter has anew."""
FONT_FILE, SAYS, DESCENDANT, DESCRIPTOR = b"\0file\0", b"\0says\0", b"\0descendant\0", b"\0descriptor\0"
WIDTHS, WIDEST = b"\0widths\0", b"\0widest\0"
"""Likewise, in the objects of a font that each letter has anew."""
ATTACHED, CHECKSUM, LENGTH, WRITTEN = b"\0attached\0", b"\0checksum\0", b"\0length\0", b"\0written\0"
"""Likewise, of the letter's attachment."""


@dataclass(frozen=True)
class Font:
    """A font that was drawn with."""

    face: Path
    texts: Mapping[int, str]
    """What each glyph says."""
    widths: Mapping[int, int]
    """In thousandths of the size."""
    name: str
    """The resource's name on the pages."""
    key: int
    drawn: Any
    """WeasyPrint's own object."""
    whole: bool = True
    """Letters have all its glyphs; else each has those that it needs."""


class Line(NamedTuple):
    """Where a line is drawn: the place of its TJ operator on a page."""

    page: int
    operator: int


class Measure(NamedTuple):
    """What a text is set in; sizes are in Pango's units."""

    width: int
    size: int
    """Of the font."""
    font: str
    """The resource that the lines are written with."""
    collapses: bool
    """Spaces at the end of a line are dropped."""


class Block(NamedTuple):
    """A field of the letter as it was laid out."""

    lines: tuple[Line, ...]
    measure: Measure


@dataclass(frozen=True)
class Page:
    """A page object, which names its contents where ``CONTENTS`` stands, and the operators that draw it."""

    number: int
    contents: int
    data: bytes
    operators: tuple[bytes, ...]


@dataclass(frozen=True)
class Sheet:
    """A letter's PDF before it is written; objects have their numbers."""

    blocks: Mapping[str, Block]
    pages: tuple[Page, ...]
    streams: Mapping[int, bytes]
    """Whole objects, but for the contents of the pages and the metadata."""
    dictionaries: Mapping[int, bytes]
    """All other objects, but for the pages; the catalog names its metadata where ``METADATA`` stands."""
    metadata: bytes
    info: bytes
    catalog: int
    size: int
    """One more than the last number."""
    descendant: bytes
    """What a font of the letter's own has instead of the objects among ``dictionaries``."""
    descriptor: bytes
    attached: bytes
    """The dictionary of the attachment's stream, but for its last bracket; empty when there is none."""
