"""The e-mail with which an organisation hands a person their letter: a draft from no one, to that person."""

from datetime import UTC, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from article21.model import Letter
from article21.writing.blocks import render_block
from article21.writing.kit import kit_template, to_form
from article21.writing.letters import letter_environment
from article21.writing.requests import Request


def to_message(request: Request, letter: Letter, pdf: bytes) -> bytes:
    """Return a draft whose text tells, in the letter's language, what to check, sign and send oneself."""
    address = request.details.email[0]
    message = EmailMessage(policy=SMTP if address.isascii() else SMTPUTF8)
    message["To"] = Address(display_name=request.details.name, addr_spec=address)
    message["Subject"] = _title(request)
    message["Date"] = format_datetime(datetime.combine(letter.date, time(12), UTC))
    message["X-Unsent"] = "1"
    # Quoted-printable leaves no line in which the boundary could stand.
    message.set_content(to_form(request), cte="quoted-printable")
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename="letter.pdf")
    message.set_boundary(f"=_{letter.reference}")
    return message.as_bytes()


def _title(request: Request) -> str:
    return " ".join(render_block(letter_environment(request), kit_template(request), "title", {}).split())
