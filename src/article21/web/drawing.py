"""PDFs and pictures of their pages, made in a process beside the page's own."""

import asyncio
import pickle
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import lru_cache
from typing import ParamSpec, TypeVar

from article21.batch.workers import WorkerPool
from article21.desk.letters import Written, write
from article21.model import Format
from article21.rendering.editions import Edition, render_format
from article21.web.answering import Refusal
from article21.writing.requests import Request

_Given = ParamSpec("_Given")
_Back = TypeVar("_Back")
_SECONDS = 60
_DOTS_PER_INCH = 120


class ProcessRenderer:
    """One process that types letters, started when the first is wanted and replaced when it breaks."""

    def __init__(self) -> None:
        self._pool = WorkerPool(1, needs_pdf=True)

    async def write(self, request: Request, edition: Edition, formats: tuple[Format, ...]) -> Written:
        """Return the letter in these formats."""
        return await self._done(write, request, edition, formats)

    async def page(self, request: Request, edition: Edition, number: int) -> tuple[bytes, int]:
        """Return a page of the letter as PNG, counted from 1, and how many pages there are."""
        return await self._done(draw_page, pickle.dumps((request, edition)), number)

    async def _done(
        self, work: Callable[_Given, _Back], *given: _Given.args, **named: _Given.kwargs
    ) -> _Back:
        """Return what the process makes of it; one that broke is replaced, one that hangs is ended."""
        try:
            with suppress(BrokenProcessPool):
                return await self._tried(work, *given, **named)
            return await self._tried(work, *given, **named)
        except TimeoutError:
            self.close()
            self._pool = WorkerPool(1, needs_pdf=True)
            raise Refusal(503, "request-too-slow") from None

    async def _tried(
        self, work: Callable[_Given, _Back], *given: _Given.args, **named: _Given.kwargs
    ) -> _Back:
        future = asyncio.wrap_future(self._pool.submit(work, *given, **named))
        return await asyncio.wait_for(future, _SECONDS)

    def warm_up(self) -> None:
        """Have the libraries imported before somebody waits for them."""
        self._pool.submit(_is_ready)

    def close(self) -> None:
        """End the process."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def draw_page(asked: bytes, number: int) -> tuple[bytes, int]:
    """Return a page of a letter and the number of its pages; the letter before is remembered."""
    from article21.rendering.pictures import count_pages, to_png  # the page's own process needs none

    pdf = _type_letter(asked)
    count = count_pages(pdf)
    return to_png(pdf, min(max(number, 1), count), dots_per_inch=_DOTS_PER_INCH), count


@lru_cache(maxsize=2)
def _type_letter(asked: bytes) -> bytes:
    request, edition = pickle.loads(asked)  # noqa: S301 - from the process that started this one
    return render_format(Format.PDF, request, edition)


def _is_ready() -> bool:
    from article21.rendering import pdf

    return pdf is not None
