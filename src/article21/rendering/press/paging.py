"""Put blocks one below the other on pages, and end pages where WeasyPrint would.

The rules are those of CSS Fragmentation 3 that the style sheets use: ``orphans``, ``widows``, and ``avoid``
inside, before and behind a block. A page ends before the first line for which there is no room, or as near
before it as these rules allow.
"""

from collections.abc import Sequence
from typing import NamedTuple

from article21.rendering.press.formes import Gap, Setting
from article21.rendering.press.refusals import UnsettableError

_FUDGE = 1 + 1e-9
"""WeasyPrint's, for what adding up leaves behind."""


class Placed(NamedTuple):
    """Lines of a block on a page."""

    block: int
    """Its number in the letter."""
    first: int
    end: int
    """Lines from the one of this number up to, not with, the one of that."""
    top: float


class Paragraph(NamedTuple):
    """A block to be placed."""

    setting: Setting
    lines: int
    gap: Gap
    """To the block before it."""


Page = list[Placed]


def place(blocks: Sequence[Paragraph], first: int, top: float, bottom: float) -> list[Page]:
    """Return the pages of a letter; the blocks from the number ``first`` on are the text, which may go on.

    Raise UnsettableError where WeasyPrint breaks rules.
    """
    limit = bottom * _FUDGE
    page: Page = []
    pages = [page]
    y, begun, number = 0.0, 0, 0  # lines of the block ``number`` that stand on the page before
    while number < len(blocks):
        setting, lines, gap = blocks[number]
        start = top if pages[1:] and not page else gap.distance if gap.is_place else y + gap.distance
        y, fits = start, begun
        for height, _ in setting.measures(lines)[begun:]:
            if y + height > limit:
                break
            y += height
            fits += 1
        if fits == lines:
            page.append(Placed(number, begun, lines, start))
            begun, number = 0, number + 1
            continue
        if number < first:
            raise UnsettableError("a head that is longer than its page")
        number, begun = _end_page(blocks, first, page, Placed(number, begun, fits, start))
        page = []
        pages.append(page)
    return pages


def foot(placed: Placed, setting: Setting) -> float:
    """Return where lines that begin a block end."""
    return placed.top + sum(height for height, _ in setting.measures(placed.end)[: placed.end])


def _end_page(blocks: Sequence[Paragraph], first: int, page: Page, last: Placed) -> tuple[int, int]:
    """End a page on which lines of the last block have no room; return what block and line begin the next."""
    number, begun, fits, _ = last
    setting, lines, gap = blocks[number]
    kept = fits - begun
    needed = max(0, setting.widows - (lines - fits))
    over = kept - setting.orphans
    if setting.breaks and over >= 0 and needed <= over and kept - needed > 0:
        if kept - needed:
            page.append(last._replace(end=fits - needed))
        return number, fits - needed
    if not page:
        raise UnsettableError("a block that is longer than a page")
    if not gap.avoids:
        return _checked(number, first)
    return _end_earlier(blocks, first, page)


def _end_earlier(blocks: Sequence[Paragraph], first: int, page: Page) -> tuple[int, int]:
    """End a page at the last place where it may, and take from it what stands behind."""
    while page:
        number, begun, end, _ = placed = page.pop()
        setting, _, gap = blocks[number]
        kept = end - begun - setting.widows
        if setting.breaks and kept >= setting.orphans:
            page.append(placed._replace(end=begun + kept))
            return number, begun + kept
        if not gap.avoids and page and not begun:
            return _checked(number, first)
    raise UnsettableError("a page that can't end where it should")


def _checked(number: int, first: int) -> tuple[int, int]:
    if number <= first:
        raise UnsettableError("a page without text")
    return number, 0
