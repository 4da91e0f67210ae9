"""What the templates of a letter's steps are given."""

from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date

from starlette.requests import Request
from starlette.responses import Response

from article21.desk.keeping import to_kept
from article21.desk.kits import take_apart
from article21.desk.letters import read_request
from article21.desk.listings import (
    ToldGround,
    ground_labels,
    list_envelopes,
    purpose_labels,
    tell_grounds,
)
from article21.desk.wishes import make_edition
from article21.errors import Article21Error
from article21.facts import grounds_that_need_an_account
from article21.facts.places import name_place, whole_name
from article21.fields import FIELDS
from article21.interface import Message, standing_alone
from article21.languages import language_name, mark
from article21.model import OBJECTION
from article21.rendering.editions import Edition
from article21.web.answering import home_of, language_of
from article21.web.answers import YES, Answers
from article21.web.speaking import surface, tell, tell_where
from article21.web.steps import (
    Step,
    Taken,
    fields_of,
    offered_languages,
    regions_of,
    step_before,
)
from article21.writing.catalogs import languages_of
from article21.writing.language_choice import find_language
from article21.writing.letters import write_letter
from article21.writing.requests import NO_ACCOUNT
from article21.writing.requests import Request as LetterRequest


def step_view(request: Request, step: Step, taken: Taken) -> Mapping[str, object]:
    """Return what the page of a step shows."""
    spoken, answers = language_of(request), taken.answers
    fields = fields_of(step, answers, draws=home_of(request).renderer is not None)
    shown = [name for name in ("", *fields) if name in taken.problems]  # the first one is where to begin
    found = {**dict.fromkeys(shown, ()), **taken.problems}
    problems = {name: tell_where(spoken, told) for name, told in found.items()}
    return {
        "step": step.name,
        "is_first": step_before(step, answers, spoken) is None,
        "answers": answers,
        "carried": tuple(answers.pairs(fields)),
        "problems": problems,
        "fields": FIELDS,
        **_choices(step, taken, spoken, home_of(request).today()),
        **beside_view(request, answers),
    }


def _choices(step: Step, taken: Taken, spoken: str, today: Date) -> Mapping[str, object]:
    answers = taken.answers
    found: Mapping[str, object] = {}
    match step.name:
        case "country":
            found = {"offers": taken.offers.items()}
        case "region":
            regions = [(code, name_place(code, spoken)) for code in regions_of(answers, spoken)]
            found = {"regions": regions, "whole": answers.text("country").partition("-")[0]}
        case "language":
            offered = offered_languages(answers, spoken)
            found = {"offered": offered, "others": _languages_there(answers, offered)}
        case "grounds":
            own = _language_of(answers, spoken, today)
            found = {"grounds": _grounds_for(answers, spoken, own), "needed": needs_grounds(answers)}
        case "letter":
            found = {"summary": _summary(answers, spoken, today), **_extras(answers, spoken)}
        case "send":
            asked = _read_by(spoken, read_request(answers.given(), today))
            found = {"kit": take_apart(asked), "read_in": asked.reads or asked.language}
    return found


def _read_by(spoken: str, asked: LetterRequest) -> LetterRequest:
    """Return the request of somebody who reads the page's language; the texts to copy stay the letter's."""
    tag = find_language(spoken, asked.jurisdiction, asked.rule, ())
    return replace(asked, reads=tag) if tag else asked


def _summary(answers: Answers, spoken: str, today: Date) -> tuple[tuple[str, str, str], ...]:
    """Return what was answered: the step that changes it, the code of its name, the answer."""
    said, labels = surface(spoken), ground_labels(spoken)
    country, yes_or_no = answers.text("country"), "yes" if answers.has_account else "no"
    grounds = mark("; ", spoken).join(labels[key] for key in answers.grounds() if key in labels)
    return (
        ("account", "label-account", standing_alone(said.sentence(Message(yes_or_no)))),
        ("country", "label-country", whole_name(country, spoken) if country else ""),
        ("language", "label-language", language_name(_language_of(answers, spoken, today), spoken)),
        ("name", "label-name", answers.text("name")),
        ("email", "label-email", answers.text("email")),
        ("grounds", "label-grounds", standing_alone(grounds or said.sentence(Message("none")))),
        ("because", "label-because", answers.text("because")),
    )


