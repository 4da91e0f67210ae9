"""Where WeasyPrint has put each text: names that are not public, for what is added to its pages."""

from collections.abc import Iterator
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import TextBox


def text_boxes(box: Any, parents: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Yield each box of text with those around it, the innermost first."""
    box = getattr(box, "_box", box)  # what is positioned lies in a placeholder
    if isinstance(box, TextBox):
        yield box, *parents
    for child in getattr(box, "children", ()):
        yield from text_boxes(child, (box, *parents))


def text_matrix(box: Any) -> bytes:
    """Return the operator that begins the box's line in the content of its page."""
    writer = pydyf.Stream()
    writer.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
    return bytes(writer.stream[0])
