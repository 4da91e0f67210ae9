"""From when one may turn to an authority or a court, and until when: the days that follow from a case."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from jinja2 import Environment

from article21.facts import Authority, Deadline, Jurisdiction, Period, periods_of
from article21.facts.deadlines import earliest_end, first_day_after, last_day
from article21.facts.periods import Event
from article21.model import Correspondence
from article21.writing.blocks import render_block

_BASES = "cases/bases.j2"


class Basis(NamedTuple):
    """A provision that a day follows from."""

    key: str
    """Its block in templates/cases/bases.j2, if it has one."""
    text: str
    """How the facts have it."""


class Limit(NamedTuple):
    """The last day for something, and where that is written."""

    day: date
    basis: Basis
    court: bool
    disagreement: Period | None = None
    """The period for having a disagreement examined; a complaint beside it has no time limit."""


def days_of(correspondence: Correspondence) -> Mapping[Event, date]:
    """Return the days that time limits count from, as far as the case tells them; in doubt the earliest.

    The person knows of the infringement when an answer decides against them, at the latest when the period
    for the answer has passed, which by post can have begun on the day of sending. Where a limit counts from
    the infringement itself, the day of the first letter is taken: no earlier day is sure.
    """
    letters, answer, decided = correspondence.letters, correspondence.answer, correspondence.decided
    if not letters:
        return {}
    first, last = letters[0], letters[-1]
    sent, contact = first.sent or first.date, last.sent or last.date
    days: dict[Event, date] = {"request": sent, "event": sent, "last-contact": contact}
    if len(letters) > 1:
        days["complaint-to-controller"] = letters[1].sent or letters[1].date
    due = first.earliest_due or first.due
    if answer and decided:
        known = min(decided.date, due) if due and due < correspondence.answers[0].date else decided.date
        days |= {"answer": decided.date, "knowledge": known, "last-contact": max(contact, answer.date)}
    elif due:
        days["knowledge"] = due
    return days


def opening_day(authority: Authority, days: Mapping[Event, date]) -> date | None:
    """Return the first day on which the authority takes a complaint; None: any day."""
    wait = authority.complaint.wait
    start = days.get(wait.since) if wait else None
    return first_day_after(start, wait) if wait and start else None


def limits_of(
    place: Jurisdiction, authority: Authority | None, days: Mapping[Event, date]
) -> Iterator[Limit]:
    """Yield the last day for a complaint, and that for going to court, where there is one."""
    own = authority.complaint.limits if authority else ()
    if authority and (found := earliest_end(own, days)):
        day, limit = found
        yield Limit(day, basis_of(authority.key, limit), court=False)
    if authority and (found := earliest_end(own, days, "disagreement")):
        day, limit = found
        yield Limit(day, basis_of(authority.key, limit), court=False, disagreement=limit)
    court = periods_of(place).get("court")
    if court and court.since in days:
        yield Limit(last_day(days[court.since], court), basis_of(f"{place.country}-court", court), court=True)


def basis_of(key: str, period: Period | Deadline) -> Basis:
    """Return the provision of a period."""
    return Basis(key.lower().replace("-", "_"), period.basis)


def write_basis(env: Environment, basis: Basis) -> str:
    """Return the provision in the words of a language, by default as the facts have it."""
    if basis.key not in env.get_template(_BASES).blocks:
        return basis.text
    return render_block(env, _BASES, basis.key, {})
