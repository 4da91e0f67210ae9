"""Cases on one's own machine: what is due, what to do now, what happened, the next letter."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date as Date

from starlette.requests import Request
from starlette.responses import Response

from article21.cases.case import HOWS, Case
from article21.cases.forums import ways_of
from article21.cases.standing import LETTERS, WAITING, Step
from article21.desk.case_steps import name_of_folder
from article21.desk.cases import Answer, Cases, Listed, Told
from article21.desk.letters import read_request, write
from article21.errors import Article21Error
from article21.interface import Message, Place, Surface
from article21.model import Format
from article21.person import Given
from article21.web.answering import Refusal, home_of, language_of, read_form, render
from article21.web.answers import Answers
from article21.web.case_letters import files_of, hand_over, kept_of, render_files, request_again
from article21.web.home import Home
from article21.web.letters import show_wrong
from article21.web.speaking import surface, tell, tell_where
from article21.web.steps import by_field
from article21.web.views import download
from article21.writing.requests import Request as LetterRequest

_ASK_GROUNDS = ("grounds-to-state", "grounds-missing")
_CORRECTS = {"answered": None, "answered-otherwise": True, "answered-again": False}
"""Whether an answer takes the place of the last one, by the button."""
_CHOSEN = ("via", "answer")


async def show_cases(request: Request) -> Response:
    """Show all cases or one; what the form asks for is done first."""
    form = await read_form(request)
    given, cases = form.texts, _cases(request)
    go, reference = given.get("go", ""), given.get("case", "")
    try:
        if go == "add":
            return _begin(request, cases, Answers.of(form.pairs))
        if go == "calendar":
            return download(cases.calendar((reference,) if reference else ()).content, "cases.ics")
        if not reference or go == "list":
            return _list(request, cases)
        if go in ("letter", "letter-again"):
            written = _next_letter if go == "letter" else _letter_again
            return await written(request, cases, reference, given)
        return _one(request, _record(cases, reference, go, given))
    except Article21Error as error:
        return _told_wrong(request, cases, reference, error, given)


def _cases(request: Request) -> Cases:
    home = home_of(request)
    if home.case_file is None:
        raise Refusal(404, "page-missing")
    return Cases(home.case_file, home.today(), language_of(request))


def _begin(request: Request, cases: Cases, answers: Answers) -> Response:
    """Keep the case of a letter; what is wrong in the letter is said at its field."""
    try:
        asked = read_request(answers.given(), home_of(request).today())
    except Article21Error as error:
        return show_wrong(request, answers, error)
    return _one(request, _add(home_of(request), cases, asked))


def _add(home: Home, cases: Cases, asked: LetterRequest) -> Told:
    folder = home.workplace()
    path = folder / Format.JSON.file_name
    try:
        path.write_bytes(write(asked, formats=(Format.JSON,)).files[Format.JSON])
        return cases.add(path)
    finally:
        path.unlink(missing_ok=True)
        folder.rmdir()


def _record(cases: Cases, reference: str, go: str, given: Mapping[str, str]) -> Told:
    if go == "sent":
        return cases.sent(reference, _day(given.get("sent-on", "")), _chosen(given, "via"))
    if go in _CORRECTS:
        how = _chosen(given, "answer")
        answer = Answer(
            _day(given.get("answered-on", "")),
            how,
            until=_day(given["until"]) if given.get("until") else None,
            note=given.get("note", "").strip() or None,
        )
        return cases.answered(reference, answer, corrects=_CORRECTS[go])
    return cases.show(reference)


def _chosen(given: Mapping[str, str], name: str) -> str:
    """Return what was chosen from a list, in which nothing is chosen at first."""
    if not given.get(name):
        raise Article21Error(Message("option-missing").at(Place(name)))
    return given[name]


def _day(text: str) -> Date:
    try:
        return Date.fromisoformat(text)
    except ValueError:
        raise Article21Error("not-a-date", given=text) from None


async def _next_letter(request: Request, cases: Cases, reference: str, given: Mapping[str, str]) -> Response:
    """Write the next letter, keep that it was written, and hand it over."""
    own_words = given.get("because", "").replace("\r\n", "\n")
    words = Given({"because": own_words} if own_words.strip() else {})
    letter = cases.next_letter(reference, words, formats=(Format.TXT,))
    if isinstance(letter, Told):
        return _one(request, letter)
    written = await render_files(request, letter.request)
    cases.keep(replace(letter, written=written), None)
    return hand_over(letter.folder, letter.request, files_of(written))


async def _letter_again(
    request: Request, cases: Cases, reference: str, _given: Mapping[str, str]
) -> Response:
    """Hand over once more what was written and is not sent yet, as it is kept; nothing is recorded."""
    told = cases.show(reference)
    kept, unsent = kept_of(cases, reference), told.case.unsent
    asked = unsent and kept and request_again(cases, reference, unsent, kept)
    if not asked:
        return _one(request, told)
    return hand_over(
        name_of_folder(asked, told.case), asked, {**files_of(await render_files(request, asked)), **kept}
    )


def _told_wrong(
    request: Request, cases: Cases, reference: str, error: Article21Error, given: Mapping[str, str]
) -> Response:
    fields = by_field(error.messages, _CHOSEN)
    wrong = {name: tell(language_of(request), told) for name, told in fields.items() if name}
    problems = tell_where(language_of(request), fields.get("", ()))
    kept = (str(each.values["reference"]) for each in error.messages if each.code == "case-twice")
    reference = reference or next(kept, "")
    if not reference:
        return _list(request, cases, problems)
    asks_grounds = any(message.code in _ASK_GROUNDS for message in error.messages)
    try:
        told = cases.show(reference)
        return _one(request, told, problems, asks_grounds=asks_grounds, wrong=wrong, given=given)
    except Article21Error:
        return _list(request, cases, problems)


def _list(request: Request, cases: Cases, problems: list[str] | None = None) -> Response:
    said = surface(language_of(request))
    listed: tuple[Listed, ...] = ()
    damage: Article21Error | None = None
    try:
        found = cases.listed()
        listed, damage = found.cases, found.damage
    except Article21Error as error:
        damage = error
    if damage:
        problems = [*(problems or []), *tell(language_of(request), damage.messages)]
    lines = [
        {
            "id": case.reference,
            "name": case.name,
            "reference": case.reference,
            "step": said.sentence(Message(f"step-{case.step}")),
            "due": case.due,
            "is_due": case.step not in WAITING,
        }
        for case in listed
    ]
    return render(request, "cases.j2", {"view": "list", "cases": lines, "problems": problems or []})


def _one(  # noqa: PLR0913 - what the page shows
    request: Request,
    told: Told,
    problems: list[str] | None = None,
    *,
    asks_grounds: bool = False,
    wrong: Mapping[str, list[str]] = {},
    given: Mapping[str, str] = {},
) -> Response:
    said, today = surface(language_of(request)), home_of(request).today()
    case = told.case
    values = {
        "view": "one",
        "case": {"id": case.reference, "name": case.name, "reference": case.reference},
        "problems": problems or [],
        "steps": told.sentences,
        "notices": tell(language_of(request), told.notices),
        "has_letter": told.standing.on(today) in LETTERS,
        "to_send": told.standing.on(today) is Step.SEND,
        "asks_grounds": asks_grounds,
        "has_answer": case.last_answer is not None,
        "today": today.isoformat(),
        "is_kept": bool(kept_of(_cases(request), case.reference)),
        "wrong": wrong,
        "given": given,
        "ways": _ways(case, said),
        "answers": [(how, said.sentence(Message(f"how-{how}"))) for how in HOWS],
        "events": [(entry.day, entry.text) for entry in _cases(request).timeline(case)],
    }
    return render(request, "cases.j2", values)


def _ways(case: Case, said: Surface) -> list[tuple[str, str]]:
    """Return how the last letter can have been sent, with what it is called."""
    letter = case.letters[-1]
    named = {"form": "authority-form"} if letter.authority else {}
    return [(via, said.sentence(Message(f"via-{named.get(via, via)}"))) for via in ways_of(letter)]
