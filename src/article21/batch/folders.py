"""The folder of a batch: whose it is, what a killed run left in it, and what no row needs any more."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from article21.batch.database import FILE_NAME, explained
from article21.batch.index import INDEX, LETTERS, PROBLEMS
from article21.batch.journal import Journal
from article21.batch.placing import EDITED, digest_of, room_beside
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
    for folder in filter(Path.is_dir, (letters, letters.parent)):
        with os.scandir(folder) as entries:
            unfinished = [entry for entry in entries if entry.name.startswith(TEMPORARY)]
        for entry in unfinished:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry, ignore_errors=True)
            else:
                Path(entry).unlink(missing_ok=True)


def remove_old_files(
    letters: Path, journal: Journal, tally: Tally, *, orphans: bool, withdrawn: Mapping[str, str]
) -> None:
    """Remove what a rewritten letter no longer has; ``orphans``: also the letters of people not in the table.

    A file that somebody changed since it was written is theirs and stays.
    """
    left: set[str] = set()
    for old in list(journal.old_files()):
        person = Path(old.path).parent
        if not (orphans or old.former or old.path in withdrawn):
            left.add(old.path if person == Path() else str(person))
            continue
        if digest_of(letters / old.path) == old.sha256:
            (letters / old.path).unlink()
            if _is_removed(letters, person) and old.former:
                tally.note(Message("former-letter-removed", example=person.name))
        journal.forget(old.path)
    if left:
        tally.note(Message("older-letters", folder=LETTERS, count=len(left), example=min(left)))


def _is_removed(letters: Path, person: Path) -> bool:
    """Remove a person's folder, and that of the group, if nothing is left in them."""
    try:
        for folder in (person, *person.parents[:-1]):
            (letters / folder).rmdir()
    except OSError:  # it holds something else
        return not (letters / person).exists()
    return person != Path()


def check_product(path: Path, table: str, journal: Journal) -> None:
    """Raise an error if a book or an archive can't be written there, or would replace something else."""
    if path.exists() and Path(table).exists() and path.samefile(table):
        raise TableError("write-over-table", path=str(path))
    if not path.parent.is_dir():
        raise TableError("write-without-folder", path=str(path), folder=str(path.parent))
    if path.is_dir():
        raise TableError("write-over-folder", path=str(path))
    if path.exists() and journal.products.digest_of(str(path.absolute())) != digest_of(path):
        raise TableError("write-over-foreign", path=str(path))
    try:
        with tempfile.TemporaryFile(prefix=TEMPORARY, dir=path.parent):
            pass
    except OSError as error:
        raise TableError(*OutputError(path, error).messages) from None


def make_room(path: Path, journal: Journal, source: str, tally: Tally) -> None:
    """Keep a table of ours that somebody changed, unless it is what has just been read."""
    if not path.exists() or journal.products.digest_of(path.name) == digest_of(path):
        return
    if Path(source).exists() and path.samefile(source):
        return
    kept = path.rename(room_beside(path))
    tally.note(Message("problems-edited-kept", file=path.name, kept=str(kept)))


def forget_batch(folder: Path) -> tuple[int, tuple[str, ...]]:
    """Delete all that a batch wrote; return how many files these were, and what else is in the folder."""
    if not os.path.lexists(folder / FILE_NAME):
        raise TableError("folder-without-batch", folder=str(folder))
    try:
        return _forget_batch(folder)
    except OSError as error:
        raise TableError("not-deleted", path=str(error.filename or folder)) from None


def _forget_batch(folder: Path) -> tuple[int, tuple[str, ...]]:
    with explained(folder / FILE_NAME), Journal(folder) as journal:
        letters = [folder / LETTERS / path for path in journal.letter_files()]
        products = {folder / path: journal.products.digest_of(path) for path in journal.products.paths()}
        inside = [path for path in (*letters, *products) if path.resolve().is_relative_to(folder.resolve())]
    # Elsewhere a file is deleted only if it is still what was written there.
    outside = [path for path, digest in products.items() if path not in inside and digest_of(path) == digest]
    written = [each for path in inside for each in (path, *_edited_copies(path)) if each.is_file()] + outside
    _delete(written)
    for path in letters:
        _is_removed(folder, path.parent.relative_to(folder))
    _remove_unfinished(folder / LETTERS)
    _delete(folder.glob(f"{FILE_NAME}*"))
    for each in (folder / LETTERS, folder):
        with suppress(OSError):  # it is gone, or holds something else
            each.rmdir()
    left = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return len(written), tuple(str(path.relative_to(folder)) for path in left)


def _delete(paths: Iterable[Path]) -> None:
    """Delete all that can be deleted; raise TableError when some are still there."""
    stuck = []
    for path in paths:
        try:
            path.unlink()
        except OSError:
            stuck.append(path)
    if stuck:
        raise TableError("not-deleted", path=str(stuck[0]))


def _edited_copies(path: Path) -> Iterator[Path]:
    return path.parent.glob(f"{escape(path.stem)}{EDITED}*{escape(path.suffix)}")
