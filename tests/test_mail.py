"""The e-mail draft: whole, addressed only where an address is published, its headers our own."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from article21.model import Clause, Paragraph
from article21.rendering.mail import to_eml
from article21.rendering.text import to_text
from article21.writing.letters import write_letter
from article21.writing.plaintext import plain
from commands import letter
from people import ask

PDF = b"%PDF-1.7 a letter"


def draft(country: str = "SE", **details: object) -> EmailMessage:
    request = ask(country, **details)
    message = message_from_bytes(to_eml(request, write_letter(request), PDF), policy=default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def body_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body
    content: str = body.get_content()
    return content.replace("\r\n", "\n")


def test_a_draft_comes_from_the_person_and_opens_for_sending() -> None:
    message = draft()
    assert message["From"] == "Maja Lindqvist <maja.lindqvist@example.org>"
    assert message["X-Unsent"] == "1"


def test_a_draft_says_what_the_letter_says_and_carries_it() -> None:
    request = ask()
    message = draft()
    assert body_of(message) == to_text(write_letter(request))
    (attachment,) = message.iter_attachments()
    assert (attachment.get_filename(), attachment.get_content_type()) == ("letter.pdf", "application/pdf")
    assert attachment.get_content() == PDF
    assert message["Subject"] == plain(write_letter(request).subject)


def test_only_a_published_address_is_written_to() -> None:
    assert draft("CA-QC")["To"] == "LinkedIn Corporation <DPO@LinkedIn.com>"
    assert draft("SE")["To"] is None
    assert draft("CA")["To"] is None


def test_a_complaint_goes_to_the_authority_where_it_takes_complaints_by_mail() -> None:
    assert draft("AT", kind="complaint")["To"] == "Austrian Data Protection Authority <dsb@dsb.gv.at>"
    assert draft("LV", kind="complaint")["To"] is None, "Latvia asks for a qualified signature"
    assert "@cai.gouv.qc.ca>" in draft("CA-QC", kind="complaint")["To"], "and not to LinkedIn"


def test_who_has_to_find_the_recipient_is_told(tmp_path: Path) -> None:
    options = ("--format", "eml", "--output", "-")
    assert "publishes no e-mail address" in letter(tmp_path, *options).err
    assert "publishes no e-mail address" not in letter(tmp_path, "--country", "CA-QC", *options).err


def test_the_draft_is_dated_as_the_letter() -> None:
    assert draft(date="2026-12-01")["Date"].datetime == datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_the_same_letter_gives_the_same_bytes() -> None:
    request = ask()
    assert to_eml(request, write_letter(request), PDF) == to_eml(request, write_letter(request), PDF)


@pytest.mark.parametrize("name", ['Maja "M" <x@example.org>', "Åsa Öberg, Dr", "Εἰρήνη", "a;b:c@d"])
def test_a_name_stays_a_name(name: str) -> None:
    (sender,) = draft(name=name)["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, "maja.lindqvist@example.org")


def test_an_address_outside_ascii_is_kept() -> None:
    request = ask(email=("åsa@exämple.org",))
    header, _, _ = to_eml(request, write_letter(request), PDF).partition(b"\r\n")
    assert header.decode() == "From: Maja Lindqvist <åsa@exämple.org>"


def test_own_words_cannot_end_the_body_or_add_a_header() -> None:
    words = "x\n--=_A21\nBcc: other@example.org\n\n--=_A21--\n.\nFrom here"
    # ASCII alone needs no encoding, so that nothing but ours would keep the boundary out of the text.
    request = ask("IN", reference="A21", address_line=(), place=None)
    written = replace(write_letter(request), clauses=(Clause("own_words", (Paragraph(words),)),))
    assert to_text(written).isascii()
    message = message_from_bytes(to_eml(request, written, PDF), policy=default)
    assert len(list(message.iter_parts())) == 2
    assert message["Bcc"] is None
    assert "\nBcc: other@example.org\n" in body_of(message)


def test_lines_are_no_longer_than_mail_allows() -> None:
    request = ask(because="x" * 4000)
    assert max(map(len, to_eml(request, write_letter(request), PDF).split(b"\r\n"))) <= 998
