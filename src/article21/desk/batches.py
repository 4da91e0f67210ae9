"""A table of people: check it, show the letter of a row, write the letters of all."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import BinaryIO

from article21.batch.batches import Batch, Outcome, Progress, begin_batch, run_batch
from article21.batch.executors import open_executor, processors
from article21.batch.plans import Plan
from article21.batch.problems import explain
from article21.batch.tasks import CONSENT
from article21.errors import Article21Error
from article21.model import Format
from article21.rendering.editions import render_format
from article21.tables.columns import ROW, Columns, fold_heading, headings_known, name_list, unknown_heading
from article21.tables.formulas import restore
from article21.tables.records import Record, TableError
from article21.tables.rows import read_person
from article21.tables.table import Table, open_table
from article21.tables.whole import read_columns
from article21.writing.requests import resolve_request

Corrections = Mapping[int, Mapping[int, str]]
"""Other texts for cells: by the number of the row, then by the column's, counted from 0."""


class NoLetterError(Article21Error):
    """A row that was to be shown and has no letter."""


@dataclass(frozen=True)
class Staff:
    """A table whose columns are known."""

    table: Table
    columns: Columns


@contextmanager
def open_staff(
    source: str | BinaryIO,
    chosen: Mapping[str, Sequence[str]],
    given: frozenset[str],
    encoding: str | None = None,
    corrections: Corrections = MappingProxyType({}),
) -> Iterator[Staff]:
    """Open a table, a path or a stream; raise TableError with all that is wrong with its headings.

    ``chosen`` names headings for fields; ``given`` are fields that need no column.
    """
    with open_table(source, headings_known(chosen), encoding) as opened:
        table = _corrected_table(opened, corrections) if corrections else opened
        yield Staff(table, read_columns(table, chosen, given))


def check_headings(staff: Staff, plan: Plan, *, require_consent: bool) -> None:
    """Raise TableError if a column is missing that the letters or the index are to go by."""
    headings = staff.columns.headings
    if require_consent and CONSENT not in staff.columns.places:
        raise TableError("consent-column-missing", headings=name_list(headings))
    known = set(map(fold_heading, headings))
    wanted = (*plan.arrangement.keep, *filter(None, (plan.arrangement.group_by,)))
    if missing := [heading for heading in wanted if fold_heading(heading) not in known]:
        raise TableError(*(unknown_heading(heading, headings) for heading in missing))


def show_row(staff: Staff, plan: Plan, row: int) -> bytes:
    """Return the row's letter in the one format that is planned, if it is text, and as plain text if not."""
    values = staff.columns.values(_find(staff, row).cells)
    try:
        person = read_person(values, plan.defaults, plan.today, staff.columns.heading_of)
        request = resolve_request(person.details, plan.today)
    except Article21Error as error:
        problems = explain(error, row, staff.columns, values)
        raise NoLetterError(*(problem.told(plan.language) for problem in problems)) from None
    only = plan.formats[0] if len(plan.formats) == 1 and plan.formats[0].is_text else Format.TXT
    return render_format(only, request)


@contextmanager
def write_letters(
    staff: Staff,
    plan: Plan,
    progress: Progress = lambda _done, _total: None,
    *,
    jobs: int | None = None,
    scheduler: str | None = None,
) -> Iterator[Outcome]:
    """Write the letters of all rows, or check them all when the plan has no folder.

    ``jobs`` is the number of processes; None takes as many as there are processors and work for.
    """
    with (
        _executor(staff, plan, jobs, scheduler) as (executor, most_pending),
        run_batch(
            staff.table, staff.columns, plan, executor, most_pending=most_pending, progress=progress
        ) as outcome,
    ):
        yield outcome


@contextmanager
def begin_letters(staff: Staff, plan: Plan, *, jobs: int | None = None) -> Iterator[Batch]:
    """Give the same as a batch that is written step by step."""
    with (
        _executor(staff, plan, jobs, None) as (executor, most_pending),
        begin_batch(staff.table, staff.columns, plan, executor, most_pending=most_pending) as batch,
    ):
        yield batch


def _executor(
    staff: Staff, plan: Plan, jobs: int | None, scheduler: str | None
) -> AbstractContextManager[tuple[Executor, int]]:
    # A handful of rows is written before other processes have started.
    enough = max(1, -(-staff.table.total // plan.rows_of_a_chunk))
    return open_executor(jobs or min(processors(), enough), scheduler, needs_pdf=plan.needs_pdf)


def _corrected_table(table: Table, corrections: Corrections) -> Table:
    reading = table.reading

    def records() -> Iterator[Record]:
        return (_corrected(record, corrections.get(record.number, {})) for record in reading.records())

    return replace(table, reading=replace(reading, records=records))


def _corrected(record: Record, cells: Mapping[int, str]) -> Record:
    if not cells:
        return record
    length = max(len(record.cells), max(cells) + 1)
    old = (*record.cells, *[""] * (length - len(record.cells)))
    return replace(record, cells=tuple(cells.get(place, text) for place, text in enumerate(old)))


def _find(staff: Staff, row: int) -> Record:
    """Return a row by its number; one of problems.csv has the number that it says itself."""
    for record in staff.table.records():
        own = staff.columns.values(record.cells).get(ROW, "").strip()
        if str(row) == (own or str(record.number)) and any(map(str.strip, record.cells)):
            return record if not own else Record(record.number, tuple(map(restore, record.cells)))
    raise TableError("no-such-row", row=str(row))
