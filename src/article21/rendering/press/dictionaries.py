"""Write the dictionaries of a letter's file, as WeasyPrint does it: catalog, outline, fonts, pages."""

from collections.abc import Iterator, Sequence

import pydyf

from article21.rendering.attachments import Attachment
from article21.rendering.press.files import FIRST_OWN, FIXED
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


class Dictionaries:
    """Writes the objects of letters of a forme in one language."""

    def __init__(self, forme: Forme, language: str) -> None:
        self._forme = forme
        self._catalog_begins = forme.catalog % _string(language)

    def catalog(self, leaves: Sequence[Leaf], page: Page, number: int, *, attached: bool) -> bytes:
        """Return the catalog; the names of places are on the first page, the object of that number."""
        places = b" ".join(
            b"%b %b" % (anchor.name, self._place(number, anchor, _top_of(anchor.kind, leaves, page)))
            for anchor in self._forme.anchors
            if anchor.name
        )
        files = b"/EmbeddedFiles %d 0 R" % FIXED["files"] if attached else b""
        names = b"/Names <</Dests <</Names [%b]>>%b>>" % (places, files)
        associated = b"/AF [%d 0 R]" % FIXED["specification"] if attached else b""
        return self._catalog_begins + names + associated + b">>"

    def outline(self, title: str, leaves: Sequence[Leaf], page: Page, number: int) -> bytes:
        """Return the only entry of the outline, the letter's title."""
        (anchor,) = (anchor for anchor in self._forme.anchors if not anchor.name)
        top = _top_of(anchor.kind, leaves, page)
        place = self._place(number, anchor, top)
        return b"<</Title %b/Dest %b/Count 0/Parent %d 0 R>>" % (_string(title), place, FIXED["outlines"])

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

    def font_names(self, fonts: dict[str, CutFont]) -> bytes:
        """Return the names of the fonts on the pages."""
        named = [b"/%b %d 0 R" % (name.encode(), FIRST_OWN + 3 * i) for i, name in enumerate(fonts)]
        return b"<<%b>>" % b"".join(named)

    def fonts(self, fonts: dict[str, CutFont], stream: int) -> Iterator[bytes]:
        """Yield the objects of each font, whose streams begin with that number."""
        for i, (name, font) in enumerate(fonts.items()):
            face, number = self._forme.faces[name], FIRST_OWN + 3 * i
            numbers = b"%d 0 R" % (stream + 2) if font.program.numbers else b"/Identity"
            yield face.font % (stream + 1, number + 1)
            yield face.descendant % (numbers, font.widths, number + 2)
            yield face.descriptor % (face.flags + font.alike, font.widest, stream)
            stream += 2 + bool(font.program.numbers)

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
