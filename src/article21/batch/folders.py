"""The folder of a batch: whose it is, what a killed run left in it, and what no row needs any more."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path

from article21.batch.index import INDEX, LETTERS, PROBLEMS
from article21.batch.journal import FILE_NAME, Journal
from article21.batch.reports import Tally
from article21.files import TEMPORARY, FilesExistError, OutputError
from article21.interface import Message
from article21.tables.records import TableError


def prepare_folder(folder: Path, *, overwrite: bool) -> Path:
    """Make the folder and the one for the letters; refuse a folder whose files aren't a batch's."""
    if not (folder / FILE_NAME).exists() and not overwrite:
        there = [folder / name for name in (LETTERS, INDEX, PROBLEMS) if os.path.lexists(folder / name)]
        if there:
            raise FilesExistError(there)
    letters = folder / LETTERS
    try:
        for path in (*reversed(folder.parents), folder, letters):
            path.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise TableError(*OutputError(folder, error).messages) from None
    return letters


@contextmanager
def tidied(letters: Path | None) -> Iterator[None]:
    """Remove what a killed process left unfinished, before and after."""
    if letters is None:
        yield
        return
    _remove_unfinished(letters)
    try:
        yield
    finally:
        _remove_unfinished(letters)


def _remove_unfinished(letters: Path) -> None:
    for folder in (letters, letters.parent):
        with os.scandir(folder) as entries:
            unfinished = [entry for entry in entries if entry.name.startswith(TEMPORARY)]
        for entry in unfinished:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry, ignore_errors=True)
            else:
                Path(entry).unlink(missing_ok=True)


def remove_old_files(letters: Path, journal: Journal, tally: Tally, *, orphans: bool) -> None:
    """Remove what a rewritten letter no longer has; ``orphans``: also the letters of people not in the table.

    A file that somebody changed since it was written is theirs and stays.
    """
    left: set[str] = set()
    for old in list(journal.old_files()):
        person = Path(old.path).parts[0]
        if not orphans and not journal.is_in_use(person):
            left.add(person)
            continue
        if _digest(letters / old.path) == old.sha256:
            (letters / old.path).unlink()
            with suppress(OSError):  # not a folder, or it holds something else
                (letters / person).rmdir()
        journal.forget(old.path)
    journal.forget_overwritten()
    if left:
        tally.note(Message("older-letters", folder=LETTERS, count=len(left), example=min(left)))


def _digest(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None
