"""All letters in one PDF for the printer, each beginning on the front of a sheet."""

import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

import pikepdf

from article21.errors import Article21Error
from article21.files import UnreadableError, replace_file

LETTERS_OF_A_BOOK = 3000
"""Binding takes 90 kB of memory a letter: more letters go on in a second file."""


def print_letters(path: Path, letters: Iterable[Path]) -> Iterator[Path]:
    """Write the pages of all letters to one file, or to ``-2`` and so on beside it; yield each file.

    It is for paper: what tells a screen reader of headings and lists stays in the single letters.
    """
    upcoming, number = iter(letters), 1
    while some := tuple(islice(upcoming, LETTERS_OF_A_BOOK)):
        book = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
        _bind(book, some)
        yield book
        number += 1


class _Patient(io.RawIOBase):
    """A file that keeps an error for later: raised inside the library, it would end the process."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        try:
            if self._error is None:
                self._file.write(content)
        except OSError as error:
            self._error = error
        return memoryview(content).nbytes

    def tell(self) -> int:
        return self._file.tell()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def complain(self) -> None:
        """Raise the error that was met."""
        if self._error:
            raise self._error


def _opened(letter: Path) -> pikepdf.Pdf:
    """Open a letter, which somebody may have changed since it was written."""
    try:
        return pikepdf.open(io.BytesIO(letter.read_bytes()))  # by name, it opens none that is no UTF-8
    except OSError as error:
        raise UnreadableError(letter, error) from None
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise Article21Error("details-damaged", path=str(letter)) from None


def _bind(path: Path, letters: Iterable[Path]) -> None:
    with pikepdf.new() as book:
        for letter in letters:
            with _opened(letter) as pages:
                size = pages.pages[-1].mediabox
                book.pages.extend(pages.pages)
            if len(book.pages) % 2:
                book.add_blank_page(page_size=(float(size[2] - size[0]), float(size[3] - size[1])))
        with replace_file(path) as file:
            patient = _Patient(file)
            book.save(
                cast("BinaryIO", patient),
                deterministic_id=True,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
            )
            patient.complain()
