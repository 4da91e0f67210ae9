"""Write an e-mail draft with the letter in its body and attached as PDF."""

from article21.model import Letter, Translation
from article21.rendering.drafts import Attachment, Draft, Mailbox, deliverable, write_draft
from article21.rendering.text import to_text
from article21.writing.requests import Request


def to_eml(
    request: Request, letter: Letter, pdf: bytes | None, translation: Translation | None = None
) -> bytes:
    """Return a draft that mail programs open for sending; the same letter gives the same bytes.

    Its text is the whole letter; ``pdf`` is None where none can be made.
    """
    recipient = recipient_of(request)
    return write_draft(
        Draft(
            subject=letter.subject,
            text=to_text(letter, translation),
            date=letter.date,
            reference=letter.reference,
            # The company knows the person by the address of the account.
            sender=Mailbox(request.details.name, deliverable(request.details.known_by[0])),
            recipient=Mailbox(addressee_of(request), recipient) if recipient else None,
            attachments=(Attachment("letter.pdf", pdf),) if pdf else (),
        )
    )


def recipient_of(request: Request) -> str | None:
    """Return the e-mail address, where the addressee takes such a letter by e-mail; mostly it doesn't."""
    if request.kind.addressee == "authority":
        return request.authority.complaint.email_for_complaints() if request.authority else None
    return request.controller.dpo_email.get(request.jurisdiction.code)


def addressee_of(request: Request) -> str:
    """Return the name of the company, or of the authority."""
    if request.kind.addressee == "authority" and request.authority:
        return request.authority.name(request.language)
    return request.controller.name
