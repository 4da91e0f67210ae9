"""What people wrote beside the letters in the index."""

import sqlite3
from collections.abc import Mapping

from article21.batch.database import first_value
from article21.batch.texts import from_json, to_json


class Tracking:
    """What a journal remembers of it, by the reference of the letter."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def note(self, reference: str, cells: Mapping[str, str]) -> None:
        """Remember what people wrote beside a letter in the index."""
        self._database.execute("INSERT OR REPLACE INTO tracked VALUES (?, ?)", (reference, to_json(cells)))

    def find(self, reference: str) -> Mapping[str, str]:
        """Return what people wrote beside a letter, by column."""
        found = first_value(self._database, "SELECT cells FROM tracked WHERE reference = ?", reference)
        return from_json(found) if found else {}

    def headings(self) -> tuple[str, ...]:
        """Return the headings of the columns that people added to the index."""
        query = (
            "SELECT key FROM tracked, json_each(cells) GROUP BY key ORDER BY min(tracked.rowid), json_each.id"
        )
        return tuple(heading for (heading,) in self._database.execute(query))

    def former_references(self, fingerprint: bytes) -> tuple[str, ...]:
        """Return the references of other letters to the same person."""
        found = self._database.execute(
            "SELECT DISTINCT json_extract(entry, '$.reference')"
            " FROM owners AS ours JOIN owners AS theirs USING (digest)"
            " JOIN letters ON letters.fingerprint = theirs.fingerprint"
            " WHERE ours.fingerprint = ? AND theirs.fingerprint != ours.fingerprint",
            (fingerprint,),
        )
        return tuple(reference for (reference,) in found)
