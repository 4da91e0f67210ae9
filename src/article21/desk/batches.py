"""A table of people: check it, show the letter of a row, write the letters of all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from article21.batch.batches import Batch, Outcome, Progress, begin_batch, run_batch
from article21.batch.executors import open_executor, processors
from article21.batch.plans import Plan
from article21.batch.problems import explain
from article21.batch.sameness import CONSENT
from article21.errors import Article21Error
from article21.interface import Message
from article21.model import Format
from article21.rendering.editions import render_format
from article21.tables.columns import (
    OWN,
    ROW,
    Columns,
    fold_heading,
    headings_known,
    name_list,
    unknown_heading,
)
from article21.tables.formulas import restore
from article21.tables.records import Record, TableError
from article21.tables.rows import read_person
from article21.tables.table import Table, open_table
from article21.tables.whole import read_columns
from article21.writing.requests import resolve_request


@dataclass(frozen=True)
class Changes:
    """What somebody has decided of rows since the table was written; each by the number people are told."""

    cells: Mapping[int, Mapping[int, str]] = field(default_factory=dict, repr=False)
    """Other texts for cells: by the row, then by the column, counted from 0 without our own columns."""
    left_out: Collection[int] = ()
    """Rows that are to be read as if they were not there."""


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
    changes: Changes = Changes(),
) -> Iterator[Staff]:
    """Open a table, a path or a stream; raise TableError with all that is wrong with its headings.

    ``chosen`` names headings for fields; ``given`` are fields that need no column.
    """
    with open_table(source, headings_known(chosen), encoding) as opened:
        table = _changed_table(opened, changes) if changes.cells or changes.left_out else opened
        yield Staff(table, read_columns(table, chosen, given))


def check_headings(staff: Staff, plan: Plan, *, require_consent: bool) -> None:
    """Raise TableError if a column is missing that the letters or the index are to go by."""
    headings = staff.columns.headings
    check_consent(staff, plan.arrangement.headings)
    if require_consent and CONSENT not in staff.columns.places:
        raise TableError("consent-column-missing", headings=name_list(headings))
    known = set(map(fold_heading, headings))
    if missing := [heading for heading in plan.arrangement.headings if fold_heading(heading) not in known]:
        raise TableError(*(unknown_heading(heading, headings) for heading in missing))


def check_consent(staff: Staff, kept: Iterable[str] = ()) -> None:
    """Raise TableError if a column may say who wants no letter and nobody has said what it is about."""
    known = set(map(fold_heading, kept))
    doubtful = [heading for heading in staff.columns.doubtful if fold_heading(heading) not in known]
    if doubtful:
        raise TableError(
            *(Message("consent-doubtful", doubtful_column=name_list([heading])) for heading in doubtful)
        )


def ignored_headings(staff: Staff, plan: Plan) -> tuple[str, ...]:
    """Return the headings that neither a letter nor the index nor the folders go by."""
    used = set(map(fold_heading, plan.arrangement.headings))
    return tuple(heading for heading in staff.columns.unknown if fold_heading(heading) not in used)


def show_row(staff: Staff, plan: Plan, row: int) -> bytes:
    """Return the row's letter in the one format that is planned, if it is text, and as plain text if not."""
    values = staff.columns.values(_find(staff, row).cells)
    try:
        person = read_person(values, plan.defaults, plan.today, staff.columns.heading_of, staff.columns.names)
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


def _changed_table(table: Table, changes: Changes) -> Table:
    """Return the table with other cells and without the rows that are left out.

    A row of problems.csv has the number it says itself, and its cells are counted without our own columns.
    """
    reading, folded = table.reading, tuple(map(fold_heading, table.headings))
    own = {place for place, heading in enumerate(folded) if heading in map(fold_heading, OWN)}
    theirs = [place for place in range(len(folded)) if place not in own]
    numbered = folded.index(fold_heading(ROW)) if fold_heading(ROW) in folded else None

    def records() -> Iterator[Record]:
        for record in reading.records():
            number = record.number if numbered is None else _own_number(record, numbered)
            if number not in changes.left_out or record.number <= table.header_row:
                yield _changed(record, changes.cells.get(number, {}), theirs)

    return replace(
        table, total=table.total - len(changes.left_out), reading=replace(reading, records=records)
    )


def _own_number(record: Record, place: int) -> int:
    text = record.cells[place].strip() if place < len(record.cells) else ""
    return int(text) if text.isascii() and text.isdecimal() else record.number


def _changed(record: Record, cells: Mapping[int, str], theirs: Sequence[int]) -> Record:
    changed = {theirs[place]: text for place, text in cells.items() if place < len(theirs)}
    if not changed:
        return record
    length = max(len(record.cells), max(changed) + 1)
    old = (*record.cells, *[""] * (length - len(record.cells)))
    return replace(record, cells=tuple(changed.get(place, text) for place, text in enumerate(old)))


def _find(staff: Staff, row: int) -> Record:
    """Return a row by its number; one of problems.csv has the number that it says itself."""
    for record in staff.table.records():
        own = staff.columns.values(record.cells).get(ROW, "").strip()
        if str(row) == (own or str(record.number)) and any(map(str.strip, record.cells)):
            return record if not own else Record(record.number, tuple(map(restore, record.cells)))
    raise TableError("no-such-row", row=str(row))
