"""Pages of a PDF as pictures."""

from io import BytesIO

import pypdfium2
from PIL.Image import Image
from PIL.Image import new as new_image


def to_images(pdf: bytes, *, dots_per_inch: int) -> tuple[Image, ...]:
    """Return each page on white."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(page.render(scale=dots_per_inch / 72).to_pil() for page in document)


def to_pngs(pdf: bytes, *, dots_per_inch: int = 144) -> tuple[bytes, ...]:
    """Return each page as PNG."""
    return tuple(map(_png, to_images(pdf, dots_per_inch=dots_per_inch)))


def to_long_png(pdf: bytes, *, dots_per_inch: int = 144) -> bytes:
    """Return all pages under each other as one PNG."""
    pages = to_images(pdf, dots_per_inch=dots_per_inch)
    gap = dots_per_inch // 8
    size = (max(page.width for page in pages), sum(page.height + gap for page in pages) - gap)
    sheet, top = new_image("RGB", size, "grey"), 0
    for page in pages:
        sheet.paste(page, (0, top))
        top += page.height + gap
    return _png(sheet)


def _png(image: Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def count_pages(pdf: bytes) -> int:
    """Return how many pages there are."""
    with pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def to_png(pdf: bytes, number: int, *, dots_per_inch: int = 144) -> bytes:
    """Return one page, counted from 1, packed quickly rather than small."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[number - 1].render(scale=dots_per_inch / 72).to_pil()
    file = BytesIO()
    image.save(file, "PNG", compress_level=1)
    return file.getvalue()
