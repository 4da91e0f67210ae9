"""What a batch's journal has of rows, letters and files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from article21.batch.chunks import Entry
from article21.batch.problems import RowProblem


@dataclass(frozen=True)
class Row:
    """A row as it came, and what stays the same exactly as long as its letter does."""

    cells: tuple[str, ...]
    fingerprint: bytes
    """Empty where the row has no letter."""
    original: str
    """Tells the row as it was before anybody corrected it."""
    owners: tuple[bytes, ...] = ()
    """Digests of what tells the person: addresses, the reference."""
    group: str = ""
    kept: Mapping[str, str] = field(default_factory=dict)
    """What the index has of the row, by column."""


class Rejected(NamedTuple):
    """A row without a letter."""

    row: int
    cells: tuple[str, ...]
    problems: tuple[RowProblem, ...]
    original: str


class Listed(NamedTuple):
    """A letter, and the row that it belongs to."""

    source: str
    """The name of the table."""
    row: int
    entry: Entry
    kept: Mapping[str, str]
    fingerprint: bytes


class OldFile(NamedTuple):
    """A file of an earlier run that belongs to no row any more."""

    path: str
    sha256: str
    former: bool
    """A row has the person's letter under another name."""
