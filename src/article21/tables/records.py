"""What every kind of table is read into, and the error of a table that can't be used."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from article21.errors import Article21Error
from article21.interface import Message

MOST_CELLS = 16_384
"""So many columns a sheet has (https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3)."""


class TableError(Article21Error):
    """A table, or a way of calling the batch, with which nothing can be done; nothing was written."""


class TooWideError(TableError):
    """A table with a row that no sheet could hold: its cells are not looked at, which would take minutes."""

    def __init__(self, row: int) -> None:
        super().__init__("row-wide", row=str(row), limit=MOST_CELLS)


@dataclass(frozen=True)
class Record:
    """One row as text, under the number a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]
    problem: Message | None = None
    """Why nothing can be made of it, if that is known already."""


@dataclass(frozen=True)
class Reading:
    """A file that can be read from its beginning as often as needed."""

    records: Callable[[], Iterator[Record]]
    total: int
    notes: tuple[Message, ...] = ()
    headings: tuple[str, ...] = ()
    """Given when the file names its fields in another way than by a row of headings."""


def write_cell(value: object) -> str:  # noqa: PLR0911 - one for each kind of value
    """Return a cell's value as text, as a person would type it: 1067.0 is 1067, a day is year-month-day."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case float() if value.is_integer():
            return f"{value:.0f}"
        case float():
            return format(Decimal(repr(value)), "f")
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date():
            return value.isoformat()
    return str(value)
