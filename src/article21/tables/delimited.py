"""Delimited text: CSV and its relatives, whatever their delimiter and encoding."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import count, islice
from typing import BinaryIO

from article21.interface import Message
from article21.tables.detection import find_encoding
from article21.tables.encodings import EncodingError, can_be_read, titles
from article21.tables.records import MOST_CELLS, Reading, Record, TableError, TooWideError

_DELIMITERS = ",;\t|"
_LONGEST_CELL = 1_000_000
"""A quotation mark that is never closed would make one cell of the rest of the file."""
_LONGEST_LINE = 10 * _LONGEST_CELL
_EXCEL_HINT = re.compile(r"sep=(.)", re.DOTALL)
"""A first line in which some spreadsheets name the delimiter."""


def read_delimited(file: BinaryIO, known: Callable[[Sequence[str]], int], encoding: str | None) -> Reading:
    """Return a way to read the rows; a quotation mark that is never closed is found here."""
    used = _checked(file, encoding) if encoding else find_encoding(file, known)
    delimiter, hinted = _find_delimiter(file, used, known)

    def records() -> Iterator[Record]:
        rows = _rows(file, used, delimiter)
        return (
            Record(number, tuple(row)) for number, row in enumerate(rows, 1) if not (hinted and number == 1)
        )

    total = sum(1 for _ in _rows(file, used, delimiter))
    return Reading(records, total, _notes(used))


def _checked(file: BinaryIO, encoding: str) -> str:
    try:
        "".encode(encoding)  # refuses what is a codec but no encoding of text
    except LookupError:
        raise EncodingError(encoding) from None
    if not can_be_read(file, encoding):
        raise EncodingError(encoding)
    return encoding


def _notes(encoding: str) -> tuple[Message, ...]:
    title = dict(titles()).get(encoding)
    return (Message("table-read-as", encoding=title),) if title else ()


def _find_delimiter(file: BinaryIO, encoding: str, known: Callable[[Sequence[str]], int]) -> tuple[str, bool]:
    """Return the delimiter, and whether the first line only names it."""
    with _text(file, encoding) as text:
        first = text.readline(1000).rstrip("\r\n")
    if hint := _EXCEL_HINT.fullmatch(first.removeprefix("\ufeff").rstrip(",;|")):
        return hint[1], True
    return max(_DELIMITERS, key=lambda delimiter: _fit(file, encoding, delimiter, known)), False


def _fit(
    file: BinaryIO, encoding: str, delimiter: str, known: Callable[[Sequence[str]], int]
) -> tuple[int, int]:
    rows: list[list[str]] = []
    try:
        rows.extend(islice(_rows(file, encoding, delimiter), 20))
    except TooWideError:
        raise
    except TableError:  # what could be read tells enough
        pass
    return max((known(row) for row in rows), default=0), max(map(len, rows), default=0)


def _rows(file: BinaryIO, encoding: str, delimiter: str) -> Iterator[list[str]]:
    number = 0
    csv.field_size_limit(_LONGEST_CELL)
    with _text(file, encoding) as text:
        try:
            for number, row in enumerate(csv.reader(_lines(text), delimiter=delimiter, strict=True), 1):
                if len(row) > MOST_CELLS:
                    raise TooWideError(number)
                if number == 1 and row:
                    row[0] = row[0].removeprefix("\ufeff")
                yield row
        except csv.Error as error:
            if "field larger" in str(error):
                raise _huge(number + 1) from None
            raise TableError("quotation-mark-open", row=str(number + 1)) from None


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines; one that holds more than a row can is not split into millions of cells first."""
    for number in count(1):
        line = text.readline(_LONGEST_LINE)
        if not line:
            return
        if len(line) > MOST_CELLS and any(line.count(each) > MOST_CELLS for each in _DELIMITERS):
            raise TooWideError(number)
        if len(line) == _LONGEST_LINE:
            raise _huge(number)
        yield line


def _huge(row: int) -> TableError:
    return TableError("cell-huge", row=str(row), limit=_LONGEST_CELL)


class _text:  # noqa: N801 - used as a context manager, as contextlib's are
    """The file's text from its beginning; the file stays open behind it."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        file.seek(0)
        self._text = io.TextIOWrapper(file, encoding, newline="")

    def __enter__(self) -> io.TextIOWrapper:
        return self._text

    def __exit__(self, *_error: object) -> None:
        with suppress(ValueError):  # a reader that was left half-way may outlive its file
            self._text.detach()
