"""What is wrong with a row: the column, its value (masked where it is personal), and what to do."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import extract_tb

from article21.batch.sentences import TABLE, UNQUOTED, name_columns
from article21.errors import Article21Error
from article21.interface import Message, shown
from article21.tables.columns import Columns
from article21.tables.records import Record
from article21.tables.vocabulary import fields

_WORD = re.compile(r"\w+")
_QUOTES_A_PERSON = ("given", "offer")
"""The values of messages that come from what a person wrote."""


@dataclass(frozen=True)
class RowProblem:
    """One thing that keeps a row from its letter."""

    row: int
    column: str
    """The heading, as the table has it; empty when the whole row is meant."""
    value: str
    """What the row has there, masked where it is personal."""
    message: Message

    def told(self, language: str) -> Message:
        """Return the problem after its row and column."""
        column = {"column": self.column} if self.column else {}
        code = "at-row-column" if column else "at-row"
        return Message(code, row=str(self.row), sentence=self.sentence(language), **column)

    def sentence(self, language: str) -> str:
        """Return what is wrong, as a table says it."""
        return replace(TABLE, language=language).sentence(self.message)

    @property
    def kind(self) -> "Kind":
        """Return what it has in common with its like: all but what a person wrote."""
        unquoted = {name: UNQUOTED for name in _QUOTES_A_PERSON if name in self.message.values}
        return Kind(self.column, self.message.having(**unquoted))


@dataclass(frozen=True)
class Kind:
    """What several rows have that is wrong."""

    column: str
    message: Message

    def sentence(self, language: str) -> str:
        """Return what is wrong, after its column."""
        sentence = replace(TABLE, language=language).sentence(self.message)
        return f"{self.column}: {sentence}" if self.column else sentence


def same_email(row: int, heading: str, address: str) -> RowProblem:
    """Return the problem of a row whose e-mail address another one has."""
    return RowProblem(row, shown(heading, 60), mask(address), Message("same-email"))


def unreadable(record: Record) -> RowProblem | None:
    """Return the problem of a row of which nothing can be made."""
    return RowProblem(record.number, record.cells[0], "", record.problem) if record.problem else None


def too_long(record: Record, room: int) -> RowProblem | None:
    """Return the problem of a row that has more cells than the table has headings."""
    if not any(map(str.strip, record.cells[room:])):
        return None
    return RowProblem(record.number, "", "", Message("row-too-long", count=len(record.cells), limit=room))


def mask(text: str) -> str:
    """Return what shows a slip of the keyboard and not the person: each word's first character."""
    lines = " ; ".join(filter(None, map(str.strip, text.splitlines())))
    return shown(_WORD.sub(lambda word: word[0][0] + "•" * (len(word[0]) - 1), lines[:300]), 60)


def unmask(message: Message, cells: Iterable[str]) -> Message:
    """Return the message with what a person wrote, as the first of the cells that holds it has it."""
    masked = str(message.values.get("given", ""))
    pattern = re.escape(masked.removesuffix("…")).replace("•", r"\w")
    found = next(filter(None, (re.search(rf"(?<!\w){pattern}", cell) for cell in cells)), None)
    return message.having(given=found[0]) if "•" in masked and found else message


def explain(
    error: Article21Error, row: int, columns: Columns, values: dict[str, str]
) -> tuple[RowProblem, ...]:
    """Return the problems that an error names, each at its column."""
    return tuple(dict.fromkeys(_explain(message, row, columns, values) for message in error.messages))


def _explain(message: Message, row: int, columns: Columns, values: dict[str, str]) -> RowProblem:
    place, message = message.place, name_columns(message.at(None), columns)
    if place is None or place.file:  # the row as a whole, or what all rows share
        return RowProblem(row, TABLE.place(place), "", message)
    field = place.field
    if field == "name" and "name" not in columns.places:
        field = "given_name" if "given_name" in columns.places else "family_name"
    heading, value = shown(columns.heading_of(field), 60), values.get(field, "")
    if field not in fields() or fields()[field].masked:
        return RowProblem(row, heading, mask(value), _masked(message))
    return RowProblem(row, heading, shown(value, 60), message)


def _masked(message: Message) -> Message:
    quoted = {name: mask(str(value)) for name, value in message.values.items() if name in _QUOTES_A_PERSON}
    return message.having(**quoted)


class ProgramFault(Article21Error):  # noqa: N818 - not a person's mistake, but told like one
    """A bug met in one row: the others go on, and no word of the row is shown."""

    def __init__(self, error: BaseException) -> None:
        frames = [frame for frame in extract_tb(error.__traceback__) if "article21" in frame.filename]
        if not frames:
            super().__init__("internal-error", error=type(error).__name__)
            return
        file, line = Path(frames[-1].filename).name, str(frames[-1].lineno)
        super().__init__("internal-error-at", error=type(error).__name__, file=file, line=line)