def _language_of(answers: Answers, spoken: str, today: Date) -> str:
    """Return the language that was chosen, or in which the letter is because there is only one."""
    try:
        asked = preview_request(answers, today, spoken)
    except Article21Error:
        asked = None
    return asked.language if asked else answers.text("language")


def _extras(answers: Answers, spoken: str) -> Mapping[str, object]:
    """Return what the optional answers are chosen from."""
    law = answers.place.law if answers.place else None
    own = answers.text("language")
    tags = languages_of(law.letter(OBJECTION).template) if law else ()
    return {
        "purposes": purpose_labels(law.key, spoken) if law else {},
        "envelopes": [(row["key"], row["title"]) for row in list_envelopes(spoken)],
        "translations": [(tag, language_name(tag, spoken)) for tag in tags if tag != own],
    }


def _languages_there(answers: Answers, offered: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages of the letter that are not offered already."""
    place = answers.place
    tags = languages_of(place.law.letter(OBJECTION).template) if place else ()
    return tuple(tag for tag in tags if tag not in offered)


def needs_grounds(answers: Answers) -> bool:
    """Tell whether the law of the place asks for grounds."""
    return bool(answers.place and answers.place.law.needs_grounds)


def _grounds_for(answers: Answers, spoken: str, language: str) -> Mapping[str, ToldGround]:
    beside = {NO_ACCOUNT} | (set() if answers.has_account else grounds_that_need_an_account())
    letter = answers.place.law.letter(OBJECTION).template if answers.place else ""
    told = tell_grounds(spoken, language or spoken, letter)
    return {key: ground for key, ground in told.items() if key not in beside}


def beside_view(request: Request, answers: Answers) -> Mapping[str, object]:
    """Return the letter as it stands beside the questions, and what is to be said of it."""
    spoken, today = language_of(request), home_of(request).today()
    live = {name: tell(spoken, told) for name, told in answers.problems(today).items()}
    try:
        asked = preview_request(answers, today, spoken)
    except Article21Error as error:
        hindrances = tell_where(spoken, error.messages)
        return {"letter": None, "asked": None, "notices": [], "hindrances": hindrances, "live": live}
    return {
        "live": live,
        "letter": write_letter(asked) if asked else None,
        "asked": asked,
        "notices": tell(spoken, asked.notices) if asked else [],
        "hindrances": [],
    }


def preview_request(answers: Answers, today: Date, spoken: str) -> LetterRequest | None:
    """Return the request, with stand-ins for what is not answered yet or wrong; None: no place is known."""
    if not answers.place:
        return None
    wrong = answers.problems(today)
    right = Answers({name: text for name, text in answers.texts.items() if name not in wrong})
    said = surface(spoken)
    if not right.has("name"):
        right = right.having(name=said.sentence(Message("label-name")))
    if not right.has("language"):
        right = right.having(language=next(iter(offered_languages(answers, spoken)), ""))
    if not right.has("email"):
        right = right.having(email="name@example.org")
    if not right.grounds() and not right.has("because"):
        right = right.having(without_grounds=YES)
    return read_request(right.given(), today)


def edition_of(answers: Answers) -> Edition:
    """Return what goes around the words."""
    return make_edition(
        envelope=answers.text("envelope") or None,
        signature=_picture(answers.text("signature")),
        courtesy_copy=answers.text("courtesy_copy") or None,
        redacted=answers.text("redacted") == YES,
    )


def _picture(carried: str) -> bytes | None:
    try:
        return b64decode(carried, validate=True) or None
    except ValueError:
        return None


def details_file(request: Request, answers: Answers) -> Response:
    """Return the answers as a file from which the letter can be written again."""
    asked = read_request(answers.given(), home_of(request).today())
    note = surface(language_of(request)).sentence(Message("answers-kept", file="details.toml"))
    return download(to_kept(asked, {}, note), "details.toml")


def calendar_file(request: Request, answers: Answers) -> Response:
    """Return the days that count once the letter is sent today."""
    from article21.cases.calendar import write_calendar_of

    asked = read_request(answers.given(), home_of(request).today())
    return download(write_calendar_of(asked, language_of(request)) or b"", "letter.ics")


def download(content: bytes, name: str) -> Response:
    """Return a file to keep; its name tells nothing of the person."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=headers)
