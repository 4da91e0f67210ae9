"""The tables, books and archives that a batch wrote."""

import os
import sqlite3

from article21.batch.database import first_value


class Products:
    """What a journal remembers of them: each path with the digest of what was written."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def digest_of(self, path: str) -> str | None:
        """Return the digest of a table, a book or an archive as it was written."""
        query = "SELECT sha256 FROM products WHERE path = ?"
        found: str | None = first_value(self._database, query, _kept(path))
        return found

    def note(self, path: str, sha256: str) -> None:
        """Note a table, a book or an archive that was written."""
        self._database.execute("INSERT OR REPLACE INTO products VALUES (?, ?)", (_kept(path), sha256))

    def paths(self) -> tuple[str, ...]:
        """Return the paths of the tables, books and archives."""
        found = self._database.execute("SELECT path FROM products ORDER BY path")
        return tuple(os.fsdecode(path) for (path,) in found)


def _kept(path: str) -> str | bytes:
    """Return a path as the database can hold it: one that is no UTF-8 as its bytes."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path
