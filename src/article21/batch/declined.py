"""Letters of people who want none any more: the index goes on saying so, for their cases."""

import sqlite3
from collections.abc import Iterator

from article21.batch.records import Listed, Row
from article21.batch.texts import entry_from_text, from_json, to_json

_LETTERS = (
    "SELECT entry FROM letters JOIN rows USING (fingerprint) WHERE source = ? AND original = ?",
    "SELECT entry FROM letters JOIN owners USING (fingerprint) WHERE digest = ?",
)


class Declined:
    """What a journal remembers of letters that were removed, by their reference."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._source, self._run_number = "", 0

    def begin(self, source: str, run_number: int) -> None:
        """Begin with a run over a table or over its corrections."""
        self._source, self._run_number = source, run_number

    def note(self, number: int, row: Row, name: str) -> None:
        """Remember the letters of a person who says no; of several, those with their name."""
        of_row, of_owner = _LETTERS
        found = self._texts(of_row, self._source, row.original) or [
            text for owner in row.owners for text in self._texts(of_owner, owner)
        ]
        entries = {entry.reference: entry for entry in map(entry_from_text, found)}
        same = {key: entry for key, entry in entries.items() if entry.name.casefold() == name.casefold()}
        for reference, entry in (entries if len(entries) == 1 else same).items():
            text = to_json({**vars(entry), "files": ()})
            self._database.execute(
                "INSERT OR REPLACE INTO declined VALUES (?, ?, ?, ?, ?, ?, ?)",
                (reference, self._source, number, row.original, text, "{}", self._run_number),
            )
        self._database.execute(
            "UPDATE declined SET row = ?, kept = ?, run = ? WHERE source = ? AND original = ?",
            (number, to_json(row.kept), self._run_number, self._source, row.original),
        )

    def entries(self) -> Iterator[Listed]:
        """Yield the letters that are not there again, without their files, in the order of the rows."""
        found = self._database.execute(
            "SELECT source, row, entry, kept FROM declined WHERE reference NOT IN"
            " (SELECT json_extract(entry, '$.reference') FROM letters JOIN rows USING (fingerprint))"
            " ORDER BY source, row"
        )
        for source, row, text, kept in found:
            yield Listed(source, row, entry_from_text(text), from_json(kept), b"")

    def forget(self, reference: str) -> None:
        """Forget a letter that is written again."""
        self._database.execute("DELETE FROM declined WHERE reference = ?", (reference,))

    def forget_others(self) -> None:
        """Forget the people whom the table lacks."""
        self._database.execute(
            "DELETE FROM declined WHERE source = ? AND run < ?", (self._source, self._run_number)
        )

    def _texts(self, query: str, *values: object) -> list[str]:
        return [text for (text,) in self._database.execute(query, values)]
