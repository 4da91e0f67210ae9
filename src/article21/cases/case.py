"""A case as it is kept: whose it is, and what happened, in the order in which it was recorded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from itertools import takewhile
from typing import Literal, get_args

from article21.model import OBJECTION, Answer, CaseLetter

Via = Literal["form", "officer-form", "post", "email"]
VIAS: tuple[Via, ...] = get_args(Via)
How = Literal[
    "accepted", "refused", "setting", "identity", "no-grounds", "cannot-unlearn",
    "public-data", "partial", "extended", "not-found", "other",
]  # fmt: skip
"""What the company answered; ``templates/letters/_answer_kind.j2`` says each in a sentence."""
HOWS: tuple[How, ...] = get_args(How)
PROCEDURAL = frozenset({"setting", "identity", "no-grounds", "extended", "not-found"})
"""Answers that don't decide about the objection itself: each gets a reply of its own."""
YEARS = range(2003, 2200)
"""LinkedIn began in 2003; days are added to and subtracted from these."""
ACCEPTED, EXTENDED = "accepted", "extended"


@dataclass(frozen=True, kw_only=True)
class KeptLetter(CaseLetter):
    """A letter of the case, the first one included."""

    authority: str = ""
    """The key of the authority it goes to; empty: it goes to the company."""
    received: Date | None = None
    """The day of receipt where there is a proof of it."""


Event = KeptLetter | Answer


@dataclass(frozen=True, kw_only=True)
class Case:
    """A case and its events, at least the first letter."""

    reference: str
    details: Mapping[str, object] = field(hash=False, repr=False)
    """As details.toml has them, without the reference and the day of a letter."""
    country: str
    law: str
    language: str
    company: str
    events: tuple[Event, ...]
    withdrawn: bool = False
    """True when the person wants no more letters."""

    @property
    def name(self) -> str:
        """Return whose case it is."""
        return str(self.details["name"])

    @property
    def letters(self) -> tuple[KeptLetter, ...]:
        """Return the letters."""
        return tuple(event for event in self.events if isinstance(event, KeptLetter))

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Return the answers."""
        return tuple(event for event in self.events if isinstance(event, Answer))

    @property
    def unsent(self) -> KeptLetter | None:
        """Return the letter that is written and not recorded as sent."""
        last = self.events[-1]
        return last if isinstance(last, KeptLetter) and last.sent is None else None

    @property
    def last_answer(self) -> Answer | None:
        """Return the answer to which no letter was sent yet."""
        last = self.events[-2] if self.unsent and len(self.events) > 1 else self.events[-1]
        return last if isinstance(last, Answer) else None

    def is_draft(self, letter: KeptLetter) -> bool:
        """Say whether a later letter was not sent before something else came."""
        return letter.sent is None and letter is not self.events[-1] and not is_first(letter)

    @property
    def superseded(self) -> tuple[KeptLetter, ...]:
        """Return the letters not sent before something came that they don't know of, the latest first."""
        others = (letter for letter in reversed(self.letters) if letter is not self.unsent)
        return tuple(takewhile(self.is_draft, others))

    @property
    def lodged(self) -> tuple[KeptLetter, ...]:
        """Return the letters that were sent to an authority."""
        return tuple(letter for letter in self.letters if letter.authority and letter.sent)

    @property
    def objection(self) -> KeptLetter:
        """Return the letter that opened the case."""
        return self.letters[0]


def is_first(letter: KeptLetter) -> bool:
    """Say whether a letter is the one that opens a case."""
    return letter.kind == OBJECTION
