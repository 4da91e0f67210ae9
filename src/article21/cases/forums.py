"""The authorities that a case can go to, and which of them is the next."""

from collections.abc import Mapping

from article21.cases.case import VIAS, Case, KeptLetter, Via
from article21.facts import Forum, Jurisdiction
from article21.facts.complaints import Way
from article21.facts.reading import authority

COMPLAINT = "complaint"
"""The kind of letter that goes to an authority."""
_RECORDED_AS: Mapping[Way, tuple[Via, ...]] = {
    "form": ("form",),
    "portal": ("form",),
    "model": ("post", "email"),
    "email": ("email",),
    "certified-email": ("email",),
    "letter": ("post",),
    "registered-letter": ("post",),
}


def ways_of(letter: KeptLetter) -> tuple[Via, ...]:
    """Return the ways in which a letter may have been sent: those of its authority, its favourite first."""
    if not letter.authority:
        return VIAS
    ways = authority(letter.authority).complaint.ways
    return tuple(dict.fromkeys(via for way in ways for via in _RECORDED_AS.get(way, ())))


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
