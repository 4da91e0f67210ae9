"""Write the dictionaries of a letter's file, as WeasyPrint does it: catalog, outline, fonts, pages."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pydyf

from article21.rendering.attachments import Attachment
from article21.rendering.press.files import FIXED
from article21.rendering.press.fonts import CutFont
from article21.rendering.press.formes import Anchor, Forme, Kind
from article21.rendering.press.markup import Leaf
from article21.rendering.press.paging import Page
from article21.rendering.press.painting import number_text
from article21.rendering.press.tagging import references

_SCALE = 0.75
"""Points of a pixel."""
ROOT = b"<</Type /StructTreeRoot/ParentTree %d 0 R/K [%d 0 R]>>" % (FIXED["parents"], FIXED["document"])
DOCUMENT = b"<</Type /StructElem/S /Document/K [%%b]/P %d 0 R>>" % FIXED["root"]


class Places(NamedTuple):
    """Destinations on a letter's first page."""

    named: bytes
    """Each with its name before it."""
    title: bytes


class Dictionaries:
    """Writes the objects of letters of a forme in one language."""

    def __init__(self, forme: Forme, language: str) -> None:
        self._forme = forme
        self._catalog_begins = forme.catalog % _string(language)

    def places(self, leaves: Sequence[Leaf], page: Page, number: int) -> Places:
        """Return the places on a letter's first page, the object of that number."""
        places = {
            anchor.name: self._place(number, anchor, _top_of(anchor.kind, leaves, page))
            for anchor in self._forme.anchors
        }
        title = places.pop(b"")
        return Places(b" ".join([b"%b %b" % place for place in places.items()]), title)

    def catalog(self, places: Places, *, attached: bool) -> bytes:
        """Return the catalog."""
        files = b"/EmbeddedFiles %d 0 R" % FIXED["files"] if attached else b""
        names = b"/Names <</Dests <</Names [%b]>>%b>>" % (places.named, files)
        associated = b"/AF [%d 0 R]" % FIXED["specification"] if attached else b""
        return self._catalog_begins + names + associated + b">>"

    def outline(self, title: str, places: Places) -> bytes:
        """Return the only entry of the outline, the letter's title."""
        return b"<</Title %b/Dest %b/Count 0/Parent %d 0 R>>" % (
            _string(title),
            places.title,
            FIXED["outlines"],
        )

    def _place(self, page: int, anchor: Anchor, top: float) -> bytes:
        """Return a destination on a page, in points from its foot."""
        up = self._forme.height * _SCALE - (top - anchor.above) * _SCALE
        return b"[%d 0 R /XYZ %b %b 0]" % (page, anchor.x, number_text(up))

    def attachment(self, attachment: Attachment | None) -> tuple[bytes, bytes]:
        """Return an attachment's specification and its name, nulls without one."""
        if attachment is None:
            return b"null", b"null"
        name = _string(attachment.name)
        return (
            self._forme.attached[0] % (name, name, _string(attachment.description)),
            b"<</Names [%b %d 0 R]>>" % (name, FIXED["specification"]),
        )

    def font_names(self, fonts: dict[str, CutFont], number: int) -> bytes:
        """Return the names of the fonts on the pages; their objects begin with that number."""
        named = [b"/%b %d 0 R" % (name.encode(), number + 3 * i) for i, name in enumerate(fonts)]
        return b"<<%b>>" % b"".join(named)

    def fonts(self, fonts: dict[str, CutFont], number: int, stream: int) -> Iterator[bytes]:
        """Yield the objects of each font; they and their streams begin with these numbers."""
        for name, font in fonts.items():
            face = self._forme.faces[name]
            numbers = b"%d 0 R" % (stream + 2) if font.program.numbers else b"/Identity"
            yield face.font % (stream + 1, number + 1)
            yield face.descendant % (numbers, font.widths, number + 2)
            yield face.descriptor % (face.flags + font.alike, font.widest, stream)
            stream += 2 + bool(font.program.numbers)
            number += 3

    def pages(self, stream: int, count: int) -> Iterator[bytes]:
        """Yield the objects of pages, whose streams begin with that number."""
        for i in range(count):
            yield self._forme.page % (FIXED["pages"], stream + i, FIXED["resources"], i)


def parents(owners: Sequence[Sequence[int]], nulls: Sequence[int]) -> bytes:
    """Return which tag owns what is on each page; what stands in the margin is no tag's."""
    pages = [
        b"%d [%b%b]" % (page, references(numbers), b" null" * nulls[page])
        for page, numbers in enumerate(owners)
    ]
    return b"<</Nums [%b]>>" % b" ".join(pages)


def _top_of(kind: Kind, leaves: Sequence[Leaf], page: Page) -> float:
    """Return where the first block begins that is of a kind or within one."""
    depth = len(kind)
    return next(placed.top for placed in page if leaves[placed.block].kind[:depth] == kind)


def _string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)
