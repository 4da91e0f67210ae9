"""A table for mail merge in Outlook (through Word) and Thunderbird: who gets which words and files."""

import email
import email.policy
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from article21.batch.index import write_csv

MAIL_MERGE = "mailmerge.csv"


class Merged(NamedTuple):
    """A line of the table; the headings are the names that both programs know or can be told."""

    Email: str
    Name: str
    FirstName: str
    LastName: str
    Language: str
    Subject: str
    Message: str
    Attachments: str

    @classmethod
    def of(
        cls, known: Mapping[str, object], language: str, subject: str, text: str, files: Iterable[str]
    ) -> "Merged":
        """Return the line of a person whose details are known."""
        addresses = known.get("email") or ("",)
        first = addresses[0] if isinstance(addresses, tuple) else str(addresses)
        name, given, family = (str(known.get(key) or "") for key in ("name", "given_name", "family_name"))
        return cls(first, name, given, family, language, subject, text, "; ".join(files))


def read_draft(path: Path, language: str, given: str, family: str, files: Iterable[str]) -> Merged | None:
    """Return the line of a person whose draft is written, None when it can't be read any more."""
    try:
        message = email.message_from_string(path.read_text("utf-8"), policy=email.policy.default)
        (recipient,) = message["To"].addresses
        body = message.get_body(("plain",))
    except (OSError, ValueError, TypeError, AttributeError):
        return None
    text = body.get_content().replace("\r\n", "\n") if body else ""
    subject, attached = str(message["Subject"]), "; ".join(files)
    name = recipient.display_name
    return Merged(recipient.addr_spec, name, given, family, language, subject, text, attached)


def write_mail_merge(path: Path, lines: Iterable[Merged]) -> None:
    """Write the table."""
    with write_csv(path) as write:
        write(Merged._fields)
        for line in lines:
            write(line)
