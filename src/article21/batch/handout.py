"""The e-mail with which an organisation hands a person their letter: a draft from no one, to that person."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from article21.batch.chunks import HandingOut
from article21.errors import Article21Error
from article21.files import read_file
from article21.interface import Message, Place
from article21.model import Letter
from article21.rendering.drafts import Attachment, Draft, Mailbox, deliverable, write_draft
from article21.writing.mails import COVER, write_mail
from article21.writing.requests import Request

_FIELD = re.compile(r"\{([^\W\d]\w*)\}")
_LARGEST = 100_000
_FIELDS = ("name", "given_name", "family_name", "country", "language", "reference", "due")
"""What a cover may name in braces."""


def read_cover(path: Path) -> str:
    """Return the organisation's own words, or raise an error that names every field there is not."""
    content = read_file(path, _LARGEST)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Article21Error("cover-not-text", path=str(path)) from None
    if len(content) > _LARGEST or "\0" in text:
        raise Article21Error("cover-not-text", path=str(path))
    return check_cover(text, path.name)


def check_cover(text: str, name: str = "") -> str:
    """Return such words, or raise an error that names every field there is not; ``name`` is their file's."""
    if problems := tuple(_unknown_fields(text, name)):
        raise Article21Error(*problems)
    return text.strip("\n")


def _unknown_fields(text: str, name: str) -> Iterator[Message]:
    known = ", ".join(_FIELDS)
    for found in _FIELD.finditer(text):
        if found[1] not in _FIELDS:
            line = text.count("\n", 0, found.start()) + 1
            yield Message("cover-field-unknown", given=found[1], known=known).at(Place(file=name, line=line))


def to_message(request: Request, letter: Letter, pdf: bytes, kit: bytes, handing_out: HandingOut) -> bytes:
    """Return a draft whose text tells, in the letter's language, what it is and what the person can do."""
    words = {
        "name": request.details.name,
        "cover": _FIELD.sub(lambda found: _values(request)[found[1]], handing_out.cover),
        "contact": handing_out.contact,
    }
    subject, text = write_mail(COVER, request.language, words)
    return write_draft(
        Draft(
            subject=subject,
            text=text,
            date=letter.date,
            reference=letter.reference,
            recipient=Mailbox(request.details.name, deliverable(request.details.email[0])),
            attachments=(Attachment("letter.pdf", pdf), Attachment("form.txt", kit, "plain")),
        )
    )


def _values(request: Request) -> Mapping[str, str]:
    details = request.details
    return {
        "name": details.name,
        "given_name": details.given_name or details.name,
        "family_name": details.family_name or details.name,
        "country": request.jurisdiction.name,
        "language": request.language,
        "reference": request.reference,
        "due": request.due.isoformat() if request.due else "",
    }
