"""Print many letters: each is stamped where that is known to be right, and typeset where not."""

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from article21.errors import Article21Error
from article21.model import Letter
from article21.render.attachments import Attachment
from article21.render.envelopes import Envelope, envelope_of, find_envelope
from article21.render.fonts import font_folder
from article21.render.glyphs import fonts_for
from article21.render.html import markup_parts
from article21.render.pdf import identify, to_pdf, typesetter
from article21.render.stamping.alphabets import has_alphabet
from article21.render.stamping.markup import take_apart
from article21.render.stamping.refusals import UnsettableError

if TYPE_CHECKING:
    from article21.render.stamping.families import Family

_FAMILIES = 200
"""Frames that are kept; a staff that writes under more laws, in more languages, is typeset."""


@dataclass
class Tally:
    """How the letters were printed; it names no one."""

    stamped: int = 0
    typeset: Counter[str] = field(default_factory=Counter)
    """By the reason why."""
    verified: int = 0
    difference: str | None = None
    """Between a stamped letter and the typeset one; nothing is stamped after it."""


class Press:
    """Prints letters in one look, or each in that of its sender's country."""

    def __init__(self, envelope: str | None = None, verify: int = 2) -> None:
        """Compare the 1st, the 10th, the 100th … stamped letter with the typeset one, ``verify`` in all."""
        self.tally = Tally()
        self._envelope, self._verify = envelope, verify
        self._stamped = self._verified = 0
        self._families: dict[tuple[object, ...], Family] = {}
        self._closed: str | None = None

    def print_letter(self, letter: Letter, attachment: Attachment | None = None) -> bytes:
        """Return the letter's PDF, as ``to_pdf`` does and with its errors."""
        look = find_envelope(self._envelope) if self._envelope else envelope_of(letter.country)
        try:
            pdf = self._stamp(letter, look, attachment)
        except UnsettableError as refusal:
            typeset = to_pdf(letter, look.key, attachment=attachment)
            self.tally.typeset[str(refusal)] += 1
            return typeset
        self._stamped += 1
        if self._verified < self._verify and self._stamped == 10**self._verified:
            typeset = to_pdf(letter, look.key, attachment=attachment)
            if self._differs(pdf, typeset):
                return typeset
        self.tally.stamped += 1
        return pdf

    def take_tally(self) -> Tally:
        """Return the tally, and begin a new one."""
        taken, self.tally = self.tally, Tally()
        return taken

    def _stamp(self, letter: Letter, look: Envelope, attachment: Attachment | None) -> bytes:
        if self._closed:
            raise UnsettableError(self._closed)
        parts = markup_parts(letter, look)
        frame, values = take_apart(parts)
        # What a file inside is called is the same in all letters of a family, unlike what it says.
        kind = (look.key, frame, attachment and (attachment.name, attachment.description))
        try:
            family = self._families.get(kind)
            if family is None:
                family = self._families[kind] = self._found(letter, look, frame)
            return family.stamp(values, identify("".join(parts), look, attachment), attachment)
        except (Article21Error, UnsettableError):
            raise
        except Exception as error:
            # Whatever it is, WeasyPrint can print the letter.
            self._closed = f"stamping fails with this WeasyPrint ({type(error).__name__})"
            raise UnsettableError(self._closed) from error

    def _found(self, letter: Letter, look: Envelope, frame: tuple[str, ...]) -> "Family":
        if len(self._families) == _FAMILIES:
            raise UnsettableError("more kinds of letters than are kept")
        fonts = fonts_for(letter)
        if fonts != font_folder(chinese=not has_alphabet(letter.language)):
            raise UnsettableError("a character outside the alphabet")
        setter = typesetter(fonts)
        # Only now: its modules import WeasyPrint, which must see our fonts first.
        from article21.render.stamping.families import Family, alphabet_font

        font = alphabet_font(setter, fonts, letter.language)
        return Family(setter, look, font, frame, letter.language)

    def _differs(self, pdf: bytes, typeset: bytes) -> bool:
        from article21.render.stamping.comparison import find_difference

        self._verified += 1
        self.tally.verified += 1
        self.tally.difference = find_difference(pdf, typeset)
        if self.tally.difference:
            self._closed = "a stamped letter differed from the typeset one"
            self.tally.typeset[self._closed] += 1
        return self.tally.difference is not None
