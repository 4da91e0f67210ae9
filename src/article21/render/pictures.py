"""Pages of a PDF as pictures."""

from io import BytesIO

import pypdfium2
from PIL.Image import Image


def to_images(pdf: bytes, *, dots_per_inch: int) -> tuple[Image, ...]:
    """Return each page on white."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(page.render(scale=dots_per_inch / 72).to_pil() for page in document)


def to_pngs(pdf: bytes, *, dots_per_inch: int = 144) -> tuple[bytes, ...]:
    """Return each page as PNG."""
    return tuple(map(_png, to_images(pdf, dots_per_inch=dots_per_inch)))


def _png(image: Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()
