"""Starts the application in a visitor's browser, and answers what the page asks."""

import sys

from bridge import ask  # type: ignore[import-not-found]  # it lies beside this file there
from js import Uint8Array  # type: ignore[import-not-found]  # of the browser's own Python
from pyodide.ffi import JsProxy, to_js  # type: ignore[import-not-found]  # as above
from starlette.formparsers import MultiPartParser

from article21.web.application import create_app
from article21.web.home import Home

# There are no threads here to write a large file with, and no disk.
MultiPartParser.spool_max_size = sys.maxsize
APPLICATION = create_app(Home())


async def answer(method: str, target: str, headers: JsProxy, body: JsProxy) -> object:
    """Return status, headers and body for the browser."""
    found = await ask(APPLICATION, method, target, headers.to_py(), body.to_bytes())
    content = Uint8Array.new(len(found.body))
    content.assign(found.body)
    return to_js((found.status, found.headers, content))


__all__ = ["answer"]
