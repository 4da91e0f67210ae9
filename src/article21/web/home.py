"""What the place where the application runs can do; without anything said, it is a browser."""

import tempfile
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from pathlib import Path
from typing import Protocol

from article21.desk.letters import Written
from article21.model import Format
from article21.rendering.editions import Edition
from article21.temporary import prefix_of
from article21.writing.requests import Request


class Renderer(Protocol):
    """Makes what needs a typesetter, outside the application's own process."""

    async def write(self, request: Request, edition: Edition, formats: tuple[Format, ...]) -> Written:
        """Return the letter in these formats."""

    async def page(self, request: Request, edition: Edition, number: int) -> tuple[bytes, int]:
        """Return a page of the letter as PNG, counted from 1, and how many pages there are."""


def local_today() -> Date:
    """Return the day it is where the application runs."""
    return datetime.now().astimezone().date()


async def run_here(steps: Iterator[object]) -> None:
    """Take one step after another, and let other requests in between."""
    from asyncio import sleep

    for _ in steps:
        await sleep(0)


def new_folder() -> Path:
    """Return a new folder; a browser's vanish with its tab."""
    return Path(tempfile.mkdtemp(prefix=prefix_of("page")))


@dataclass(frozen=True)
class Home:
    """What the place can do."""

    renderer: Renderer | None = None
    """None: there is no typesetter; the browser prints the HTML letter."""
    case_file: Path | None = None
    """The case file of the person whose machine this is; None: there is none."""
    token: str = field(default="", repr=False)
    """What every form has to bring; empty where no other program could send one."""
    is_hosted: bool = True
    """True when the application runs in a browser that has it from a host."""
    today: Callable[[], Date] = local_today
    run: Callable[[Iterator[object]], Awaitable[None]] = run_here
    """How work of many steps is done."""
    workplace: Callable[[], Path] = new_folder
    """Makes a private folder for a table and what is written from it."""
    jobs: int | None = 1
    """How many processes may write the letters of a table; None: as many as there are processors."""
