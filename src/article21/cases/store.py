"""The cases in their file: found by a reference or its part, changed whole or not at all, listed by day."""

import sqlite3
from collections.abc import Iterator, Set
from contextlib import closing, contextmanager
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

from article21 import __version__
from article21.cases.backup import back_up
from article21.cases.case import Case
from article21.cases.database import (
    CaseFileError,
    DamagedCaseError,
    explained,
    open_database,
    understood,
    writable,
)
from article21.cases.finding import PREFIX, named, nearest
from article21.cases.rows import (
    CASE,
    LISTED,
    KeptFile,
    Listed,
    event_from,
    event_text,
    file_from,
    from_row,
    listed_from,
    to_row,
)
from article21.errors import Article21Error
from article21.files import name_in_words

_SOON = timedelta(days=30)
"""Before the end of a time limit; then a case counts as due."""
_SHOWN = 5
_GONE = -1
"""The number of files whose letter is no longer in the case: where they lie, they may be replaced."""


class CaseError(Article21Error):
    """A case that can't be found, or is there already."""


class Store:
    """An open case file, as ``open_database`` opens it."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self.damaged: dict[str, CaseFileError] = {}
        """What was left out of several cases because nobody could have written it, by reference."""
        self._database = open_database(path, create=create)

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """Do all that follows or nothing, with nobody else changing anything meanwhile."""
        with explained(self.path):
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                self._run("COMMIT")
            except BaseException:
                if self._database.in_transaction:
                    self._run("ROLLBACK")
                raise

    def find(self, given: str) -> Case:
        """Return the case that a reference, a clear part of it or a name means, or raise CaseError."""
        with explained(self.path):
            return self._read(self._id_of(given.strip(), by_name=True))

    def has(self, reference: str) -> bool:
        """Say whether there is a case of exactly this reference."""
        return bool(self._ids("reference = ?", reference))

    def digests_of(self, reference: str) -> Set[str]:
        """Return those of the files of the first letter of a case."""
        query = 'SELECT sha256 FROM files JOIN cases ON id = "case" WHERE reference = ? AND number = 0'
        return {digest for (digest,) in self._run(query, reference)}

    def owner_of(self, given: str) -> tuple[str, str]:
        """Return the reference that a part of it means, and whose case it is; a damaged one has no name."""
        number = self._id_of(given.strip())
        reference = self._reference(number)
        try:
            return reference, self._read(number).name
        except DamagedCaseError:
            return reference, ""

    def cases(self) -> Iterator[Case]:
        """Yield all cases that can be read, in the order of their references."""
        return self._readable(self._ids("1"))

    def due_cases(self, today: Date) -> Iterator[Case]:
        """Yield those in which there is something to do."""
        self._count_again()
        return self._readable(self._ids("acts_from <= ?", today.isoformat()))

    def listed(self, today: Date, *, due: bool) -> Iterator[Listed]:
        """Yield a line for each case, or for each that has something to do or a time limit that ends soon."""
        self._count_again()
        query, values = f"SELECT {LISTED} FROM cases ORDER BY reference", ()  # noqa: S608 - the names are ours
        if due:
            query = (
                f"SELECT {LISTED} FROM cases WHERE acts_from <= :today"  # noqa: S608 - as above
                " OR limit_day BETWEEN :today AND :soon ORDER BY coalesce(limit_day, until, '9'), reference"
            )
        days = {"today": today.isoformat(), "soon": (today + _SOON).isoformat()}
        with explained(self.path), closing(self._database.execute(query, days if due else values)) as found:
            for row in found:
                reference = str(row[0])
                with self._leaving_out(reference), understood(self.path, reference):
                    line = listed_from(row, today)
                if reference not in self.damaged:
                    yield line

    def damage(self) -> CaseFileError | None:
        """Return what there is to say of the cases that were left out."""
        names = [*self.damaged][:_SHOWN] + ["…"] * (len(self.damaged) > _SHOWN)
        of_the_file = (error for error in self.damaged.values() if not isinstance(error, DamagedCaseError))
        return next(of_the_file, DamagedCaseError(self.path, ", ".join(names)) if names else None)

    def save(self, case: Case) -> None:
        """Keep a case as it is now."""
        row = to_row(case)
        marks = ", ".join("?" * len(row))
        updates = ", ".join(f"{name} = excluded.{name}" for name in row)
        self._run(
            f"INSERT INTO cases ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - the names are ours
            f" ON CONFLICT (reference) DO UPDATE SET {updates}",
            *row.values(),
        )
        (number,) = self._ids("reference = ?", case.reference)
        self._run('DELETE FROM events WHERE "case" = ?', number)
        for place, event in enumerate(case.events):
            self._run("INSERT INTO events VALUES (?, ?, ?)", number, place, event_text(event))
        self._drop(number, "number >= ?", len(case.events))

    def keep_files(self, reference: str, files: tuple[KeptFile, ...]) -> None:
        """Keep files of events beside those there are; one of the same name is replaced."""
        (case,) = self._ids("reference = ?", reference)
        for file in files:
            name, path = name_in_words(file.name), file.path and name_in_words(file.path)
            values = (case, file.number, name, file.sha256, path, file.content)
            self._run("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", *values)

    def drop_files(self, reference: str, number: int) -> None:
        """Drop the files of an event that is written again."""
        (case,) = self._ids("reference = ?", reference)
        self._drop(case, "number = ?", number)

    def files_of(self, reference: str) -> tuple[KeptFile, ...]:
        """Return the files of a case, in the order of its events."""
        query = (
            'SELECT number, files.name, sha256, path, content FROM files JOIN cases ON id = "case"'
            " WHERE reference = ? ORDER BY number, files.name"
        )
        with understood(self.path, reference):
            return tuple(map(file_from, self._run(query, reference)))

    def remove(self, given: str) -> None:
        """Delete the case that a reference or a part of it means, with all that was kept of it."""
        with self.change():
            self._run("DELETE FROM cases WHERE id = ?", self._id_of(given.strip()))
        with explained(self.path):  # what was written before would still tell of it
            self._run("PRAGMA wal_checkpoint(TRUNCATE)")

    def back_up(self, copy: Path) -> None:
        """Copy the file, whole and private; raise CaseFileError if it is damaged."""
        back_up(self._database, self.path, copy)

    def _drop(self, case: int, which: str, number: int) -> None:
        drop = f'UPDATE OR REPLACE files SET number = ?, content = NULL WHERE "case" = ? AND {which}'  # noqa: S608 - as above
        self._run(drop, _GONE, case, number)

    def _id_of(self, given: str, *, by_name: bool = False) -> int:
        if exact := self._ids("reference IN (?, ?)", given, PREFIX + given):
            return exact[0]
        found = self._ids("instr(upper(reference), upper(?))", given) if given else []
        if by_name:
            with explained(self.path):
                everybody = self._run("SELECT id, name FROM cases ORDER BY reference").fetchall()
            found = list(dict.fromkeys((*found, *named(given, everybody))))
        if len(found) == 1:
            return found[0]
        if not found:
            raise self._unknown(given)
        names = [self._reference(number) for number in found[:_SHOWN]]
        more = ", …" if len(found) > _SHOWN else ""
        raise CaseError("case-ambiguous", given=given, references=", ".join(names) + more)

    def _unknown(self, given: str) -> CaseError:
        near = nearest(given, (str(name) for (name,) in self._run("SELECT reference FROM cases")))
        if near is None:
            return CaseError("case-unknown", given=given)
        return CaseError("case-unknown-near", given=given, offer=near)

    def _ids(self, where: str, *values: str) -> list[int]:
        query = f"SELECT id FROM cases WHERE {where} ORDER BY reference"  # noqa: S608 - the conditions are ours
        with explained(self.path):
            return [number for (number,) in self._run(query, *values)]

    def _read(self, number: int) -> Case:
        with understood(self.path, self._reference(number)):
            row = self._run(f"SELECT {CASE} FROM cases WHERE id = ?", number).fetchone()  # noqa: S608 - as above
            events = self._run('SELECT event FROM events WHERE "case" = ? ORDER BY number', number).fetchall()
            return from_row(row, tuple(event_from(text) for (text,) in events))

    def _count_again(self) -> None:
        """Count the days of cases that another version of the program counted: its facts may differ."""
        stale = self._ids("counted_by IS NOT ?", __version__)
        if stale:
            with writable(self._database), self.change():
                for case in self._readable(stale):
                    self.save(case)

    def _readable(self, numbers: list[int]) -> Iterator[Case]:
        for number in numbers:
            with self._leaving_out(self._reference(number)):
                yield self._read(number)

    def _reference(self, number: int) -> str:
        with explained(self.path):
            row = self._run("SELECT reference FROM cases WHERE id = ?", number).fetchone()
            if row is None:  # an index of the database names it
                raise sqlite3.DatabaseError("malformed")
        return str(row[0])

    @contextmanager
    def _leaving_out(self, reference: str) -> Iterator[None]:
        """Note a case that can't be read, and go on."""
        try:
            yield
        except CaseFileError as error:
            if error.code not in ("case-damaged", "cases-damaged"):
                raise
            self.damaged[reference] = error

    def _run(self, query: str, *values: object) -> sqlite3.Cursor:
        return self._database.execute(query, values)
