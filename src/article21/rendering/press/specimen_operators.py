"""Read from a specimen the operators around its text: what is painted before, between and behind lines."""

from collections.abc import Iterator, Sequence
from typing import Any

from article21.rendering.press.formes import EDGE, PAGE_NUMBER, RETURN_LINE, Group, Kind, Mark, group_of
from article21.rendering.press.markup import Leaf
from article21.rendering.press.measures import edges_of, rise_of, top_of, type_of
from article21.rendering.press.painting import number_text
from article21.rendering.press.specimens import ROUND, Block, Draw, Specimen

MIDDLE, _LAST = -2, -1
_PRINTED = 1e-6
"""A number is written so exactly."""
_OPERANDS_UP = {b"m": (1,), b"l": (1,), b"re": (1,)}
"""Which operands of a path are distances from the top of the page."""


def drawn_line(x: bytes, ink: bytes) -> bytes:
    """Return what draws a line of text, with places for its number, baseline and what shows it."""
    shown = b"%bBT\n1 0 0 -1 %b %%b Tm\n%%b\nET\nEMC\n" % (ink, x)
    return b"/Span\n<</MCID %d>>\nBDC\n" + shown


def read_ink(specimen: Specimen) -> bytes:
    """Return what sets the colour of the text."""
    return ink_of(specimen.draws[0][0], specimen.operators[0])


def ink_of(draw: Draw, operators: Sequence[bytes]) -> bytes:
    """Return what sets the colour of a text, nothing where it is set already."""
    return _lines(operators[draw.start + 3 : operators.index(b"BT", draw.start)])


def read_mark(block: Block, operators: Sequence[bytes], ink: bytes) -> Mark:
    """Return how the mark before a block is painted."""
    (mark,), line = block.marks, block.lines[0]
    before = operators[mark.start - 2 : mark.start]
    after = operators[mark.end + 1 : line.start]
    if before != [b"q", b"q"] or after != [b"Q", b"Q"]:
        raise LookupError("A mark is painted otherwise than thought")
    return Mark(
        type=type_of(mark, operators),
        rise=rise_of(mark, line.line),
        text=mark.box.text,
        before=b"q\nq\n",
        after=b"Q\nQ\n",
        drawn=drawn_line(number_text(mark.box.position_x), b""),
        inked=drawn_line(number_text(mark.box.position_x), ink),
    )


def read_glue(
    specimen: Specimen, leaves: Sequence[Leaf], text_root: Kind
) -> dict[tuple[bool, Group, Group], bytes]:
    """Return what is painted between two groups, on the first page and on the others."""
    groups = {
        block.chain[-1].element: group_of(leaf.kind, text_root)
        for leaf, block in zip(leaves, specimen.blocks, strict=True)
    }
    glue: dict[tuple[bool, Group, Group], bytes] = {}
    for page in (0, MIDDLE):
        operators, end, before, mark = specimen.operators[page], 0, EDGE, False
        for draw in specimen.draws[page]:
            group = _group_of_draw(draw, groups)
            between = operators[end : draw.start]
            is_mark = draw.is_mark
            if is_mark:
                if between[-2:] != [b"q", b"q"]:
                    raise LookupError("A mark is painted otherwise than thought")
                between = between[:-2]
            if group == before and between != ([b"Q", b"Q"] if mark else []):
                raise LookupError("Something is painted between two lines")
            if group != before:
                glue[page == 0, before, group] = _lines(between)
            end, before, mark = draw.end + 1, group, is_mark
        glue[page == 0, before, EDGE] = _lines(operators[end:])
    return glue


def _lines(operators: Sequence[bytes]) -> bytes:
    return b"".join(operator + b"\n" for operator in operators)


def _group_of_draw(draw: Draw, groups: dict[Any, Group]) -> Group:
    found = next((groups[box.element] for box in draw.around if box.element in groups), None)
    if found is not None:
        return found
    return PAGE_NUMBER if "/" in draw.box.text else RETURN_LINE


def read_rule(specimen: Specimen) -> tuple[bytes | float, ...]:
    """Return what the last page has before its text that the page before it has not."""
    starts = [specimen.operators[page][: specimen.draws[page][0].start] for page in (MIDDLE, _LAST)]
    middle, last = starts
    if last[: len(middle)] != middle:
        raise LookupError("The last page begins otherwise than the others")
    return tuple(_parts_of_rule(last[len(middle) :], specimen.blocks[-1]))


def _parts_of_rule(operators: Sequence[bytes], block: Block) -> Iterator[bytes | float]:
    edges = edges_of(block.chain[-1])
    for operator in operators:
        *operands, name = operator.split()
        for i, operand in enumerate(operands):
            if i in _OPERANDS_UP.get(name, ()):
                edge = min(edges, key=lambda edge: abs(edge - float(operand)))
                if abs(edge - float(operand)) > _PRINTED:
                    raise LookupError("A line is painted where no border is")
                yield round(edge - top_of(block), ROUND)
                yield b" "
            else:
                yield operand + b" "
        yield name + b"\n"
