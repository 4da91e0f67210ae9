"""What the kit says of the authority a letter goes to: its way, its time limits, the letter part by part."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from article21.facts import Authority
from article21.facts.periods import Event
from article21.languages import name_languages
from article21.writing.dates import write_duration
from article21.writing.letters import letter_environment, write_clauses
from article21.writing.limits import days_of, limits_of, opening_day, write_basis
from article21.writing.plaintext import to_body
from article21.writing.requests import Request

_PARTS = {
    "about_text": ("complaint",),
    "facts_text": ("facts", "grounds", "argument", "basis", "non_compliance"),
    "request_text": ("request",),
    "attachments_text": ("attachments",),
}
"""The clauses of a complaint that fields of a form ask for."""


class _Limit(NamedTuple):
    """A last day as the template reads it: with its provision in words."""

    day: date
    basis: str
    court: bool
    duration: str
    """Of a time limit for having a disagreement examined; else empty."""
    passed: bool


def write_way(request: Request, reader: Request) -> Mapping[str, object]:
    """Return the values that name the authority's way; in a letter to the company, the day it opens."""
    authority, days = request.authority, days_of(request.correspondence)
    if authority is None:
        return {"complaint_from": None, "limits": ()}
    limits = _limits(reader, authority, days)
    opens = {"complaint_from": _opening(authority, days, limits), "limits": limits}
    if request.kind.addressee != "authority":
        return opens
    return {
        **opens,
        **_texts(request),
        "complaint": authority.complaint,
        "page": authority.page_for(reader.language),
        "languages": name_languages(authority.complaint.languages, reader.language),
        "address_lines": request.details.address_line,
    }


def _opening(authority: Authority, days: Mapping[Event, date], limits: tuple[_Limit, ...]) -> date | None:
    """Return the first day for a complaint; None: any day, as where a time limit ends before it."""
    opens = opening_day(authority, days)
    return None if opens and any(limit.day < opens for limit in limits) else opens


def _texts(request: Request) -> Mapping[str, str]:
    clauses = write_clauses(request, "full")
    return {
        name: to_body(clause for clause in clauses if clause.name in parts) for name, parts in _PARTS.items()
    }


def _limits(request: Request, authority: Authority, days: Mapping[Event, date]) -> tuple[_Limit, ...]:
    env = letter_environment(request)
    return tuple(
        _Limit(
            limit.day,
            write_basis(env, limit.basis),
            limit.court,
            write_duration(limit.disagreement, request.language) if limit.disagreement else "",
            limit.day < request.date,
        )
        for limit in limits_of(request.jurisdiction, authority, days)
    )
