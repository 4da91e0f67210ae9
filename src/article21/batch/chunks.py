"""What goes to a worker and comes back: a chunk of tasks, a result for each row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from article21.batch.pdfs import any_pdf
from article21.batch.problems import RowProblem
from article21.interface import Message
from article21.model import Format
from article21.person import Given
from article21.tables.columns import Columns

MESSAGE = "message.eml"
"""The draft that hands a person their letter."""

if TYPE_CHECKING:
    from article21.rendering.press import Tally


@dataclass(frozen=True)
class HandingOut:
    """What the organisation adds when it hands a person their letter; both may be empty."""

    contact: str = ""
    """Who prepared the letters, and how to reach them."""
    cover: str = ""
    """Its own words, with fields such as {name}."""


@dataclass(frozen=True)
class Job:
    """What is the same for every row of a batch."""

    folder: Path | None
    """Where the letters go; None checks the rows: they are written to nowhere."""
    formats: tuple[Format, ...]
    mail: bool
    flat: bool
    defaults: Given
    columns: Columns
    verify: int
    """So many stamped letters each process compares with the typeset ones."""
    handing_out: HandingOut = field(default_factory=HandingOut)
    prints: bool = False
    """True when each character needs a font, although no PDF is made now."""

    @property
    def needs_pdf(self) -> bool:
        """True when letters become PDFs."""
        return any_pdf(self.formats, mail=self.mail)


@dataclass(frozen=True)
class Entry:
    """A letter that was written: what the index says of it."""

    reference: str
    name: str
    given_name: str
    family_name: str
    country: str
    language: str
    law: str
    controller: str
    due: str
    """The day the answer is due if the letter is sent on its day."""
    files: tuple[tuple[str, str], ...] = ()
    """Path below the letters' folder and SHA-256 of each."""


@dataclass(frozen=True)
class Task:
    """One row to write, as far as it is known before its words are read."""

    row: int
    day: Date
    values: Mapping[str, str]
    group: str = ""
    """The subfolder."""
    copy: int = 1
    """2 for the second row with an e-mail address, and so on: their file names must differ."""
    known: Entry | None = None
    """What was written for just these values before."""
    earlier: tuple[tuple[str, str], ...] = ()
    """Path and SHA-256 of all that was written for this person before, in whatever form."""


@dataclass(frozen=True)
class Result:
    """What became of one row: its letter, or its problems."""

    row: int
    entry: Entry | None
    fresh: bool = False
    """The letter was written now, not found as it should be."""
    problems: tuple[RowProblem, ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True)
class Results:
    """What became of a chunk; ``halted`` says why nothing more can be written, by this chunk or any other."""

    results: tuple[Result, ...]
    halted: tuple[Message, ...] = ()
    printed: "Tally | None" = None


@dataclass(frozen=True, repr=False)
class Chunk:
    """Neighbouring rows; a cluster's logs show its repr, so that has no word of a person."""

    job: Job
    tasks: tuple[Task, ...]

    def __repr__(self) -> str:
        return f"Chunk({len(self.tasks)} rows)"
