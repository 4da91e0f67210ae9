"""How a case stands in the columns of its file, and what a list reads from them."""

import json
from dataclasses import dataclass, fields
from datetime import date as Date
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter

from article21 import __version__
from article21.cases.case import Case, Event, KeptLetter
from article21.cases.checking import check_case, check_text
from article21.cases.standing import Step, standing_of, step_on
from article21.model import Answer
from article21.writing.limits import Basis

_LETTER, _ANSWER = TypeAdapter(KeptLetter), TypeAdapter(Answer)
_DETAILS = TypeAdapter(dict[str, Any])
LISTED = "reference, name, step, until, later_step, basis, limit_day, limit_basis"
_OFTEN = 4_000
"""Days and provisions are remembered: many cases have the same."""
CASE = "reference, details, country, law, language, company, withdrawn"

_STEPS = {step.value: step for step in Step}


@dataclass(frozen=True)
class Listed:
    """A case as a list shows it."""

    reference: str
    name: str
    step: Step
    due: Date | None
    """The day the answer is or was due, or the last day of a wait."""
    basis: Basis | None
    limit: Date | None
    """The last day of the time limit that ends first."""
    limit_basis: Basis | None


@dataclass(frozen=True)
class KeptFile:
    """A file of an event: a copy, or where it lies."""

    number: int
    """Of the event, counted from 0; negative: that event is no longer in the case."""
    name: str
    sha256: str
    path: str | None = None
    content: bytes | None = None


_FILE = TypeAdapter(KeptFile)
_OF_FILE = tuple(each.name for each in fields(KeptFile))


def to_row(case: Case) -> dict[str, str | int | None]:
    """Return the columns of a case, what there is to do included."""
    standing = standing_of(case)
    limit = standing.limit
    return {
        "reference": case.reference,
        "name": case.name,
        "details": json.dumps(case.details, ensure_ascii=False),
        "country": case.country,
        "law": case.law,
        "language": case.language,
        "company": case.company,
        "withdrawn": int(case.withdrawn),
        "counted_by": __version__,
        "step": standing.step,
        "until": _text(standing.until),
        "later_step": standing.then,
        "acts_from": _text(standing.acts_from),
        "basis": _basis_text(standing.basis),
        "limit_day": _text(limit.day) if limit else None,
        "limit_basis": _basis_text(limit.basis) if limit else None,
    }


def from_row(row: tuple[Any, ...], events: tuple[Event, ...]) -> Case:
    """Return a case from the columns that CASE names; raise what check_case raises."""
    reference, details, country, law, language, company, withdrawn = row
    case = Case(
        reference=reference,
        details=_DETAILS.validate_json(details),
        country=country,
        law=law,
        language=language,
        company=company,
        events=events,
        withdrawn=bool(withdrawn),
    )
    return check_case(case)


def event_text(event: Event) -> str:
    """Return an event as JSON, without what is empty."""
    values = {field.name: getattr(event, field.name) for field in fields(event)}
    return json.dumps(
        {name: value for name, value in values.items() if value}, default=str, ensure_ascii=False
    )


def event_from(text: str) -> Event:
    """Return the event that JSON holds: an answer says how the company answered."""
    values = json.loads(text)
    adapter: TypeAdapter[Any] = _ANSWER if "how" in values else _LETTER
    event: Event = adapter.validate_python(values)
    return event


def listed_from(row: tuple[Any, ...], today: Date) -> Listed:
    """Return a line of a list from the columns that LISTED names."""
    reference, name, step, until, later, basis, limit, limit_basis = row
    check_text(reference, name)
    due, limit_day, then = _day(until), _day(limit), _STEPS[later] if later else None
    now = step_on(today, _STEPS[step], due, then, limit_day)
    return Listed(reference, name, now, due, _basis(basis), limit_day, _basis(limit_basis))


def file_from(row: tuple[Any, ...]) -> KeptFile:
    """Return a file from all columns of its table but the first."""
    return _FILE.validate_python(dict(zip(_OF_FILE, row, strict=True)))


@lru_cache(_OFTEN)
def _day(text: str | None) -> Date | None:
    return Date.fromisoformat(text) if text else None


def _text(day: Date | None) -> str | None:
    return day.isoformat() if day else None


@lru_cache(_OFTEN)
def _basis(text: str | None) -> Basis | None:
    if not text:
        return None
    key, provision = json.loads(text)
    check_text(key, provision)
    return Basis(key, provision)


def _basis_text(basis: Basis | None) -> str | None:
    return json.dumps(basis, ensure_ascii=False) if basis else None
