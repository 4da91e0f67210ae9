"""People the tests write letters for."""

import re
from datetime import date

from article21.model import OBJECTION, Answer, Correspondence, EarlierLetter, Letter
from article21.person import Details
from article21.rendering.text import to_text
from article21.writing.letters import write_letter
from article21.writing.requests import Request, resolve_request

DAY = date(2026, 11, 22)
ONE_PLACE_PER_LAW = {
    "gdpr": "SE",
    "uk-gdpr": "GB",
    "fadp": "CH",
    "pipeda": "CA",
    "pipa-ab": "CA-AB",
    "pipa-bc": "CA-BC",
    "quebec": "CA-QC",
    "pdpo": "HK",
    "us": "US",
    "lgpd": "BR",
    "request": "IN",
}

OWN_GROUNDS = re.compile(r"\b[Mm]y (own |particular )?(grounds|situation)\b|\b(override|against) mine\b")
"""How an English letter speaks of the grounds of the person who writes."""

BEFORE = Correspondence(
    (EarlierLetter(OBJECTION, date(2026, 10, 12), "A21-7K3M9Q2X", date(2026, 10, 13), "form"),)
)
"""What went before a letter that doesn't open its case."""

ANSWERS = (
    "refused", "setting", "identity", "no-grounds", "cannot-unlearn", "public-data",
    "partial", "extended", "not-found", "other",
)  # fmt: skip
"""Every kind of answer that a reply is written to."""
ANSWERED = {
    "reply": Correspondence(BEFORE.letters, (Answer(date(2026, 11, 10), "refused"),)),
    "settled": Correspondence(BEFORE.letters, (Answer(date(2026, 11, 10), "accepted"),)),
}
"""What went before a letter that responds to an answer."""


def ask(
    country: str = "SE", kind: str = OBJECTION, before: Correspondence | None = None, **details: object
) -> Request:
    """Return the request of a person who lives there and gave nearly everything."""
    given: dict[str, object] = {
        "name": "Maja Lindqvist",
        "email": ("maja.lindqvist@example.org",),
        "country": country,
        "language": "en",
        "profile_url": "https://www.linkedin.com/in/maja-lindqvist",
        "address_line": ("Storgatan 1", "411 01 Göteborg"),
        "place": "Göteborg",
        "ground": ("confidentiality", "past-content"),
        "because": "I am a child psychologist.\nParents find what I write.",
    }
    before = before or ANSWERED.get(kind, BEFORE)
    return resolve_request(Details.model_validate(given | details), DAY, kind, before)


def letter(country: str = "SE", kind: str = OBJECTION, **details: object) -> Letter:
    return write_letter(ask(country, kind, **details))


def letter_text(country: str = "SE", kind: str = OBJECTION, **details: object) -> str:
    return to_text(letter(country, kind, **details))
