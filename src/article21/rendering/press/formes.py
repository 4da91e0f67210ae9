"""A forme: what the press knows of how a kind of letter is laid out, read from specimens that WeasyPrint set.

Measures are in pixels unless they say otherwise.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from article21.rendering.envelopes import Envelope
from article21.rendering.fonts import FontFolder

PANGO_UNITS = 1024
"""Pango measures in these parts of a pixel."""

Kind = tuple[str, ...]
"""Of a block of text: see ``markup.Leaf``."""
Group = str
"""Blocks that are painted one after the other: those of the text, those in a part of the head, a margin's."""
TEXT, RETURN_LINE, PAGE_NUMBER, EDGE = "text", "return line", "page number", ""
"""The groups that are not named after their place in the head; ``EDGE`` is a page's beginning and its end."""
Tag = tuple[object, ...]
"""A tag of the structure tree: its name, then the tags in it, and ``MARK`` or ``LINES`` where these stand."""
MARK, LINES = "mark", "lines"


class Face(NamedTuple):
    """A font that a forme is set in."""

    name: str
    """The resource's name on the pages."""
    path: Path
    font: bytes
    descendant: bytes
    descriptor: bytes
    """Its objects, with a place for what each letter has of its own."""
    flags: int
    """Of the descriptor, but for the one that says that all glyphs are as wide as each other."""


class Type(NamedTuple):
    """A face in a size."""

    face: str
    size: int
    """In Pango's units."""
    select: bytes
    """The operator that chooses both."""


class Mark(NamedTuple):
    """What stands before the first line of an item."""

    type: Type
    rise: float
    """From the top of the item's first line to its baseline."""
    text: str
    before: bytes
    after: bytes
    """Operators around it."""
    drawn: bytes
    inked: bytes
    """As those of a line."""


class Setting(NamedTuple):
    """How a kind of block is set."""

    type: Type
    x: bytes
    width: int
    """In Pango's units."""
    collapses: bool
    """Spaces at the end of a line are dropped."""
    first: tuple[float, float]
    """Height and rise of the first line."""
    height: float
    """Of every other line."""
    rise: float
    """From the top of such a line to its baseline."""
    orphans: int
    widows: int
    breaks: bool
    """A page may end inside."""
    group: Group
    opens: bool
    """Nothing is above its first line at the top of a page."""
    mark: Mark | None
    rule: tuple[bytes | float, ...]
    """What is painted before the text of the page that it ends; distances are from its first line."""
    tag: Tag
    drawn: bytes
    """What draws a line, with places for its number, baseline and glyphs."""
    inked: bytes
    """Likewise, where the colour has to be chosen first."""
    own: tuple[tuple[float, float], ...] = ()
    """Height and rise of each line of a block that are not those of its kind."""

    def measures(self, lines: int) -> Sequence[tuple[float, float]]:
        """Return height and rise of each line of a block that has so many."""
        return self.own or (self.first, *[(self.height, self.rise)] * (lines - 1))


class Gap(NamedTuple):
    """What is between two blocks."""

    distance: float
    """From the last line's foot to the next line's top; if ``is_place``, where the next line's top is."""
    is_place: bool
    avoids: bool
    """A page should not end there."""


class Anchor(NamedTuple):
    """A destination on the first page."""

    name: bytes
    """As a string in a PDF; empty for the outline's."""
    kind: Kind
    """Of what has the name, or of the block."""
    x: bytes
    above: float
    """The block's first line begins so far below it."""


class Margin(NamedTuple):
    """A line in the margin, which is no part of the text."""

    type: Type
    x: float
    """Where it begins, or ends if it stands on the right."""
    width: int
    """In Pango's units."""
    height: float
    """Of a line."""
    rise: float
    """From the top of a line to its baseline."""
    bottom: float
    lines: int
    """It may have."""


@dataclass
class Forme:
    """What is known of letters that the style sheets don't tell apart; it learns of more kinds and gaps."""

    fonts: FontFolder
    """Of letters with no other characters than most."""
    faces: dict[str, Face]
    page: bytes
    """The page object, with places for the numbers of its parent, contents, resources and its own."""
    top: float
    bottom: float
    """Of the text on a page."""
    height: float
    """Of the paper."""
    catalog: bytes
    """With a place for the language."""
    fixed: tuple[bytes, ...]
    profile: bytes
    metadata: bytes
    info: bytes
    attached: tuple[bytes, ...]
    glue: Mapping[tuple[bool, Group, Group], bytes]
    """Operators between the texts of one group and those of the next, on the first page or on others."""
    ink: bytes
    """The operators that choose the colour of text."""
    anchors: tuple[Anchor, ...]
    rooms: Mapping[Kind, float]
    """By what a group of blocks stands in, where its frame ends."""
    margins: Mapping[Group, Margin]
    containers: dict[Kind, tuple[str, tuple[Tag, ...], tuple[Tag, ...]]] = field(default_factory=dict)
    """Their tag, and tags without content at their beginning and end."""
    settings: dict[Kind, Setting] = field(default_factory=dict)
    gaps: dict[tuple[Kind | None, Kind, int], Gap] = field(default_factory=dict)


class Layout(NamedTuple):
    """What letters of one forme have in common."""

    frame: str
    """Their head, without what the style sheets don't tell apart."""
    envelope: str
    running: bool
    """They have a return line."""
    fonts: FontFolder


class Look(NamedTuple):
    """What letters of one head and envelope look like."""

    frame: str
    """The head, as ``markup.Head`` has it."""
    envelope: Envelope


def group_of(kind: Kind, text_root: Kind) -> Group:
    """Return the group of a kind of block: the text, or its part of the head."""
    return TEXT if kind[: len(text_root)] == text_root else "/".join(kind[:-1])
