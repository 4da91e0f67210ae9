"""The days of a case: of receipt, of the answer, from and until when one may complain."""

from collections.abc import Mapping
from datetime import date as Date

from article21.cases.case import Case, KeptAnswer, KeptLetter, is_first
from article21.facts import Deadline, Forum, Law, find_jurisdiction
from article21.facts.deadlines import answer_due, last_day
from article21.facts.periods import Event
from article21.model import Answer, Correspondence, EarlierLetter
from article21.writing.limits import Limit, days_of, limits_of, opening_day


def received_on(case: Case, letter: KeptLetter) -> Date | None:
    """Return the day of receipt: the proven one, for post an assumed one, else that of sending."""
    if letter.received or not letter.sent:
        return letter.received
    if letter.via != "post" or letter.authority:
        return letter.sent
    return last_day(letter.sent, find_jurisdiction(case.country).controller.delivery)


def due_of(case: Case, letter: KeptLetter, law: Law | None = None) -> tuple[Date, Deadline] | None:
    """Return the day the answer to a letter to the company is due, and why; None: it asks for none."""
    law = law or find_jurisdiction(case.country).law
    received = received_on(case, letter)
    deadline = law.letters[letter.kind].deadline if letter.kind in law.letters else None
    return (answer_due(received, deadline), deadline) if deadline and received else None


def correspondence_of(case: Case, law: Law | None = None) -> Correspondence:
    """Return what was sent and answered, as a letter of the case refers to it; days are due by ``law``."""
    letters = []
    for letter in case.letters:
        due = None if letter.authority else due_of(case, letter, law)
        if letter.sent or is_first(letter):
            sent = (letter.sent, letter.via, due and due[0])
            letters.append(EarlierLetter(letter.kind, letter.date, letter.reference, *sent))
    answers = (Answer(answer.date, answer.how, answer.until, answer.note) for answer in case.answers)
    return Correspondence(tuple(letters), tuple(answers))


def limits_to(case: Case, forum: Forum | None) -> tuple[Limit, ...]:
    """Return the last days for a complaint there and for a court, as far as they follow from the case."""
    authority = forum.authority if forum else None
    return tuple(limits_of(find_jurisdiction(case.country), authority, _days(case)))


def opening_of(case: Case, forum: Forum) -> Date | None:
    """Return the first day on which an authority takes the complaint; None: any day."""
    wait = forum.authority.complaint.wait
    answered = isinstance(case.events[-1], KeptAnswer)
    if wait and wait.since == "complaint-to-controller" and answered:
        return None  # the wait is for a response, and it has come
    return opening_day(forum.authority, _days(case))


def _days(case: Case) -> Mapping[Event, Date]:
    to_company = [letter for letter in correspondence_of(case).letters if letter.kind != "complaint"]
    return days_of(Correspondence(tuple(to_company), correspondence_of(case).answers))
