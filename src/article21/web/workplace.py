"""A private folder for what people upload: gone when the page ends, however it ends."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

_PREFIX = "article21-page-"
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
        _remove_forsaken(Path(tempfile.gettempdir()))
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
            self._folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
            self._sweeper = subprocess.Popen(  # noqa: S603 - this Python, with a program of ours
                [sys.executable, "-I", "-S", "-c", _SWEEPER, str(self._folder)],
                stdin=subprocess.PIPE,
                start_new_session=True,  # Ctrl-C is not for it
            )
        return Path(tempfile.mkdtemp(dir=self._folder))


def _remove_forsaken(place: Path) -> None:
    """Remove the folders of pages that are gone, after a power cut even their sweepers."""
    if os.name != "posix":  # elsewhere a process can't be asked for without harm
        return
    for folder in place.glob(f"{_PREFIX}*-*"):
        process = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with suppress(OSError, ValueError):
            if folder.lstat().st_uid == os.getuid() and not _lives(int(process)):
                shutil.rmtree(folder, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


async def run_in_thread(steps: Iterator[object]) -> None:
    """Take all steps in a thread: the page answers others meanwhile."""
    await asyncio.to_thread(_exhaust, steps)


def _exhaust(steps: Iterator[object]) -> None:
    for _ in steps:
        pass
