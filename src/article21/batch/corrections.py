"""What rows said once they were corrected in problems.csv."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import NamedTuple

from article21.batch.texts import from_json, to_json


class Correction(NamedTuple):
    """What a row said once it was corrected in problems.csv."""

    values: Mapping[str, str]
    cells: Mapping[str, str]
    """By heading."""
    day: str | None
    """The day of its letter, where it isn't that of the batch."""


class Corrections:
    """The corrections that a journal remembers, by what tells the row as it first came."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def note(self, original: str, correction: Correction) -> None:
        """Remember how a row was corrected."""
        values, cells, day = correction
        self._database.execute(
            "INSERT OR REPLACE INTO corrections VALUES (?, ?, ?, ?)",
            (original, to_json(values), to_json(cells), day),
        )

    def find(self, original: str) -> Correction | None:
        """Return how a row was corrected."""
        query = 'SELECT "values", cells, day FROM corrections WHERE original = ?'
        for values, cells, day in self._database.execute(query, (original,)):
            return Correction(from_json(values), from_json(cells), day)
        return None

    def all_rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the cells of the table whose rows are corrected, all as they were read last."""
        query = "SELECT cells FROM rows WHERE source = (SELECT name FROM tables ORDER BY run DESC LIMIT 1)"
        with closing(self._database.execute(query)) as found:
            yield from (tuple(from_json(cells)) for (cells,) in found)
