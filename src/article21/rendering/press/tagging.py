"""Write the tree of tags (ISO 32000-1, 14.7), as WeasyPrint does it: page by page."""

from collections.abc import Mapping, Sequence

from article21.rendering.press.formes import LINES, MARK, Kind, Setting, Tag
from article21.rendering.press.markup import Leaf
from article21.rendering.press.paging import Page

_TAG = b"<</Type /StructElem/S /%b/K [%b]/Pg %d 0 R/P %d 0 R>>"
_SPAN = b"<</Type /StructElem/S /Span/K [%d]/Pg %d 0 R/P %d 0 R>>"
Containers = Mapping[Kind, tuple[str, tuple[Tag, ...], tuple[Tag, ...]]]


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
        number = self._take_number()
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
            self._write(number, name, kids, parent)

    def _add(self, tag: Tag, parent: int, lines: int) -> int:
        """Add a tag and those in it; return its number."""
        name, *inside = tag
        number, kids = self._take_number(), list[int]()
        for kid in inside:
            if kid == LINES:
                kids += self._add_spans(number, lines)
            elif kid == MARK:
                kids += self._add_spans(number, 1)
            else:
                kids.append(self._add(kid, number, lines))  # type: ignore[arg-type]  # what is no word is a tag
        self._write(number, str(name), kids, parent)
        return number

    def _add_spans(self, parent: int, count: int) -> range:
        begin, content = self._first + len(self.objects), len(self._owners)
        page = self._page
        self.objects += [_SPAN % (i, page, parent) for i in range(content, content + count)]
        numbers = range(begin, begin + count)
        self._owners += numbers
        return numbers

    def _take_number(self) -> int:
        self.objects.append(b"")
        return self._first + len(self.objects) - 1

    def _write(self, number: int, name: str, kids: Sequence[int], parent: int) -> None:
        self.objects[number - self._first] = _TAG % (name.encode(), references(kids), self._page, parent)


def references(numbers: Sequence[int]) -> bytes:
    """Return references to objects, as they stand in an array."""
    return b" ".join([b"%d 0 R" % number for number in numbers])
