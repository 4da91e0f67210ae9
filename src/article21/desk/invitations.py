"""Invite people to their own letter: a sheet to complete by themselves, and a short message."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from functools import cache
from hashlib import sha256
from pathlib import Path

from article21.batch.mailmerge import MAIL_MERGE, Merged, write_mail_merge
from article21.batch.names import name_of_group
from article21.batch.sameness import CONSENT
from article21.desk.batches import Staff, check_consent
from article21.errors import Article21Error
from article21.facts import find_jurisdiction
from article21.files import OutputError, write_files
from article21.interface import Message
from article21.model import OBJECTION
from article21.person import Given, known_grounds
from article21.person.sheets import FILLED_IN, write_sheet
from article21.rendering.drafts import Attachment, Draft, Mailbox, deliverable, write_draft
from article21.tables.cells import read_answers
from article21.tables.names import Holds
from article21.tables.records import TableError
from article21.tables.rows import read_person
from article21.tables.vocabulary import NAMES
from article21.writing.blocks import render_blocks
from article21.writing.catalogs import SOURCE, language_for
from article21.writing.mails import INVITATION, Mail, write_mail
from article21.writing.requests import NO_ACCOUNT
from article21.writing.templating import environment

SHEET, MESSAGE, TEXT = "details.toml", "message.eml", "message.txt"
_UNKNOWN = Given({"name": "Unknown", "email": ("unknown@example.org",), "country": "IE"})
"""Stands in for what a table lacks while the rest of a row is checked; it is written nowhere."""


@dataclass(frozen=True)
class Invited:
    """What became of the invitations."""

    written: int
    kept: int
    """So many were there already; somebody may have filled them in."""
    declined: int
    incomplete: tuple[tuple[int, Message], ...]
    """Rows with what could not be filled in."""


def write_invitations(staff: Staff, folder: Path, contact: str, page: str, today: Date) -> Invited:
    """Write a folder for each person who has not declined; one that is there stays as it is."""
    check_consent(staff)
    written = kept = declined = 0
    incomplete: list[tuple[int, Message]] = []
    merged: list[Merged] = []
    for record in staff.table.records():
        values = staff.columns.values(record.cells)
        if not any(map(str.strip, record.cells)):
            continue
        if False in read_answers(values.pop(CONSENT, "")):
            declined += 1
            continue
        known, problems = _known(values, today, staff.columns.names)
        incomplete += [(record.number, problem) for problem in problems]
        place = folder / _name(known, values)
        language, files, mail = _invitation(known, contact, page, today)
        merged.append(Merged.of(known, language, mail.subject, mail.text, (f"{place.name}/{SHEET}",)))
        if place.exists():
            kept += 1
            continue
        _write(place, files)
        written += 1
    if folder.is_dir():  # with nobody to invite, there is none
        write_mail_merge(folder / MAIL_MERGE, merged)
    return Invited(written, kept, declined, tuple(incomplete))


def _known(
    values: Mapping[str, str], today: Date, names: Holds
) -> tuple[Mapping[str, object], tuple[Message, ...]]:
    """Return what a row says of a person as far as it is right, and what is wrong with the rest."""
    given = {field: text for field, text in values.items() if field not in _THEIRS}
    problems: tuple[Message, ...] = ()
    while True:
        try:
            details = read_person(given, _UNKNOWN, today, names=names).details
        except Article21Error as error:
            wrong = {message.place.field for message in error.messages if message.place}
            left = {field: text for field, text in given.items() if not wrong & _behind(field)}
            problems += error.messages
            given = left if len(left) < len(given) else {}
            continue
        known = {field: getattr(details, field) for field in FILLED_IN}
        lacking = [field for field, value in _UNKNOWN.values.items() if known[field] == value]
        return {field: value for field, value in known.items() if field not in lacking}, problems


_THEIRS = (
    "ground",
    "because",
    "without_grounds",
    "no_account",
    "reference",
    "date",
    "setting_off",
    "purpose",
)
"""Grounds are none of an employer's business; the rest is theirs to decide."""


def _behind(column: str) -> set[str]:
    """Return the details that a column has a part in."""
    if column in ("street", "house_number", "postcode", "city"):
        return {column, "address_line", "place"}
    if "name" in column:
        return {*NAMES}  # half a name would be a wrong one
    return {column, "country"} if column == "region" else {column}


def _invitation(
    known: Mapping[str, object], contact: str, page: str, today: Date
) -> tuple[str, Mapping[str, bytes], Mail]:
    jurisdiction = find_jurisdiction(str(known.get("country") or "IE"))
    language = str(known.get("language") or (jurisdiction.languages[0] if "country" in known else SOURCE))
    labels = _labels(language, language_for(language, jurisdiction.law.letter(OBJECTION).template) or SOURCE)
    sheet = write_sheet({**known, "language": language}, labels, language)
    mail = write_mail(INVITATION, language, {"contact": contact, "page": page})
    files = {SHEET: sheet, TEXT: mail.text.encode()}
    addresses = known.get("email")
    if isinstance(addresses, tuple) and addresses:
        draft = Draft(
            subject=mail.subject,
            text=mail.text,
            date=today,
            reference=sha256(sheet).hexdigest()[:16],
            recipient=Mailbox(str(known.get("name", "")), deliverable(addresses[0])),
            attachments=(Attachment(SHEET, sheet, "plain"),),
        )
        files[MESSAGE] = write_draft(draft)
    return language, files, mail


@cache
def _labels(language: str, catalog: str) -> Mapping[str, str]:
    env = environment(language, catalog)
    keys = (key for key in known_grounds() if key != NO_ACCOUNT)
    return {key: render_blocks(env, f"grounds/{key}.j2", {})["label"] for key in keys}


def _name(known: Mapping[str, object], values: Mapping[str, str]) -> str:
    """Return the name of a person's folder: the same as long as their name and address are."""
    who = sha256(
        "\0".join((values.get("name", ""), str(known.get("name")), values.get("email", ""))).encode()
    )
    return f"{name_of_group(str(known.get('name', '')))}-{who.hexdigest()[:6]}".lstrip("-")


def _write(place: Path, files: Mapping[str, bytes]) -> None:
    try:
        write_files(place, files)
    except OutputError as error:
        raise TableError(*error.messages) from None
