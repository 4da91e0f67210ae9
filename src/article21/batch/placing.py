"""Put a letter's files in their places, and never over what somebody changed."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from article21.files import OutputError, write_files
from article21.interface import Message

EDITED = "-edited"
"""How the name of a changed file ends that had to make room for a new one."""


def place_files(
    folder: Path, files: Mapping[str, bytes], written: Mapping[str, str], *, keep: bool
) -> tuple[Message, ...]:
    """Write files by their paths below the folder; return what there is to say of changed ones.

    ``written`` has the digests of what was written there before: a file that has another one was changed by
    hand. With ``keep`` it stays, otherwise it makes room under another name.
    """
    edited = {
        path for path, content in files.items() if _is_edited(folder / path, content, written.get(path))
    }
    contents = {path: content for path, content in files.items() if not (keep and path in edited)}
    notes = tuple(_told(folder, edited, keep=keep))
    if contents:
        _write(
            folder / Path(next(iter(contents))).parent, {Path(path).name: contents[path] for path in contents}
        )
    return notes


def digest_of(path: Path) -> str | None:
    """Return a file's SHA-256, None when it can't be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def is_whole(folder: Path, files: Mapping[str, str]) -> bool:
    """Say whether every file is there as it was written."""
    return all(digest_of(folder / path) == digest for path, digest in files.items())


def room_beside(path: Path) -> Path:
    """Return a name that no file has for one that makes room."""
    number, beside = 1, path.with_stem(f"{path.stem}{EDITED}")
    while beside.exists():
        number += 1
        beside = path.with_stem(f"{path.stem}{EDITED}-{number}")
    return beside


def _told(folder: Path, edited: set[str], *, keep: bool) -> Iterator[Message]:
    if edited and keep:
        yield Message("letter-edited-kept")
    elif edited:
        beside = [(folder / path).rename(room_beside(folder / path)) for path in sorted(edited)]
        yield Message("letter-edited-beside", example=beside[0].name)


def _is_edited(path: Path, content: bytes, written: str | None) -> bool:
    if written is None or digest_of(path) in (None, written):
        return False
    there = path.read_bytes()
    return there != content and not _is_cut(there, content)


def _is_cut(there: bytes, content: bytes) -> bool:
    """Say whether a file is what a power cut or a full disk leaves of it: a beginning, perhaps with zeros."""
    if content.startswith(there.rstrip(b"\0")):
        return True
    return content.startswith(b"%PDF") and b"%%EOF" not in there[-1024:]


def _write(place: Path, contents: Mapping[str, bytes]) -> None:
    place.parent.mkdir(mode=0o700, exist_ok=True)  # the subfolder of a group
    try:
        write_files(place, contents, overwrite=True, durable=False)
    except OutputError:
        # A cluster may give a chunk to two workers: who comes second finds a folder where there was none.
        if not place.is_dir():
            raise
        write_files(place, contents, overwrite=True, durable=False)
