"""Read a table as people have it: delimited text, a workbook or JSON lines, one record after another."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from article21.person.text import shown
from article21.tables.delimited import read_delimited
from article21.tables.jsonlines import looks_like_json, read_json_lines
from article21.tables.records import Reading, Record, TableError
from article21.tables.workbooks import looks_like_workbook, read_workbook

_HEADER_WITHIN = 20
"""A table's headings stand in one of its first rows, below titles at most."""


@dataclass(frozen=True)
class Table:
    """The headings of a table and a way to read the rows below them as often as needed."""

    headings: tuple[str, ...]
    header_row: int
    """Its number in the file; 0 when the file has no row of headings."""
    total: int
    """How many rows follow, empty ones included."""
    notes: tuple[str, ...]
    """What was found out about the file, in sentences."""
    reading: Reading

    def records(self) -> Iterator[Record]:
        """Yield the rows below the headings."""
        return (record for record in self.reading.records() if record.number > self.header_row)


@contextmanager
def open_table(
    path: str, known: Callable[[Sequence[str]], int], encoding: str | None = None
) -> Iterator[Table]:
    """Open a table, ``-`` for standard input; ``known`` counts the headings in a row that mean something."""
    with _opened(path) as file:
        reading = _read(file, path, known, encoding)
        yield _find_headings(reading, known)


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    # Standard input is read several times, so it is kept in a file that has no name and vanishes by itself.
    with tempfile.TemporaryFile() if path == "-" else _open(path) as file:
        if path == "-":
            shutil.copyfileobj(sys.stdin.buffer, file)
            file.seek(0)
        if not file.read(1):
            raise TableError("the table is empty.")
        file.seek(0)
        yield file


def _open(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise TableError(
            f"the table {shown(path)} can't be read: {(error.strerror or str(error)).lower()}."
        ) from None
    except ValueError:
        raise TableError("the table's name holds a character that no file name has.") from None


def _read(file: BinaryIO, path: str, known: Callable[[Sequence[str]], int], encoding: str | None) -> Reading:
    if looks_like_workbook(file):
        return read_workbook(file, known)
    if looks_like_json(file, path):
        return read_json_lines(file)
    return read_delimited(file, known, encoding)


def _find_headings(reading: Reading, known: Callable[[Sequence[str]], int]) -> Table:
    if reading.headings:
        return Table(reading.headings, 0, reading.total, reading.notes, reading)
    first = [
        record for record in islice(reading.records(), _HEADER_WITHIN) if any(map(str.strip, record.cells))
    ]
    if not first:
        raise TableError("the table is empty.")
    # The first row that has most known headings: titles above it have none.
    header = max(first, key=lambda record: (known(record.cells), -record.number))
    if not known(header.cells):
        header = first[0]
    return Table(header.cells, header.number, reading.total - header.number, reading.notes, reading)
