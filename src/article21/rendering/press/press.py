"""Print many letters: each is composed where that is known to be right, and typeset where not."""

import gc
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from article21.errors import Article21Error
from article21.model import Letter
from article21.rendering.attachments import Attachment
from article21.rendering.envelopes import Envelope, envelope_of, find_envelope
from article21.rendering.html import markup_parts
from article21.rendering.pdf import to_pdf
from article21.rendering.press.refusals import UnsettableError

if TYPE_CHECKING:
    from article21.rendering.press.compositors import Compositors


_SELDOM = 50_000, 20, 50


@dataclass
class Tally:
    """How the letters were printed; it names no one."""

    stamped: int = 0
    typeset: Counter[str] = field(default_factory=Counter)
    """By the reason why."""
    verified: int = 0
    difference: str | None = None
    """Between a letter of the press and the typeset one; none is printed by the press after it."""


class Press:
    """Prints letters in one look, or each in that of its sender's country."""

    def __init__(self, envelope: str | None = None, verify: int = 2) -> None:
        """Compare the 1st, the 10th, the 100th … letter with the typeset one, ``verify`` in all."""
        self.tally = Tally()
        self._envelope, self._verify = envelope, verify
        self._composed = self._verified = 0
        self._known: Compositors | None = None
        self._closed: str | None = None

    def print_letter(self, letter: Letter, attachment: Attachment | None = None) -> bytes:
        """Return the letter's PDF, as ``to_pdf`` does and with its errors."""
        look = find_envelope(self._envelope) if self._envelope else envelope_of(letter.country)
        try:
            pdf = self._compose(letter, look, attachment)
        except UnsettableError as refusal:
            typeset = to_pdf(letter, look.key, attachment=attachment)
            self.tally.typeset[str(refusal)] += 1
            return typeset
        self._composed += 1
        if self._verified < self._verify and self._composed == 10**self._verified:
            typeset = to_pdf(letter, look.key, attachment=attachment)
            if self._differs(pdf, typeset):
                return typeset
        self.tally.stamped += 1
        return pdf

    def take_tally(self) -> Tally:
        """Return the tally, and begin a new one."""
        taken, self.tally = self.tally, Tally()
        return taken

    def _compose(self, letter: Letter, look: Envelope, attachment: Attachment | None) -> bytes:
        if self._closed:
            raise UnsettableError(self._closed)
        parts = markup_parts(letter, look)
        try:
            return self._compositors().compose(parts, look, letter, attachment)
        except (Article21Error, UnsettableError):
            raise
        except Exception as error:
            # Whatever it is, WeasyPrint can print the letter.
            self._closed = f"the press fails with this WeasyPrint ({type(error).__name__})"
            raise UnsettableError(self._closed) from error

    def _compositors(self) -> "Compositors":
        if self._known is None:
            from article21.rendering.press.compositors import Compositors

            self._known = Compositors()
            # What is remembered has no cycles; looking for some, again and again, took a third of the time.
            gc.freeze()
            gc.set_threshold(*_SELDOM)
        return self._known

    def _differs(self, pdf: bytes, typeset: bytes) -> bool:
        from article21.rendering.press.comparison import find_difference

        self._verified += 1
        self.tally.verified += 1
        self.tally.difference = find_difference(pdf, typeset)
        if self.tally.difference:
            self._closed = "a letter of the press differed from the typeset one"
            self.tally.typeset[self._closed] += 1
        return self.tally.difference is not None
