"""Workbooks (XLSX, XLS, ODS): values as the program that saved them had computed them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from article21.interface import Message
from article21.tables.columns import name_list
from article21.tables.measures import Measure, measure_workbook
from article21.tables.panics import PanicError, panics_caught
from article21.tables.records import Reading, Record, TableError, write_cell

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

_MOST_NAMED = 50
_MAGIC = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How ZIP containers (XLSX, ODS) and compound files (XLS) begin."""


def looks_like_workbook(file: BinaryIO) -> bool:
    """Say whether the file begins as workbooks do, whatever its name."""
    head = file.read(4)
    file.seek(0)
    return head in _MAGIC


def read_workbook(file: BinaryIO, known: Callable[[Sequence[str]], int]) -> Reading:
    """Return a way to read the sheet that has most known headings; the workbook is kept in memory."""
    measures = measure_workbook(file)
    file.seek(0)
    sheets = _visible_sheets(file)
    if not sheets:
        raise TableError("workbook-empty")
    sheet = max(sheets, key=lambda sheet: max(map(known, _cells(islice(sheet.iter_rows(), 20))), default=0))
    measure = measures.get(sheet.name, Measure())
    return Reading(
        lambda: _records(sheet, measure.errors),
        (sheet.end or (0, 0))[0] + 1,
        tuple(_notes(sheet, [each.name for each in sheets], measure)),
    )


def _notes(sheet: "CalamineSheet", names: Sequence[str], measure: Measure) -> Iterator[Message]:
    if others := [name for name in names if name != sheet.name]:
        yield Message("sheet-chosen", sheet=sheet.name, headings=name_list(others))
    if rows := sorted(measure.unseen):
        more = ", …" * (len(rows) > _MOST_NAMED)
        yield Message("rows-hidden", rows=", ".join(map(str, rows[:_MOST_NAMED])) + more)
    if cells := measure.uncomputed:
        yield Message("formulas-uncomputed", count=len(cells), cell=cells[0])


def _visible_sheets(file: BinaryIO) -> "list[CalamineSheet]":
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # a browser fetches it only now

    with _explained():
        workbook = CalamineWorkbook.from_filelike(file)
        names = [
            sheet.name for sheet in workbook.sheets_metadata if sheet.visible == SheetVisibleEnum.Visible
        ]
        sheets = [workbook.get_sheet_by_name(name) for name in names]
    return [sheet for sheet in sheets if sheet.height]


@contextmanager
def _explained() -> Iterator[None]:
    from python_calamine import CalamineError, PasswordError

    try:
        with panics_caught():
            yield
    except PasswordError:
        raise TableError("workbook-locked") from None
    except (CalamineError, OSError, PanicError):
        raise TableError("workbook-broken") from None


def _records(sheet: "CalamineSheet", errors: Mapping[tuple[int, int], str]) -> Iterator[Record]:
    # The rows come from the sheet's first one on, empty ones included.
    for number, cells in enumerate(_cells(sheet.iter_rows()), 1):
        if not errors:
            yield Record(number, cells)
            continue
        # What a formula could not compute is read as nothing, so that it is put back.
        yield Record(number, tuple(errors.get((number, place), cell) for place, cell in enumerate(cells, 1)))


def _cells(rows: Iterable[Sequence[object]]) -> Iterator[tuple[str, ...]]:
    return (tuple(map(write_cell, row)) for row in rows)
