"""A staff: a table is opened, its rows corrected in place, the letters written and packed."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from article21.batch.index import write_problems
from article21.desk import samples
from article21.errors import Article21Error
from article21.web import staff_views, works
from article21.web.answering import Form, Refusal, Upload, home_of, language_of, read_form, render
from article21.web.home import Home
from article21.web.staff_wishes import books_in, read_wishes, usual_wishes
from article21.web.views import download
from article21.web.works import Work, Works

_LONGEST_NAME = 100
_CELL = re.compile(r"cell-([0-9]{1,9})-([0-9]{1,4})")
_PIECE = 1 << 18
_RETURNED = {".toml", ".pdf"}
"""What comes back from people; a table has other names."""


async def show_staff(request: Request) -> Response:
    """Show where a table stands; what the form asks for is done first."""
    form = await read_form(request)
    home, opened = home_of(request), works_of(request)
    go = form.text("go")
    if go == "sample":
        return download(samples.sample(".xlsx"), "table.xlsx")
    if go == "check":
        return await _open(request, form, home, opened)
    work = opened.find(form.text("job"))
    if work is None:
        code = ("staff-gone",) if form.text("job") else ()
        return render(request, "staff.j2", staff_views.opening(request, code))
    if go == "forget":
        opened.forget(work)
        return RedirectResponse("staff", status_code=303)
    return await _go_on(request, form, work, go)


def works_of(request: Request) -> Works:
    """Return the tables that are open."""
    state = request.app.state
    if not hasattr(state, "works"):
        state.works = Works()
    return cast("Works", state.works)


async def _open(request: Request, form: Form, home: Home, opened: Works) -> Response:
    files = form.uploads("table")
    if not files:
        return render(request, "staff.j2", staff_views.opening(request, ("table-missing",)))
    folder = home.workplace()
    work = Work(folder, _keep(folder, files), usual_wishes(home), language=language_of(request))
    opened.add(work)
    await works.begin(work, home, writes=False)
    return render(request, "staff.j2", staff_views.view(request, work))


def _keep(folder: Path, files: Sequence[Upload]) -> str:
    """Write what was uploaded; several files, or one that a person filled in, are a folder of rows."""
    if len(files) == 1 and Path(files[0].name).suffix.lower() not in _RETURNED:
        path = folder / "table" / _name(files[0])  # what is written from it lies beside, under other names
        path.parent.mkdir()
        path.write_bytes(files[0].content)
        return str(path)
    returned = folder / "returned"
    for number, file in enumerate(files, 1):
        place = returned / f"{number:05}"  # people send back files of the same name
        place.mkdir(parents=True)
        (place / _name(file)).write_bytes(file.content)
    return str(returned)


def _name(file: Upload) -> str:
    """Return a name that leads nowhere else."""
    name = re.sub(r"[^\w. -]", "_", file.name.replace("\\", "/").rpartition("/")[2])
    return name.lstrip(". ")[-_LONGEST_NAME:] or "table"


async def _go_on(request: Request, form: Form, work: Work, go: str) -> Response:
    match go:
        case "problems":
            return _problems(work)
        case "zip" if work.archive.is_file():
            return _streamed(work.archive)
        case "invite":
            return await _invite(request, work, form.texts)
    if book := next((path for path in books_in(work.folder) if path.name == go), None):
        return _streamed(book)
    await _change(home_of(request), form, work, go)
    return render(request, "staff.j2", staff_views.view(request, work))


async def _change(home: Home, form: Form, work: Work, go: str) -> None:
    match go:
        case "enter" if work.rows:
            await _change(home, form, work, "mend")
        case "look":
            await works.wait(work)
        case "stop":
            work.stopped = True
            await works.wait(work)
        case "again" | "mend" | "once" | "write":
            _take_reading(work, form)
            work.wishes = read_wishes(form, home, work.wishes)
            if go == "once":
                work.left_out |= {row.row: staff_views.name_in(row, work) for row in staff_views.twice(work)}
            await works.begin(work, home, writes=go == "write")
        case "checked":
            work.state = "checked"


def _take_reading(work: Work, form: Form) -> None:
    """Take which column holds what, the encoding, the cells that were corrected, the rows to leave out."""
    work.encoding = form.text("encoding") or work.encoding
    names = work.left_out | {row.row: staff_views.name_in(row, work) for row in work.rows}
    rows = map(_number, " ".join(form.all("leave_out")).split())
    work.left_out = {row: names[row] for row in rows if row in names}
    for name, text in form.texts.items():
        if name.startswith("column-") and text:
            work.chosen[name.removeprefix("column-")] = [text]
        if found := _CELL.fullmatch(name):
            work.corrections.setdefault(int(found[1]), {})[int(found[2])] = text


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else 0


def _problems(work: Work) -> Response:
    path = work.folder / "problems.csv"
    write_problems(path, work.columns.headings, work.rows, work.language)
    if not path.exists():
        raise Refusal(404, "page-missing")
    return download(path.read_bytes(), path.name)


async def _invite(request: Request, work: Work, given: Mapping[str, str]) -> Response:
    work.wishes = replace(work.wishes, contact=given.get("contact", "")[:1000])
    archive = work.folder / "invitations.zip"
    archive.unlink(missing_ok=True)
    steps = works.invitation_steps(work, home_of(request), archive, given.get("page", "")[:1000])
    try:
        await home_of(request).run(steps)
    except Article21Error as error:
        work.problems = error.messages
    if archive.is_file():
        return _streamed(archive)
    return render(request, "staff.j2", staff_views.view(request, work))


def _streamed(path: Path) -> Response:
    """Return a file that may be larger than the memory, without a thread to read it."""

    async def pieces() -> AsyncIterator[bytes]:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece

    headers = {
        "content-disposition": f'attachment; filename="{path.name}"',
        "content-length": str(path.stat().st_size),
    }
    return StreamingResponse(pieces(), media_type="application/octet-stream", headers=headers)
