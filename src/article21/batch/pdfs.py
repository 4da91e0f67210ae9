"""The one place through which every PDF of a batch comes: a faster writer is put in here."""

from collections.abc import Iterator, Sequence
from threading import Lock

from article21.batch.problems import ProgramFault
from article21.errors import Article21Error
from article21.model import Letter

_TYPESETTING = Lock()
"""Pango is no friend of threads, and a cluster's worker may run several."""


def render_pdfs(letters: Sequence[Letter]) -> Iterator[bytes | Article21Error]:
    """Yield the PDF of each letter of a chunk, or what keeps it from being printed.

    Raise what would keep every letter from being printed: a missing library, a missing font.
    """
    from article21.render.fonts import FontPackageError  # noqa: PLC0415 - only a PDF needs it
    from article21.render.pango import PangoMissingError  # noqa: PLC0415 - only a PDF needs it
    from article21.render.pdf import to_pdf  # noqa: PLC0415 - only a PDF needs it

    for letter in letters:
        try:
            with _TYPESETTING:
                pdf = to_pdf(letter)
        except (PangoMissingError, FontPackageError):
            raise
        except Article21Error as error:
            yield error
        except Exception as error:  # noqa: BLE001 - a fault in one letter must not cost the others theirs
            yield ProgramFault(error)
        else:
            yield pdf
