"""From the options around a letter to its edition: files to read, a password to ask for."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from article21.cli.asking import on_terminal
from article21.cli.sentences import terminal
from article21.cli.usage import UsageMistake
from article21.desk.wishes import ConflictError, check_wishes, make_edition, open_certificate
from article21.errors import Article21Error
from article21.extras import need_extra
from article21.files import read_file
from article21.interface import Message, Place
from article21.model import Format
from article21.rendering.editions import Edition

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

PASSWORD = "ARTICLE21_P12_PASSWORD"  # noqa: S105 - the name of a variable
_LARGEST = 10_000_000
"""More is not read: no picture and no certificate is larger."""


@dataclass(frozen=True)
class Asked:
    """The options, as they were given."""

    envelope: str | None
    signature: str | None
    sign_with: str | None
    courtesy_copy: str | None
    redacted: bool


def take_options(given: dict[str, Any]) -> Asked:
    """Take the options of an edition out of all that were given."""
    return Asked(**{field.name: given.pop(field.name) for field in fields(Asked)})


def check_options(asked: Asked, formats: Sequence[Format]) -> None:
    """Refuse what can't be had together."""
    try:
        check_wishes(
            formats,
            redacted=asked.redacted,
            signature=bool(asked.signature),
            certificate=bool(asked.sign_with),
        )
    except ConflictError as error:
        raise UsageMistake(*error.messages) from None


def read_edition(asked: Asked) -> Edition:
    """Read the files that the options name, and ask for a password if need be."""
    return make_edition(
        envelope=asked.envelope,
        signature=None if asked.signature is None else _read("signature", asked.signature),
        signer=None if asked.sign_with is None else _open_certificate(asked.sign_with),
        courtesy_copy=asked.courtesy_copy,
        redacted=asked.redacted,
    )


def _open_certificate(path: str) -> "SimpleSigner":
    from article21.rendering.signing import WrongPasswordError

    need_extra("sign")  # before anybody is asked for a password
    content, now = _read("sign_with", path), datetime.now(UTC)
    password = os.environ.get(PASSWORD)
    try:
        return open_certificate(content, password or "", now)
    except WrongPasswordError:
        if password is not None:
            raise
    if not on_terminal():
        raise Article21Error("password-missing", variable=PASSWORD)
    return _open_with_password(content, now)


def _open_with_password(content: bytes, now: datetime) -> "SimpleSigner":
    from article21.rendering.signing import WrongPasswordError

    question = "ask-password"
    while True:
        password = getpass(f"{terminal().sentence(Message(question))} ", sys.stderr)
        try:
            return open_certificate(content, password, now)
        except WrongPasswordError:
            if not password:  # Enter alone gives up
                raise
            question = "password-again"


def _read(field: str, path: str) -> bytes:
    """Return a file, or raise a mistake that names its option."""
    try:
        return read_file(Path(path), _LARGEST)
    except Article21Error as error:
        raise Article21Error(*(message.at(Place(field)) for message in error.messages)) from None
