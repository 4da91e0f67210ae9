"""What happened in a case, day by day, in the words of the person's language."""

from collections.abc import Iterator
from datetime import date as Date
from typing import NamedTuple

from article21.cases.case import Case, Event, KeptLetter
from article21.cases.days import assumes_receipt
from article21.cases.standing import REMINDER, awaited_until
from article21.cases.words import write_words
from article21.interface import written_day
from article21.languages import mark
from article21.model import Answer

_FORM, _DASH = "form", "\u2013"


class Entry(NamedTuple):
    """One thing that happened, or a day that counts."""

    day: Date
    text: str
    number: int
    """Of the event that it belongs to."""
    block: str
    """Of templates/cases/timeline.j2."""


def write_timeline(case: Case, language: str) -> tuple[Entry, ...]:
    """Return the entries in the order of their days."""
    found = []
    for number, event in enumerate(case.events):
        entries = _letter(case, event) if isinstance(event, KeptLetter) else _answer(event)
        found += [
            Entry(day, write_words("timeline", block, language, values), number, block)
            for day, block, values in entries
        ]
    return tuple(sorted(found, key=lambda entry: entry.day))


def tell_event(case: Case, event: Event, language: str) -> str:
    """Return how a letter was sent or what was answered; of a letter not sent, that it was written."""
    entries = [*(_letter(case, event) if isinstance(event, KeptLetter) else _answer(event))]
    own = (
        ("sent", "answered", "extended")
        if not isinstance(event, KeptLetter) or event.sent
        else (entries[0][1],)
    )
    told = (
        f"{written_day(day, language)} {_DASH} {write_words('timeline', block, language, values)}"
        for day, block, values in entries
        if block.startswith(own)
    )
    return mark("; ", language).join(told)


def _letter(case: Case, letter: KeptLetter) -> Iterator[tuple[Date, str, dict[str, object]]]:
    complains = letter.kind == REMINDER and case.law == "uk-gdpr"
    kind = "company_complaint" if complains else letter.kind
    yield letter.date, f"{kind}_written", {}
    if letter.sent:
        yield letter.sent, _sending(letter), {}
    if letter.received and letter.received != letter.sent:
        yield letter.received, "received", {}
    if letter.authority or assumes_receipt(letter):
        return
    due = awaited_until(case, letter)
    if due and not _is_superseded(case, letter, due):
        yield due, "answer_due", {}


def _is_superseded(case: Case, letter: KeptLetter, due: Date) -> bool:
    """Say whether something that came before the day took its place: an answer, or a later letter."""
    after = case.events[case.events.index(letter) + 1 :]
    days = (event.date if isinstance(event, Answer) else event.sent for event in after)
    return any(day <= due for day in days if day)


def _sending(letter: KeptLetter) -> str:
    if not letter.via:
        return "sent"
    form = "authority_form" if letter.authority and letter.via == _FORM else letter.via
    return f"sent_{form.replace('-', '_')}"


def _answer(answer: Answer) -> Iterator[tuple[Date, str, dict[str, object]]]:
    yield answer.date, "answered", {"how": answer.how}
    if answer.until:
        yield answer.date, "extended", {"until": answer.until}
    if answer.note:
        yield answer.date, "note", {"note": answer.note}
