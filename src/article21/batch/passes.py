"""One pass over a table: tasks out, results into the journal, what is about all letters at the end."""

import os
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from datetime import date as Date
from itertools import islice
from math import inf
from pathlib import Path
from time import monotonic

from article21.batch.chunks import MESSAGE, Chunk, Job, Result
from article21.batch.execution import BatchStoppedError, run_chunks
from article21.batch.executors import end_executor
from article21.batch.folders import make_room, remove_old_files
from article21.batch.index import INDEX, LETTERS, PROBLEMS, write_index, write_problems
from article21.batch.journal import Journal
from article21.batch.mailmerge import MAIL_MERGE, Merged, read_draft, write_mail_merge
from article21.batch.placing import digest_of
from article21.batch.plans import Plan
from article21.batch.problems import RowProblem, same_email
from article21.batch.records import Row
from article21.batch.reports import Tally
from article21.batch.tasks import Tasks
from article21.interface import Message
from article21.tables.columns import ROW
from article21.tables.records import TableError
from article21.tables.table import Table

_MOST_ROWS_OF_A_CHUNK = 100
_SECONDS_OF_A_CHUNK = 0.05
"""One process is given what all together write in it: handing out costs time, waiting for the last, too."""
_SECONDS_TO_LOSE = 0.2
"""What was written in them is written again after a kill: to save the journal costs as much as letters."""


