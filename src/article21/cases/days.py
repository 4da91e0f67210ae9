"""The days of a case: of receipt, of the answer, from and until when one may complain."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from typing import NamedTuple

from article21.cases.case import Case, KeptLetter, is_first
from article21.cases.forums import COMPLAINT, next_forum
from article21.facts import Deadline, Forum, Law, find_jurisdiction, periods_of
from article21.facts.deadlines import answer_due, extended, extended_due, last_day
from article21.facts.periods import Event
from article21.model import Answer, Correspondence, EarlierLetter
from article21.writing.limits import Basis, Limit, basis_of, days_of, limits_of, opening_day

_WEEK = timedelta(weeks=1)


class Longest(NamedTuple):
    """The last day to which the company may extend the period, and where that is written."""

    day: Date
    basis: Basis
    whole: bool
    """False: the law says so of a part of what the letter asks for."""


def received_on(case: Case, letter: KeptLetter) -> Date | None:
    """Return the day of receipt: the proven one, for post an assumed one, else that of sending."""
    if letter.sent and assumes_receipt(letter):
        return last_day(letter.sent, find_jurisdiction(case.country).controller.delivery)
    return letter.received or letter.sent


def assumes_receipt(letter: KeptLetter) -> bool:
    """Say whether nobody knows when a letter to the company was received."""
    return letter.via == "post" and not (letter.received or letter.authority)


def due_of(case: Case, letter: KeptLetter, law: Law | None = None) -> tuple[Date, Deadline] | None:
    """Return the day the answer to a letter to the company is due, and why; None: it asks for none."""
    law = law or find_jurisdiction(case.country).law
    received = received_on(case, letter)
    deadline = law.letters[letter.kind].deadline if letter.kind in law.letters else None
    if not (deadline and received):
        return None
    if is_first(letter) or deadline.kind != "set":
        return answer_due(received, deadline), deadline
    return _asked_from(received, case, letter, deadline), deadline


def asked_by(case: Case, letter: KeptLetter) -> Date | None:
    """Return the day that a later letter names for the answer: it can't know how it will be sent."""
    deadline = find_jurisdiction(case.country).law.letters[letter.kind].deadline
    if is_first(letter) or deadline is None or deadline.kind != "set":
        return None
    return _asked_from(letter.date, case, letter, deadline)


def _asked_from(start: Date, case: Case, letter: KeptLetter, deadline: Deadline) -> Date:
    before = replace(case, events=case.events[: case.events.index(letter)])
    return within_limits(before, start, answer_due(start, deadline))


def longest_due(case: Case) -> Longest | None:
    """Return the day beyond which the company can't extend the period; None where no law sets one."""
    place, received = find_jurisdiction(case.country), received_on(case, case.objection)
    deadline, deletion = place.law.letters[case.objection.kind].deadline, periods_of(place).get("deletion")
    if received and deadline and deadline.extension_months:
        return Longest(extended_due(received, deadline), basis_of(case.law, deadline), whole=True)
    if received and deletion:
        return Longest(
            last_day(received, extended(deletion)), basis_of(f"{place.code}-deletion", deletion), whole=False
        )
    return None


def within_limits(case: Case, start: Date, due: Date) -> Date:
    """Return the day to ask an answer by: a week before a time limit ends, but in a week at the earliest."""
    limits = limits_to(case, next_forum(case, find_jurisdiction(case.country)))
    ahead = [limit.day for limit in limits if limit.day > start]
    return min(due, max(min(ahead) - _WEEK, start + _WEEK)) if ahead else due


def correspondence_of(case: Case, law: Law | None = None) -> Correspondence:
    """Return what was sent and answered, as a letter of the case refers to it; days are due by ``law``."""
    letters = []
    for letter in case.letters:
        due = None if letter.authority else due_of(case, letter, law)
        if letter.sent or is_first(letter):
            letters.append(_earlier(case, letter, due and due[0], law))
    return Correspondence(tuple(letters), case.answers)


def _earlier(case: Case, letter: KeptLetter, due: Date | None, law: Law | None = None) -> EarlierLetter:
    at_once = (
        due_of(case, replace(letter, received=letter.sent), law)
        if due and is_first(letter) and assumes_receipt(letter)
        else None
    )
    earliest = at_once and at_once[0]
    return EarlierLetter(letter.kind, letter.date, letter.reference, letter.sent, letter.via, due, earliest)


def limits_to(case: Case, forum: Forum | None) -> tuple[Limit, ...]:
    """Return the last days for a complaint there and for a court, as far as they follow from the case."""
    authority = forum.authority if forum else None
    return tuple(limits_of(find_jurisdiction(case.country), authority, _days(case)))


def opening_of(case: Case, forum: Forum) -> Date | None:
    """Return the first day on which an authority takes the complaint; None: any day."""
    wait = forum.authority.complaint.wait
    answered = isinstance(case.events[-1], Answer)
    if wait and wait.since == "complaint-to-controller" and answered:
        return None  # the wait is for a response, and it has come
    opens = opening_day(forum.authority, _days(case))
    limit = min((limit.day for limit in limits_to(case, forum)), default=None)
    if opens and limit and opens > limit - 2 * _WEEK:
        return None  # a time limit of the law doesn't wait
    return opens


def _days(case: Case) -> Mapping[Event, Date]:
    """Return the days that time limits count from; of those that letters ask for, only the first one's is."""
    due = due_of(case, case.objection)
    to_company = tuple(
        _earlier(case, letter, due[0] if due and is_first(letter) else None)
        for letter in case.letters
        if (letter.sent or is_first(letter)) and letter.kind != COMPLAINT
    )
    return days_of(Correspondence(to_company, case.answers))
