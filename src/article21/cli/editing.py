"""From the options of an edition to the edition: files to read, a password to ask for."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from article21.cli.asking import on_terminal
from article21.errors import Article21Error
from article21.model import Format
from article21.person.text import shown
from article21.render.editions import Edition
from article21.render.envelopes import find_envelope

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

PASSWORD = "ARTICLE21_P12_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass(frozen=True)
class Wishes:
    """The options, as they were given."""

    layout: str | None
    signature: str | None
    sign_with: str | None
    courtesy_copy: str | None
    redacted: bool


class FileToReadError(Article21Error):
    """A file that an option names and that can't be read."""

    def __init__(self, option: str, path: str, reason: str) -> None:
        super().__init__(f"{option}: {shown(path)} can't be read: {reason}.")


class PasswordMissingError(Article21Error):
    """A certificate with a password, and nobody to ask for it."""

    def __init__(self) -> None:
        super().__init__(
            f"--sign-with: the certificate has a password: put it into the variable {PASSWORD}, or run the "
            "command on a terminal, which asks for it."
        )


def check_wishes(wishes: Wishes, formats: Sequence[Format]) -> None:
    """Refuse what can't be had together."""
    if wishes.redacted and (wishes.signature or wishes.sign_with):
        raise typer.BadParameter("a signature tells who signed; leave it out.", param_hint="--redacted")
    if wishes.redacted and Format.EML in formats:
        raise typer.BadParameter(
            "an e-mail tells who sent it; choose other formats.", param_hint="--redacted"
        )
    if wishes.sign_with and not {Format.PDF, Format.EML} & set(formats):
        raise typer.BadParameter("only a PDF can be signed: add --format pdf.", param_hint="--sign-with")


def make_edition(wishes: Wishes) -> Edition:
    """Read the files that the options name, and ask for a password if need be."""
    return Edition(
        layout=None if wishes.layout is None else find_envelope(wishes.layout).key,
        signature=None if wishes.signature is None else _read_signature(wishes.signature),
        signer=None if wishes.sign_with is None else _open_certificate(wishes.sign_with),
        courtesy_copy=wishes.courtesy_copy,
        redacted=wishes.redacted,
    )


def _read_signature(path: str) -> bytes:
    from article21.render.signatures import LARGEST, prepare_signature

    return prepare_signature(_read_file("--signature", path, LARGEST + 1))


def _open_certificate(path: str) -> "SimpleSigner":
    from article21.render.signing import (
        LARGEST,
        WrongPasswordError,
        check_extra,
        open_certificate,
    )

    check_extra()
    content, now = _read_file("--sign-with", path, LARGEST + 1), datetime.now(UTC)
    password = os.environ.get(PASSWORD)
    try:
        return open_certificate(content, password or "", now)
    except WrongPasswordError:
        if password is not None:
            raise
    if not on_terminal():
        raise PasswordMissingError
    return open_certificate(content, getpass("The password of the certificate: ", sys.stderr), now)


def _read_file(option: str, path: str, limit: int) -> bytes:
    """Return the file, as far as it may go on."""
    try:
        with Path(path).open("rb") as file:
            return file.read(limit)
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileToReadError(option, path, reason[0].lower() + reason[1:]) from None
    except ValueError:
        raise FileToReadError(option, path, "its name holds a character that no file name has") from None
