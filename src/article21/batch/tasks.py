"""Turn the rows of a table into tasks; what needs a look at earlier rows is settled here."""

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b, sha256

from article21 import __version__
from article21.batch.chunks import Job, Task
from article21.batch.journal import Journal, Row
from article21.batch.problems import RowProblem
from article21.batch.reports import Tally
from article21.interface import Message, shown
from article21.resources import DATA, TEMPLATES
from article21.tables.columns import PROBLEM, ROW
from article21.tables.formulas import restore
from article21.tables.records import Record
from article21.tables.rows import split_cell
from article21.tables.table import Table


class Tasks:
    """The tasks of a table; rows that can't become one are noted as problems on the way."""

    def __init__(self, table: Table, job: Job, journal: Journal, tally: Tally) -> None:
        self._table, self._job, self._journal, self._tally = table, job, journal, tally
        self._own = [job.columns.places[key][0] for key in (ROW, PROBLEM) if key in job.columns.places]
        self.rows: dict[int, Row] = {}
        """Rows whose results are awaited; whoever has a result takes its row out."""

    def __iter__(self) -> Iterator[Task]:
        numbers: set[int] = set()
        for record in self._table.records():
            if not "".join(self._without_own(record.cells)).strip():
                self._tally.empty += 1
                continue
            task = self._read(self._numbered(record, numbers))
            if task:
                yield task

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the table's headings without our own."""
        return self._without_own(self._job.columns.headings)

    def _without_own(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        if not self._own:
            return cells
        return tuple(cell for place, cell in enumerate(cells) if place not in self._own)

    def _numbered(self, record: Record, numbers: set[int]) -> Record:
        """Give rows that come from problems.csv the number they had in their first table."""
        if ROW not in self._job.columns.places:
            return record
        cells = tuple(map(restore, record.cells))
        text = self._job.columns.values(cells).get(ROW, "")
        number = int(text) if text.isdecimal() and text.isascii() and int(text) not in numbers else 0
        number = number or self._journal.free_row()
        numbers.add(number)
        return Record(number, cells)

    def _read(self, record: Record) -> Task | None:
        row, cells = record.number, self._without_own(record.cells)
        values = self._job.columns.values(record.cells)
        for own in (ROW, PROBLEM):
            values.pop(own, None)
        text = _json(values)
        if problem := self._too_long(record) or self._seen_before(row, values, text):
            self._journal.reject(row, cells, (problem,))
            self._tally.count_problems((problem,))
            return None
        copy = 1 + len(self._same_address(row, values))
        # It stays the same exactly as long as the letter does.
        fingerprint = sha256(self._basis + f"[{copy}, {text}]".encode()).digest()
        self.rows[row] = Row(cells, fingerprint)
        return Task(row, values, copy, self._journal.known(fingerprint))

    def _too_long(self, record: Record) -> RowProblem | None:
        there, room = len(record.cells), len(self._job.columns.headings)
        if not any(map(str.strip, record.cells[room:])):
            return None
        return RowProblem(record.number, "", "", Message("row-too-long", count=there, limit=room))

    def _seen_before(self, row: int, values: Mapping[str, str], text: str) -> RowProblem | None:
        if same := self._journal.earlier_rows(_digest("row", text), row):
            return RowProblem(row, "", "", Message("row-twice", other=str(same[0])))
        reference = values.get("reference", "").strip()
        if reference and (
            same := self._journal.earlier_rows(_digest("reference", reference.casefold()), row)
        ):
            message = Message("reference-twice", other=str(same[0]))
            return RowProblem(row, self._job.columns.heading_of("reference"), shown(reference, 60), message)
        return None

    def _same_address(self, row: int, values: Mapping[str, str]) -> frozenset[int]:
        """Return the earlier rows with one of this row's e-mail addresses, and tell of them."""
        rows: set[int] = set()
        for address in split_cell(values.get("email", "")):
            same = self._journal.earlier_rows(_digest("email", address.casefold()), row)
            rows.update(same)
        if rows:
            self._tally.note(Message("same-email"), min(rows), row)
        return frozenset(rows)

    @cached_property
    def _basis(self) -> bytes:
        """Return what every letter depends on: options, version, words and facts."""
        job = self._job
        options = [
            __version__,
            job.day.isoformat(),
            job.formats,
            job.mail,
            job.flat,
            dict(job.defaults.values),
        ]
        basis = sha256(json.dumps(options, sort_keys=True, default=str).encode())
        for folder in (DATA, TEMPLATES):
            for path in sorted(path for path in folder.rglob("*") if path.is_file()):
                basis.update(path.relative_to(folder).as_posix().encode())
                basis.update(sha256(path.read_bytes()).digest())
        return basis.digest()


_json = json.JSONEncoder(sort_keys=True).encode


def _digest(kind: str, text: str) -> bytes:
    return blake2b(f"{kind}\0{text}".encode(), digest_size=16).digest()
