"""The application: which address is answered by what; see the package for how a home uses it."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from article21.web import letters
from article21.web.answering import FaultsTold, Refusal, home_of, refuse, render
from article21.web.assets import static_file
from article21.web.home import Home
from article21.web.speaking import preferred_language


def create_app(home: Home) -> Starlette:
    """Return the application for a home; it keeps nothing of a letter between two requests."""
    both = ["GET", "POST"]
    app = Starlette(
        routes=[
            Route("/", _choose_language),
            Route("/static/{name:path}", static_file),
            Route("/{language}/", _start),
            Route("/{language}/letter", letters.show_step, methods=both),
            Route("/{language}/letter-open", letters.open_letter, methods=["POST"]),
            Route("/{language}/letter-text", letters.show_text, methods=["POST"]),
            Route("/{language}/letter-page", letters.show_page, methods=["POST"]),
            Route("/{language}/letter-file", letters.write_file, methods=["POST"]),
            Route("/{language}/cases", _show_cases, methods=both),
            Route("/{language}/staff", _show_staff, methods=both),
        ],
        middleware=[Middleware(FaultsTold)],
        exception_handlers={Refusal: refuse, HTTPException: refuse},
    )
    app.state.home = home
    return app


async def _choose_language(request: Request) -> Response:
    language = preferred_language(request.headers.get("accept-language", ""))
    return RedirectResponse(f"{language}/", status_code=303, headers={"vary": "Accept-Language"})


async def _start(request: Request) -> Response:
    return render(request, "start.j2")


# What few need is imported when they need it: in a browser each import is waited for.
async def _show_staff(request: Request) -> Response:
    from article21.web.staff import show_staff

    return await show_staff(request)


async def _show_cases(request: Request) -> Response:
    if home_of(request).case_file is None:
        raise Refusal(404, "page-missing")
    from article21.web.cases import show_cases

    return await show_cases(request)
