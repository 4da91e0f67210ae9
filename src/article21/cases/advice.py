"""What a person reads after each step of a case: what it does, what it can't, what comes next."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date as Date
from typing import NamedTuple

from article21.cases.case import Case, KeptLetter, is_first
from article21.cases.days import asked_by, assumes_receipt, due_of, received_on
from article21.cases.standing import Standing, Step, may_reply, standing_of
from article21.cases.words import write_basis, write_words
from article21.facts import Forum, applies, find_jurisdiction, periods_of
from article21.facts.deadlines import extended
from article21.model import Answer
from article21.writing.dates import write_duration
from article21.writing.limits import Basis, Limit

_PROCEDURE = "eu-2025-2518"
"""Of complaints that cross borders in the Union; whether its neighbours take part is not known."""
_OF_AN_ACT = "deletion"
_NEIGHBOURS = frozenset({"IS", "LI", "NO"})


class Said(NamedTuple):
    """A block of templates/cases/steps.j2 and its values."""

    block: str
    values: Mapping[str, object]


def advise(case: Case, today: Date, language: str) -> tuple[str, ...]:
    """Return what there is to do now, and by when, as sentences."""
    standing = standing_of(case)
    said = [*_SAID[standing.on(today)](case, standing, today, language)]
    said += _limits(standing, today, language)
    return tuple(write_words("steps", block, language, values) for block, values in said)


def tell(block: str, language: str, **values: object) -> str:
    """Return what is said of a step by itself: ``added``, ``evidence``, ``removed``, ..."""
    return write_words("steps", block, language, values)


def tell_of_sending(case: Case, today: Date, language: str) -> tuple[str, ...]:
    """Return what is said when a letter was sent: by when an answer is due, and what that day rests on."""
    letter = case.letters[-1]
    if letter.authority or standing_of(case).on(today) is not Step.WAIT:
        return advise(case, today, language)
    said = [*_sent(case, letter, language), *_limits(standing_of(case), today, language)]
    return tuple(write_words("steps", block, language, values) for block, values in said)


def _sent(case: Case, letter: KeptLetter, language: str) -> Iterator[Said]:
    found = due_of(case, letter)
    if not found:
        return
    due, deadline = found
    statutory = deadline.kind == "statutory"
    basis = standing_of(case).basis or Basis("", deadline.basis)
    # Acts of states, and Quebec's, set days for some of what the letter asks for, and none for the rest;
    # a second law that the letter invokes sets a period of its own.
    place = find_jurisdiction(case.country)
    in_part = _OF_AN_ACT in periods_of(place)
    if is_first(letter) and not (in_part or place.also):
        yield Said("sent", {"due": due, "statutory": statutory, "basis": write_basis(basis, language)})
    else:
        asked = asked_by(case, letter) or due
        yield Said("company_complaint_sent" if statutory else "letter_sent", {"new_due": asked})
        later = standing_of(case).until
        if later and later > asked:
            yield Said("due_soon", {"due": later})
    if assumes_receipt(letter):
        yield Said("delivery", {"received": received_on(case, letter)})


def _limits(standing: Standing, today: Date, language: str) -> Iterator[Said]:
    for limit in sorted(standing.limits, key=lambda limit: limit.day):
        yield _limit(limit, today, language)
        if limit.disagreement:
            if limit.day < today:
                yield Said("limit_ended", {})
            yield Said("examination", {})


def _limit(limit: Limit, today: Date, language: str) -> Said:
    values = {"limit": limit.day, "basis": write_basis(limit.basis, language)}
    if limit.disagreement:
        duration = write_duration(limit.disagreement, language)
        return Said("disagreement_limit", {**values, "duration": duration})
    block = "court_limit" if limit.court else "complaint_limit"
    passed = "_passed" if limit.day < today else ""
    return Said(f"{block}{passed}", values)


def tell_limit(limit: Limit, today: Date, language: str) -> str:
    """Return until when one may complain, go to court or have a disagreement examined."""
    block, values = _limit(limit, today, language)
    return write_words("steps", block, language, values)


def _send(case: Case, _standing: Standing, _today: Date, _language: str) -> Iterator[Said]:
    yield Said("added" if len(case.letters) == 1 else "letter_written", {})


def _wait(case: Case, standing: Standing, _today: Date, _language: str) -> Iterator[Said]:
    yield Said("due_soon", {"due": standing.until})
    letter = case.letters[-1]
    if assumes_receipt(letter):
        yield Said("delivery", {"received": received_on(case, letter)})


def _overdue(case: Case, _standing: Standing, _today: Date, _language: str) -> Iterator[Said]:
    yield Said("overdue", {"law": case.law})


def _answered(case: Case, standing: Standing, _today: Date, _language: str) -> Iterator[Said]:
    answer = case.answers[-1]
    yield Said("answered", {"how": answer.how, "law": case.law})
    due = due_of(case, case.objection)
    if answer.how == "extended" and due and answer.date > due[0]:
        yield Said("late_extension", {})
    if standing.step is Step.REPLY_COMPLAINING:
        yield Said("company_first", {})


def _wait_complaint(_case: Case, standing: Standing, today: Date, language: str) -> Iterator[Said]:
    first = standing.acts_from or today
    yield Said("complaint_waits", {"complaint_from": first})
    yield from _authority(standing.forum, language)


def _complain(case: Case, standing: Standing, _today: Date, language: str) -> Iterator[Said]:
    forum, place = standing.forum, find_jurisdiction(case.country)
    last = case.events[-1]
    if not case.lodged:
        if isinstance(last, Answer):
            if case.law != "uk-gdpr" and not may_reply(case, last):
                yield Said("answered_again", {})
        elif not is_first(last):
            yield Said("silent_again", {})
    if forum is None and place.subdivision_authority:
        yield Said("region_missing", {})
        return
    yield from _authority(forum, language)
    if forum and forum != place.forums[-1]:
        yield Said("second_authority", {"authority": place.forums[-1].authority.name(language)})


def _authority(forum: Forum | None, language: str) -> Iterator[Said]:
    yield Said("complaint_possible", {"authority": forum.authority.name(language) if forum else None})


def _wait_authority(case: Case, standing: Standing, today: Date, language: str) -> Iterator[Said]:
    law = standing.forum.law.key if standing.forum else case.law
    if isinstance(case.events[-1], Answer):
        yield Said("tell_authority", {})
    basis = write_basis(standing.basis, language)
    yield Said("complaint_sent", {"law": law, "progress_due": standing.until, "basis": basis})
    for each in standing.forum.authority.complaint.expectations if standing.forum else ():
        if each.step == "update" and standing.until:
            continue  # the law's own day has been told
        words = {
            "step": each.step,
            "silence": each.silence,
            "duration": write_duration(extended(each), language),
        }
        yield Said("expectation", words)
    if law == "gdpr" and case.country not in _NEIGHBOURS and applies(_PROCEDURE, today):
        yield Said("early_resolution", {})


def _ask_authority(case: Case, standing: Standing, _today: Date, language: str) -> Iterator[Said]:
    law = standing.forum.law.key if standing.forum else case.law
    basis = write_basis(standing.basis, language)
    yield Said("authority_silent", {"law": law, "progress_due": standing.until, "basis": basis})


def _settled(_case: Case, _standing: Standing, _today: Date, _language: str) -> Iterator[Said]:
    yield Said("settled", {})
    yield Said("settle_sent", {})


def _withdrawn(_case: Case, _standing: Standing, _today: Date, _language: str) -> Iterator[Said]:
    yield Said("withdrawn", {})


_SAID: Mapping[Step, Callable[[Case, Standing, Date, str], Iterator[Said]]] = {
    Step.SEND: _send,
    Step.WAIT: _wait,
    Step.REMIND: _overdue,
    Step.COMPLAIN_COMPANY: _overdue,
    Step.REPLY: _answered,
    Step.REPLY_COMPLAINING: _answered,
    Step.SETTLE: _answered,
    Step.WAIT_COMPLAINT: _wait_complaint,
    Step.COMPLAIN: _complain,
    Step.WAIT_AUTHORITY: _wait_authority,
    Step.ASK_AUTHORITY: _ask_authority,
    Step.NOTHING: _settled,
    Step.WITHDRAWN: _withdrawn,
}
