"""What the kit says of the authority a letter goes to: its way, its time limits, the letter part by part."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from article21.facts import Authority, Period, periods_of
from article21.facts.deadlines import earliest_end, first_day_after, last_day
from article21.facts.periods import Event
from article21.languages import language_name
from article21.writing.blocks import render_block
from article21.writing.letters import letter_environment, write_clauses
from article21.writing.plaintext import to_body
from article21.writing.requests import Request

_PARTS = {
    "about_text": ("complaint",),
    "facts_text": ("facts", "grounds", "argument", "basis", "non_compliance"),
    "request_text": ("request",),
    "attachments_text": ("attachments",),
}
"""The clauses of a complaint that fields of a form ask for."""


class Limit(NamedTuple):
    """The last day for something, and where that is written."""

    day: date
    basis: str
    court: bool


def write_way(request: Request) -> Mapping[str, object]:
    """Return the values that name the authority's way; in a letter to the company, the day it opens."""
    authority, days = request.authority, days_of(request)
    if authority is None:
        return {"complaint_from": None}
    opens = {"complaint_from": _opening_day(authority, days)}
    if request.kind.addressee != "authority":
        return opens
    return {
        **opens,
        **_texts(request),
        "complaint": authority.complaint,
        "page": authority.page_for(request.language),
        "languages": ", ".join(language_name(tag, request.language) for tag in authority.complaint.languages),
        "limits": tuple(_limits(request, authority, days)),
        "address_lines": request.details.address_line,
    }


def _opening_day(authority: Authority, days: Mapping[Event, date]) -> date | None:
    wait = authority.complaint.wait
    start = days.get(wait.since) if wait else None
    return first_day_after(start, wait) if wait and start else None


def _texts(request: Request) -> Mapping[str, str]:
    clauses = write_clauses(request, "full")
    return {
        name: to_body(clause for clause in clauses if clause.name in parts) for name, parts in _PARTS.items()
    }


def days_of(request: Request) -> Mapping[Event, date]:
    """Return the days that time limits count from, as far as the case tells them.

    Without an answer, the person knows of the infringement when the period for the answer has passed. Where
    a limit counts from the infringement itself, the day of the first letter is taken: no earlier day is sure.
    """
    letters, answer = request.correspondence.letters, request.correspondence.answer
    if not letters:
        return {}
    first, last = letters[0], letters[-1]
    sent, contact = first.sent or first.date, last.sent or last.date
    days: dict[Event, date] = {"request": sent, "event": sent, "last-contact": contact}
    if len(letters) > 1:
        days["complaint-to-controller"] = letters[1].sent or letters[1].date
    if answer:
        days |= {"answer": answer.date, "knowledge": answer.date, "last-contact": max(contact, answer.date)}
    elif first.due:
        days["knowledge"] = first.due
    return days


def _limits(request: Request, authority: Authority, days: Mapping[Event, date]) -> Iterator[Limit]:
    about_complaints = [limit for limit in authority.complaint.limits if limit.about == "complaint"]
    if found := earliest_end(about_complaints, days):
        day, limit = found
        yield Limit(day, _basis(request, authority.key, limit), court=False)
    court = periods_of(request.jurisdiction).get("court")
    if court and court.since in days:
        place = request.jurisdiction.country.lower()
        yield Limit(last_day(days[court.since], court), _basis(request, f"{place}-court", court), court=True)


def _basis(request: Request, key: str, period: Period) -> str:
    """Return the provision in the words of the letter's language, by default as the facts have it."""
    env, block = letter_environment(request), key.replace("-", "_")
    if block not in env.get_template("cases/bases.j2").blocks:
        return period.basis
    return render_block(env, "cases/bases.j2", block, {})
