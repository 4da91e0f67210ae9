"""Tell the rows of a table that are of one person, or say they are."""

import json
import re
from collections.abc import Mapping
from hashlib import blake2b

from article21.batch.chunks import Job
from article21.batch.journal import Journal
from article21.batch.problems import RowProblem, same_email
from article21.batch.reports import Tally
from article21.interface import Message, shown
from article21.tables.cells import fold_letters
from article21.tables.rows import split_cell
from article21.tables.vocabulary import NAMES

_json = json.JSONEncoder(sort_keys=True).encode
CONSENT = "consent"
_WORD = re.compile(r"\w+")
_ADDRESSES = ("email", "account_email")
"""What tells people apart counts without capitals. Section 2.4 of RFC 5321 lets a host tell mailboxes by them
and advises against it. References count them, or those of earlier batches would change."""


class Sameness:
    """Compares each row with those that were read before, which the journal remembers by their digests."""

    def __init__(self, job: Job, journal: Journal, tally: Tally) -> None:
        self._columns, self._mail, self._journal, self._tally = job.columns, job.mail, journal, tally
        self.strangers: set[int] = set()
        """Rows whose e-mail address another row has under another name, where drafts go to it."""

    def twice(self, row: int, values: Mapping[str, str]) -> RowProblem | None:
        """Return the problem of a row that says what another one does, or has its reference."""
        text = _json({**values, **{name: values[name].casefold() for name in _ADDRESSES if name in values}})
        if same := self._journal.other_rows(digest_of("row", text), row):
            return RowProblem(row, "", "", Message("row-twice", other=str(same[0])))
        reference = values.get("reference", "").strip()
        if reference and (
            same := self._journal.other_rows(digest_of("reference", reference.casefold()), row)
        ):
            message = Message("reference-twice", other=str(same[0]))
            return RowProblem(row, self._columns.heading_of("reference"), shown(reference, 60), message)
        return None

    def of_another_name(self, row: int, values: Mapping[str, str]) -> RowProblem | None:
        """Return the problem of a draft to an address that somebody else has: they would read the reasons."""
        name = sorted(
            {word for field in NAMES for word in _WORD.findall(fold_letters(values.get(field, "")))}
        )
        strangers: set[int] = set()
        for address in split_cell(values.get("email", "")) if self._mail else ():
            same = self._journal.other_rows(digest_of("email", address.casefold()), row)
            named = self._journal.other_rows(digest_of("name", _json([address.casefold(), name])), row)
            strangers |= {*same} - {*named}
        if not strangers:
            return None
        self.strangers |= strangers
        return same_email(row, self._columns.heading_of("email"), values["email"])

    def rows_above(self, row: int, values: Mapping[str, str]) -> frozenset[int]:
        """Return the rows above with one of this row's e-mail addresses, and tell of them."""
        rows: set[int] = set()
        for address in split_cell(values.get("email", "")):
            same = self._journal.other_rows(digest_of("email", address.casefold()), row)
            rows.update(number for number in same if number < row)
        if rows:
            self._tally.note(Message("same-email"), min(rows), row)
        return frozenset(rows)


def owners_of(values: Mapping[str, str], copy: int) -> tuple[bytes, ...]:
    """Return what tells whose letter it is: e-mail addresses and reference."""
    addresses = [address for name in _ADDRESSES for address in split_cell(values.get(name, ""))]
    reference = values.get("reference", "").strip()
    owners = [digest_of(f"email {copy}", address.casefold()) for address in dict.fromkeys(addresses)]
    return (*owners, *([digest_of("reference", reference.casefold())] if reference else []))


def digest_of(kind: str, text: str) -> bytes:
    """Return what tells that two rows have the same, and not what."""
    return blake2b(f"{kind}\0{text}".encode(), digest_size=16).digest()


def original_of(values: Mapping[str, str]) -> str:
    """Return what tells a row by what it says, whatever columns are added that mean nothing here."""
    said = {field: text.strip() for field, text in without_answer(values).items()}
    return f"r{blake2b(_json(said).encode(), digest_size=10).hexdigest()}"


def without_answer(values: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says but for consent, which people change their minds about."""
    return {field: text for field, text in values.items() if field != CONSENT}
