"""Count what became of a batch's rows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import TYPE_CHECKING

from article21.batch.chunks import Result
from article21.batch.problems import Kind, RowProblem
from article21.interface import Message

if TYPE_CHECKING:
    from article21.rendering.press import Tally as Printed

_SHOWN = 10


@dataclass(frozen=True)
class Note:
    """Something a person should know of some rows that have their letters."""

    message: Message
    count: int
    rows: tuple[int, ...]
    """The first of them."""


@dataclass(frozen=True)
class Report:
    """What became of a batch."""

    day: Date
    total: int
    """How many rows have a person in them."""
    written: int
    unchanged: int
    rejected: int
    declined: int
    """How many people said that they want no letter."""
    empty: int
    countries: Mapping[str, int]
    languages: Mapping[str, int]
    problems: Mapping[Kind, int]
    """How many rows have each kind of problem."""
    notes: tuple[Note, ...]
    stamped: int
    """How many letters were printed on the layout of another."""
    typeset: Mapping[str, int]
    """How many PDFs were typeset one by one, by the reason."""


@dataclass
class Tally:
    """Counts while a batch runs; grows with the kinds of things, not with the rows."""

    written: int = 0
    unchanged: int = 0
    rejected: int = 0
    declined: int = 0
    empty: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    problems: Counter[Kind] = field(default_factory=Counter)
    notes: Counter[Message] = field(default_factory=Counter)
    stamped: int = 0
    typeset: Counter[str] = field(default_factory=Counter)
    first_rows: dict[Message, list[int]] = field(default_factory=dict)

    @property
    def done(self) -> int:
        """Return how many rows have been dealt with."""
        return self.written + self.unchanged + self.rejected + self.declined + self.empty

    def count_letter(self, result: Result) -> None:
        """Count a row that has its letter."""
        if result.entry is None:
            return
        self.written += result.fresh
        self.unchanged += not result.fresh
        self.countries[result.entry.country] += 1
        self.languages[result.entry.language] += 1
        for message in result.notes:
            self.note(message, result.row)

    def count_printed(self, printed: "Printed") -> None:
        """Count how a chunk's letters were printed."""
        self.stamped += printed.stamped
        self.typeset += printed.typeset
        if printed.difference:
            self.note(Message("stamp-differs", difference=printed.difference))

    def count_problems(self, problems: tuple[RowProblem, ...]) -> None:
        """Count a row that has none."""
        self.rejected += 1
        self.problems.update({problem.kind for problem in problems})

    def note(self, message: Message, *rows: int) -> None:
        """Remember a message, how often it was given and where first."""
        self.notes[message] += 1
        shown = self.first_rows.setdefault(message, [])
        shown.extend([row for row in rows if row not in shown][: _SHOWN - len(shown)])

    def report(self, day: Date) -> Report:
        """Return the counts as they stand."""
        notes = (
            Note(message, count, tuple(sorted(self.first_rows[message])))
            for message, count in self.notes.most_common()
        )
        return Report(
            day,
            self.written + self.unchanged + self.rejected + self.declined,
            self.written,
            self.unchanged,
            self.rejected,
            self.declined,
            self.empty,
            dict(self.countries.most_common()),
            dict(self.languages.most_common()),
            dict(self.problems.most_common()),
            tuple(notes),
            self.stamped,
            dict(self.typeset.most_common()),
        )
