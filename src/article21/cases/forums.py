"""The authorities that a case can go to, and which of them is the next."""

from article21.cases.case import Case
from article21.facts import Forum, Jurisdiction

COMPLAINT = "complaint"
"""The kind of letter that goes to an authority."""


def forums_of(place: Jurisdiction) -> tuple[Forum, ...]:
    """Return the authorities of a place that take a complaint under a law that the letters invoke."""
    return tuple(forum for forum in place.forums if COMPLAINT in forum.law.letters)


def next_forum(case: Case, place: Jurisdiction) -> Forum | None:
    """Return the authority that the next complaint goes to: each law that the case invokes has one."""
    sent = {letter.authority for letter in case.lodged}
    return next((forum for forum in forums_of(place) if forum.authority.key not in sent), None)


def can_complain(place: Jurisdiction) -> bool:
    """Say whether there is an authority, even one that only the part of the country can tell."""
    return bool(forums_of(place)) or place.subdivision_authority
