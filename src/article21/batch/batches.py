"""A batch from its table to its letters, its index and its report."""

import sqlite3
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from article21.batch.chunks import Job
from article21.batch.database import FILE_NAME, JournalError
from article21.batch.execution import BatchStoppedError
from article21.batch.folders import check_product, prepare_folder, tidied
from article21.batch.journal import Journal
from article21.batch.passes import Pass
from article21.batch.plans import Plan
from article21.batch.records import Rejected
from article21.batch.reports import Report
from article21.files import name_in_words
from article21.interface import Message
from article21.tables.columns import ORIGINAL, ROW, Columns
from article21.tables.table import Table
from article21.tables.vocabulary import NAMES
from article21.tables.whole import read_names

Progress = Callable[[int, int], None]
"""Told how many of how many rows are done."""


@dataclass(frozen=True)
class Outcome:
    """What became of a batch, and the way to its rejected rows, which may be many."""

    report: Report
    rejected: Callable[[], Iterator[Rejected]]


@contextmanager
def run_batch(  # noqa: PLR0913 - what a batch consists of
    table: Table,
    columns: Columns,
    plan: Plan,
    executor: Executor,
    *,
    most_pending: int = 1,
    progress: Progress = lambda _done, _total: None,
) -> Iterator[Outcome]:
    """Write the letters of a table on any executor; the outcome can be read as long as the block lasts."""
    with begin_batch(table, columns, plan, executor, most_pending=most_pending) as batch:
        with closing(batch.steps()) as steps:
            for done, total in steps:
                progress(done, total)
        yield batch.outcome()


@contextmanager
def begin_batch(
    table: Table, columns: Columns, plan: Plan, executor: Executor, *, most_pending: int = 1
) -> Iterator["Batch"]:
    """Give a batch that is written step by step, for who has other things to do in between."""
    # Absolute, since a cluster's worker may stand in another folder.
    letters = prepare_folder(plan.folder, overwrite=plan.overwrite).absolute() if plan.folder else None
    with Journal(plan.folder) as journal:
        for product in filter(None, (plan.book, plan.archive)):
            check_product(product, plan.source, journal)
        adding = _first_original(table, columns) if ROW in columns.places else None
        source = name_in_words(Path(plan.source).name)
        day = journal.begin(source, plan.today, overwrite=plan.overwrite, adding=adding)
        columns = _with_names(columns, journal) if adding is not None else columns
        job = Job(
            *(letters, plan.formats, plan.mail, plan.flat, plan.defaults, columns, plan.verify),
            handing_out=plan.handing_out,
            prints=plan.prints,
        )
        run = Pass(table, job, journal, plan, day)
        yield Batch(run, executor, most_pending)


@dataclass(frozen=True)
class Batch:
    """The letters of a table, in the making."""

    _run: Pass
    _executor: Executor
    _most_pending: int

    def steps(self) -> Generator[tuple[int, int], None, None]:
        """Write chunk after chunk, then what is about all letters; yield how many of all rows are done."""
        run, plan = self._run, self._run.plan
        try:
            with tidied(run.job.folder):
                yield from run.write(self._executor, self._most_pending)
                run.finish()
        except JournalError as error:
            raise BatchStoppedError(*error.messages) from None
        except sqlite3.Error as error:
            (reason,) = JournalError((plan.folder or Path()) / FILE_NAME, error).messages
            raise BatchStoppedError(reason) from None
        if run.day != plan.today:
            run.tally.note(Message("day-kept", day=run.day.isoformat()))

    def outcome(self) -> Outcome:
        """Return what became of it, once all steps were taken."""
        return Outcome(self._run.tally.report(self._run.day), self._run.journal.rejected)


def _with_names(columns: Columns, journal: Journal) -> Columns:
    """Return the columns of rows that are corrected with what the whole table says of its names."""
    before = journal.headings()
    places = {
        field: tuple(before.index(columns.headings[place]) for place in several)
        for field, several in columns.places.items()
        if field in NAMES and all(columns.headings[place] in before for place in several)
    }
    return replace(columns, names=read_names(replace(columns, places=places), journal.corrections.all_rows()))


def _first_original(table: Table, columns: Columns) -> str:
    """Return what tells the first row that is corrected: its table is the one they are all of."""
    originals = (columns.values(record.cells).get(ORIGINAL, "").strip() for record in table.records())
    return next(filter(None, originals), "")
