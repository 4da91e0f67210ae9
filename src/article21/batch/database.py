"""Open a journal's file, and say in plain words what is wrong with it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from article21.errors import Article21Error
from article21.files import OutputError

FILE_NAME = ".article21.sqlite3"
_VERSION = 2
"""Of the schema; a journal of another one is not read."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS tables (name TEXT PRIMARY KEY, day TEXT, run INTEGER, headings TEXT);
CREATE TABLE IF NOT EXISTS letters (fingerprint BLOB PRIMARY KEY, entry TEXT);
CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, fingerprint BLOB, sha256 TEXT, source TEXT)
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS rows (source TEXT, row INTEGER, fingerprint BLOB, original TEXT, "group" TEXT,
    cells TEXT, kept TEXT, problems TEXT, run INTEGER, PRIMARY KEY (source, row));
CREATE TABLE IF NOT EXISTS seen (source TEXT, digest BLOB, row INTEGER, PRIMARY KEY (source, digest, row))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS owners (digest BLOB, fingerprint BLOB, PRIMARY KEY (digest, fingerprint))
    WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS corrections (original TEXT PRIMARY KEY, "values" TEXT, cells TEXT, day TEXT);
CREATE TABLE IF NOT EXISTS answers (source TEXT, original TEXT, row INTEGER, answer TEXT, run INTEGER,
    PRIMARY KEY (source, original, row)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS declined (reference TEXT PRIMARY KEY, source TEXT, row INTEGER, original TEXT,
    entry TEXT, kept TEXT, run INTEGER);
CREATE TABLE IF NOT EXISTS tracked (reference TEXT PRIMARY KEY, cells TEXT);
CREATE TABLE IF NOT EXISTS products (path TEXT PRIMARY KEY, sha256 TEXT);
CREATE INDEX IF NOT EXISTS row_of_letter ON rows (fingerprint);
CREATE INDEX IF NOT EXISTS digests_of_letter ON owners (fingerprint);
"""
LETTERS = (
    "SELECT source, row, entry, kept, fingerprint FROM rows JOIN letters USING (fingerprint)"
    " JOIN tables ON source = name ORDER BY {} tables.rowid, row"
)
"""All letters; in the place, columns that come first in their order."""
LAST_ROW = (
    "SELECT max(row) FROM (SELECT row FROM rows WHERE source = ? UNION SELECT row FROM seen WHERE source = ?)"
)
KEPT_HEADINGS = (
    "SELECT key FROM (SELECT kept FROM rows UNION ALL SELECT kept FROM declined), json_each(kept)"
    " GROUP BY key ORDER BY min(json_each.id)"
)
"""Those of the columns that the index has of the tables."""
OLD_FILES = (
    "SELECT path, sha256, EXISTS (SELECT 1 FROM owners AS theirs JOIN owners AS ours USING (digest)"
    " JOIN rows ON rows.fingerprint = ours.fingerprint"
    " WHERE theirs.fingerprint = files.fingerprint AND rows.source = ? AND rows.run = ?)"
    " FROM files WHERE source = ? AND fingerprint NOT IN"
    " (SELECT fingerprint FROM rows WHERE fingerprint IS NOT NULL) ORDER BY path"
)
"""The files of a source that no row has any more, and whether their person has another letter of that run."""


class JournalError(Article21Error):
    """A journal that can't be used."""

    def __init__(self, path: Path, error: sqlite3.Error | OSError | str) -> None:
        said = str(error)
        reason = said if isinstance(error, str) else getattr(error, "sqlite_errorname", type(error).__name__)
        if isinstance(error, OSError):
            super().__init__(*OutputError(path, error).messages)
        elif "locked" in said:
            super().__init__("journal-locked", folder=str(path.parent))
        elif "full" in said:
            super().__init__("disk-full", path=str(path))
        elif "readonly" in said or "unable to open" in said:
            super().__init__("write-read-only", path=str(path))
        elif "malformed" in said or "corrupt" in said:
            super().__init__("journal-damaged", path=str(path), reason=reason)
        else:
            super().__init__("journal-broken", path=str(path), reason=reason)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise a JournalError for what the database complains of, and for values that nobody wrote there."""
    try:
        yield
    except sqlite3.Error as error:
        raise JournalError(path, error) from None
    except (ValueError, TypeError):
        raise JournalError(path, sqlite3.DatabaseError("malformed")) from None


def open_database(folder: Path | None) -> sqlite3.Connection:
    """Open the journal of a folder; without a folder, one that vanishes with this process."""
    path = folder / FILE_NAME if folder else Path()
    try:
        if folder:
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise JournalError(path, error) from None
    with explained(path):
        # The empty name is SQLite's own temporary file.
        database = sqlite3.connect(path if folder else "", timeout=0.5)
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (tables,) = database.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if tables and version != _VERSION:
            database.close()
            raise JournalError(path, "reason-other-version")
        # Only one batch at a time; every state on disk is a whole one. What a power cut takes from the
        # journal or from the letters shows when the files are compared with their digests.
        database.executescript(
            "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
            f"BEGIN; {_SCHEMA} PRAGMA user_version = {_VERSION}; COMMIT;"
        )
    return database


def first_value(database: sqlite3.Connection, query: str, *values: object) -> Any:
    """Return the only column of the first row that a query finds, whatever it holds; None without a row."""
    found = database.execute(query, values).fetchone()
    return found and found[0]
