"""Who wants a letter, by the table and by its corrections: a no counts from wherever it comes."""

import sqlite3

from article21.batch.database import first_value
from article21.tables.cells import read_answers

_BOTH = " / "
"""Stands between answers that contradict each other."""


class Answers:
    """What the rows of tables themselves answered, whatever was corrected elsewhere."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._source, self._run_number = "", 0

    def begin(self, source: str, run_number: int) -> None:
        """Begin with a run over a table or over its corrections."""
        self._source, self._run_number = source, run_number

    def take(self, original: str, row: int, answer: str) -> bool:
        """Remember what a row of the table answers; say whether those like it answered otherwise before."""
        query = "SELECT answer FROM answers WHERE source = ? AND original = ? AND run < ?"
        found = self._database.execute(query, (self._source, original, self._run_number))
        before = {earlier for (earlier,) in found}
        self._database.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?)",
            (self._source, original, row, answer, self._run_number),
        )
        return bool(before) and answer not in before

    def of_row(self, original: str, row: int) -> str | None:
        """Return what a row of the table answered last; None: it was not asked."""
        query = (
            "SELECT answer FROM answers WHERE source = ? AND original = ? ORDER BY run DESC, row != ? LIMIT 1"
        )
        found: str | None = first_value(self._database, query, self._source, original, row)
        return found

    def any_asked(self) -> bool:
        """Say whether the table asked its people."""
        query = "SELECT 1 FROM answers WHERE source = ? LIMIT 1"
        return first_value(self._database, query, self._source) is not None

    def end(self) -> None:
        """Forget the rows that the table lacks."""
        self._database.execute(
            "DELETE FROM answers WHERE source = ? AND run < ?", (self._source, self._run_number)
        )


def says_no(answer: str | None) -> bool:
    """Say whether one of the answers is a no."""
    return False in read_answers(answer or "")


def settle(answer: str, corrected: str | None, *, changed: bool) -> str | None:
    """Return what counts instead of the answer of a row's correction, None when that counts.

    ``changed``: the table answers otherwise than before. A new yes does not undo a no that was given
    elsewhere: both are shown, and are no answer until they are corrected.
    """
    if corrected is None or says_no(answer):
        return answer
    if not changed:
        return None
    earlier = corrected.replace(_BOTH, "\n")
    if not says_no(earlier):
        return answer
    if set(read_answers(answer)) != {True}:
        return None
    return _BOTH.join(dict.fromkeys((*earlier.splitlines(), *answer.splitlines())))
