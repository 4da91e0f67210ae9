"""Measure blocks of a specimen: where their lines are, how far apart, and what they are set in."""

from collections.abc import Sequence
from typing import Any

from article21.rendering.press.formes import PANGO_UNITS, Type
from article21.rendering.press.specimens import AVOID, ROUND, Block, Draw


def breaks_inside(block: Block) -> bool:
    """Say whether a page may end inside a block."""
    return not any(box.style["break_inside"] in AVOID for box in block.chain)


def is_fixed(before: Block, after: Block, shared: int) -> bool:
    """Say whether a block stands in a place that doesn't depend on the one before it."""
    left, entered = before.chain[shared:-1], after.chain[shared:-1]
    return any(box.style["position"] == "absolute" for box in (*left, *entered)) or any(
        box.style["height"] != "auto" for box in left
    )


def gap_between(before: Block, after: Block) -> float:
    """Return the distance from the last line of one to the first line of the other."""
    last, first = before.lines[-1].line, after.lines[0].line
    return float(round(first.position_y - (last.position_y + last.height), ROUND))


def edges_of(box: Any) -> list[float]:
    """Return where the borders of boxes in a box begin and end, from the top of the page."""
    found = (
        [box.border_box_y(), box.border_box_y() + box.border_top_width]
        if hasattr(box, "border_top_width")
        else []
    )
    for child in getattr(box, "children", ()):
        found += edges_of(child)
    return found


def top_of(block: Block) -> float:
    """Return where the first line of a block begins."""
    return float(block.lines[0].line.position_y)


def rise_of(draw: Draw, line: Any) -> float:
    """Return the distance from the top of a line to the baseline of a text."""
    return float(round(draw.box.position_y + draw.box.baseline - line.position_y, ROUND))


def type_of(draw: Draw, operators: Sequence[bytes]) -> Type:
    """Return the face and the size of a text."""
    (select,) = (each for each in operators[draw.start : draw.end] if each.endswith(b" Tf"))
    size = int(draw.box.style["font_size"] * PANGO_UNITS)
    return Type(select.split()[0].decode().removeprefix("/"), size, select)


def measure_of(block: Block) -> tuple[float, int, bool]:
    """Return where lines of a block begin, how wide they may be (in Pango's units) and if spaces collapse."""
    draw = block.lines[-1]
    around = draw.around[draw.around.index(draw.line) + 1]
    return draw.box.position_x, int(around.width * PANGO_UNITS), draw.box.style["white_space"] == "pre-line"
