"""Record what happened: a case in, the case with one more event out, or what is wrong with the day."""

from dataclasses import replace
from datetime import date as Date

from article21.cases.case import EXTENDED, HOWS, VIAS, YEARS, Case, Event, KeptLetter, is_first
from article21.cases.days import due_of, longest_due
from article21.cases.standing import standing_of
from article21.errors import Article21Error
from article21.interface import Message
from article21.model import Answer
from article21.person.text import check_lines

_OFFICER = "officer-form"
_LONGEST_NOTE = 10_000


class RecordError(Article21Error):
    """Something that can't have happened so, or is recorded already."""


def record_sent(case: Case, day: Date, via: str | None, today: Date, received: Date | None = None) -> Case:
    """Return the case whose last letter was sent; what was recorded of it before is corrected.

    What is not given now stays: the way, and a receipt that can still be true.
    """
    if via is not None:
        _check_choice(via, VIAS)
    _check_past(day, today)
    letter = case.letters[-1]
    place = max(number for number, event in enumerate(case.events) if event is letter)
    before, after = case.events[:place], case.events[place + 1 :]
    if (after and day > after[0].date) or _is_another_letter(case, letter, day):
        raise RecordError("nothing-to-send", reference=case.reference)
    if day < letter.date:
        raise RecordError("sent-before-written", written=letter.date, day=day)
    if (earlier := _last_day(before)) and day < earlier:
        raise RecordError("sent-before-answer", later=earlier, day=day)
    if letter.authority and via == _OFFICER:
        raise RecordError("sent-way-of-company")
    if received:
        _check_past(received, today)
        if received < day:
            raise RecordError("received-before-sent", sent=day, day=received)
    received = received or (letter.received if letter.received and letter.received >= day else None)
    sent = replace(letter, sent=day, via=via or letter.via, received=received)
    return _extended_again(case, replace(case, events=(*before, sent, *after)))


def _is_another_letter(case: Case, letter: KeptLetter, day: Date) -> bool:
    """Say whether another letter must be meant than the one that was sent: its answer was due before."""
    until = standing_of(replace(case, events=case.events[: case.events.index(letter) + 1])).until
    return letter.sent is not None and until is not None and day > until


def record_answer(case: Case, answer: Answer, today: Date) -> Case:
    """Return the case with an answer; a letter before it that is not recorded as sent can still be."""
    sent, day = case.objection.sent, answer.date
    _check_choice(answer.how, HOWS)
    note = check_lines(answer.note or "", _LONGEST_NOTE) or None
    if sent is None:
        raise RecordError("case-not-sent", reference=case.reference)
    _check_past(day, today)
    if day < sent:
        raise RecordError("answered-before-sent", sent=sent, day=day)
    if any((known.date, known.how) == (day, answer.how) for known in case.answers):
        raise RecordError("answer-twice", day=day)
    if case.answers and day < case.answers[-1].date:
        raise RecordError("answered-before-answer", later=case.answers[-1].date, day=day)
    if answer.until:
        if answer.how != EXTENDED:
            raise RecordError("until-not-extended")
        check_clock(answer.until)
        if answer.until < day:
            raise RecordError("answer-until-early", day=answer.until)
    until = _until(case, day, answer.until) if answer.how == EXTENDED else None
    return replace(case, events=(*case.events, replace(answer, until=until, note=note)))


def correct_answer(case: Case, answer: Answer, today: Date) -> Case:
    """Return the case with this answer in the place of the last one; a note that is not given now stays."""
    known = case.answers[-1]
    kept = case.events[:-1] if case.unsent else case.events
    place = max(number for number, event in enumerate(kept) if event is known)
    before, after = kept[:place], kept[place + 1 :]
    until = answer.until or (known.until if answer.how == known.how else None)
    given = replace(answer, note=answer.note or known.note, until=until)
    case = record_answer(replace(case, events=before), given, today)
    for event in after:
        if isinstance(event, KeptLetter) and event.sent and event.sent < answer.date:
            raise RecordError("sent-before-answer", later=answer.date, day=event.sent)
    return replace(case, events=(*case.events, *after))


def record_letter(case: Case, letter: KeptLetter) -> Case:
    """Return the case with a letter that is written; it takes the place of one that was not sent."""
    unsent = case.unsent
    kept = case.events[:-1] if unsent and not is_first(unsent) else case.events
    return replace(case, events=(*kept, letter))


def tell_superseded(case: Case, before: Case | None = None) -> tuple[Message, ...]:
    """Tell of letters that must not be sent any more, also of one that the case had ``before`` the step."""
    was, now = before and before.unsent, case.unsent
    is_again = was and now and (was.kind, was.authority) == (now.kind, now.authority)
    dropped = (was,) if was and not is_again and was not in case.letters else ()
    return tuple(Message("letter-superseded", day=letter.date) for letter in (*dropped, *case.superseded))


def _until(case: Case, day: Date, until: Date | None) -> Date | None:
    """Return the day to which the period is extended: not by a word that comes late, nor beyond the law's."""
    found, longest = due_of(case, case.objection), longest_due(case)
    if not found or day > found[0]:
        return None
    if not longest or not (until or longest.whole):
        return until
    return min(max(until or longest.day, found[0]), longest.day)


def _extended_again(before: Case, case: Case) -> Case:
    """Return a case whose extensions follow from the day of sending as it is now."""
    longest = longest_due(before)
    events = (
        replace(
            event,
            until=_until(case, event.date, None if longest and event.until == longest.day else event.until),
        )
        if isinstance(event, Answer) and event.how == EXTENDED
        else event
        for event in case.events
    )
    return replace(case, events=tuple(events))


def _check_choice(given: str, choices: tuple[str, ...]) -> None:
    if given not in choices:
        raise RecordError("not-a-choice", given=given, choices=", ".join(choices))


def check_clock(today: Date, case: Case | None = None) -> None:
    """Raise RecordError for a day that can't be today: nothing that is dated by such a clock is kept."""
    recorded = _last_day(case.events) if case else None
    if today.year not in YEARS or (recorded and today < recorded):
        raise RecordError("clock-wrong", day=today)


def _check_past(day: Date, today: Date) -> None:
    if day > today:
        raise RecordError("day-in-future", day=day)
    check_clock(day)


def _last_day(events: tuple[Event, ...]) -> Date | None:
    days = [event.date if isinstance(event, Answer) else event.sent for event in events]
    return max((day for day in days if day), default=None)
