"""The files that are the same for everybody: style sheets, scripts, icons."""

from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from article21.web.answering import Refusal

FOLDER = Path(__file__).with_name("static")
_TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


async def static_file(request: Request) -> Response:
    """Return a file, by its name alone: there is nothing else to find."""
    name = request.path_params["name"]
    if name not in _files():
        raise Refusal(404, "page-missing")
    content = (FOLDER / name).read_bytes()
    # Revalidated each time: the next version of the program has other files under the same names.
    headers = {"content-type": f"{_TYPES[Path(name).suffix]}; charset=utf-8", "cache-control": "no-cache"}
    return Response(content, headers=headers)


@cache
def _files() -> frozenset[str]:
    return frozenset(path.name for path in FOLDER.iterdir() if path.suffix in _TYPES)
