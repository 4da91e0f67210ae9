"""Delete every trace that article21 keeps on this machine."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

import platformdirs

from article21.batch.folders import forget_batch
from article21.errors import Article21Error
from article21.interface import Message
from article21.temporary import forsaken_folders

APPLICATION = "article21"


@dataclass(frozen=True)
class Forgotten:
    """What is gone, and what is not."""

    gone: tuple[Path, ...]
    faults: tuple[Message, ...]
    """Why something is still there."""
    foreign: tuple[Message, ...]
    """What else is in the folders of batches."""


def traces() -> tuple[Path, ...]:
    """Return the folders that article21 keeps for itself.

    They hold the cases, the fonts and frames of letters, and what a program that was killed left among the
    temporary files.
    """
    kept = (platformdirs.user_cache_path(APPLICATION), platformdirs.user_data_path(APPLICATION))
    return tuple(path for path in dict.fromkeys((*kept, *forsaken_folders())) if os.path.lexists(path))


def forget_everything(batches: Iterable[Path] = ()) -> Forgotten:
    """Delete the traces, and what was written into the folders of batches: all that can be deleted."""
    gone: list[Path] = []
    faults: list[Message] = []
    foreign: list[Message] = []
    for folder in batches:
        try:
            _, left = forget_batch(folder)
        except Article21Error as error:
            faults += error.messages
        else:
            gone.append(folder)
            if left:
                foreign.append(Message("files-left", count=len(left), folder=str(folder), example=left[0]))
    for path in traces():
        _delete(path)
        if os.path.lexists(path):
            faults.append(Message("not-deleted", path=str(path)))
        else:
            gone.append(path)
    return Forgotten(tuple(gone), tuple(faults), tuple(foreign))


def _delete(path: Path) -> None:
    if path.is_symlink() or path.is_file():  # what a link leads to may be somebody else's
        with suppress(OSError):
            path.unlink()
        return
    rmtree(path, ignore_errors=True)
    with suppress(OSError):  # on Windows and macOS there is a folder of the application around it
        if path.parent.name == APPLICATION:
            path.parent.rmdir()
