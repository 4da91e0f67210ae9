"""How far a batch has come: a bar on a terminal, a line now and then elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from article21.cli.language import spoken
from article21.cli.sentences import terminal
from article21.cli.streams import say
from article21.interface import Message, written_number
from article21.languages import locale_of

if TYPE_CHECKING:
    from rich.progress import Progress

_SECONDS_BETWEEN_LINES = 10.0


class _Quiet:
    """Says nothing."""

    def __call__(self, done: int, total: int) -> None:
        """Take note of how many rows are done."""

    def end(self) -> None:
        """Make room for what is said next."""


class _Lines(_Quiet):
    """Says a line now and then."""

    def __init__(self) -> None:
        self._began = self._last = monotonic()

    def __call__(self, done: int, total: int) -> None:
        now = monotonic()
        if now - self._last < _SECONDS_BETWEEN_LINES or not done:
            return
        self._last = now
        rate = done / (now - self._began)
        left = max(0, total - done) / rate
        say("rows-done", done=done, total=total, rate=round(rate), left=_duration(left))


class _Bar(_Quiet):
    """Draws a bar."""

    def __init__(self, bar: "Progress") -> None:
        self._bar, self._began = bar, monotonic()
        self._task = bar.add_task(terminal().sentence(Message("letters-in-progress")), total=None, rate="")

    def __call__(self, done: int, total: int) -> None:
        rate = done / max(monotonic() - self._began, 0.001)
        self._bar.update(
            self._task, completed=done, total=total, rate=f"{written_number(round(rate), spoken())}/s"
        )

    def end(self) -> None:
        self._bar.stop()


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[_Quiet]:
    """Give what is to be told of the progress."""
    if quiet:
        yield _Quiet()
    elif not sys.stderr.isatty():
        yield _Lines()
    else:
        from rich.console import Console
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TextColumn,
            TimeRemainingColumn,
        )

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            yield _Bar(bar)


def _duration(seconds: float) -> str:
    from babel.units import format_unit

    parts = zip(("minute", "second"), divmod(round(seconds), 60), strict=True)
    locale = locale_of(spoken())
    return " ".join(
        format_unit(count, f"duration-{unit}", "short", locale=locale)
        for unit, count in parts
        if count or unit == "second"
    )
