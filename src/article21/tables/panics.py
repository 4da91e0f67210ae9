"""Rust code that gives up on a damaged file prints lines for its developers; people don't see them."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import IO

_STDERR = 2
_ONE_AT_A_TIME = Lock()
"""The descriptor belongs to the whole process."""


class PanicError(Exception):
    """Rust code gave up."""


@contextmanager
def panics_caught() -> Iterator[None]:
    """Raise PanicError for a panic, whose own class can't be imported, and drop what was printed with it."""
    with _ONE_AT_A_TIME, _file() as held:
        own, panic = _point_stderr_to(held), False
        try:
            yield
        except BaseException as error:
            panic = type(error).__name__ == "PanicException"
            if panic:
                raise PanicError from None
            raise
        finally:
            if own is not None:
                os.dup2(own, _STDERR)
                os.close(own)
                held.seek(0)
                if not panic:  # whatever else had something to say in the meantime
                    os.write(_STDERR, held.read())


def _file() -> IO[bytes]:
    try:
        return tempfile.TemporaryFile()
    except OSError:  # no room: then nobody speaks
        return Path(os.devnull).open("r+b")


def _point_stderr_to(file: IO[bytes]) -> int | None:
    """Return a descriptor of what it was, or None where there is none."""
    with suppress(OSError):
        own = os.dup(_STDERR)
        os.dup2(file.fileno(), _STDERR)
        return own
    return None
