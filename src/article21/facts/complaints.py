"""How a complaint to an authority has to look, as the authority or its law says: a fact of each authority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict

from article21.facts.periods import Event, Period

Way = Literal[
    "form",  # the authority's own form in the web
    "model",  # the authority's own document, to fill in and send
    "portal",  # an electronic office that asks for a log-in or an electronic identity
    "email",
    "certified-email",  # the Italian PEC
    "letter",
    "registered-letter",
    "in-person",
]
Signature = Literal["none", "handwritten", "electronic", "qualified"]
"""``electronic``: as the portal or the e-mail offers it; ``qualified``: as Article 3(12) eIDAS means it."""

Content = Literal[
    "name", "address", "email", "telephone", "personal-number", "residence",
    "controller", "relation",  # to the controller
    "data", "facts", "right", "provisions", "reasons", "continuing",  # whether it goes on
    "steps",  # what was asked of the controller, and what it answered
    "measures",  # what the authority is asked for
    "timeliness", "knowledge-date", "date", "why-here",  # why this authority
]  # fmt: skip
"""What the complaint has to say."""

Attachment = Literal["request", "proof-of-sending", "answer", "correspondence", "evidence", "identity-copy"]
"""What goes along with it; ``request`` is the objection, ``correspondence`` whatever was written."""


@dataclass(frozen=True, kw_only=True)
class TimeLimit(Period):
    """Until when something may be lodged."""

    about: Literal["complaint", "access", "disagreement", "mediation"] = "complaint"
    """What it limits; ours is a ``complaint``, the others concern neighbouring proceedings."""
    late: Literal["", "rejected", "may-be-refused", "practice"] = ""
    """What becomes of a late one; ``practice``: no statute has the limit. Empty: not known."""


@dataclass(frozen=True, kw_only=True)
class Expectation(Period):
    """How long the authority says it takes, or should: to be expected, not a right of the person's."""

    since: Event = "lodging"
    step: Literal["acknowledgement", "admission", "update", "decision"]
    silence: Literal["", "proceeds", "upheld", "rejected"] = ""
    """What the law makes of silence when it has passed."""


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """What an authority wants of a complaint; what is not known is absent."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    takes: Literal["complaint", "notice", "report"] = "complaint"
    """A notice makes nobody a party, and a report is not settled for the person."""
    ways: tuple[Way, ...]
    """The authority's favourite first."""
    letter: Literal["plain", "signed", "attachment", "no"] | None = None
    """Whether our letter is a valid complaint: as it is, signed by hand, only beside the authority's form,
    or not at all."""
    languages: tuple[str, ...]
    """Base languages in which it is known to be accepted."""
    email: str | None = None
    """The authority's address; for a complaint only where ``email`` or ``certified-email`` is a way."""
    form_name: str | None = None
    """Which form, model or entry to choose, as the authority prints it."""
    contents: tuple[Content, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    room: Mapping[Content | Attachment, int] = field(default_factory=dict, hash=False)
    """How many characters a field of the form takes."""
    max_pages: int | None = None
    """Of everything together."""
    signatures: Mapping[Way, Signature] = field(default_factory=dict, hash=False)
    """By way; absent: not known."""
    controller_first: Literal["required", "expected", "no"] | None = None
    """Whether the controller has to have been asked before."""
    controller_first_basis: str = ""
    wait: Period | None = None
    """How long to wait for the controller where that differs from the period for its answer."""
    excludes_court: bool = False
    """True: a complaint and a court action about the same matter exclude each other."""
    free: bool = False
    """True: no fee. False: not known, though none was heard of anywhere."""
    pages: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The address of the form, or of the page that explains it, by base language."""
    limits: tuple[TimeLimit, ...] = ()
    expectations: tuple[Expectation, ...] = ()

    @property
    def takes_letters(self) -> bool:
        """Tell whether a letter of ours is itself a complaint, signed by hand if need be."""
        return self.letter in {"plain", "signed"}

    def email_for_complaints(self) -> str | None:
        """Return the address if an ordinary e-mail may be a complaint; None: it may not, or nobody knows."""
        unsigned = self.signatures.get("email", "none") == "none"
        return self.email if "email" in self.ways and unsigned else None
