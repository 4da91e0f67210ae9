"""What a line says, where its glyphs don't tell, because they are joined, stacked or in another order.

Programs that read, copy or search a page put its text together from glyphs, which goes wrong for the
scripts of India and for marks above letters: such lines carry their text (ISO 32000-1, 14.9.4). Lines from
right to left do not: programs turn them, and would turn that text as well.
"""

import unicodedata
from typing import Any

import pydyf

from article21.rendering.boxes import text_boxes, text_matrix
from article21.rendering.glyphs import has_marks

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def spell_out(document: Any, pdf: pydyf.PDF) -> None:
    """Add its text to each line that needs it; part of a finisher for ``Document.write_pdf``."""
    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        boxes = text_boxes(page._page_box, ())  # noqa: SLF001 - nothing public has the boxes
        texts = {text_matrix(box): box.text for box, *_ in boxes if needs_spelling(box.text)}
        if texts:
            contents = pdf.objects[_number(pdf.objects[_number(reference)]["Contents"])]
            contents.stream[:] = spelled(contents.stream, texts)


def needs_spelling(text: str) -> bool:
    """Say whether a line's glyphs don't tell what it says."""
    return has_marks(text) and not any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)


def spelled(operators: list[Any], texts: dict[bytes, str]) -> list[Any]:
    """Return operators that spell out the lines of these texts, by the operator that begins each."""
    found, within = [], False
    for operator in operators:
        if within and operator == b"ET":
            found.append(b"EMC")
            within = False
        found.append(operator)
        if isinstance(operator, bytes) and operator in texts:
            text = pydyf.String(texts[operator])
            found += (b"/Span", pydyf.Dictionary({"ActualText": text}), b"BDC")
            within = True
    return found


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
