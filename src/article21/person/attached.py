"""Read the data that a letter's PDF carries as an attached file."""

import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Object

LARGEST_PDF = 20_000_000
LARGEST_DATA = 1_000_000


class NoDataError(Exception):
    """What keeps the data of a PDF from being read."""


def read_attached(pdf: bytes) -> str:
    """Return the JSON that the PDF has as data (``AFRelationship`` Data); raise NoDataError."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(pdf)) as document:
            for file in document.Root.get("/AF", ()):
                if file.get("/AFRelationship") == "/Data":
                    return _content(file.EF.F)
    except pikepdf.PasswordError:
        raise NoDataError("it is locked with a password") from None
    except (pikepdf.PdfError, AttributeError, TypeError, ValueError, zlib.error, RuntimeError):
        raise NoDataError("it is no whole PDF") from None
    raise NoDataError(
        "it carries no data of a letter; a PDF that this program wrote does, if it isn't redacted"
    )


def _content(stream: "Object") -> str:
    content = stream.read_raw_bytes()
    if "/Filter" in stream:
        if stream.Filter not in ("/FlateDecode", ["/FlateDecode"]):
            raise NoDataError("its data is packed in an unknown way")
        # Never more than there is room for, however much the file claims to hold.
        content = zlib.decompressobj().decompress(content, LARGEST_DATA + 1)
    if len(content) > LARGEST_DATA:
        raise NoDataError("its data is larger than a megabyte")
    return content.decode()
