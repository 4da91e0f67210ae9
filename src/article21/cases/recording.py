"""Record what happened: a case in, the case with one more event out, or what is wrong with the day."""

from dataclasses import replace
from datetime import date as Date

from article21.cases.case import EXTENDED, HOWS, VIAS, Case, Event, KeptAnswer, KeptLetter, is_first
from article21.cases.days import due_of, received_on
from article21.errors import Article21Error
from article21.facts.deadlines import extended_due

_OFFICER = "officer-form"


class RecordError(Article21Error):
    """Something that can't have happened so, or is recorded already."""


def record_sent(case: Case, day: Date, via: str | None, today: Date, received: Date | None = None) -> Case:
    """Return the case whose last letter was sent; a day that was recorded before is corrected."""
    if via is not None:
        _check_choice(via, VIAS)
    letter = case.events[-1]
    if not isinstance(letter, KeptLetter):
        raise RecordError("nothing-to-send", reference=case.reference)
    _check_past(day, today)
    if day < letter.date:
        raise RecordError("sent-before-written", written=letter.date, day=day)
    if (earlier := _last_day(case.events[:-1])) and day < earlier:
        raise RecordError("sent-before-answer", later=earlier, day=day)
    if letter.authority and via == _OFFICER:
        raise RecordError("sent-way-of-company")
    if received:
        _check_past(received, today)
        if received < day:
            raise RecordError("received-before-sent", sent=day, day=received)
    return _with_last(case, replace(letter, sent=day, via=via, received=received))


def record_answer(case: Case, answer: KeptAnswer, today: Date) -> Case:
    """Return the case with an answer; a letter that is written and not sent is no part of it any more."""
    sent, day = case.objection.sent, answer.date
    _check_choice(answer.how, HOWS)
    if sent is None:
        raise RecordError("case-not-sent", reference=case.reference)
    _check_past(day, today)
    if day < sent:
        raise RecordError("answered-before-sent", sent=sent, day=day)
    if any((known.date, known.how) == (day, answer.how) for known in case.answers):
        raise RecordError("answer-twice", day=day)
    if case.answers and day < case.answers[-1].date:
        raise RecordError("answered-before-answer", later=case.answers[-1].date, day=day)
    if answer.until and answer.until < day:
        raise RecordError("answer-until-early", day=answer.until)
    until = _until(case, day, answer.until) if answer.how == EXTENDED else None
    kept = case.events[:-1] if case.unsent else case.events
    return replace(case, events=(*kept, replace(answer, until=until)))


def record_letter(case: Case, letter: KeptLetter) -> Case:
    """Return the case with a letter that is written; it takes the place of one that was not sent."""
    unsent = case.unsent
    kept = case.events[:-1] if unsent and not is_first(unsent) else case.events
    return replace(case, events=(*kept, letter))


def _until(case: Case, day: Date, until: Date | None) -> Date | None:
    """Return the day to which the period is extended: not by a word that comes late, nor beyond the law's."""
    found, received = due_of(case, case.objection), received_on(case, case.objection)
    if not found or not received or day > found[0]:
        return None
    due, deadline = found
    if not deadline.extension_months:
        return until
    longest = extended_due(received, deadline)
    return min(max(until or longest, due), longest)


def _with_last(case: Case, event: Event) -> Case:
    return replace(case, events=(*case.events[:-1], event))


def _check_choice(given: str, choices: tuple[str, ...]) -> None:
    if given not in choices:
        raise RecordError("not-a-choice", given=given, choices=", ".join(choices))


def _check_past(day: Date, today: Date) -> None:
    if day > today:
        raise RecordError("day-in-future", day=day)


def _last_day(events: tuple[Event, ...]) -> Date | None:
    days = [event.date if isinstance(event, KeptAnswer) else event.sent for event in events]
    return max((day for day in days if day), default=None)
