"""Write the next letter of a case: its request comes from the case, and the case keeps what was written."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date

from article21.cases.case import ACCEPTED, EXTENDED, Case, KeptLetter
from article21.cases.days import correspondence_of, opening_of, within_limits
from article21.cases.forums import COMPLAINT, next_forum
from article21.cases.recording import RecordError, check_clock, record_letter
from article21.cases.standing import LETTERS, REMINDER, REPLY, SETTLED, standing_of
from article21.facts import Forum, Jurisdiction, find_jurisdiction
from article21.facts.record import base_language
from article21.fields import FIELDS
from article21.interface import Message
from article21.model import OBJECTION
from article21.person import Details, Given, check_details, mending_notes
from article21.writing.language_choice import choose_language
from article21.writing.requests import AuthorityMissingError, Request, resolve_request

OF_ONE_LETTER = frozenset({"date", "reference", "length", "tone", "language"})
"""Details that concern a letter and not the case."""


def next_kind(case: Case, today: Date) -> str | None:
    """Return the kind of letter to write now; None: there is none."""
    if case.unsent:
        return None if case.unsent.kind == OBJECTION else case.unsent.kind
    return LETTERS.get(standing_of(case).on(today))


def request_letter(case: Case, given: Given, today: Date, kind: str) -> Request:
    """Return the request for a later letter, with what the person gives now over what the case keeps.

    Raise RecordError for a letter that can't be written at this point.
    """
    before = _before(case)
    check_clock(today, before)
    kept = Given({**case.details, "reference": case.reference, "language": case.language})
    details = check_details(given.over(kept), today)
    place = find_jurisdiction(details.country)
    forum = _forum(before, place) if kind == COMPLAINT else None
    _check(before, forum, today, kind)
    if forum and "language" not in given.values:
        language = forum.authority.complaint_language(case.language)
        details = details.model_copy(update={"language": language})
    _check_grounds(before, details, kind)
    earlier = correspondence_of(before, forum.law if forum else None)
    request = _within_limits(before, resolve_request(details, today, kind, earlier, forum))
    reads = choose_language(case.language, place, request.rule, ())[0]
    notices = (*mending_notes(given), *request.notices, *_notices(request, case))
    return replace(request, reads=reads, notices=notices)


def _within_limits(case: Case, request: Request) -> Request:
    """Return the request with a day for the answer that leaves time for a complaint."""
    deadline = request.rule.deadline
    if not request.due or not deadline or deadline.kind != "set":
        return request
    return replace(request, due=within_limits(case, request.date, request.due))


def keep_letter(case: Case, request: Request) -> Case:
    """Return the case with the letter of a request, and with what the person gave for it."""
    authority = request.authority.key if request.kind.addressee == "authority" and request.authority else ""
    letter = KeptLetter(
        kind=request.kind.key, date=request.date, reference=request.reference, authority=authority
    )
    return replace(
        record_letter(case, letter),
        details=details_of(request.details),
        country=request.jurisdiction.code,
        law=request.jurisdiction.law.key,
        company=request.controller.name,
    )


def details_of(details: Details) -> Mapping[str, object]:
    """Return what a case keeps of the details, as details.toml and JSON can hold it."""
    values = details.model_dump(mode="json", exclude_defaults=True)
    return {name: values[name] for name in FIELDS if name in values and name not in OF_ONE_LETTER}


def _before(case: Case) -> Case:
    """Return the case without the letter that is to be written again."""
    unsent = case.unsent
    return replace(case, events=case.events[:-1]) if unsent and unsent.kind != OBJECTION else case


def _forum(case: Case, place: Jurisdiction) -> Forum:
    """Return the authority that comes next: that of another place, if the person names one now."""
    forum = next_forum(case, place) or next(iter(place.forums), None)
    if forum is None or COMPLAINT not in forum.law.letters:
        raise AuthorityMissingError(place)
    return forum


def _check(case: Case, forum: Forum | None, today: Date, kind: str) -> None:
    if case.withdrawn:
        raise RecordError("case-withdrawn", reference=case.reference)
    if case.objection.sent is None:
        raise RecordError("case-not-sent", reference=case.reference)
    _check_answer(case, kind)
    opens = opening_of(case, forum) if forum else None
    if opens and today < opens:
        raise RecordError("complaint-not-yet", day=opens)


def _check_answer(case: Case, kind: str) -> None:
    """Raise RecordError for a letter that would say what is not so of the answer."""
    last, known = case.last_answer, case.answers
    if kind == REMINDER and last and last.how != EXTENDED:
        raise RecordError("answer-to-reply-to", day=last.date)
    if (kind == REPLY and not known) or (kind == SETTLED and not (known and known[-1].how == ACCEPTED)):
        raise RecordError("letter-needs-answer")


def _check_grounds(case: Case, details: Details, kind: str) -> None:
    """Raise RecordError where the reply is to state grounds, and there are none."""
    asked = case.answers and case.answers[-1].how == "no-grounds"
    needed = kind == REPLY and asked and find_jurisdiction(case.country).law.needs_grounds
    if needed and not (details.ground or details.because):
        raise RecordError("grounds-to-state")


def _notices(request: Request, case: Case) -> tuple[Message, ...]:
    """Return what the person has to know of the language of a complaint."""
    authority = request.authority
    if request.kind.key != COMPLAINT or authority is None:
        return ()
    accepted = authority.complaint.languages
    if base_language(request.language) not in accepted:
        name = authority.name(request.language)
        return (Message("complaint-to-translate", authority=name, languages=" ".join(accepted)),)
    if base_language(request.language) != base_language(case.language):
        return (Message("complaint-in-other-language", language=request.language),)
    return ()
