"""What a batch has written so far, on disk: killed at any moment, the next run goes on from here."""

import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path
from typing import Any, NamedTuple

from article21.batch.chunks import Entry
from article21.batch.problems import RowProblem
from article21.errors import Article21Error
from article21.interface import Message

FILE_NAME = ".article21.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS batch (day TEXT);
CREATE TABLE IF NOT EXISTS letters (fingerprint BLOB PRIMARY KEY, entry TEXT);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, fingerprint BLOB, sha256 TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (row INTEGER PRIMARY KEY, fingerprint BLOB, cells TEXT, problems TEXT);
CREATE TABLE IF NOT EXISTS seen (digest BLOB, row INTEGER, PRIMARY KEY (digest, row)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS row_of_letter ON rows (fingerprint);
"""


class JournalError(Article21Error):
    """A journal that can't be used."""

    def __init__(self, path: Path, error: sqlite3.Error) -> None:
        if "locked" in str(error):
            super().__init__("journal-locked", folder=str(path.parent))
            return
        super().__init__("journal-broken", path=str(path), reason=str(error))


@dataclass(frozen=True)
class Row:
    """A row as it came, and what stays the same exactly as long as its letter does."""

    cells: tuple[str, ...]
    fingerprint: bytes


class Rejected(NamedTuple):
    """A row without a letter."""

    row: int
    cells: tuple[str, ...]
    problems: tuple[RowProblem, ...]


class OldFile(NamedTuple):
    """A file of an earlier run that belongs to no row of this one."""

    path: str
    sha256: str


class Journal:
    """One batch's memory; it grows on disk, not in memory, and holds no more of a person than the table."""

    def __init__(self, folder: Path | None) -> None:
        """Open the journal of a folder; without a folder, one that vanishes with this process."""
        self._path = folder / FILE_NAME if folder else Path()
        if folder:
            os.close(os.open(self._path, os.O_CREAT | os.O_WRONLY, 0o600))
        try:
            # The empty name is SQLite's own temporary file.
            self._database = sqlite3.connect(self._path if folder else "", timeout=0.5)
            # Only one batch at a time; every state on disk is a whole one. What a power cut takes from the
            # journal or from the letters shows when the files are compared with their digests.
            self._database.executescript(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                + _SCHEMA
            )
        except sqlite3.Error as error:
            raise JournalError(self._path, error) from None

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_error: object) -> None:
        self._database.commit()
        self._database.close()

    def begin(self, today: Date, *, overwrite: bool, adding: bool) -> Date:
        """Return the batch's day, which stays the day it began; ``adding`` keeps what other rows have."""
        found = self._database.execute("SELECT day FROM batch").fetchone()
        if overwrite or not found:
            self._database.executescript("DELETE FROM batch; DELETE FROM letters;")
            self._database.execute("INSERT INTO batch VALUES (?)", (today.isoformat(),))
        if overwrite or not adding:
            self._database.executescript("DELETE FROM rows; DELETE FROM seen;")
        self._database.commit()
        self._is_new = not self._database.execute("SELECT 1 FROM letters LIMIT 1").fetchone()
        return Date.fromisoformat(found[0]) if found and not overwrite else today

    def free_row(self) -> int:
        """Return a row number that no row has had."""
        (last,) = self._database.execute(
            "SELECT max(row) FROM (SELECT row FROM rows UNION SELECT row FROM seen)"
        ).fetchone()
        return (last or 1) + 1

    def earlier_rows(self, digest: bytes, row: int) -> tuple[int, ...]:
        """Return the other rows that have shown this digest, and note that this row does."""
        others = self._database.execute("SELECT row FROM seen WHERE digest = ? AND row != ?", (digest, row))
        rows = tuple(number for (number,) in others)
        self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (digest, row))
        return rows

    def known(self, fingerprint: bytes) -> Entry | None:
        """Return what was written for these inputs, or None when it was not, or was overwritten since."""
        if self._is_new:
            return None
        found = self._database.execute("SELECT entry FROM letters WHERE fingerprint = ?", (fingerprint,))
        for (text,) in found.fetchall():
            entry = _entry(text)
            if all(self._has(path, fingerprint) for path, _ in entry.files):
                return entry
        return None

    def record(self, row: int, written: Row, entry: Entry) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Note a written letter; return the other rows whose files it has replaced, with their cells."""
        replaced: list[tuple[int, tuple[str, ...]]] = []
        files = [(path, written.fingerprint, digest) for path, digest in entry.files]
        added = self._database.executemany("INSERT OR IGNORE INTO files VALUES (?, ?, ?)", files)
        if added.rowcount < len(files):
            replaced = [other for path, _ in entry.files for other in self._rows_of(path) if other[0] != row]
            self._database.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", files)
        letter = (written.fingerprint, _json(vars(entry)))
        self._database.execute("INSERT OR REPLACE INTO letters VALUES (?, ?)", letter)
        values = (row, written.fingerprint, _json(written.cells))
        self._database.execute("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, NULL)", values)
        return tuple(dict.fromkeys(replaced))

    def reject(self, row: int, cells: Sequence[str], problems: Sequence[RowProblem]) -> None:
        """Note a row without a letter."""
        values = (row, _json(cells), _json([_to_values(problem) for problem in problems]))
        self._database.execute("INSERT OR REPLACE INTO rows VALUES (?, NULL, ?, ?)", values)

    def commit(self) -> None:
        """Make what was noted survive the end of this process."""
        self._database.commit()

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """Yield the letters in the order of the rows."""
        with closing(
            self._database.execute(
                "SELECT row, entry FROM rows JOIN letters USING (fingerprint) ORDER BY row"
            )
        ) as found:
            for row, text in found:
                yield row, _entry(text)

    def rejected(self) -> Iterator[Rejected]:
        """Yield the rows without a letter, in their order."""
        with closing(
            self._database.execute(
                "SELECT row, cells, problems FROM rows WHERE problems IS NOT NULL ORDER BY row"
            )
        ) as found:
            for row, cells, problems in found:
                yield Rejected(row, tuple(json.loads(cells)), tuple(map(_problem, json.loads(problems))))

    def old_files(self) -> Iterator[OldFile]:
        """Yield the files that belong to no row any more."""
        found = self._database.execute(
            "SELECT path, sha256 FROM files WHERE fingerprint NOT IN (SELECT fingerprint FROM rows"
            " WHERE fingerprint IS NOT NULL) ORDER BY path"
        )
        return (OldFile(*each) for each in found)

    def is_in_use(self, folder: str) -> bool:
        """Say whether a person's folder has files of a row of this run."""
        return bool(
            self._database.execute(
                "SELECT 1 FROM files JOIN rows USING (fingerprint) WHERE path > ? AND path < ? LIMIT 1",
                (f"{folder}/", f"{folder}0"),  # 0 follows / in every encoding of ours
            ).fetchone()
        )

    def forget(self, path: str) -> None:
        """Drop a file that is no more."""
        self._database.execute("DELETE FROM files WHERE path = ?", (path,))

    def forget_overwritten(self) -> None:
        """Drop letters none of whose files is left."""
        self._database.execute("DELETE FROM letters WHERE fingerprint NOT IN (SELECT fingerprint FROM files)")

    def _has(self, path: str, fingerprint: bytes) -> bool:
        found = self._database.execute("SELECT fingerprint FROM files WHERE path = ?", (path,)).fetchone()
        return bool(found == (fingerprint,))

    def _rows_of(self, path: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        found = self._database.execute(
            "SELECT row, cells FROM rows JOIN files USING (fingerprint) WHERE path = ?", (path,)
        )
        return ((row, tuple(json.loads(cells))) for row, cells in found.fetchall())


def _to_values(problem: RowProblem) -> Mapping[str, object]:
    return {**vars(problem), "message": (problem.message.code, problem.message.values)}


def _problem(values: Mapping[str, Any]) -> RowProblem:
    code, named = values["message"]
    return RowProblem(**{**values, "message": Message(code, **named)})


def _entry(text: str) -> Entry:
    values = json.loads(text)
    return Entry(**{**values, "files": tuple((path, digest) for path, digest in values["files"])})


_json = json.JSONEncoder(ensure_ascii=False).encode
