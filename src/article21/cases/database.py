"""The case file: an SQLite database that only its owner can read, and what may be wrong with it."""

import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

import platformdirs

from article21.errors import Article21Error
from article21.files import OutputError

APPLICATION_ID = 0x61323163
"""``a21c``: what tells a case file from any other database (https://www.sqlite.org/pragma.html)."""
_WAIT = 10.0
"""Seconds for another process to finish its change."""
_PRIVATE = stat.S_IRUSR | stat.S_IWUSR

MIGRATIONS = (
    # The columns from counted_by on say what is to do, so that a list reads no events.
    """
    CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        reference TEXT NOT NULL UNIQUE COLLATE NOCASE,
        name TEXT NOT NULL,
        details TEXT NOT NULL,
        country TEXT NOT NULL,
        law TEXT NOT NULL,
        language TEXT NOT NULL,
        company TEXT NOT NULL,
        withdrawn INTEGER NOT NULL DEFAULT 0,
        counted_by TEXT,
        step TEXT,
        until TEXT,
        later_step TEXT,
        acts_from TEXT,
        basis TEXT,
        limit_day TEXT,
        limit_basis TEXT
    );
    CREATE INDEX by_day ON cases (acts_from);
    CREATE INDEX by_limit ON cases (limit_day);
    CREATE INDEX by_counting ON cases (counted_by);
    CREATE TABLE events (
        "case" INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
        number INTEGER NOT NULL,
        event TEXT NOT NULL,
        PRIMARY KEY ("case", number)
    );
    CREATE TABLE files (
        "case" INTEGER NOT NULL REFERENCES cases ON DELETE CASCADE,
        number INTEGER NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        path TEXT,
        content BLOB,
        PRIMARY KEY ("case", number, name)
    );
    """,
)
"""From each version of the schema to the next; ``user_version`` counts them. Never changed, only added to."""


class CaseFileError(Article21Error):
    """A case file that can't be used."""

    def __init__(self, path: Path, error: sqlite3.Error | OSError | str) -> None:
        """Take what the database or the disk complains of, or the code of what else is wrong."""
        self.path = path
        said = str(error)
        reason = str(getattr(error, "sqlite_errorname", type(error).__name__))
        if isinstance(error, OSError):
            super().__init__(*OutputError(path, error).messages)
        elif not isinstance(error, sqlite3.Error):
            super().__init__(error, path=str(path))
        elif "locked" in said or "busy" in said:
            super().__init__("cases-locked", path=str(path))
        elif "full" in said:
            super().__init__("disk-full", path=str(path))
        elif "readonly" in said or "unable to open" in said:
            super().__init__("write-read-only", path=str(path))
        elif "not a database" in said:
            super().__init__("cases-foreign", path=str(path))
        elif "malformed" in said or "corrupt" in said:
            super().__init__("cases-damaged", path=str(path), reason=reason)
        else:
            super().__init__("cases-broken", path=str(path), reason=reason)


class DamagedCaseError(CaseFileError):
    """Cases in a file that nobody could have written, while the others can be used."""

    def __init__(self, path: Path, references: str) -> None:
        """Take their references."""
        Article21Error.__init__(self, "case-damaged", path=str(path), references=references)
        self.path = path


def default_path() -> Path:
    """Return where the case file lies unless another one is named."""
    return platformdirs.user_data_path("article21") / "cases.sqlite3"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise a CaseFileError for what the database or the disk complains of."""
    try:
        yield
    except sqlite3.Error as error:
        raise CaseFileError(path, error) from None
    except UnicodeDecodeError:  # an error whose own sentence quotes a damaged page
        raise CaseFileError(path, sqlite3.DatabaseError("malformed")) from None


@contextmanager
def understood(path: Path, case: str) -> Iterator[None]:
    """Raise a DamagedCaseError for content that nobody wrote, which a damaged page of the file can hold."""
    try:
        with explained(path):
            yield
    except (ValueError, LookupError, TypeError, RecursionError):
        raise DamagedCaseError(path, case) from None


def open_database(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """Open a case file and bring its schema up to date; raise CaseFileError, and leave such a file as it is.

    Without ``create`` a file that does not exist is an empty database in memory, and one that can't be
    written is a copy there, which can't be changed.
    """
    try:
        there = path.exists()
        if there:
            _check_file(path)
        elif create:
            make_private(path)
    except OSError as error:
        raise CaseFileError(path, error) from None
    with explained(path):
        if there and not create and _is_read_only(path):
            return _copy(path)
        return _prepare(sqlite3.connect(path if there or create else ":memory:", timeout=_WAIT), path)


@contextmanager
def writable(database: sqlite3.Connection) -> Iterator[None]:
    """Let a copy in memory be changed by what follows."""
    (kept,) = database.execute("PRAGMA query_only").fetchone()
    database.execute("PRAGMA query_only = OFF")
    try:
        yield
    finally:
        database.execute(f"PRAGMA query_only = {kept}")


def _is_read_only(path: Path) -> bool:
    return os.access(path, os.R_OK) and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def _copy(path: Path) -> sqlite3.Connection:
    """Copy a file into memory; a log beside it has changes that belong to it, else nobody is writing."""
    logged = path.with_name(f"{path.name}-wal").exists()
    address = f"{path.absolute().as_uri()}?mode=ro{'' if logged else '&immutable=1'}"
    with closing(sqlite3.connect(address, uri=True, timeout=_WAIT)) as file:
        memory = sqlite3.connect(":memory:")
        file.backup(memory)
    memory = _prepare(memory, path)
    memory.execute("PRAGMA query_only = ON")
    return memory


_decode = partial(str, encoding="utf-8", errors="surrogateescape")
"""Text that is no UTF-8 is damage of one case, which its reader finds, and not of the list it stands in."""


def make_private(path: Path) -> None:
    """Make an empty file that its owner alone can read, with its folder."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _PRIVATE))


def _check_file(path: Path) -> None:
    """Look at a file before anything is written to it or beside it."""
    if path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        head = file.read(100)
    identity = int.from_bytes(head[68:72])
    # A process that was killed while it made the file leaves one without an identity and without tables.
    if not head.startswith(b"SQLite format 3\0") or identity not in (0, APPLICATION_ID):
        raise CaseFileError(path, "cases-foreign")
    if int.from_bytes(head[60:64]) > len(MIGRATIONS):
        raise CaseFileError(path, "cases-newer")


def _prepare(database: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        database.isolation_level = None
        database.text_factory = _decode
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")  # what is removed is gone from the file
        _migrate(database, path)
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
    except BaseException:
        database.close()
        raise
    return database


def _version(database: sqlite3.Connection) -> int:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    return int(version)


def _migrate(database: sqlite3.Connection, path: Path) -> None:
    """Apply what is missing, all of it or nothing; another process may have been faster."""
    if _version(database) == len(MIGRATIONS):
        return
    database.execute("BEGIN IMMEDIATE")
    try:
        for number in range(_known_version(database, path), len(MIGRATIONS)):
            for statement in filter(str.strip, MIGRATIONS[number].split(";")):
                database.execute(statement)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            database.execute("ROLLBACK")
        raise


def _known_version(database: sqlite3.Connection, path: Path) -> int:
    version = _version(database)
    if version > len(MIGRATIONS):
        raise CaseFileError(path, "cases-newer")
    if version == 0 and database.execute("SELECT 1 FROM sqlite_schema").fetchone():
        raise CaseFileError(path, "cases-foreign")
    return version
