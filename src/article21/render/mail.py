"""Write an e-mail draft with the letter in its body and attached as PDF."""

from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from article21.model import Letter, Translation
from article21.render.text import to_text
from article21.writing.requests import Request


def to_eml(request: Request, letter: Letter, pdf: bytes, translation: Translation | None = None) -> bytes:
    """Return a draft that mail programs open for sending; the same letter gives the same bytes."""
    addresses = (*request.details.email, recipient_of(request) or "")
    message = EmailMessage(policy=SMTP if all(address.isascii() for address in addresses) else SMTPUTF8)
    message["From"] = _address(request.details.name, request.details.email[0])
    if recipient := recipient_of(request):
        message["To"] = _address(addressee_of(request), recipient)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(datetime.combine(letter.date, time(12), UTC))
    message["X-Unsent"] = "1"
    # Quoted-printable leaves no line in which the boundary could stand.
    message.set_content(to_text(letter, translation), cte="quoted-printable")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="letter.pdf")
    message.set_boundary(f"=_{letter.reference}")
    return message.as_bytes()


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


def _address(name: str, email: str) -> Address:
    # In two parts: as one, the standard library takes ASCII only.
    username, _, domain = email.rpartition("@")
    return Address(display_name=name, username=username, domain=domain)
