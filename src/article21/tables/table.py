"""Read a table as people have it: delimited text, a workbook or JSON lines, one record after another."""

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from article21.files import UnreadableError
from article21.interface import Message
from article21.tables.delimited import read_delimited
from article21.tables.jsonlines import (
    looks_like_json,
    looks_like_json_array,
    read_json_array,
    read_json_lines,
)
from article21.tables.records import Reading, Record, TableError
from article21.tables.returned import read_folder
from article21.tables.workbooks import looks_like_workbook, read_workbook
from article21.temporary import NoRoomError

_HEADER_WITHIN = 20
"""A table's headings stand in one of its first rows, below titles at most ..."""
_HEADER_FAR_WITHIN = 1000
"""... or, where none of them is known, below a whole page of something else."""
_ENOUGH_HEADINGS = 2
_OTHER_KINDS = (
    (b"%PDF", "table-is-pdf"),
    (b"\x89PNG", "table-is-picture"),
    (b"\xff\xd8\xff", "table-is-picture"),
    (b"GIF8", "table-is-picture"),
    (b"<!DOCTYPE HTML", "table-is-html"),
    (b"<HTML", "table-is-html"),
    (b"<TABLE", "table-is-html"),
    (b"<?XML", "table-is-html"),
)
"""How files begin that are no table, whatever their names say."""


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
    if isinstance(source, str) and Path(source).is_dir():
        reading = read_folder(Path(source))
        yield Table(reading.headings, 0, reading.total, reading.notes, reading)
        return
    with _opened(source) as file:
        if not file.read(1):
            raise TableError("table-empty")
        file.seek(0)
        reading = _read(file, source if isinstance(source, str) else "", known, encoding)
        yield _find_headings(_unchanged(file, reading), known)


@contextmanager
def _opened(source: str | BinaryIO) -> Iterator[BinaryIO]:
    if isinstance(source, str):
        with _open(source) as file:
            yield file
        return
    # A stream is read several times, so it is kept in a file that has no name and vanishes by itself.
    try:
        kept = tempfile.TemporaryFile()  # noqa: SIM115 - closed below
    except OSError:
        raise NoRoomError from None
    with kept:
        try:
            shutil.copyfileobj(source, kept)
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                raise NoRoomError from None
            raise TableError(*UnreadableError("-", error, "table").messages) from None
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
    if looks_like_json_array(file):
        return read_json_array(file)
    _refuse_other_kinds(file)
    return read_delimited(file, known, encoding)


def _refuse_other_kinds(file: BinaryIO) -> None:
    head = file.read(256).removeprefix(b"\xef\xbb\xbf").lstrip().upper()
    file.seek(0)
    if other := next((code for mark, code in _OTHER_KINDS if head.startswith(mark.upper())), None):
        raise TableError(other)


def _unchanged(file: BinaryIO, reading: Reading) -> Reading:
    """Return the reading, which ends with an error when somebody has written to the file meanwhile."""
    before = _state(file)

    def records() -> Iterator[Record]:
        try:
            yield from reading.records()
        except TableError:
            if _state(file) != before:
                raise TableError("table-changed") from None
            raise
        if _state(file) != before:
            raise TableError("table-changed")

    return replace(reading, records=records)


def _state(file: BinaryIO) -> tuple[int, int]:
    state = os.fstat(file.fileno())
    return state.st_size, state.st_mtime_ns


def _find_headings(reading: Reading, known: Callable[[Sequence[str]], int]) -> Table:
    if reading.headings:
        return Table(reading.headings, 0, reading.total, reading.notes, reading)
    header = _best_header(reading, _HEADER_WITHIN, known)
    if known(header.cells) < _ENOUGH_HEADINGS:
        far = _best_header(reading, _HEADER_FAR_WITHIN, known)
        header = far if known(far.cells) >= _ENOUGH_HEADINGS else header
    return Table(header.cells, header.number, reading.total - header.number, reading.notes, reading)


def _best_header(reading: Reading, within: int, known: Callable[[Sequence[str]], int]) -> Record:
    """Return the first row that has most known headings: titles above it have none."""
    rows = [record for record in islice(reading.records(), within) if any(map(str.strip, record.cells))]
    if not rows:
        raise TableError("table-empty")
    header = max(rows, key=lambda record: (known(record.cells), -record.number))
    return header if known(header.cells) else _widest(rows)


def _widest(rows: Sequence[Record]) -> Record:
    """Return the first row with half as many cells as any: a title above the headings has fewer."""
    filled = [sum(bool(cell.strip()) for cell in record.cells) for record in rows]
    return next(record for record, count in zip(rows, filled, strict=True) if count >= max(filled) / 2)
