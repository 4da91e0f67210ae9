"""Read a table as people have it: delimited text, a workbook or JSON lines, one record after another."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from article21.files import UnreadableError
from article21.interface import Message
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
    notes: tuple[Message, ...]
    """What was found out about the file."""
    reading: Reading

    def records(self) -> Iterator[Record]:
        """Yield the rows below the headings."""
        return (record for record in self.reading.records() if record.number > self.header_row)


@contextmanager
def open_table(
    source: str | BinaryIO, known: Callable[[Sequence[str]], int], encoding: str | None = None
) -> Iterator[Table]:
    """Open a table, a path or a stream; ``known`` counts the headings in a row that mean something."""
    with _opened(source) as file:
        if not file.read(1):
            raise TableError("table-empty")
        file.seek(0)
        reading = _read(file, source if isinstance(source, str) else "", known, encoding)
        yield _find_headings(reading, known)


@contextmanager
def _opened(source: str | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(source, str):
        with _open(source) as file:
            yield file
        return
    # A stream is read several times, so it is kept in a file that has no name and vanishes by itself.
    with tempfile.TemporaryFile() as kept:
        shutil.copyfileobj(source, kept)
        kept.seek(0)
        yield kept


def _open(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:
        raise TableError(*UnreadableError(path, error, "table").messages) from None


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
        raise TableError("table-empty")
    # The first row that has most known headings: titles above it have none.
    header = max(first, key=lambda record: (known(record.cells), -record.number))
    if not known(header.cells):
        header = first[0]
    return Table(header.cells, header.number, reading.total - header.number, reading.notes, reading)
