"""Write the tree of tags (ISO 32000-1, 14.7), as WeasyPrint does it: page by page."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from article21.rendering.press.formes import LINES, MARK, Kind, Setting, Tag
from article21.rendering.press.markup import Leaf
from article21.rendering.press.paging import Page

_TAG = b"<</Type /StructElem/S /%b/K [%b]/Pg %d 0 R/P %d 0 R>>"
_OPEN_TAG = b"<</Type /StructElem/S /%b/K [%b]/Pg %%d 0 R/P %%d 0 R>>"
_SPAN = b"<</Type /StructElem/S /Span/K [%d]/Pg %d 0 R/P %d 0 R>>"
_OWN, _CONTENT, _PAGE, _PARENT = range(4)
"""What a number counts from: the first of a block's own objects, the first of its contents, nothing."""
_REMEMBERED = 5_000
Containers = Mapping[Kind, tuple[str, tuple[Tag, ...], tuple[Tag, ...]]]


class _Branch(NamedTuple):
    """The tags of a block, with places for all numbers."""

    objects: bytes
    """In lines."""
    numbers: tuple[tuple[int, int], ...]
    """What each counts from, and how far."""
    owners: tuple[int, ...]
    """Those objects of its own that have contents, in order."""


class Tree:
    """The tags of a letter; each is an object, and these have their numbers in order."""

    def __init__(self, containers: Containers, document: int, number: int) -> None:
        """Begin with the object of that ``number``, below the tag ``document``."""
        self.objects: list[bytes] = []
        self.kids: list[int] = []
        """Of the document."""
        self._containers, self._document, self._first = containers, document, number

    def add_page(
        self, leaves: Sequence[Leaf], settings: Sequence[Setting], page: Page, page_number: int
    ) -> list[int]:
        """Add the tags of a page, the object of that number; return which objects own its contents."""
        self._page, self._owners = page_number, list[int]()
        open_tags: list[tuple[int, list[int], Kind]] = []
        for block, first, end, _ in page:
            kind, shared = leaves[block]
            self._close(open_tags, shared if open_tags else 0)
            for depth in range(len(open_tags) + 1, len(kind)):
                self._open(open_tags, kind[:depth])
            parent, kids, _ = open_tags[-1]
            kids.append(self._add(settings[block].tag, parent, end - first))
        self._close(open_tags, 0)
        return self._owners

    def _open(self, open_tags: list[tuple[int, list[int], Kind]], kind: Kind) -> None:
        siblings = open_tags[-1][1] if open_tags else self.kids
        number = self._first + len(self.objects)
        self.objects.append(b"")
        siblings.append(number)
        kids = [self._add(tag, number, 0) for tag in self._containers[kind][1]]
        open_tags.append((number, kids, kind))

    def _close(self, open_tags: list[tuple[int, list[int], Kind]], depth: int) -> None:
        """Close all tags but so many."""
        while len(open_tags) > depth:
            number, kids, kind = open_tags.pop()
            name, _, behind = self._containers[kind]
            kids += [self._add(tag, number, 0) for tag in behind]
            parent = open_tags[-1][0] if open_tags else self._document
            written = _TAG % (name.encode(), references(kids), self._page, parent)
            self.objects[number - self._first] = written

    def _add(self, tag: Tag, parent: int, lines: int) -> int:
        """Add a tag and those in it; return its number."""
        branch = _branch(tag, lines)
        number = self._first + len(self.objects)
        begins = number, len(self._owners), self._page, parent
        self.objects += (branch.objects % tuple([begins[i] + far for i, far in branch.numbers])).split(b"\n")
        self._owners += [number + far for far in branch.owners]
        return number


@lru_cache(_REMEMBERED)
def _branch(tag: Tag, lines: int) -> _Branch:
    """Return a tag and those in it, around a block of so many lines."""
    objects: list[bytes] = []
    numbers: list[list[tuple[int, int]]] = []
    owners: list[int] = []

    def add(tag: Tag, parent: tuple[int, int]) -> int:
        own = len(objects)
        objects.append(b"")
        numbers.append([])
        name, *inside = tag
        kids: list[int] = []
        for kid in inside:
            if kid in (LINES, MARK):
                kids += [add_span(own) for _ in range(lines if kid == LINES else 1)]
            else:
                kids.append(add(kid, (_OWN, own)))  # type: ignore[arg-type]  # what is no word is a tag
        objects[own] = _OPEN_TAG % (str(name).encode(), b" ".join([b"%d 0 R"] * len(kids)))
        numbers[own] = [*((_OWN, kid) for kid in kids), (_PAGE, 0), parent]
        return own

    def add_span(parent: int) -> int:
        own = len(objects)
        objects.append(_SPAN)
        numbers.append([(_CONTENT, len(owners)), (_PAGE, 0), (_OWN, parent)])
        owners.append(own)
        return own

    add(tag, (_PARENT, 0))
    return _Branch(b"\n".join(objects), tuple(each for own in numbers for each in own), tuple(owners))


def references(numbers: Sequence[int]) -> bytes:
    """Return references to objects, as they stand in an array."""
    return b" ".join([b"%d 0 R" % number for number in numbers])
