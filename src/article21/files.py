"""Write files: whole, private, and never over something else."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Literal

from article21.errors import Article21Error

TEMPORARY = ".article21-"
"""How the names of files and folders begin that are not finished: a process that was killed leaves them."""
_WRITE_CODES = {
    errno.ENOSPC: "disk-full",
    errno.EDQUOT: "disk-full",
    errno.ENOTDIR: "write-into-file",
    errno.EEXIST: "write-into-file",
    errno.EISDIR: "write-over-folder",
    errno.ENAMETOOLONG: "write-name-too-long",
    errno.EROFS: "write-read-only",
    errno.EACCES: "write-forbidden",
    errno.EPERM: "write-forbidden",
    errno.ELOOP: "write-circle",
}
_READ_CODES = {
    errno.ENOENT: "missing",
    errno.EISDIR: "is-folder",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
}
_REASONS = {
    errno.EIO: "reason-device",
    errno.EBUSY: "reason-busy",
    errno.ETXTBSY: "reason-busy",
    errno.EMFILE: "reason-many-files",
    errno.ENFILE: "reason-many-files",
    errno.ESTALE: "reason-away",
    errno.ETIMEDOUT: "reason-away",
    errno.EHOSTUNREACH: "reason-away",
    errno.ENETUNREACH: "reason-away",
}
Kind = Literal["file", "details", "table"]
"""What a file is for; each has sentences of its own."""


def reason_of(error: OSError) -> str:
    """Return the code of a sentence; for what is rare the system's own name of it, such as EINVAL."""
    number = error.errno or 0
    return _REASONS.get(number) or errno.errorcode.get(number) or type(error).__name__


class OutputError(Article21Error):
    """A place where nothing can be written."""

    def __init__(self, path: Path | str, error: OSError | str) -> None:
        """Take what the system says, or the code of a sentence."""
        self.path = path
        if isinstance(error, str):
            super().__init__(error, path=str(path))
            return
        code = _WRITE_CODES.get(error.errno or 0, "write-failed")
        super().__init__(code, path=str(path), reason=reason_of(error))


class FilesExistError(Article21Error):
    """Files that stand where something is to be written."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self.paths = tuple(paths)
        super().__init__("files-exist", paths=", ".join(map(str, paths)))


class UnreadableError(Article21Error):
    """A file that can't be opened."""

    def __init__(self, path: Path | str, error: OSError | ValueError, kind: Kind = "file") -> None:
        self.path = path
        if isinstance(error, OSError):
            code = _READ_CODES.get(error.errno or 0, "unreadable")
            super().__init__(f"{kind}-{code}", path=str(path), reason=reason_of(error))
        else:  # open() refuses a name with a NUL in it
            super().__init__(f"{kind}-name-impossible", path=str(path))


def name_in_words(name: str) -> str:
    """Return a name as it can be written down: bytes that are no UTF-8 stand as their numbers."""
    return name.encode(errors="backslashreplace").decode()


def read_file(path: Path, limit: int, kind: Kind = "file") -> bytes:
    """Return the file, or raise UnreadableError; of a file that goes on, a byte more than the limit."""
    try:
        with path.open("rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise UnreadableError(path, error, kind) from None


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


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(path, error) from error
    except ValueError:
        raise OutputError(path, "write-name-impossible") from None


def _refuse_what_stands_there(paths: Sequence[Path], *, overwrite: bool) -> None:
    there = [path for path in paths if os.path.lexists(path)]
    if there and not overwrite:
        raise FilesExistError(there)
    for path in there:
        if not path.is_file() and not path.is_symlink():
            raise OutputError(path, "write-over-device")


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
