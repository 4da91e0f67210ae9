"""Turn the rows of a table into tasks; what needs a look at earlier rows is settled here."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date as Date
from hashlib import sha256

from article21.batch.answers import says_no, settle
from article21.batch.basis import basis_of
from article21.batch.chunks import Job, Task
from article21.batch.corrections import Correction
from article21.batch.journal import Journal
from article21.batch.names import name_of_group
from article21.batch.plans import Arrangement
from article21.batch.problems import RowProblem, too_long, unreadable
from article21.batch.records import Row
from article21.batch.reports import Tally
from article21.batch.sameness import CONSENT, Sameness, original_of, owners_of, without_answer
from article21.interface import Message, shown
from article21.tables.cells import read_answers
from article21.tables.columns import ORIGINAL, OWN, ROW
from article21.tables.countries import find_country
from article21.tables.formulas import restore
from article21.tables.headings import Headings
from article21.tables.names import read_name
from article21.tables.records import Record
from article21.tables.table import Table

_MOST_COPIES = 10
"""More people than that do not share an e-mail address."""


@dataclass(frozen=True)
class _Came:
    """A row as it counts: its own number, its values by field, its cells by heading."""

    row: int
    values: Mapping[str, str]
    cells: tuple[str, ...]
    original: str
    day: Date


class Tasks:
    """The tasks of a table; rows that can't become one are noted as problems on the way."""

    def __init__(  # noqa: PLR0913 - what a task depends on
        self,
        table: Table,
        job: Job,
        journal: Journal,
        tally: Tally,
        *,
        day: Date,
        today: Date,
        overwrite: bool,
        arrangement: Arrangement,
    ) -> None:
        self._table, self._job, self._journal, self._tally = table, job, journal, tally
        self._day, self._today, self._overwrite, self._arrangement = day, today, overwrite, arrangement
        self._corrects = ROW in job.columns.places
        places = job.columns.places.get(CONSENT, ())
        self._consent_headings = tuple(job.columns.headings[place] for place in places)
        self._asks = self._corrects and journal.answers.any_asked()
        self.headings = Headings(job.columns, journal.headings() if self._corrects else ())
        self.rows: dict[int, Row] = {}
        """Rows whose results are awaited; whoever has a result takes its row out."""
        self.withdrawn: dict[str, str] = {}
        """Files, with their digests, of people who no longer consent."""
        self.corrected: set[int] = set()
        """Rows that were read in problems.csv; those of a table are not kept."""
        self.sameness, self._basis = Sameness(job, journal, tally), basis_of(job)

    def __iter__(self) -> Iterator[Task]:
        self._forget_corrected()
        for record in self._table.records():
            if not "".join(self.headings.without_own(record.cells)).strip():
                self._tally.empty += 1
                continue
            came = self._corrected(record, self.corrected) if self._corrects else self._as_it_counts(record)
            if task := self._read(came, record):
                yield task

    def _forget_corrected(self) -> None:
        """Forget what rows had before they were corrected, so that none is compared with what is gone."""
        taken: set[int] = set()
        for record in self._table.records() if self._corrects else ():
            row, _ = self._place(self._job.columns.values(tuple(map(restore, record.cells))), taken)
            taken.add(row)
            self._journal.forget_row(row)

    def _as_it_counts(self, record: Record) -> _Came:
        """Return a row of a table; where it was corrected before, the correction."""
        values, cells = self._values(record.cells), self.headings.arranged(record.cells)
        original = original_of(values)
        answer = values.get(CONSENT, "").strip()
        changed = bool(self._consent_headings) and self._journal.answers.take(original, record.number, answer)
        correction = self._journal.corrections.find(original)
        if correction is None:
            return _Came(record.number, values, cells, original, self._day)
        if self._consent_headings:
            told = {text: self.headings.cell(cells, text) for text in self._consent_headings}
            correction = self._with_answer(original, correction, answer, told, changed=changed)
        if {CONSENT: "", **correction.values} != {CONSENT: "", **values}:
            self._tally.note(Message("correction-used"), record.number)
        cells = self.headings.replaced(cells, correction.cells)
        if self._overwrite:
            self._journal.corrections.note(original, correction._replace(day=None))
        day = correction.day if correction.day and not self._overwrite else self._day.isoformat()
        return _Came(record.number, correction.values, cells, original, Date.fromisoformat(day))

    def _with_answer(
        self, original: str, correction: Correction, answer: str, cells: Mapping[str, str], *, changed: bool
    ) -> Correction:
        """Return the correction with the answer that counts: the row's own where the table was changed since.

        ``cells``: those of the row that answer, by heading.
        """
        settled = settle(answer, correction.values.get(CONSENT), changed=changed)
        if settled is None:
            return correction
        asks = settled != answer
        told = dict.fromkeys(cells, settled) if asks else cells
        rest = without_answer(correction.values)
        counts = correction._replace(values={**rest, CONSENT: settled}, cells={**correction.cells, **told})
        if changed and not says_no(answer):
            self._journal.corrections.note(original, counts if asks else counts._replace(values=rest))
        return counts

    def _corrected(self, record: Record, taken: set[int]) -> _Came:
        """Return a row of problems.csv in the place of the one it corrects, and remember the correction."""
        restored = tuple(map(restore, record.cells))
        own = self._job.columns.values(restored)
        values, cells = self._values(restored), self.headings.arranged(restored)
        row, original = self._place(own, taken)
        taken.add(row)
        original = original or original_of(values)
        before = self._journal.corrections.find(original)
        values, kept = self._answered(row, original, values, before)
        day = self._today.isoformat() if self._overwrite else before and before.day
        by_heading = self.headings.by_heading(cells)
        self._journal.corrections.note(original, Correction(kept, by_heading, day))
        return _Came(row, values, cells, original, Date.fromisoformat(day) if day else self._day)

    def _answered(
        self, row: int, original: str, values: dict[str, str], before: Correction | None
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return what a corrected row says with the answer that counts, and what is to be remembered of it.

        An answer that is the table's own is not remembered, so that the table can change it.
        """
        told = self._journal.answers.of_row(original, row)
        answer = values.get(CONSENT, "").strip()
        earlier = before.values.get(CONSENT, "") if before else ""
        if not answer and says_no(earlier):
            answer = earlier
        rest = without_answer(values)
        kept = rest if answer == (told or "") else {**rest, CONSENT: answer}
        counts = told if told is not None and (says_no(told) or not self._consent_headings) else answer
        return {**rest, CONSENT: counts}, kept

    def _place(self, own: Mapping[str, str], taken: set[int]) -> tuple[int, str | None]:
        """Return the number of the row that is corrected, or a free one, and what tells the row."""
        text, original = own.get(ROW, "").strip(), own.get(ORIGINAL, "").strip()
        number = int(text) if text.isdecimal() and text.isascii() else 0
        row = self._journal.place_of(original, number)
        if row is not None and row not in taken:
            return row, original or self._journal.original_of(row)
        if not number or number in taken or self._journal.has_row(number):
            return self._journal.free_row(), original or None
        return number, original or None

    def _values(self, cells: tuple[str, ...]) -> dict[str, str]:
        return {field: text for field, text in self._job.columns.values(cells).items() if field not in OWN}

    def _read(self, came: _Came, record: Record) -> Task | None:
        row, values = came.row, {**came.values}
        answer = values.pop(CONSENT, "")
        text = _json(values)
        problem = (
            unreadable(record)
            or self._without_consent(row, answer)
            or too_long(record, len(self._job.columns.headings))
            or self.sameness.twice(row, values)
            or self.sameness.of_another_name(row, values)
        )
        if problem is _DECLINED:
            self._decline(came)
            return None
        if problem:
            self._journal.reject(row, Row(came.cells, b"", came.original), (problem,))
            self._tally.count_problems((problem,))
            return None
        copy = 1 + len(self.sameness.rows_above(row, values))
        group = self._group(came)
        # It stays the same exactly as long as the letter does.
        depends_on = [copy, came.day.isoformat(), group, text]
        fingerprint = sha256(self._basis + _json(depends_on).encode()).digest()
        owners = owners_of(values, copy)
        self.rows[row] = Row(came.cells, fingerprint, came.original, owners, group, self._kept(came))
        known = None if self._overwrite else self._journal.known(fingerprint)
        earlier = () if known else self._journal.files_of(owners)
        return Task(row, came.day, values, group, copy, known, earlier)

    def _without_consent(self, row: int, answer: str) -> RowProblem | None:
        """Return what keeps the letter back: every column that asks needs a yes, and one no suffices."""
        asked = len(self._consent_headings) or self._asks
        answers = read_answers(answer)
        if False in answers:
            return _DECLINED
        if None not in answers and len(answers) >= asked:
            return None
        heading = self._job.columns.heading_of(CONSENT)
        code = "not-yes-or-no" if None in answers else "consent-missing"
        return RowProblem(row, heading, shown(answer.strip(), 60), Message(code))

    def _decline(self, came: _Came) -> None:
        """Note a person who wants no letter; the one they have, if any, is to go."""
        self._tally.declined += 1
        owners = {owner: None for copy in range(1, _MOST_COPIES) for owner in owners_of(came.values, copy)}
        kept = {**self._kept(came), CONSENT: "no"}
        row = Row(came.cells, b"", came.original, tuple(owners), kept=kept)
        country = find_country(came.values.get("country", "").strip()) or ""
        name = read_name(came.values, country[:2], self._job.columns.names)
        self._journal.declined.note(came.row, row, name.full if name else "")
        self._journal.reject(came.row, row, ())
        files = self._journal.files_of(owners)
        if files:
            self._tally.note(Message("consent-withdrawn"), came.row)
            self.withdrawn.update(files)

    def _group(self, came: _Came) -> str:
        heading = self._arrangement.group_by
        return name_of_group(self.headings.cell(came.cells, heading)) if heading else ""

    def _kept(self, came: _Came) -> Mapping[str, str]:
        kept = {heading: self.headings.cell(came.cells, heading) for heading in self._arrangement.keep}
        return {CONSENT: "yes", **kept} if self._consent_headings or self._asks else kept


_DECLINED = RowProblem(0, "", "", Message("consent-declined", count=1))
_json = json.JSONEncoder(sort_keys=True).encode
