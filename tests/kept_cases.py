"""Cases of people, as they are kept, for the tests of what is to do next."""

from datetime import date

from article21.cases.case import Case, Event, KeptLetter
from article21.facts import find_jurisdiction
from article21.model import Answer

REFERENCE = "A21-7K3M9Q2X"
DETAILS = {
    "name": "Maja Lindqvist",
    "email": ["maja.lindqvist@example.org"],
    "profile_url": "https://www.linkedin.com/in/maja-lindqvist",
    "address_line": ["Storgatan 1", "411 01 Göteborg"],
    "place": "Göteborg",
    "ground": ["confidentiality", "past-content"],
    "because": "I am a child psychologist.\nParents find what I write.",
}


def written(  # noqa: PLR0913 - what may be known of a letter
    kind: str = "objection",
    sent: date | None = date(2026, 10, 13),
    via: str = "form",
    *,
    authority: str = "",
    received: date | None = None,
    on: date | None = None,
) -> KeptLetter:
    """Return a letter; it is dated on the day on which it is sent."""
    day = on or sent or date(2026, 10, 12)
    return KeptLetter(
        kind=kind, date=day, reference=REFERENCE, authority=authority, sent=sent, via=via, received=received
    )


def answered(day: date, how: str = "refused", until: date | None = None) -> Answer:
    return Answer(date=day, how=how, until=until)


def case_of(country: str, *events: Event, language: str = "en") -> Case:
    place = find_jurisdiction(country)
    return Case(
        reference=REFERENCE,
        details={**DETAILS, "country": country},
        country=place.code,
        law=place.law.key,
        language=language,
        company=place.controller.name,
        events=events or (written(),),
    )
