"""Write files: whole, private, and never over something else."""

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from article21.errors import Article21Error
from article21.person.text import shown

TEMPORARY = ".article21-"
"""How the names of files and folders begin that are not finished: a process that was killed leaves them."""
_FULL = {errno.ENOSPC, errno.EDQUOT}
_REASONS = {
    errno.ENOTDIR: "a part of this path is a file, not a folder",
    errno.EEXIST: "a part of this path is a file, not a folder",
    errno.EISDIR: "this is a folder",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EROFS: "nothing can be written there",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ELOOP: "its links lead in a circle",
}


class OutputError(Article21Error):
    """A place where nothing can be written."""

    def __init__(self, path: Path | str, error: OSError | str) -> None:
        self.path = path
        if isinstance(error, OSError) and error.errno in _FULL:
            super().__init__(
                f"The disk is full: {shown(str(path))} was not written. Make room, or choose another place."
            )
            return
        reason = (
            error if isinstance(error, str) else _REASONS.get(error.errno or 0, error.strerror or str(error))
        )
        super().__init__(f"{shown(str(path))} can't be written: {reason}. Choose another place.")


class FilesExistError(Article21Error):
    """Files that stand where something is to be written."""

    def __init__(self, paths: Sequence[Path], way_out: str = "choose another place, or --overwrite") -> None:
        self.paths = tuple(paths)
        names = ", ".join(shown(str(path)) for path in paths)
        super().__init__(f"Already there: {names}. Nothing was written: {way_out}.")


def write_files(
    folder: Path, files: Mapping[str, bytes], *, overwrite: bool = False, durable: bool = True
) -> tuple[Path, ...]:
    """Write all files or none; a folder that is new appears with all of them in it.

    Without ``durable`` the disk is not waited for, ten times faster, for files that are checked later.
    """
    paths = tuple(folder / name for name in files)
    with _explained(folder if len(paths) > 1 else paths[0]):
        if not os.path.lexists(folder):
            _write_new_folder(folder, files, durable=durable)
            return paths
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")
        _refuse_what_stands_there(paths, overwrite=overwrite)
        _write_into(folder, files, durable=durable)
    return paths


@contextmanager
def replace_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file to write to that stands in its place, whole, when the block has ended well."""
    with _explained(path):
        handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def write_stdout(content: bytes) -> None:
    """Write to standard output as it is, whatever its encoding."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What could not be written must not be tried again when Python closes the stream.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError("standard output", error) from None


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(path, error) from error
    except ValueError:
        raise OutputError(path, "its name holds a character that no file name has") from None


def _refuse_what_stands_there(paths: Sequence[Path], *, overwrite: bool) -> None:
    there = [path for path in paths if os.path.lexists(path)]
    if there and not overwrite:
        raise FilesExistError(there)
    for path in there:
        if not path.is_file() and not path.is_symlink():
            raise OutputError(path, "what stands there is not a file")


def _write_new_folder(folder: Path, files: Mapping[str, bytes], *, durable: bool) -> None:
    # Folders above it that are new as well come with it: the topmost is built beside its place and renamed.
    folder = top = Path(os.path.normpath(folder))
    while not os.path.lexists(top.parent):
        top = top.parent
    building = tempfile.mkdtemp(prefix=TEMPORARY, dir=top.parent)
    try:
        inner = building
        for name in folder.relative_to(top).parts:
            inner = f"{inner}/{name}"
            Path(inner).mkdir(mode=0o700)
        for name, content in files.items():
            handle = os.open(f"{inner}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            _write(handle, content, durable=durable)
        Path(building).rename(top)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def _write_into(folder: Path, files: Mapping[str, bytes], *, durable: bool) -> None:
    waiting: dict[Path, Path] = {}
    placed: list[Path] = []
    try:
        for name, content in files.items():
            handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=folder)
            waiting[folder / name] = Path(temporary)
            _write(handle, content, durable=durable)
        for path, temporary_path in waiting.items():
            was_there = os.path.lexists(path)
            temporary_path.replace(path)
            if not was_there:
                placed.append(path)
    except BaseException:
        for path in (*waiting.values(), *placed):
            path.unlink(missing_ok=True)
        raise


def _write(handle: int, content: bytes, *, durable: bool) -> None:
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        if durable:
            file.flush()
            os.fsync(file.fileno())
