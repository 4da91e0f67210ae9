"""Folders of the user's cache that are ours and closed to others, and what in them is whole.

What is read from a cache decides what letters look like. So it is read only where nobody else can write, and
only if its digest is right; anything else is made again. No code is kept in the cache.
"""

import errno
import hashlib
import json
import os
import stat
from pathlib import Path
from shutil import rmtree

import platformdirs

DIGESTS = "digests.json"
"""In each folder: the SHA-256 of every other file in it."""
_OTHERS_MAY = stat.S_IRWXG | stat.S_IRWXO
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


def private_folder(name: str) -> Path:
    """Return a folder of our cache, made if need be; raise OSError where there is none that is safe."""
    top = platformdirs.user_cache_path("article21")
    for folder in (top, top / name):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _close(folder)
    return top / name


def write_digests(folder: Path) -> None:
    """Write down the digests of all files in a folder."""
    digests = {path.name: _digest(path) for path in sorted(folder.iterdir()) if path.name != DIGESTS}
    (folder / DIGESTS).write_text(json.dumps(digests), encoding="ascii")


def is_whole(folder: Path, wanted: frozenset[str]) -> bool:
    """Say whether a folder has these files as they were written."""
    try:
        digests = json.loads((folder / DIGESTS).read_text(encoding="ascii"))
        return not folder.is_symlink() and all(
            digests[name] == _digest(folder / name) and not (folder / name).is_symlink() for name in wanted
        )
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unsafe(number: int, folder: Path) -> OSError:
    return OSError(number, os.strerror(number), str(folder))


def _close(folder: Path) -> None:
    """Close a folder to others; raise OSError for one that isn't ours or is a link."""
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise _unsafe(errno.ENOTDIR, folder)
    if not hasattr(os, "geteuid"):  # Windows, where the user's folders are closed to others
        return
    if found.st_uid != os.geteuid():
        raise _unsafe(errno.EPERM, folder)
    if found.st_mode & _OTHERS_MAY_WRITE:  # whatever is in it may be somebody else's
        rmtree(folder)
        folder.mkdir(mode=0o700)
    elif found.st_mode & _OTHERS_MAY:
        folder.chmod(0o700)
