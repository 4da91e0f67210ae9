"""Read the data that a letter's PDF carries as an attached file."""

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from article21.model import Format

if TYPE_CHECKING:
    from pikepdf import Object

LARGEST_PDF = 20_000_000
LARGEST_DATA = 1_000_000
_NAME = Format.JSON.file_name


class NoDataError(Exception):
    """What keeps the data of a PDF from being read: the code of its sentence."""


def read_attached(pdf: bytes) -> str:
    """Return the JSON that the PDF has as data (``AFRelationship`` Data); raise NoDataError."""
    try:
        import pikepdf
    except ImportError:  # a browser lacks it
        return _read_with_pdfium(pdf)
    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            for file in document.Root.get("/AF", ()):
                if file.get("/AFRelationship") == "/Data":
                    return _content(file.EF.F)
    except pikepdf.PasswordError:
        raise NoDataError("details-locked") from None
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, zlib.error, RuntimeError):
        raise NoDataError("details-damaged") from None
    raise NoDataError("details-without-data")


def _read_with_pdfium(pdf: bytes) -> str:
    """Return the same by the file's name: PDFium doesn't tell what a file is to the document."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf) as document:
            files = map(document.get_attachment, range(document.count_attachments()))
            found = next((file.get_data() for file in files if file.get_name() == _NAME), None)
            content = None if found is None else bytes(found)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise NoDataError("details-locked" if locked else "details-damaged") from None
    if content is None:
        raise NoDataError("details-without-data")
    if len(content) > LARGEST_DATA:
        raise NoDataError("details-data-too-large")
    return content.decode()


def _content(stream: "Object") -> str:
    content = stream.read_raw_bytes()
    if "/Filter" in stream:
        if stream.Filter not in ("/FlateDecode", ["/FlateDecode"]):
            raise NoDataError("details-packed")
        # Never more than there is room for, however much the file claims to hold.
        content = zlib.decompressobj().decompress(content, LARGEST_DATA + 1)
    if len(content) > LARGEST_DATA:
        raise NoDataError("details-data-too-large")
    return content.decode()
