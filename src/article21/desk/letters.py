"""One person's letter: from what was given to files and pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date

from article21.errors import NoPdfError
from article21.interface import Message
from article21.model import DEFAULT_FORMATS, NO_CORRESPONDENCE, OBJECTION, Correspondence, Format
from article21.person import Given, check_details, mending_notes
from article21.rendering.editions import PLAIN_EDITION, Edition, render_format, render_formats
from article21.rendering.mail import addressee_of, recipient_of
from article21.writing.requests import Request, resolve_request


@dataclass(frozen=True)
class Written:
    """A letter in the formats that were asked for."""

    files: Mapping[Format, bytes]
    folder: str
    """A name for the folder that tells nothing a redacted letter leaves out."""
    notices: tuple[Message, ...]
    """What the person should know."""
    hindrance: NoPdfError | None = None
    """What kept a PDF among them from being made."""


def read_request(
    given: Given, today: Date, kind: str = OBJECTION, correspondence: Correspondence = NO_CORRESPONDENCE
) -> Request:
    """Return the request; raise DetailsError with all that is wrong, or GroundsMissingError and the like."""
    request = resolve_request(check_details(given, today), today, kind, correspondence)
    return replace(request, notices=(*mending_notes(given), *request.notices))


def write(
    request: Request, edition: Edition = PLAIN_EDITION, formats: Sequence[Format] = DEFAULT_FORMATS
) -> Written:
    """Write one person's letter; raise NoPdfError when a PDF alone was wanted and can't be made."""
    rendered, hindrance = render_formats(formats, request, edition)
    return Written(
        rendered,
        # The reference would tell who wrote a redacted letter.
        "redacted" if edition.redacted else request.reference,
        (*request.notices, *_edition_notices(request, edition), *_mail_notice(request, tuple(rendered))),
        hindrance,
    )


def _edition_notices(request: Request, edition: Edition) -> tuple[Message, ...]:
    notices = []
    if edition.redacted:
        notices.append(Message("redacted-copy"))
    elif edition.courtesy_copy and request.details.because:
        notices.append(Message("own-words-untranslated"))
    return tuple(notices)


def preview(request: Request, edition: Edition = PLAIN_EDITION, *, as_one: bool = False) -> tuple[bytes, ...]:
    """Return the letter's pages as PNG, each by itself or all under each other ``as_one``."""
    from article21.rendering.pictures import to_long_png, to_pngs

    pdf = render_format(Format.PDF, request, edition)
    return (to_long_png(pdf),) if as_one else to_pngs(pdf)


def _mail_notice(request: Request, formats: Sequence[Format]) -> tuple[Message, ...]:
    if Format.EML not in formats or recipient_of(request):
        return ()
    if request.kind.addressee == "authority":
        return (Message("authority-without-mail", authority=addressee_of(request)),)
    company, country = request.controller.name, request.jurisdiction.code
    return (Message("mail-without-recipient", company=company, country=country),)
