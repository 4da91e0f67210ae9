"""Write an e-mail draft, and read it back before anybody gets it: just the people it is meant for get it."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from datetime import date as Date
from email import message_from_string
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8, EmailPolicy, default
from email.utils import format_datetime
from typing import Any, NamedTuple

from email_validator import validate_email

from article21.errors import Article21Error

_LONGEST_LINE = 998
"""RFC 5322, section 2.1.1."""
_RECIPIENTS = ("From", "To", "Cc", "Bcc", "Reply-To", "Sender")


class Mailbox(NamedTuple):
    """A name and an e-mail address."""

    name: str
    address: str


class Attachment(NamedTuple):
    """A file that goes along."""

    name: str
    content: bytes
    subtype: str = "pdf"


@dataclass(frozen=True)
class Draft:
    """What a mail program opens for sending."""

    subject: str
    text: str
    date: Date
    reference: str
    """Of the letter; it tells the parts apart."""
    sender: Mailbox | None = None
    recipient: Mailbox | None = None
    attachments: tuple[Attachment, ...] = ()


class DraftError(Article21Error):
    """A name or an address that no header can hold."""

    def __init__(self) -> None:
        super().__init__("draft-misaddressed")


def write_draft(draft: Draft) -> bytes:
    """Return the draft; the same gives the same bytes. Raise DraftError when it can't be addressed."""
    ascii_only = all(box.address.isascii() for box in (draft.sender, draft.recipient) if box)
    policy = SMTP if ascii_only else SMTPUTF8
    # A long name may lose its quotes when its header is folded; one that looks encoded is left out.
    unfolded = policy.clone(max_line_length=_LONGEST_LINE)
    for tried, how in ((draft, policy), (draft, unfolded), (_nameless(draft), policy)):
        written = _written(tried, how)
        if _reads_as_meant(written, tried):
            return written
    raise DraftError


def _nameless(draft: Draft) -> Draft:
    sender, recipient = (box and Mailbox("", box.address) for box in (draft.sender, draft.recipient))
    return replace(draft, sender=sender, recipient=recipient)


def _written(draft: Draft, policy: "EmailPolicy[Any]") -> bytes:
    message = EmailMessage(policy=policy)
    for header, box in (("From", draft.sender), ("To", draft.recipient)):
        if box:
            message[header] = _address(box)
    message["Subject"] = " ".join(draft.subject.split())
    message["Date"] = format_datetime(datetime.combine(draft.date, time(12), UTC))
    message["X-Unsent"] = "1"
    # Quoted-printable leaves no line in which the boundary could stand.
    message.set_content(draft.text, cte="quoted-printable")
    for name, content, subtype in draft.attachments:
        if subtype == "plain":
            message.add_attachment(content.decode(), filename=name, cte="quoted-printable")
        else:
            message.add_attachment(content, maintype="application", subtype=subtype, filename=name)
    if draft.attachments:
        message.set_boundary(f"=_{draft.reference}")
    return message.as_bytes()


def _address(box: Mailbox) -> Address:
    # In two parts: as one, the standard library takes ASCII only.
    username, _, domain = box.address.rpartition("@")
    return Address(display_name=_spaced(box.name), username=username, domain=domain)


def _spaced(name: str) -> str:
    return " ".join(name.split())


def deliverable(address: str) -> str:
    """Return an address that every server takes, if there is one: a domain in its ASCII form (RFC 5891)."""
    username, _, domain = address.rpartition("@")
    if not username.isascii() or domain.isascii():
        return address
    return validate_email(address, check_deliverability=False).ascii_email or address


def _reads_as_meant(written: bytes, draft: Draft) -> bool:
    """Say whether a mail program finds just the sender and the recipient, and the parts as they were."""
    head = written.partition(b"\r\n\r\n")[0]
    if max(map(len, head.split(b"\r\n"))) > _LONGEST_LINE:
        return False
    message = message_from_string(written.decode(), policy=default)
    found = {name: _people(message, name) for name in _RECIPIENTS}
    meant = {"From": draft.sender, "To": draft.recipient}
    expected = {name: _expected(meant.get(name)) for name in _RECIPIENTS}
    # A text alone is no part of anything.
    names = [None, *(attachment.name for attachment in draft.attachments)] if draft.attachments else []
    return (
        found == expected
        and [part.get_filename() for part in message.iter_parts()] == names
        and not message.defects
    )


def _expected(box: Mailbox | None) -> tuple[Mailbox, ...]:
    return (Mailbox(_spaced(box.name), box.address),) if box else ()


def _people(message: EmailMessage, header: str) -> tuple[Mailbox, ...]:
    headers = message.get_all(header, [])
    return tuple(Mailbox(each.display_name, each.addr_spec) for found in headers for each in found.addresses)
