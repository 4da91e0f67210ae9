"""Cases: what was sent and answered, what is to do now, and the next letter, until the matter is settled."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from article21.cases.adding import keep_opened
from article21.cases.advice import advise, tell, tell_of_sending
from article21.cases.case import Case, Event
from article21.cases.database import default_path
from article21.cases.days import longest_due
from article21.cases.index import is_index
from article21.cases.letters import keep_letter, next_kind, request_letter
from article21.cases.opening import open_case
from article21.cases.recording import RecordError, correct_answer, record_answer, record_sent, tell_superseded
from article21.cases.rows import KeptFile, Listed
from article21.cases.standing import Step, standing_of
from article21.cases.store import CaseError, Store
from article21.cases.timeline import Entry, tell_event, write_timeline
from article21.cases.words import write_basis
from article21.desk.case_steps import (
    Days,
    Listing,
    NextLetter,
    Owner,
    Told,
    copies_of,
    digests_of_unsent,
    kept_files,
    tell_unsent,
)
from article21.desk.letters import write
from article21.interface import Message
from article21.model import DEFAULT_FORMATS, OBJECTION, Answer, Format
from article21.person import Given
from article21.rendering.editions import PLAIN_EDITION, Edition
from article21.writing.limits import Basis

if TYPE_CHECKING:
    from article21.cases.evidence import Evidence
    from article21.cases.many import Added
    from article21.cases.staff import AllDue, Progress

__all__ = ["Answer", "Cases", "Listed", "NextLetter", "Step", "Told", "default_path", "is_index"]


@dataclass(frozen=True)
class Cases:
    """The cases in a file, seen on a day by somebody who reads a language.

    Each method opens the file, does one thing wholly or not at all, and closes it. A case is named by its
    reference or a clear part of it.
    """

    database: Path
    today: Date
    language: str

    def listed(self, *, due: bool = False) -> Listing:
        """Return a line for each case, or for each with something to do or a time limit that ends soon."""
        with self._open() as store:
            return Listing(tuple(store.listed(self.today, due=due)), store.damage())

    def show(self, reference: str) -> Told:
        """Return a case and what there is to do now."""
        with self._open() as store:
            return self._told(store.find(reference))

    def said(self, block: str) -> str:
        """Return what there is to say of a step by itself, such as ``removed``."""
        return tell(block, self.language)

    def basis(self, basis: Basis | None) -> str:
        """Return the provision that a day follows from; nothing where none is known."""
        return write_basis(basis, self.language)

    def timeline(self, case: Case) -> tuple[Entry, ...]:
        """Return what happened in a case, day by day."""
        return write_timeline(case, self.language)

    def add(self, path: Path) -> Told:
        """Keep the case that a letter opens: its folder, its PDF or its JSON.

        It takes the place of a letter of the same person that was not sent yet.
        """
        opened = open_case(path, self.today)
        with Store(self.database) as store, store.change():
            before = keep_opened(store, opened)
        return self._told(opened.case, *(self._replaced(before, before.objection) if before else ()))

    def add_index(self, path: Path) -> "Added":
        """Keep the cases of an index.csv, and the days that people filled in there."""
        from article21.cases.many import add_rows

        return add_rows(self.database, path, self.today, self.language)

    def sent(
        self,
        reference: str,
        day: Date,
        via: str,
        *,
        received: Date | None = None,
        receipts: Sequence[Path] = (),
    ) -> Told:
        """Record when and how the last letter was sent; a day that was recorded before is corrected."""
        with self._open() as store, store.change():
            before = store.find(reference)
            case = record_sent(before, day, via, self.today, received)
            store.save(case)
            store.keep_files(case.reference, copies_of(receipts, case, case.letters[-1]))
        known, said = before.letters[-1], tell_of_sending(case, self.today, self.language)
        changed = known.sent and known != case.letters[-1]
        notices = self._replaced(before, known) if changed else ()
        return Told(case, standing_of(case), said, notices)

    def answered(
        self, reference: str, answer: Answer, files: Sequence[Path] = (), *, corrects: bool | None = None
    ) -> Told:
        """Record what the company answered, with copies of files.

        Where an answer is recorded since the last letter, ``corrects`` says whether this one takes its place
        or is a second one; unless it does, RecordError is raised.
        """
        with self._open() as store, store.change():
            before = store.find(reference)
            known = before.last_answer
            if known and corrects is None:
                raise RecordError("answer-there", day=known.date, how=known.how)
            corrected = before.answers[-1] if corrects and before.answers else None
            case = (correct_answer if corrected else record_answer)(before, answer, self.today)
            store.save(case)
            store.keep_files(case.reference, copies_of(files, case, case.answers[-1]))
        notices = self._replaced(before, corrected) if corrected else tell_unsent(before)
        return self._told(case, *notices, *self._shortened(case, answer.until), before=before)

    def next_letter(
        self,
        reference: str,
        given: Given,
        *,
        edition: Edition = PLAIN_EDITION,
        formats: Sequence[Format] = DEFAULT_FORMATS,
        kind: str | None = None,
    ) -> Told | NextLetter:
        """Return the letter that comes next, or what there is to say while there is none to write.

        ``given`` goes over what the case keeps of the person. The case is unchanged until ``keep``.
        """
        told = self.show(reference)
        wanted = kind or next_kind(told.case, self.today)
        if wanted is None or wanted == OBJECTION:
            return told
        request = request_letter(told.case, given, self.today, wanted)
        return NextLetter(told, request, write(request, edition, formats))

    def write_all_due(
        self, folder: Path, formats: Sequence[Format], progress: "Progress" = lambda _done, _total: None
    ) -> "AllDue":
        """Write all letters that are due but thanks: somebody has to check the answer first."""
        from article21.cases.staff import write_all_due

        return write_all_due(self.database, folder, formats, self.today, progress)

    def keep(self, letter: NextLetter, folder: Path | None) -> Told:
        """Keep that a letter was written, into which folder, and a copy of it."""
        with self._open() as store, store.change():
            before = store.find(letter.told.case.reference)
            case = keep_letter(before, letter.request)
            number = len(case.events) - 1
            store.save(case)
            store.drop_files(case.reference, number)
            store.keep_files(case.reference, kept_files(letter.written, number, folder))
        sentences = (tell("letter_written", self.language),)
        return Told(case, standing_of(case), sentences, tell_superseded(case, before))

    def files_of_unsent(self, reference: str) -> tuple[KeptFile, ...]:
        """Return what is kept of the files that were written for the letter that is not sent yet."""
        with self._open() as store:
            case = store.find(reference)
            files = store.files_of(case.reference) if case.unsent else ()
        return tuple(file for file in files if file.number == len(case.events) - 1)

    def replaceable(self, reference: str) -> Mapping[Path, str]:
        """Return the digests of files, by where they were written, of letters that were not sent."""
        with self._open() as store:
            case = store.find(reference)
            return digests_of_unsent(case, store.files_of(case.reference))

    def calendar(self, references: Sequence[str] = (), *, discreet: bool = False) -> Days:
        """Return the days ahead of these cases, or of all that can be read, as iCalendar."""
        from article21.cases.calendar import write_calendar

        with self._open() as store:
            cases = [store.find(reference) for reference in references] if references else store.cases()
            now = datetime.now(UTC)
            content = write_calendar(cases, self.today, self.language, discreet=discreet, at=now)
            damage = store.damage()
        if content is None:
            raise damage or CaseError("no-days")
        return Days(content, damage)

    def evidence(self, reference: str) -> "Evidence":
        """Return everything that is kept for a case as one archive."""
        from article21.cases.evidence import pack_evidence

        with self._open() as store:
            case = store.find(reference)
            return pack_evidence(case, store.files_of(case.reference), self.today)

    def owner(self, reference: str) -> Owner:
        """Return whose case a reference means; of a damaged one the reference alone."""
        with self._open() as store:
            return Owner(*store.owner_of(reference))

    def remove(self, reference: str) -> None:
        """Delete a case and all that was kept of it, even one that can't be read."""
        with self._open() as store:
            store.remove(reference)

    def back_up(self, copy: Path) -> None:
        """Copy all cases to another file."""
        with self._open() as store:
            store.back_up(copy)

    def _open(self) -> Store:
        return Store(self.database, create=False)

    def _told(self, case: Case, *notices: Message, before: Case | None = None) -> Told:
        notices = (*notices, *tell_superseded(case, before))
        return Told(case, standing_of(case), advise(case, self.today, self.language), notices)

    def _shortened(self, case: Case, until: Date | None) -> Iterator[Message]:
        """Tell that the company named a later day than the law allows."""
        kept, longest = case.answers[-1].until, longest_due(case)
        if until and kept and longest and until > kept:
            yield Message("until-too-late", given=until, day=kept, basis=self.basis(longest.basis))

    def _replaced(self, case: Case, event: Event) -> tuple[Message, ...]:
        """Tell what was recorded before."""
        return (Message("recorded-before", before=tell_event(case, event, self.language)),)
