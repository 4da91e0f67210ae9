"""A private folder for what people upload: gone when the page ends, however it ends."""

import asyncio
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from article21.temporary import forsaken_folders, prefix_of

_SWEEPER = """
import shutil, sys
sys.stdin.buffer.read()
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""
"""Waits until the page's process is gone, whatever ended it, and removes its folder."""


class Workplace:
    """The folder, made when the first file needs it."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._sweeper: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Workplace":
        for folder in forsaken_folders():
            shutil.rmtree(folder, ignore_errors=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._sweeper and self._sweeper.stdin:
            with suppress(OSError):
                self._sweeper.stdin.close()
            self._sweeper.wait(5)

    def folder(self) -> Path:
        """Return a new folder that only this user can read."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix=prefix_of("page")))
            self._sweeper = subprocess.Popen(  # noqa: S603 - this Python, with a program of ours
                [sys.executable, "-I", "-S", "-c", _SWEEPER, str(self._folder)],
                stdin=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is not for it
            )
        return Path(tempfile.mkdtemp(dir=self._folder))


async def run_in_thread(steps: Iterator[object]) -> None:
    """Take all steps in a thread: the page answers others meanwhile."""
    await asyncio.to_thread(_exhaust, steps)


def _exhaust(steps: Iterator[object]) -> None:
    for _ in steps:
        pass
