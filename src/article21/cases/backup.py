"""A copy of the case file, of a whole one alone."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from article21.cases.database import CaseFileError, explained, make_private
from article21.files import FilesExistError


def check_integrity(database: sqlite3.Connection, path: Path) -> None:
    """Raise CaseFileError if the file is damaged; reads all of it."""
    with explained(path):
        (found,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise CaseFileError(path, sqlite3.DatabaseError(f"malformed: {found}"))


def back_up(database: sqlite3.Connection, path: Path, copy: Path) -> None:
    """Copy the case file, even while others write to it, to a file that only its owner can read."""
    check_integrity(database, path)
    if os.path.lexists(copy):
        raise FilesExistError((copy,))
    try:
        make_private(copy)
    except OSError as error:
        raise CaseFileError(copy, error) from None
    try:
        with explained(copy), closing(sqlite3.connect(copy)) as target:
            database.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        copy.unlink()
        raise