class Pass:
    """One pass over a table: tasks out, results into the journal and the tally."""

    def __init__(self, table: Table, job: Job, journal: Journal, plan: Plan, day: Date) -> None:
        self.tally = Tally()
        if {"ground", "because"} & plan.defaults.values.keys():
            self.tally.note(Message("grounds-shared"))
        self.plan, self.day, self._began = plan, day, monotonic()
        self._table, self.job, self.journal = table, job, journal
        self._unwanted: dict[str, str] = {}
        """Files, with their digests, that were written before their row was rejected."""
        self._unchanged: set[int] = set()
        self._tasks = Tasks(
            *(table, job, journal, self.tally),
            day=day,
            today=plan.today,
            overwrite=plan.overwrite,
            arrangement=plan.arrangement,
        )

    def write(self, executor: Executor, most_pending: int) -> Iterator[tuple[int, int]]:
        """Write chunk after chunk; yield how many of how many rows are done."""
        saved = -inf
        try:
            for results in run_chunks(executor, self._chunks(), most_pending):
                for result in results.results:
                    self._record(result)
                if results.printed:
                    self.tally.count_printed(results.printed)
                if monotonic() > saved + _SECONDS_TO_LOSE:
                    self.journal.commit()
                    saved = monotonic()
                yield self.tally.done, self._table.total
        except BaseException as error:
            end_executor(executor)  # before what it left unfinished is tidied up
            if isinstance(error, TableError):  # the table changed while it was read
                raise BatchStoppedError(*error.messages, resumable=False) from None
            raise
        self.journal.commit()
        yield self.tally.done, self._table.total

    def finish(self) -> None:
        """Write what is about all letters: the index, the problems, the archive, the book."""
        plan, folder, journal = self.plan, self.plan.folder, self.journal
        self._reject_strangers()
        journal.end(self._tasks.headings.texts)
        if folder is None:
            return
        orphans = plan.overwrite and ROW not in self.job.columns.places
        withdrawn = {**self._tasks.withdrawn, **self._unwanted}
        if orphans:
            journal.declined.forget_others()
        remove_old_files(folder / LETTERS, journal, self.tally, orphans=orphans, withdrawn=withdrawn)
        if hasattr(os, "sync"):
            os.sync()  # once for all letters, before the index says that they are there
        self._write_tables(folder)
        if plan.mail:
            write_mail_merge(folder / MAIL_MERGE, self._merged(folder))
            self._note_product(folder / MAIL_MERGE, MAIL_MERGE)
        if plan.book:
            self._print(plan.book, folder)
        journal.forget_overwritten()
        if plan.archive:
            from article21.batch.archive import write_archive

            tables = [name for name in (INDEX, PROBLEMS, MAIL_MERGE) if (folder / name).exists()]
            letters = (f"{LETTERS}/{path}" for path in self._paths())
            write_archive(plan.archive, folder, (*tables, *letters), self.day)
            self._note_product(plan.archive)
        journal.commit()

    def _write_tables(self, folder: Path) -> None:
        by_group = self.plan.arrangement.group_by is not None
        try:
            write_index(folder / INDEX, self.journal, by_group=by_group)
        except TableError:  # what it was saved as can't be read
            make_room(folder / INDEX, self.journal, "", self.tally)
            write_index(folder / INDEX, self.journal, by_group=by_group)
        make_room(folder / PROBLEMS, self.journal, self.plan.source, self.tally)
        write_problems(
            folder / PROBLEMS, self._tasks.headings.texts, self.journal.rejected(), self.plan.language
        )
        for name in (INDEX, PROBLEMS):
            self._note_product(folder / name, name)

    def _print(self, book: Path, folder: Path) -> None:
        from article21.batch.book import print_letters

        pdfs = (path for path in self._paths() if path.endswith(".pdf"))
        books = list(print_letters(book, (folder / LETTERS / path for path in pdfs)))
        for each in books:
            self._note_product(each)
        if len(books) > 1:
            first, last = str(book), str(books[-1])
            self.tally.note(Message("book-in-parts", count=len(books), first=first, last=last))

    def _merged(self, folder: Path) -> Iterator[Merged]:
        for letter in self.journal.entries(by_group=self.plan.arrangement.group_by is not None):
            files = [f"{LETTERS}/{path}" for path, _ in letter.entry.files]
            (draft,) = (path for path in files if path.endswith(MESSAGE)) if self.plan.mail else ("",)
            attached = [path for path in files if path.endswith((".pdf", "form.txt"))]
            names = (letter.entry.given_name, letter.entry.family_name)
            if line := read_draft(folder / draft, letter.entry.language, *names, attached):
                yield line

    def _note_product(self, path: Path, name: str = "") -> None:
        if digest := digest_of(path):
            self.journal.products.note(name or str(path.absolute()), digest)

    def _paths(self) -> Iterator[str]:
        by_group = self.plan.arrangement.group_by is not None
        return (path for letter in self.journal.entries(by_group=by_group) for path, _ in letter.entry.files)

    def _chunks(self) -> Iterator[Chunk]:
        tasks = iter(self._tasks)
        while chunk := tuple(islice(tasks, self._rows_of_a_chunk())):
            yield Chunk(self.job, chunk)

    def _rows_of_a_chunk(self) -> int:
        fewest, rows_a_second = (
            self.plan.rows_of_a_chunk,
            self.tally.done / max(monotonic() - self._began, 0.001),
        )
        return min(max(fewest, round(rows_a_second * _SECONDS_OF_A_CHUNK)), _MOST_ROWS_OF_A_CHUNK)

    def _record(self, result: Result) -> None:
        row = self._tasks.rows.pop(result.row)
        if result.entry is None:
            self._reject(result.row, row, result.problems)
            return
        self.tally.count_letter(result)
        if self.job.mail and not result.fresh:
            self._unchanged.add(result.row)
        if same := self.journal.record(result.row, row, result.entry):
            self._reject_all({**same, result.row: row})

    def _reject_strangers(self) -> None:
        """Reject rows whose draft would go to an address that a row further down has under another name."""
        heading = self.job.columns.heading_of("email")
        for number, came in self.journal.rows(self._tasks.sameness.strangers).items():
            if came.fingerprint:  # a row without a letter keeps the problem that it has
                address = self._tasks.headings.cell(came.cells, heading)
                self._take_back(number, came, same_email(number, heading, address))

    def _reject_all(self, rows: Mapping[int, Row]) -> None:
        """Reject rows whose letters came to the same reference: mostly of one person, who is there twice."""
        for number, came in rows.items():
            other = min(each for each in rows if each != number)
            message = Message("reference-same", other=str(other))
            self._take_back(number, came, RowProblem(number, "", "", message))

    def _take_back(self, number: int, came: Row, problem: RowProblem) -> None:
        if came.fingerprint:  # the others are rejected already
            self._unwanted |= self.journal.files_of_letter(came.fingerprint)
            if number in self._unchanged:
                self.tally.unchanged -= 1
            elif number in self._tasks.corrected or ROW not in self.job.columns.places:
                self.tally.written -= 1
            self.tally.count_problems((problem,))
        self.journal.reject(number, came, (problem,))

    def _reject(self, row: int, came: Row, problems: tuple[RowProblem, ...]) -> None:
        self.journal.reject(row, came, problems)
        self.tally.count_problems(problems)
