"""What a person wants around the words of their letter, and what can't be had together."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from article21.errors import Article21Error
from article21.interface import Message, Place
from article21.model import Format
from article21.rendering.editions import Edition
from article21.rendering.envelopes import find_envelope

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner


class ConflictError(Article21Error):
    """Wishes that can't be had together; the place is the one to give up or to complete."""


def check_wishes(formats: Sequence[Format], *, redacted: bool, signature: bool, certificate: bool) -> None:
    """Refuse what can't be had together, before any file is read."""
    if redacted and (signature or certificate):
        raise _conflict("redacted-and-signed", "redacted")
    if redacted and Format.EML in formats:
        raise _conflict("redacted-and-mailed", "redacted")
    if certificate and not any(name.has_pdf for name in formats):
        raise _conflict("nothing-to-sign", "sign_with")


def make_edition(
    *,
    envelope: str | None = None,
    signature: bytes | None = None,
    signer: "SimpleSigner | None" = None,
    courtesy_copy: str | None = None,
    redacted: bool = False,
) -> Edition:
    """Return the edition, or raise what keeps a wish from being fulfilled.

    ``signature`` is a file with a picture: PNG, JPEG or SVG; ``signer`` is what ``open_certificate`` returns.
    """
    return Edition(
        envelope=None if envelope is None else find_envelope(envelope).key,
        signature=None if signature is None else _prepared(signature),
        signer=signer,
        courtesy_copy=courtesy_copy,
        redacted=redacted,
    )


def open_certificate(content: bytes, password: str, now: datetime) -> "SimpleSigner":
    """Return what signs a PDF; raise WrongPasswordError, another CertificateError or ExtraMissingError."""
    from article21.rendering.signing import open_certificate as opened

    return opened(content, password, now)


def _prepared(picture: bytes) -> bytes:
    from article21.rendering.signatures import prepare_signature

    return prepare_signature(picture)


def _conflict(code: str, field: str) -> ConflictError:
    return ConflictError(Message(code).at(Place(field)))
