"""A batch from its table to its letters, its index and its report."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Date
from itertools import islice
from math import inf
from pathlib import Path
from time import monotonic

from article21.batch.chunks import Chunk, Job, Result
from article21.batch.execution import BatchStoppedError, run_chunks
from article21.batch.folders import prepare_folder, remove_old_files, tidied
from article21.batch.index import INDEX, LETTERS, PROBLEMS, write_index, write_problems
from article21.batch.journal import Journal, Rejected
from article21.batch.pdfs import any_pdf
from article21.batch.problems import RowProblem
from article21.batch.reports import Report, Tally
from article21.batch.tasks import Tasks
from article21.interface import Message
from article21.model import Format
from article21.person import Given
from article21.tables.columns import ROW, Columns
from article21.tables.table import Table

Progress = Callable[[int, int], None]
"""Told how many of how many rows are done."""
_MOST_ROWS_OF_A_CHUNK = 100
_SECONDS_OF_A_CHUNK = 0.05
"""One process is given what all together write in it: handing out costs time, waiting for the last, too."""
_SECONDS_TO_LOSE = 0.2
"""What was written in them is written again after a kill: to save the journal costs as much as letters."""


@dataclass(frozen=True)
class Plan:
    """What a batch is asked to do, beyond its table."""

    folder: Path | None
    """Where the result goes; None checks the table and writes nothing."""
    formats: tuple[Format, ...]
    defaults: Given
    today: Date
    mail: bool = False
    flat: bool = False
    overwrite: bool = False
    archive: Path | None = None
    book: Path | None = None
    """Where the one PDF for the printer goes."""
    verify: int = 2
    """So many stamped letters each process compares with the typeset ones."""

    @property
    def needs_pdf(self) -> bool:
        """True when letters become PDFs."""
        return self.folder is not None and any_pdf(self.formats, mail=self.mail)

    @property
    def rows_of_a_chunk(self) -> int:
        """Return how many rows are worth a process: chunks begin with them, and grow when rows are quick."""
        return 10 if self.needs_pdf else 25


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
    # Absolute, since a cluster's worker may stand in another folder.
    letters = prepare_folder(plan.folder, overwrite=plan.overwrite).absolute() if plan.folder else None
    with Journal(plan.folder) as journal:
        day = journal.begin(plan.today, overwrite=plan.overwrite, adding=ROW in columns.places)
        job = Job(letters, day, plan.formats, plan.mail, plan.flat, plan.defaults, columns, plan.verify)
        run = _Run(table, job, journal, plan.rows_of_a_chunk)
        try:
            with tidied(letters):
                run.write(executor, most_pending, progress)
                run.finish(plan)
        except sqlite3.OperationalError as error:
            raise BatchStoppedError("journal-unwritable", reason=str(error)) from None
        if day != plan.today:
            run.tally.note(Message("day-kept", day=day.isoformat()))
        yield Outcome(run.tally.report(day), journal.rejected)


class _Run:
    """One pass over a table: tasks out, results into the journal and the tally."""

    def __init__(self, table: Table, job: Job, journal: Journal, rows_of_a_chunk: int) -> None:
        self.tally = Tally()
        self._fewest_rows, self._began = rows_of_a_chunk, monotonic()
        self._table, self._job, self._journal = table, job, journal
        self._tasks = Tasks(table, job, journal, self.tally)

    def write(self, executor: Executor, most_pending: int, progress: Progress) -> None:
        saved = -inf
        try:
            for results in run_chunks(executor, self._chunks(), most_pending):
                for result in results.results:
                    self._record(result)
                if results.printed:
                    self.tally.count_printed(results.printed)
                if monotonic() > saved + _SECONDS_TO_LOSE:
                    self._journal.commit()
                    saved = monotonic()
                progress(self.tally.done, self._table.total)
        except BaseException:
            executor.shutdown(cancel_futures=True)  # before what it left unfinished is tidied up
            raise
        self._journal.commit()
        progress(self.tally.done, self._table.total)

    def finish(self, plan: Plan) -> None:
        """Write what is about all letters: the index, the problems, the archive, the book."""
        folder = plan.folder
        if folder is None:
            return
        remove_old_files(folder / LETTERS, self._journal, self.tally, orphans=plan.overwrite)
        if hasattr(os, "sync"):
            os.sync()  # once for all letters, before the index says that they are there
        write_index(folder / INDEX, self._journal.entries())
        write_problems(folder / PROBLEMS, self._tasks.headings, self._journal.rejected())
        if plan.book:
            from article21.batch.book import print_letters

            pdfs = (path for path in self._paths() if path.endswith(".pdf"))
            books = list(print_letters(plan.book, (folder / LETTERS / path for path in pdfs)))
            if len(books) > 1:
                first, last = str(plan.book), str(books[-1])
                self.tally.note(Message("book-in-parts", count=len(books), first=first, last=last))
        if plan.archive:
            from article21.batch.archive import write_archive

            tables = [name for name in (INDEX, PROBLEMS) if (folder / name).exists()]
            write_archive(plan.archive, folder, (*tables, *(f"{LETTERS}/{path}" for path in self._paths())))

    def _paths(self) -> Iterator[str]:
        return (path for _, entry in self._journal.entries() for path, _ in entry.files)

    def _chunks(self) -> Iterator[Chunk]:
        tasks = iter(self._tasks)
        while chunk := tuple(islice(tasks, self._rows_of_a_chunk())):
            yield Chunk(self._job, chunk)

    def _rows_of_a_chunk(self) -> int:
        rows_a_second = self.tally.done / max(monotonic() - self._began, 0.001)
        return min(max(self._fewest_rows, round(rows_a_second * _SECONDS_OF_A_CHUNK)), _MOST_ROWS_OF_A_CHUNK)

    def _record(self, result: Result) -> None:
        row = self._tasks.rows.pop(result.row)
        if result.entry is None:
            self._reject(result.row, row.cells, result.problems)
            return
        self.tally.count_letter(result)
        for other, cells in self._journal.record(result.row, row, result.entry):
            self._reject_both(result.row, row.cells, other, cells)

    def _reject_both(
        self, row: int, cells: tuple[str, ...], other: int, other_cells: tuple[str, ...]
    ) -> None:
        """Reject two rows whose letters came to the same file name: one in a billion pairs of namesakes."""
        self.tally.written -= 2
        for each, its_cells, partner in ((row, cells, other), (other, other_cells, row)):
            message = Message("names-twice", other=str(partner))
            self._reject(each, its_cells, (RowProblem(each, "", "", message),))

    def _reject(self, row: int, cells: tuple[str, ...], problems: tuple[RowProblem, ...]) -> None:
        self._journal.reject(row, cells, problems)
        self.tally.count_problems(problems)
