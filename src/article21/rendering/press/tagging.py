"""Write the tree of tags (ISO 32000-1, 14.7), as WeasyPrint does it: page by page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from article21.rendering.press.formes import LINES, MARK, Kind, Setting, Tag
from article21.rendering.press.markup import Leaf
from article21.rendering.press.paging import Page

_TAG = b"<</Type /StructElem/S /%b/K [%b]/Pg %d 0 R/P %d 0 R>>"
_SPAN = b"<</Type /StructElem/S /Span/K [%d]/Pg %d 0 R/P %d 0 R>>"
_REMEMBERED = 6_000
Containers = Mapping[Kind, tuple[str, tuple[Tag, ...], tuple[Tag, ...]]]


class _Tags(NamedTuple):
    """The tags of a block."""

    objects: bytes
    """In lines."""
    length: int
    owners: tuple[int, ...]
    """Those objects that have contents, in order."""


class _Open(NamedTuple):
    """A tag that isn't closed yet."""

    number: int
    kids: list[int]
    kind: Kind
    place: int
    """Among all that is written."""


class Tree:
    """The tags of a letter; each is an object, and these have their numbers in order."""

    def __init__(self, containers: Containers, document: int, number: int) -> None:
        """Begin with the object of that ``number``, below the tag ``document``."""
        self.kids: list[int] = []
        """Of the document."""
        self._containers, self._document, self._next = containers, document, number
        self._written: list[bytes] = []

    def written(self) -> bytes:
        """Return all tags, each of them a line."""
        return b"\n".join(self._written)

    def add_page(
        self, leaves: Sequence[Leaf], settings: Sequence[Setting], page: Page, page_number: int
    ) -> list[int]:
        """Add the tags of a page, the object of that number; return which objects own its contents."""
        self._page, self._owners = page_number, list[int]()
        open_tags: list[_Open] = []
        for block, first, end, _ in page:
            kind, shared = leaves[block]
            self._close(open_tags, shared if open_tags else 0)
            for depth in range(len(open_tags) + 1, len(kind)):
                self._open(open_tags, kind[:depth])
            parent, kids, *_ = open_tags[-1]
            kids.append(self._add(settings[block].tag, parent, end - first))
        self._close(open_tags, 0)
        return self._owners

    def _open(self, open_tags: list[_Open], kind: Kind) -> None:
        siblings = open_tags[-1].kids if open_tags else self.kids
        number, place = self._next, len(self._written)
        self._written.append(b"")
        self._next += 1
        siblings.append(number)
        kids = [self._add(tag, number, 0) for tag in self._containers[kind][1]]
        open_tags.append(_Open(number, kids, kind, place))

    def _close(self, open_tags: list[_Open], depth: int) -> None:
        """Close all tags but so many."""
        while len(open_tags) > depth:
            number, kids, kind, place = open_tags.pop()
            name, _, behind = self._containers[kind]
            kids += [self._add(tag, number, 0) for tag in behind]
            parent = open_tags[-1].number if open_tags else self._document
            self._written[place] = _TAG % (name.encode(), references(kids), self._page, parent)

    def _add(self, tag: Tag, parent: int, lines: int) -> int:
        """Add a tag and those in it; return its number."""
        number = self._next
        tags = _write(tag, lines, number, len(self._owners), self._page, parent)
        self._written.append(tags.objects)
        self._owners += tags.owners
        self._next += tags.length
        return number


@lru_cache(_REMEMBERED)
def _write(tag: Tag, lines: int, number: int, content: int, page: int, parent: int) -> _Tags:  # noqa: PLR0913, PLR0917 - all that differs
    """Write a tag and those in it, around a block of so many lines; the first object and content are given.

    Seldom is a letter the only one that has so much before a block.
    """
    objects: list[bytes] = []
    owners: list[int] = []

    def add(tag: Tag, parent: int) -> int:
        place = len(objects)
        objects.append(b"")
        name, *inside = tag
        kids: list[int] = []
        for kid in inside:
            if kid in (LINES, MARK):
                kids += [add_span(number + place) for _ in range(lines if kid == LINES else 1)]
            else:
                kids.append(add(kid, number + place))  # type: ignore[arg-type]  # what is no word is a tag
        objects[place] = _TAG % (str(name).encode(), references(kids), page, parent)
        return number + place

    def add_span(parent: int) -> int:
        owners.append(number + len(objects))
        objects.append(_SPAN % (content + len(owners) - 1, page, parent))
        return owners[-1]

    add(tag, parent)
    return _Tags(b"\n".join(objects), len(objects), tuple(owners))


def references(numbers: Sequence[int]) -> bytes:
    """Return references to objects, as they stand in an array."""
    return (b"%d 0 R " * len(numbers))[:-1] % tuple(numbers)
