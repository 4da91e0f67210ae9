"""Write what draws a page, as WeasyPrint and pydyf write it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from article21.rendering.press.formes import EDGE, TEXT, Forme, Group, Setting
from article21.rendering.press.paging import Page, Paragraph

SLOT = b"%b"
"""Where a line will stand."""
_MARGIN = b"/Artifact\n<</Type /Pagination>>\nBDC\n%bBT\n1 0 0 -1 %b %b Tm\n%b\nET\nEMC\n"
_RESTORED = b"Q\n"


class MarginText(NamedTuple):
    """A line in the margin, which is no part of the text."""

    group: Group
    x: float
    baseline: float
    line: bytes | None
    """What shows it; None for a letter's own."""


class Painter:
    """Paints the pages of a forme."""

    def __init__(self, forme: Forme) -> None:
        self._forme = forme
        glue = {key: _literal(between) for key, between in forme.glue.items()}
        self._glue = {key: (between, _RESTORED in between) for key, between in glue.items()}

    def paint(
        self,
        blocks: Sequence[Paragraph],
        numbers: Sequence[int],
        page: Page,
        margins: Sequence[MarginText],
        *,
        is_first: bool,
    ) -> tuple[bytes, list[int]]:
        """Return the operators of a page with places for its lines, and the numbers of these.

        ``numbers`` has the first of each block, which is that of its mark if it has one.
        """
        shown, parts = list[int](), list[bytes]()
        add, content, before, inked = parts.append, 0, EDGE, True
        for block, first, end, top in page:
            setting, number = blocks[block].setting, numbers[block]
            if setting.group != before:
                between, restored = self._glue[is_first, before, setting.group]
                add(between)
                if setting.group == TEXT and page[-1].block == len(blocks) - 1:
                    add(_rule(blocks[-1].setting, page[-1].top))
                before, inked = setting.group, inked or restored
            mark, y = setting.mark, top
            if mark:
                add(_literal(mark.before))
                template = mark.inked if inked else mark.drawn
                add(template % (content, number_text(top + mark.rise), SLOT))
                add(_literal(mark.after))
                shown.append(number)
                content, inked, number = content + 1, True, number + 1
            shown += range(number + first, number + end)
            template, drawn = setting.inked if inked else setting.drawn, setting.drawn
            for height, rise in setting.measures(end)[first:end]:
                add(template % (content, number_text(y + rise), SLOT))
                content, y, template = content + 1, y + height, drawn
            inked = False
        for margin in margins:
            if margin.group != before:
                add(self._glue[is_first, before, margin.group][0])
                inked = True
            place = number_text(margin.x), number_text(margin.baseline)
            shows = SLOT if margin.line is None else _literal(margin.line)
            add(_MARGIN % (self._forme.ink if inked else b"", *place, shows))
            before, inked = margin.group, False
        add(self._glue[is_first, before, EDGE][0])
        return b"".join(parts), shown


def _literal(operators: bytes) -> bytes:
    return operators.replace(b"%", b"%%")


def _rule(setting: Setting, top: float) -> bytes:
    """Return what is painted above the block that ends a letter."""
    parts = [number_text(part + top) if isinstance(part, float) else part for part in setting.rule]
    return _literal(b"".join(parts))


@lru_cache(maxsize=20_000)
def number_text(value: float) -> bytes:
    """Return a number as pydyf writes it."""
    if value.is_integer():
        return b"%d" % value
    return f"{value:f}".rstrip("0").encode("ascii")
