"""What a request brings and what goes back: forms, pages, refusals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hmac import compare_digest
from typing import cast

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from article21 import __version__
from article21.interface import Value
from article21.web.home import Home
from article21.web.speaking import page_languages, pages, preferred_language

LARGEST_FIELD = 600_000
"""Bytes of one field of a form; a picture of a signature is the largest."""
MOST_FIELDS, MOST_FILES = 20_000, 2_000


# Uploads stay in memory, up to the limit of the home: no file is left behind, and a browser has no threads
# with which larger ones would be written to a file.
MultiPartParser.spool_max_size = 1_000_000_000


class Refusal(Exception):  # noqa: N818 - an answer, and no fault of the program
    """A request that gets a page with a sentence instead of what it asked for."""

    def __init__(self, status: int, code: str, **values: Value) -> None:
        self.status, self.code, self.values = status, code, values
        super().__init__(code)


def home_of(request: Request) -> Home:
    """Return what the place can do."""
    return cast("Home", request.app.state.home)


def language_of(request: Request) -> str:
    """Return the language that the address names; refuse one that there is not."""
    language = str(request.path_params.get("language", ""))
    if language not in page_languages():
        raise Refusal(404, "page-missing")
    return language


@dataclass(frozen=True)
class Upload:
    """A file that came with a form."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Form:
    """What the form of a page brings: texts, in their order, and files, by the names of their fields."""

    pairs: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    files: tuple[tuple[str, Upload], ...] = field(default=(), repr=False)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Return the last text of each name."""
        return dict(self.pairs)

    def text(self, name: str) -> str:
        """Return the last text of a name, or nothing."""
        return self.texts.get(name, "")

    def all(self, name: str) -> tuple[str, ...]:
        """Return all texts of a name."""
        return tuple(text for other, text in self.pairs if other == name)

    def uploads(self, name: str) -> tuple[Upload, ...]:
        """Return the files of a name."""
        return tuple(upload for other, upload in self.files if other == name)


async def read_form(request: Request) -> Form:
    """Return what came with a request, once it has brought what every form of this home brings."""
    if request.method != "POST":
        return Form()
    async with request.form(
        max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD
    ) as data:
        items = data.multi_items()
        pairs = tuple((name, value) for name, value in items if isinstance(value, str))
        files = [
            (name, Upload(value.filename, await value.read()))
            for name, value in items
            if isinstance(value, UploadFile) and value.filename
        ]
    form, token = Form(pairs, tuple(files)), home_of(request).token
    if token and not compare_digest(form.text("token").encode(), token.encode()):
        raise Refusal(403, "request-refused")
    return form


def render(request: Request, template: str, values: Mapping[str, object] = {}) -> Response:
    """Return a page in the language of the address."""
    return HTMLResponse(write_page(request, language_of(request), template, values))


def write_page(request: Request, language: str, template: str, values: Mapping[str, object]) -> str:
    """Return the text of a page."""
    home = home_of(request)
    path = request.url.path
    root = "../" * (path.count("/") - 1) or "./"  # relative: a host may put the folder anywhere
    known = {"home": home, "token": home.token, "version": __version__, "path": path, "root": root}
    return pages(language).get_template(template).render({**known, **values})


async def refuse(request: Request, error: Exception) -> Response:
    """Return the page for a request that is refused."""
    refusal = error if isinstance(error, Refusal) else _of_http(error)
    language = request.url.path.split("/")[1]
    if language not in page_languages():
        language = preferred_language(request.headers.get("accept-language", ""))
    page = write_page(request, language, "refusal.j2", {"code": refusal.code, "values": refusal.values})
    return HTMLResponse(page, refusal.status)


class FaultsTold:
    """Answers with a page when the program fails; what failed would tell of people, so it is not logged."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except (Refusal, HTTPException):
            raise
        except Exception as error:
            if started or scope["type"] != "http":
                raise
            from article21.batch.problems import ProgramFault

            (told,) = ProgramFault(error).messages
            answer = await refuse(Request(scope), Refusal(500, told.code, **told.values))
            await answer(scope, receive, send)


def _of_http(error: Exception) -> Refusal:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == 413:  # noqa: PLR2004 - content too large
        return Refusal(status, "request-too-large", megabytes=1)
    return Refusal(status, "page-missing" if status in (404, 405) else "request-refused")
