"""What a batch is asked to do."""

from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path

from article21.batch.chunks import HandingOut
from article21.batch.pdfs import any_pdf
from article21.catalogs import SOURCE
from article21.model import Format
from article21.person import Given


@dataclass(frozen=True)
class Arrangement:
    """How the letters of a table are kept apart and what the index has of its rows."""

    keep: tuple[str, ...] = ()
    """Headings of columns that the index has, too."""
    group_by: str | None = None
    """The heading of a column whose values become subfolders."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Return the headings of all columns that are used here."""
        return (*self.keep, *filter(None, (self.group_by,)))


@dataclass(frozen=True)
class Plan:
    """What a batch is asked to do, beyond its table."""

    folder: Path | None
    """Where the result goes; None checks the table and writes nothing."""
    formats: tuple[Format, ...]
    defaults: Given
    today: Date
    source: str = "-"
    """The path of the table; - for a stream."""
    mail: bool = False
    flat: bool = False
    overwrite: bool = False
    archive: Path | None = None
    book: Path | None = None
    """Where the one PDF for the printer goes."""
    verify: int = 2
    """So many stamped letters each process compares with the typeset ones."""
    handing_out: HandingOut = field(default_factory=HandingOut)
    language: str = SOURCE
    """In which problems.csv says what is wrong."""
    arrangement: Arrangement = field(default_factory=Arrangement)
    prints: bool = False
    """True when letters that are only checked will be PDFs: then each character needs a font."""

    @property
    def needs_pdf(self) -> bool:
        """True when letters become PDFs."""
        return any_pdf(self.formats, mail=self.mail)

    @property
    def rows_of_a_chunk(self) -> int:
        """Return how many rows are worth a process: chunks begin with them, and grow when rows are quick."""
        return 10 if self.needs_pdf else 25
