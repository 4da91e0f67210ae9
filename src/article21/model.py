"""The words the whole project uses for a letter: what a person gives, and what comes out."""

from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum
from typing import Literal

OBJECTION = "objection"
"""The kind of letter that is written unless another one is asked for."""

Length = Literal["short", "medium", "full"]
Tone = Literal["friendly", "firm"]


class Format(StrEnum):
    """What a letter can be written as; ``rendering.editions`` says how each is rendered."""

    PDF = "pdf", "letter.pdf", False, True
    TXT = "txt", "letter.txt", True, False
    FORM = "form", "form.txt", True, False
    HTML = "html", "letter.html", True, False
    EML = "eml", "letter.eml", False, True
    JSON = "json", "letter.json", True, False

    file_name: str
    is_text: bool
    """True when it can be read on a terminal."""
    has_pdf: bool
    """True when it is the PDF or carries it."""

    def __new__(cls, name: str, file_name: str, is_text: bool, has_pdf: bool) -> "Format":  # noqa: FBT001 - a row of a table
        """Make a member of a row of the table."""
        member = str.__new__(cls, name)
        member._value_, member.file_name, member.is_text, member.has_pdf = name, file_name, is_text, has_pdf
        return member


DEFAULT_FORMATS = (Format.PDF, Format.TXT, Format.FORM)


@dataclass(frozen=True)
class Paragraph:
    """Text with the line breaks its writer gave it."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list; every item may hold several lines."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """One named step of the argument; the name is the same in every law and language that has it."""

    name: str
    blocks: tuple[Paragraph | Bullets, ...]


@dataclass(frozen=True)
class Letter:
    """A letter in plain text, before any format; lines are final, nothing is escaped."""

    kind: str
    law: str
    language: str
    """BCP 47 tag, for example ``de-AT``."""
    country: str
    sender: tuple[str, ...]
    """The name, the address lines, the e-mail addresses."""
    recipient: tuple[str, ...]
    place_and_date: str
    date: Date
    reference: str
    reference_line: str
    subject: str
    salutation: str
    clauses: tuple[Clause, ...]
    closing: str
    signature: str
    """The name under the letter."""
    paper: Literal["A4", "Letter"]
    length: Length = "full"

    def clause(self, name: str) -> Clause | None:
        """Return the clause of that name, or None when this letter has none."""
        return next((clause for clause in self.clauses if clause.name == name), None)


@dataclass(frozen=True)
class Translation:
    """The letter once more, in a language its reader knows; the letter before it is the one that counts."""

    letter: Letter
    title: str
    note: str
    """Says in the language of the translation which letter counts."""


@dataclass(frozen=True)
class Signature:
    """A picture of the person's signature, cropped, on transparent ground."""

    png: bytes
    description: str
    """What is said to those who don't see it."""


@dataclass(frozen=True)
class CaseLetter:
    """A letter of a case: what it is, and when and how it was sent."""

    kind: str
    date: Date
    reference: str
    sent: Date | None = None
    via: str | None = None
    """``form``, ``officer-form``, ``post`` or ``email``."""


@dataclass(frozen=True)
class EarlierLetter(CaseLetter):
    """A letter of the same case that went before."""

    due: Date | None = None
    """The day its answer was due; None: as the law counts from the day it was sent."""
    earliest_due: Date | None = None
    """The first day on which its answer can have been due, where the day of its receipt is assumed."""


@dataclass(frozen=True)
class Answer:
    """What the company answered."""

    date: Date
    how: str
    """``refused``, ``extended``, ``identity``, ..."""
    until: Date | None = None
    """The day to which the company extended the period."""
    note: str | None = None
    """The person's own note of what the company wrote."""


_UNDECIDED = frozenset({"accepted", "extended", "identity"})
"""Answers from which nobody learns of an infringement."""


@dataclass(frozen=True)
class Correspondence:
    """What was written before in the same case, oldest first; empty before the letter that opens it."""

    letters: tuple[EarlierLetter, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def answer(self) -> Answer | None:
        """The last answer."""
        return self.answers[-1] if self.answers else None

    @property
    def decided(self) -> Answer | None:
        """The first answer that decides about the objection; the last one where none does."""
        return next((answer for answer in self.answers if answer.how not in _UNDECIDED), self.answer)

    @property
    def silent(self) -> bool:
        """Say whether the day for the answer passed without any."""
        due = self.letters[0].due if self.letters else None
        return due is not None and (not self.answers or due < self.answers[0].date)

    @property
    def history(self) -> tuple[EarlierLetter | Answer, ...]:
        """Return the answers and the later letters to the company, in the order of their days."""
        letters = [letter for letter in self.letters[1:] if letter.kind != "complaint"]
        return tuple(sorted([*letters, *self.answers], key=_place))

    @property
    def due(self) -> Date | None:
        """The day the answer was due that the person waits for or has waited for."""
        if self.answer and self.answer.until:
            return self.answer.until
        return next((letter.due for letter in reversed(self.letters) if letter.due), None)


def _place(event: EarlierLetter | Answer) -> tuple[Date, int]:
    """Return the day of an event; on the same day an answer follows a letter, unless that replies to it."""
    if isinstance(event, Answer):
        return event.date, 1
    return event.sent or event.date, 2 if event.kind == "reply" else 0


NO_CORRESPONDENCE = Correspondence()
