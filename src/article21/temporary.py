"""Folders among the system's temporary ones: closed to others, and found again when their process is gone."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from article21.errors import Article21Error

_PREFIX = "article21-"
Kind = Literal["page", "fonts", "preview"]


class NoRoomError(Article21Error):
    """A machine on which no temporary file can be written."""

    def __init__(self) -> None:
        folder, megabytes = room()
        super().__init__("temporary-full", folder=folder, megabytes=megabytes)


def prefix_of(kind: Kind) -> str:
    """Return how the name of a temporary folder of this process begins."""
    return f"{_PREFIX}{kind}-{os.getpid()}-"


def room() -> tuple[str, int]:
    """Return where temporary files go, and how many megabytes there are."""
    try:
        folder = tempfile.gettempdir()
        return folder, shutil.disk_usage(folder).free // 10**6
    except OSError:  # nothing can be written in any of the places
        return "TMPDIR", 0


def forsaken_folders() -> Iterator[Path]:
    """Yield the folders of this user whose processes are gone: a kill or a power cut left them."""
    if os.name != "posix":  # elsewhere a process can't be asked for without harm
        return
    for folder in Path(room()[0]).glob(f"{_PREFIX}*-*-*"):
        process = folder.name.split("-")[2]
        with suppress(OSError, ValueError):
            if folder.lstat().st_uid == os.getuid() and not _lives(int(process)):
                yield folder


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
