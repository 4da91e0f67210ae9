"""Plan a letter: all of its file that follows from its shape alone, whatever its words are.

Letters of equal shape have blocks of the same kinds with as many lines: their lines stand in the same places,
and their tags are the same objects. Of a staff whose letters are alike most have a plan that is known.
"""

from collections.abc import Iterator, Sequence
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from article21.rendering.press.dictionaries import DOCUMENT, Dictionaries, Places, parents
from article21.rendering.press.files import FIRST_OWN, FIXED, Bundled
from article21.rendering.press.formes import PAGE_NUMBER, PANGO_UNITS, RETURN_LINE, TEXT, Forme
from article21.rendering.press.glyph_sets import Glyphs
from article21.rendering.press.markup import Leaf
from article21.rendering.press.memory import Memory
from article21.rendering.press.paging import Page, Paragraph, foot, place
from article21.rendering.press.painting import MarginText, Painter
from article21.rendering.press.passages import PassageSetter, Shape
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import ANY
from article21.rendering.press.tagging import Tree, references

_ROOM = 6_000_000
_SLACK = 0.01
"""Of a pixel, as ``pdf.py`` gives an address in its frame."""


class Drawing(NamedTuple):
    """The operators of a page."""

    operators: bytes
    """With places for the lines."""
    lines: tuple[int, ...]
    """The numbers of its lines: those of all passages, then the return line's."""

    def fill(self, lines: Sequence[bytes]) -> bytes:
        """Return the page with these lines of its letter."""
        return self.operators % tuple([lines[number] for number in self.lines])


class Plan(NamedTuple):
    """What letters of one shape have in common."""

    drawings: tuple[Drawing, ...]
    """One for each page."""
    said: Glyphs
    """The glyphs of the page numbers."""
    tags: Bundled
    document: bytes
    parents: bytes
    places: Places


_plans = Memory[tuple[object, ...], Plan](_ROOM)


class Planner:
    """Plans the letters of a forme."""

    def __init__(self, forme: Forme, setter: PassageSetter, dictionaries: Dictionaries) -> None:
        self._forme, self._setter, self._dictionaries = forme, setter, dictionaries
        self._painter = Painter(forme)
        self._page_number = cache(self._number_page)

    def plan(self, shapes: tuple[Shape, ...], return_lines: int) -> Plan:
        """Return the plan of a letter with these passages, its return line in so many lines.

        Raise UnsettableError for one that WeasyPrint must set.
        """
        key = self, shapes, return_lines
        if found := _plans.find(key):
            return found
        plan = self._make(shapes, return_lines)
        size = 2_000 + 2 * len(plan.tags.content) + sum(len(each.operators) for each in plan.drawings)
        return _plans.keep(key, plan, size)

    def _make(self, shapes: Sequence[Shape], return_lines: int) -> Plan:
        leaves = [leaf for shape in shapes for leaf in shape.leaves]
        blocks = list(self._join(shapes))
        first = next(i for i, block in enumerate(blocks) if block.setting.group == TEXT)
        pages = place(blocks, first, self._forme.top, self._forme.bottom)
        self._check(leaves, blocks, pages)
        numbers = range(FIRST_OWN, FIRST_OWN + len(pages))
        tree = Tree(self._forme.containers, FIXED["document"], numbers.stop)
        settings = [block.setting for block in blocks]
        owners = [
            tree.add_page(leaves, settings, page, number) for page, number in zip(pages, numbers, strict=True)
        ]
        margins, said = self._margins(len(pages), return_lines)
        return Plan(
            tuple(self._draw(blocks, pages, margins)),
            said,
            Bundled.of(numbers.stop, tree.written()),
            DOCUMENT % references(tree.kids),
            parents(owners, [len(margin) for margin in margins]),
            self._dictionaries.places(leaves, pages[0], numbers[0]),
        )

    def _join(self, shapes: Sequence[Shape]) -> Iterator[Paragraph]:
        """Yield the blocks with the gaps between them."""
        before = None
        for shape in shapes:
            first, *others = shape.blocks
            yield Paragraph(first.setting, first.lines, self._setter.gap(before, shape.leaves[0]))
            yield from others
            before = shape.leaves[-1].kind

    def _check(self, leaves: Sequence[Leaf], blocks: Sequence[Paragraph], pages: Sequence[Page]) -> None:
        """Raise UnsettableError for an address that fills its frame, or space above a page's first block."""
        for placed in pages[0]:
            room = self._forme.rooms.get(leaves[placed.block].kind[:-1])
            setting = blocks[placed.block].setting
            if room is not None and foot(placed, setting) > room - _SLACK:
                raise UnsettableError("an address that fills its frame")
        for page in pages[1:]:
            if not blocks[page[0].block].setting.opens:
                raise UnsettableError("a block with space above it at the top of a page")

    def _margins(self, pages: int, return_lines: int) -> tuple[list[list[MarginText]], Glyphs]:
        """Return for each page what stands in its margins, and the glyphs of the page numbers."""
        numbers = [self._page_number(page, pages) for page in range(1, pages + 1)]
        margins = [[number] for number, _ in numbers]
        said = reduce(or_, [glyphs for _, glyphs in numbers])
        if return_lines:
            margin = self._forme.margins[RETURN_LINE]
            top = margin.bottom - return_lines * margin.height + margin.rise
            margins[0][:0] = [
                MarginText(RETURN_LINE, margin.x, top + i * margin.height, None) for i in range(return_lines)
            ]
        return margins, said

    def _number_page(self, page: int, pages: int) -> tuple[MarginText, Glyphs]:
        margin = self._forme.margins[PAGE_NUMBER]
        number = self._setter.words_in_type(margin.type).shape(f"{page}/{pages}", ANY)
        x, baseline = margin.x - sum(number.widths) / PANGO_UNITS, margin.bottom - margin.height + margin.rise
        shown = b"%b\n[<%b>] TJ" % (margin.type.select, b"".join(number.glyphs))
        return MarginText(PAGE_NUMBER, x, baseline, shown), number.said

    def _draw(
        self, blocks: Sequence[Paragraph], pages: Sequence[Page], margins: Sequence[Sequence[MarginText]]
    ) -> Iterator[Drawing]:
        numbers, count = list[int](), 0
        for block in blocks:
            numbers.append(count)
            count += block.lines + (block.setting.mark is not None)
        for i, page in enumerate(pages):
            operators, lines = self._painter.paint(blocks, numbers, page, margins[i], is_first=not i)
            lines += range(count, count + sum(1 for margin in margins[i] if margin.line is None))
            yield Drawing(operators, tuple(lines))
