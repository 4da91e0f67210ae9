"""Reads a PDF as a person with a ruler does: what stands where, in millimetres from the top left corner."""

from dataclasses import dataclass

import pypdfium2

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Place:
    left: float
    top: float
    right: float
    bottom: float

    def lies_in(self, frame: "Place") -> bool:
        return (
            frame.left <= self.left
            and frame.top <= self.top
            and self.right <= frame.right
            and self.bottom <= frame.bottom
        )


def page_texts(pdf: bytes) -> list[str]:
    """Return each page's text in the order in which it was painted."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_text(page) for page in document]


def place_of(pdf: bytes, text: str, page: int = 0, occurrence: int = 0) -> Place:
    """Return where the ink of the words is."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        height = sheet.get_height()
        textpage = sheet.get_textpage()
        searcher = textpage.search(text, match_case=True)
        for _ in range(occurrence):
            assert searcher.get_next() is not None
        found = searcher.get_next()
        assert found is not None, f"“{text}” is not on page {page + 1}"
        start, count = found
        boxes = [textpage.get_charbox(i) for i in range(start, start + count)]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return Place(
            min(lefts) / MILLIMETRE,
            (height - max(tops)) / MILLIMETRE,
            max(rights) / MILLIMETRE,
            (height - min(bottoms)) / MILLIMETRE,
        )


def paper_of(pdf: bytes) -> tuple[float, float]:
    """Return width and height in millimetres."""
    with pypdfium2.PdfDocument(pdf) as document:
        width, height = document[0].get_size()
        return width / MILLIMETRE, height / MILLIMETRE


def ink_rows(pdf: bytes, left: float, right: float) -> list[float]:
    """Return the heights, in millimetres, at which there is ink between two millimetres of the first page."""
    scale = 10 / MILLIMETRE  # ten pixels a millimetre
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[0].render(scale=scale).to_pil().convert("L")
    strip = image.crop((int(left * 10), 0, int(right * 10), image.height))
    rows = (strip.crop((0, y, strip.width, y + 1)).getextrema()[0] for y in range(strip.height))
    return [y / 10 for y, darkest in enumerate(rows) if darkest < 200]


def _text(page: pypdfium2.PdfPage) -> str:
    text: str = page.get_textpage().get_text_range()
    # A hyphen at the end of a line comes as U+FFFE, because it might be one of the typesetter's.
    return text.replace("\r\n", "\n").replace("\ufffe", "-")
