"""What a batch has written so far, on disk: killed at any moment, the next run goes on from here."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import closing
from datetime import date as Date
from pathlib import Path
from typing import Any

from article21.batch import database, texts
from article21.batch.answers import Answers
from article21.batch.chunks import Entry
from article21.batch.corrections import Corrections
from article21.batch.declined import Declined
from article21.batch.problems import RowProblem
from article21.batch.products import Products
from article21.batch.records import Listed, OldFile, Rejected, Row
from article21.batch.tracking import Tracking


class Journal:
    """One batch's memory; it grows on disk, not in memory, and holds no more of a person than the table."""

    def __init__(self, folder: Path | None) -> None:
        self._path = folder / database.FILE_NAME if folder else Path()
        self._database = database.open_database(folder)
        self.corrections, self.answers = Corrections(self._database), Answers(self._database)
        self.declined = Declined(self._database)
        self.products, self.tracking = Products(self._database), Tracking(self._database)
        self._source, self._run_number, self._adding, self._has_letters = "", 0, False, False

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *error: object) -> None:
        try:
            if error[0] is None:
                self.commit()
            else:  # what went wrong is being told already
                self._database.commit()
        except sqlite3.Error:
            if error[0] is None:
                raise
        finally:
            self._database.close()

    def begin(self, source: str, today: Date, *, overwrite: bool, adding: str | None = None) -> Date:
        """Begin with a table and return the day of its letters, which stays the day of the first run.

        ``adding``: the rows belong to the table that this row came from, and its other rows stay.
        """
        with database.explained(self._path):
            self._source = source if adding is None else self._source_of(adding) or source
            found = self._one("SELECT day FROM tables WHERE name = ?", self._source)
            day = today if found is None or (overwrite and adding is None) else Date.fromisoformat(found)
            self._adding = adding is not None
            self._run_number = 1 + (self._one("SELECT max(run) FROM tables") or 0)
            self._run("INSERT OR IGNORE INTO tables VALUES (?, ?, 0, '[]')", self._source, day.isoformat())
            changed = (day.isoformat(), self._run_number, self._source)
            self._run("UPDATE tables SET day = ?, run = ? WHERE name = ?", *changed)
            if not self._adding:
                self._run("DELETE FROM seen WHERE source = ?", self._source)
            self.answers.begin(self._source, self._run_number)
            self.declined.begin(self._source, self._run_number)
            self._database.commit()
            self._has_letters = self._one("SELECT 1 FROM letters LIMIT 1") is not None
        return day

    def end(self, headings: Sequence[str]) -> None:
        """Note that the table was read to its end: rows of an earlier run that it lacks are gone."""
        self._run("UPDATE tables SET headings = ? WHERE name = ?", texts.to_json(headings), self._source)
        if not self._adding:
            self._run("DELETE FROM rows WHERE source = ? AND run < ?", self._source, self._run_number)
            self.answers.end()

    def headings(self) -> tuple[str, ...]:
        """Return the headings that the table had before, without our own."""
        return tuple(
            texts.from_json(self._one("SELECT headings FROM tables WHERE name = ?", self._source) or "[]")
        )

    def place_of(self, original: str, number: int) -> int | None:
        """Return the row that a corrected one replaces, None when there is none."""
        query = "SELECT row FROM rows WHERE source = ? AND original = ?"
        found: int | None = self._one(query, self._source, original)
        if found is None and not original:
            found = self._one(
                "SELECT row FROM rows WHERE source = ? AND row = ?"
                " AND (problems IS NOT NULL OR original IN (SELECT original FROM corrections))",
                self._source,
                number,
            )
        return found

    def original_of(self, row: int) -> str | None:
        """Return what tells the row as it first came."""
        query = "SELECT original FROM rows WHERE source = ? AND row = ?"
        found: str | None = self._one(query, self._source, row)
        return found

    def has_row(self, row: int) -> bool:
        """Say whether the table has a row of that number."""
        return self.original_of(row) is not None

    def free_row(self) -> int:
        """Return a row number that no row has had."""
        return (self._one(database.LAST_ROW, self._source, self._source) or 1) + 1

    def forget_row(self, row: int) -> None:
        """Forget what a row was seen to have, before it is read in another form."""
        self._run("DELETE FROM seen WHERE source = ? AND row = ?", self._source, row)

    def other_rows(self, digest: bytes, row: int) -> tuple[int, ...]:
        """Return the other rows that have shown this digest, and note that this row does."""
        query = "SELECT row FROM seen WHERE source = ? AND digest = ? AND row != ? ORDER BY row"
        rows = tuple(number for (number,) in self._run(query, self._source, digest, row))
        self._run("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", self._source, digest, row)
        return rows

    def known(self, fingerprint: bytes) -> Entry | None:
        """Return what was written for these inputs, or None when it was not, or was overwritten since."""
        if not self._has_letters:
            return None
        for (text,) in self._run("SELECT entry FROM letters WHERE fingerprint = ?", fingerprint).fetchall():
            entry = texts.entry_from_text(text)
            query = "SELECT fingerprint FROM files WHERE path = ?"
            if all(self._one(query, path) == fingerprint for path, _ in entry.files):
                return entry
        return None

    def files_of(self, owners: Iterable[bytes]) -> tuple[tuple[str, str], ...]:
        """Return path and digest of every file that was written for these people."""
        if not self._has_letters:
            return ()
        query = "SELECT path, sha256 FROM files JOIN owners USING (fingerprint) WHERE digest = ?"
        return tuple(dict.fromkeys(file for owner in owners for file in self._run(query, owner)))

    def files_of_letter(self, fingerprint: bytes) -> dict[str, str]:
        """Return path and digest of the files of a letter."""
        return dict(self._run("SELECT path, sha256 FROM files WHERE fingerprint = ?", fingerprint))

    def record(self, row: int, written: Row, entry: Entry) -> Mapping[int, Row]:
        """Note a letter; return the table's other rows whose letters have its reference or its files."""
        reference = texts.digest_of_reference(entry)
        same = {*self.other_rows(reference, row)}
        files = [(path, written.fingerprint, digest, self._source) for path, digest in entry.files]
        added = self._database.executemany("INSERT OR IGNORE INTO files VALUES (?, ?, ?, ?)", files)
        if added.rowcount < len(files):
            same.update(number for path, _ in entry.files for number in self._rows_of(path) if number != row)
            self._database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", files)
        others = self.rows(same) if same else {}
        self.declined.forget(entry.reference)
        self._run(
            "INSERT OR REPLACE INTO letters VALUES (?, ?)", written.fingerprint, texts.to_json(vars(entry))
        )
        self._write_row(row, written, written.fingerprint, None)
        owners = [(owner, written.fingerprint) for owner in written.owners]
        self._database.executemany("INSERT OR IGNORE INTO owners VALUES (?, ?)", owners)
        # Another table may have the same person: the newest row is theirs.
        self._run(
            "DELETE FROM rows WHERE fingerprint IS NOT NULL AND (source, row) IN (SELECT source, seen.row"
            " FROM tables CROSS JOIN seen ON source = name WHERE name != ? AND digest = ?)",
            *(self._source, reference),
        )
        return others

    def reject(self, row: int, rejected: Row, problems: Sequence[RowProblem]) -> None:
        """Note a row without a letter; one without problems either wants none."""
        told = texts.problems_to_text(problems) if problems else None
        self._write_row(row, rejected, None, told)

    def commit(self) -> None:
        """Make what was noted survive the end of this process."""
        with database.explained(self._path):
            self._database.commit()

    def entries(self, *, by_group: bool = False) -> Iterator[Listed]:
        """Yield the letters in the order of the rows."""
        with closing(self._run(database.LETTERS.format('"group",' if by_group else ""))) as found:
            for source, row, text, kept, fingerprint in found:
                yield Listed(source, row, texts.entry_from_text(text), texts.from_json(kept), fingerprint)

    def rejected(self) -> Iterator[Rejected]:
        """Yield the rows of the table that have problems, in their order."""
        query = (
            "SELECT row, cells, problems, original FROM rows"
            " WHERE source = ? AND problems IS NOT NULL ORDER BY row"
        )
        with closing(self._run(query, self._source)) as found:
            for row, cells, problems, original in found:
                yield Rejected(
                    row, tuple(texts.from_json(cells)), texts.problems_from_text(problems), original
                )

    def old_files(self) -> Iterator[OldFile]:
        """Yield the files that were written for this table and belong to no row of any any more."""
        found = self._run(database.OLD_FILES, self._source, self._run_number, self._source)
        return (OldFile(path, digest, bool(former)) for path, digest, former in found)

    def forget(self, path: str) -> None:
        """Drop a file that is no more."""
        self._run("DELETE FROM files WHERE path = ?", path)

    def forget_overwritten(self) -> None:
        """Drop letters none of whose files is left."""
        self._run("DELETE FROM letters WHERE fingerprint NOT IN (SELECT fingerprint FROM files)")
        self._run("DELETE FROM owners WHERE fingerprint NOT IN (SELECT fingerprint FROM letters)")

    def letter_files(self) -> Iterator[str]:
        """Yield the path of every file of a letter."""
        return (path for (path,) in self._run("SELECT path FROM files ORDER BY path"))

    def kept_headings(self) -> tuple[str, ...]:
        """Return the headings of the columns that the index has of the tables."""
        return tuple(heading for (heading,) in self._run(database.KEPT_HEADINGS))

    def _write_row(self, row: int, came: Row, fingerprint: bytes | None, problems: str | None) -> None:
        cells, kept = texts.to_json(came.cells), texts.to_json(came.kept)
        self._run(
            "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(self._source, row, fingerprint, came.original, came.group, cells, kept, problems),
            self._run_number,
        )

    def _source_of(self, original: str) -> str | None:
        found: str | None = self._one("SELECT source FROM rows WHERE original = ?", original)
        return found or self._one("SELECT name FROM tables ORDER BY run DESC LIMIT 1")

    def _rows_of(self, path: str) -> Iterator[int]:
        query = "SELECT row FROM rows JOIN files USING (fingerprint) WHERE path = ? AND rows.source = ?"
        return (number for (number,) in self._run(query, path, self._source).fetchall())

    def rows(self, numbers: Set[int]) -> Mapping[int, Row]:
        """Return those of these rows that have a letter, or had one in this run."""
        found = self._run(
            'SELECT row, cells, fingerprint, original, "group", kept FROM rows'  # noqa: S608 - marks alone
            f" WHERE source = ? AND row IN ({', '.join('?' * len(numbers))})"
            " AND (run = ? OR (? AND fingerprint IS NOT NULL))",
            *(self._source, *numbers, self._run_number, self._adding),
        )
        return {
            row: Row(tuple(texts.from_json(cells)), fingerprint, original, (), group, texts.from_json(kept))
            for row, cells, fingerprint, original, group, kept in found.fetchall()
        }

    def _run(self, query: str, *values: object) -> sqlite3.Cursor:
        return self._database.execute(query, values)

    def _one(self, query: str, *values: object) -> Any:  # whatever the query's only column holds
        return database.first_value(self._database, query, *values)
