"""The days of cases as iCalendar (RFC 5545): a day each, what to do, and an alarm before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from datetime import date as Date
from hashlib import sha256

from icalendar import Alarm, Calendar
from icalendar import Event as Entry

from article21 import __version__
from article21.cases.advice import tell_limit
from article21.cases.case import Case
from article21.cases.days import due_of
from article21.cases.opening import case_of
from article21.cases.standing import Standing, Step, standing_of
from article21.cases.words import write_basis, write_words
from article21.writing.limits import Basis, Limit
from article21.writing.requests import Request

_DAY = timedelta(days=1)
_FIRST = datetime(2020, 1, 1, tzinfo=UTC)
"""Calendars take an entry of a higher number over one of a lower: minutes since then never go back."""
_EVE = timedelta(hours=-15)
"""Nine o'clock on the day before; such days have no hour."""
_TWO_WEEKS = timedelta(days=-14) + timedelta(hours=9)


@dataclass(frozen=True)
class _Date:
    title: str
    """A block of templates/cases/calendar.j2."""
    day: Date
    description: str
    basis: Basis | None = None
    number: int = 0
    """Of the event that it follows from."""
    counts: bool = True
    """False: it did once, and a calendar that has it is to strike it out."""
    urgent: bool = False
    limit: Limit | None = None


def write_calendar(
    cases: Iterable[Case], today: Date, language: str, *, discreet: bool, at: datetime | None = None
) -> bytes | None:
    """Return the days from today on; None when there are none. Discreet ones name neither company nor matter.

    The same day of the same case always has the same UID, so that a calendar that has it takes the new one:
    that of the later moment, whatever was recorded or corrected in between. A day that no longer counts is
    cancelled.
    """
    at = at or datetime.combine(today, time(), UTC)
    calendar = Calendar()
    calendar.add("prodid", f"-//article21//article21 {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for case in cases:
        for date in _dates_ever(case):
            if date.day >= today:
                calendar.add_component(_entry(case, date, today, language, at, discreet=discreet))
    return calendar.to_ical() if calendar.subcomponents else None


def write_calendar_of(request: Request, language: str) -> bytes | None:
    """Return the days that count once this first letter is sent on its own day; None: there are none."""
    case = case_of(request, request.details, request.language, sent=request.date)
    return write_calendar([case], request.date, language, discreet=False)


def _dates_ever(case: Case) -> Iterator[_Date]:
    """Yield the days of a case, then those that counted at an earlier stage and count no more."""
    told: set[tuple[str, int]] = set()
    stages = (replace(case, events=case.events[:end]) for end in range(len(case.events) - 1, 0, -1))
    for number, stage in enumerate((case, replace(case, withdrawn=False), *stages)):
        for date in _dates(stage):
            if (date.title, date.number) not in told:
                told.add((date.title, date.number))
                yield replace(date, counts=date.counts and not number)


def _dates(case: Case) -> Iterator[_Date]:
    standing = standing_of(case)
    last = len(case.events) - 1
    for number, letter in enumerate(case.events):
        due = None if letter not in case.letters or letter.authority else due_of(case, letter)
        if due:
            waits = standing.step is Step.WAIT and number == last
            day = standing.until if waits and standing.until else due[0]
            title = "acknowledgement_due" if due[1].kind == "statutory" and number else "answer_due"
            yield _Date(title, day, "description", (waits and standing.basis) or None, number, waits)
    yield from _of_authority(standing)
    for limit in standing.limits:
        title = "court_limit" if limit.court else "complaint_limit"
        title = "discreet" if limit.disagreement else title
        yield _Date(title, limit.day, "limit_description", limit.basis, urgent=True, limit=limit)


def _of_authority(standing: Standing) -> Iterator[_Date]:
    if standing.step is Step.WAIT_COMPLAINT and standing.until:
        yield _Date("complaint_from", standing.until + _DAY, "opening_description", standing.basis)
    if standing.step is Step.WAIT_AUTHORITY and standing.until:
        yield _Date("progress_due", standing.until, "progress_description", standing.basis)


def _entry(  # noqa: PLR0913 - what an entry depends on
    case: Case, date: _Date, today: Date, language: str, at: datetime, *, discreet: bool
) -> Entry:
    title, description = ("discreet", "discreet_description") if discreet else (date.title, date.description)
    values = {"reference": case.reference}
    text = write_words("calendar", description, language, values)
    basis = "" if discreet else _basis(date, today, language)
    entry = Entry()
    entry.add("uid", f"{_identity(case, date)}@article21")
    entry.add("dtstamp", at)
    entry.add("sequence", max(0, (at - _FIRST) // timedelta(minutes=1)))
    entry.add("dtstart", date.day)
    entry.add("dtend", date.day + _DAY)
    summary = write_words("calendar", title, language, values)
    entry.add("summary", summary)
    entry.add("description", "\n".join(filter(None, (text, basis))))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    entry.add("status", "CONFIRMED" if date.counts else "CANCELLED")
    if date.counts:
        for before in (_TWO_WEEKS, _EVE) if date.urgent else (_EVE,):
            entry.add_component(_alarm(summary, before))
    return entry


def _basis(date: _Date, today: Date, language: str) -> str:
    if date.limit and date.limit.disagreement:
        return tell_limit(date.limit, today, language)
    return write_basis(date.basis, language)


def _alarm(text: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", text)
    alarm.add("trigger", before)
    return alarm


def _identity(case: Case, date: _Date) -> str:
    """Return what tells the day from every other one, and tells nobody anything."""
    return sha256(f"{case.reference}\n{date.title}\n{date.number}".encode()).hexdigest()[:32]
