"""One person's letter: the questions, the letter beside them, its files."""

from dataclasses import replace
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from article21.desk.letters import read_request, write
from article21.errors import Article21Error
from article21.model import Format
from article21.person import Given, read_details
from article21.rendering.editions import render_draft
from article21.rendering.envelopes import envelope_of
from article21.web import views
from article21.web.answering import Refusal, Upload, home_of, language_of, read_form, render
from article21.web.answers import Answers
from article21.web.steps import (
    AFTER_QUESTIONS,
    BY_NAME,
    STEPS,
    Taken,
    by_field,
    fields_of,
    first_open,
    step_after,
    step_before,
    take,
)


async def show_step(request: Request) -> Response:
    """Show a question, or what comes after the last; a form that is sent answers one."""
    spoken, form = language_of(request), await read_form(request)
    given, answers = form.texts, Answers.of(form.pairs)
    today = home_of(request).today()
    at = BY_NAME.get(given.get("at", ""), STEPS[0])
    go = given.get("go", "stay")
    draws = home_of(request).renderer is not None
    if go in fields_of(BY_NAME["letter"], answers, draws=draws):  # from the steps back to one field
        step = first_open(answers, "letter", today)
        return _step(request, step.name, Taken(answers, {}), asks=go)
    if go == "enter":
        go = "stay" if at.name in AFTER_QUESTIONS else "next"
    if go == "next":
        taken = take(at, answers, given, spoken, today)
        if not taken.problems:
            following = step_after(at, taken.answers, spoken)
            return _step(request, first_open(taken.answers, following.name, today).name, taken)
        return _step(request, at.name, taken)
    step = (step_before(at, answers, spoken) or at) if go == "back" else BY_NAME.get(go, at)
    return _step(request, first_open(answers, step.name, today).name, Taken(answers, {}))


def _step(request: Request, name: str, taken: Taken, asks: str = "") -> Response:
    if name in AFTER_QUESTIONS and not taken.problems:  # beside the letter are fields that no step asks for
        taken = replace(taken, problems=taken.answers.problems(home_of(request).today()))
        name = "letter" if taken.problems else name
    try:
        view = views.step_view(request, BY_NAME[name], taken)
    except Article21Error as error:  # what is to be sent can't be written
        return show_wrong(request, taken.answers, error)
    path = f"/{language_of(request)}/letter"  # also where another address led here
    return render(request, "letter.j2", {**view, "path": path, "asks": asks})


def show_wrong(request: Request, answers: Answers, error: Article21Error) -> Response:
    """Show the letter with what keeps it from being written, each at its field."""
    draws = home_of(request).renderer is not None
    fields = fields_of(BY_NAME["letter"], answers, draws=draws)
    return _step(request, "letter", Taken(answers, by_field(error.messages, fields)))


async def open_letter(request: Request) -> Response:
    """Go on with a letter that was written before: its data, its PDF, or the file of answers."""
    form = await read_form(request)
    files = form.uploads("file")
    if not files:
        raise Refusal(400, "letter-not-opened")
    given = _read_given(files[0])
    answers = Answers.of_given(given)
    today = home_of(request).today()
    return _step(request, first_open(answers, "letter", today).name, Taken(answers, {}))


def _read_given(file: Upload) -> Given:
    try:
        return read_details(file.content, Path(file.name))
    except Article21Error:
        raise Refusal(400, "letter-not-opened") from None


async def show_text(request: Request) -> Response:
    """Return the letter as far as it is known, to stand beside what is typed."""
    answers = Answers.of((await read_form(request)).pairs)
    return render(request, "_beside.j2", views.beside_view(request, answers))


async def show_page(request: Request) -> Response:
    """Return the picture of a page; a header says how many there are."""
    form = await read_form(request)
    answers, number = Answers.of(form.pairs), form.text("number")
    home = home_of(request)
    if home.renderer is None or not number.isdecimal():
        raise Refusal(404, "page-missing")
    try:
        asked = views.preview_request(answers, home.today(), language_of(request))
        if asked is None:
            return Response(status_code=204)
        png, count = await home.renderer.page(asked, views.edition_of(answers), int(number))
    except Article21Error:  # the text beside it says what is wrong
        return Response(status_code=204)
    return Response(png, media_type="image/png", headers={"x-pages": str(count)})


async def write_file(request: Request) -> Response:
    """Return one rendering of the letter as a file to keep."""
    form = await read_form(request)
    answers, wanted = Answers.of(form.pairs), form.text("format")
    try:
        return await _written(request, answers, wanted)
    except Article21Error as error:
        return show_wrong(request, answers, error)


async def _written(request: Request, answers: Answers, wanted: str) -> Response:
    match wanted:
        case "details":
            return views.details_file(request, answers)
        case "ics":
            return views.calendar_file(request, answers)
        case "print":  # of a letter that goes to the printer at once
            return views.download(_to_printed(request, answers), Format.HTML.file_name)
    name = next((each for each in Format if each == wanted), None)
    if name is None:
        raise Refusal(404, "page-missing")
    return views.download(await _render(request, answers, name), name.file_name)


def _to_printed(request: Request, answers: Answers) -> bytes:
    """Return the web page that a browser prints as the typesetter would: for the country's own envelope."""
    asked, edition = read_request(answers.given(), home_of(request).today()), views.edition_of(answers)
    usual = envelope_of(asked.jurisdiction.code).key
    edition = replace(edition, envelope=edition.envelope or usual)
    return write(asked, edition, (Format.HTML,)).files[Format.HTML]


async def _render(request: Request, answers: Answers, name: Format) -> bytes:
    home = home_of(request)
    asked, edition = read_request(answers.given(), home.today()), views.edition_of(answers)
    if name.has_pdf and home.renderer is not None:
        return (await home.renderer.write(asked, edition, (name,))).files[name]
    if name is Format.EML:
        return render_draft(asked, edition)
    return write(asked, edition, (name,)).files[name]
