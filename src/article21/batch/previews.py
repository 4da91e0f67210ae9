"""Show one row's letter before all are written."""

from article21.batch.batches import Plan
from article21.batch.problems import explain
from article21.errors import Article21Error
from article21.model import Format
from article21.render.editions import render_format
from article21.tables.columns import Columns
from article21.tables.records import Record, TableError
from article21.tables.rows import read_person
from article21.tables.table import Table
from article21.writing.requests import resolve_request

_READABLE = (Format.TXT, Format.FORM, Format.HTML, Format.JSON)


class NoLetterError(Article21Error):
    """A row that was to be shown and has no letter."""


def preview_row(table: Table, columns: Columns, plan: Plan, row: int) -> bytes:
    """Return the row's letter in the first readable format that is planned, else as text."""
    values = columns.values(_find(table, row).cells)
    try:
        person = read_person(values, plan.defaults, plan.today)
        request = resolve_request(person.details, plan.today)
    except Article21Error as error:
        raise NoLetterError("\n".join(map(str, explain(error, row, columns, values)))) from None
    wanted = (name for name in plan.formats if name in _READABLE and len(plan.formats) == 1)
    return render_format(next(wanted, Format.TXT), request)


def _find(table: Table, row: int) -> Record:
    for record in table.records():
        if record.number == row and any(map(str.strip, record.cells)):
            return record
    raise TableError(
        f"the table has no row {row} with a person in it; rows have the numbers a spreadsheet shows."
    )
