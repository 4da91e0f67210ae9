"""The one place through which every PDF of a batch comes."""

from collections.abc import Collection, Iterable, Iterator
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from article21.batch.problems import ProgramFault
from article21.errors import Article21Error
from article21.model import Format, Letter
from article21.writing.requests import Request

if TYPE_CHECKING:
    from article21.rendering.press import Press, Tally

_TYPESETTING = Lock()
"""Pango is no friend of threads, and a cluster's worker may run several."""


def any_pdf(formats: Collection[Format], *, mail: bool) -> bool:
    """Say whether what is asked for has PDFs in it."""
    return mail or any(name.has_pdf for name in formats)


@cache
def press(verify: int) -> "Press":
    """Return this process's press, which knows the layouts of the letters before."""
    from article21.rendering.press import Press

    return Press(verify=verify)


def take_tally(verify: int) -> "Tally":
    """Return how the letters since the last call were printed."""
    return press(verify).take_tally()


def render_pdfs(letters: Iterable[tuple[Request, Letter]], verify: int) -> Iterator[bytes | Article21Error]:
    """Yield the PDF of each letter of a chunk, with its data, or what keeps it from being printed.

    Raise what would keep every letter from being printed: a missing library, a missing font.
    """
    from article21.rendering.attachments import attachment_of
    from article21.rendering.fonts import FontPackageError
    from article21.rendering.pango import PangoMissingError

    for request, letter in letters:
        try:
            with _TYPESETTING:
                pdf = press(verify).print_letter(letter, attachment_of(request, letter))
        except (PangoMissingError, FontPackageError):
            raise
        except Article21Error as error:
            yield error
        except Exception as error:  # noqa: BLE001 - a fault in one letter must not cost the others theirs
            yield ProgramFault(error)
        else:
            yield pdf
