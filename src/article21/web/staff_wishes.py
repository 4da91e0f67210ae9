"""What a staff's letters are to be like: from the form of the page to the plan of a batch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from article21.batch.chunks import HandingOut
from article21.batch.handout import check_cover
from article21.batch.plans import Arrangement, Plan
from article21.model import DEFAULT_FORMATS, Format
from article21.person import Given
from article21.web.answering import Form
from article21.web.home import Home

MAIL, BOOK = "mail", "book"
"""What each person, or the printer, gets besides the formats of a letter."""
_LONGEST_CONTACT, _LONGEST_COVER = 1000, 100_000


@dataclass(frozen=True)
class Wishes:
    """What was picked."""

    formats: tuple[Format, ...]
    mail: bool = False
    book: bool = False
    without_grounds: bool = False
    require_consent: bool = False
    contact: str = ""
    cover: str = ""
    keep: tuple[str, ...] = ()
    group_by: str = ""

    @property
    def picked(self) -> frozenset[str]:
        """Return the names of all that each person, or the printer, gets."""
        others = {MAIL: self.mail, BOOK: self.book}
        return frozenset((*self.formats, *(name for name, wanted in others.items() if wanted)))

    @property
    def defaults(self) -> Mapping[str, object]:
        """Return the details that hold for all rows."""
        return {"without_grounds": True} if self.without_grounds else {}


def usual_wishes(home: Home) -> Wishes:
    """Return what people get who pick nothing."""
    return Wishes(tuple(each for each in DEFAULT_FORMATS if home.renderer or not each.has_pdf))


def read_wishes(form: Form, home: Home, before: Wishes) -> Wishes:
    """Return what a form wishes; without a format, those of before."""
    wanted, prints = form.all("format"), home.renderer is not None
    formats = tuple(each for each in Format if each in wanted and (prints or not each.has_pdf))
    book = prints and BOOK in wanted
    if book and Format.PDF not in formats:  # it is bound of them
        formats = (Format.PDF, *formats)
    return Wishes(
        formats or before.formats,
        mail=prints and MAIL in wanted,
        book=book,
        without_grounds=form.text("without_grounds") == "yes",
        require_consent=form.text("require_consent") == "yes",
        contact=form.text("contact")[:_LONGEST_CONTACT],
        cover=form.text("cover").replace("\r\n", "\n")[:_LONGEST_COVER],
        keep=tuple(filter(None, form.all("keep"))),
        group_by=form.text("group_by"),
    )


def plan_check(wishes: Wishes, today: Date, source: str, language: str) -> Plan:
    """Return the plan of a check: no PDF is made, but what would keep one from being made is found."""
    return Plan(
        None,
        (Format.TXT,),
        Given(wishes.defaults),
        today,
        source=source,
        language=language,
        handing_out=_handing_out(wishes),
        arrangement=_arrangement(wishes),
        prints=wishes.mail or any(each.has_pdf for each in wishes.formats),
    )


def plan_letters(wishes: Wishes, today: Date, source: str, language: str, folder: Path) -> Plan:
    """Return the plan of the letters; ``folder`` gets all that comes of it."""
    return Plan(
        folder / "letters",
        wishes.formats,
        Given(wishes.defaults),
        today,
        source=source,
        language=language,
        mail=wishes.mail,
        archive=archive_in(folder),
        book=folder / "letters.pdf" if wishes.book else None,
        handing_out=_handing_out(wishes),
        arrangement=_arrangement(wishes),
    )


def archive_in(folder: Path) -> Path:
    """Return where the letters are packed."""
    return folder / "letters.zip"


def books_in(folder: Path) -> list[Path]:
    """Return the PDFs of all letters, to print: large staffs have several."""
    return sorted(folder.glob("letters*.pdf"), key=lambda path: (len(path.name), path.name))


def _handing_out(wishes: Wishes) -> HandingOut:
    cover = check_cover(wishes.cover) if wishes.mail else ""
    return HandingOut(" ".join(wishes.contact.split()), cover)


def _arrangement(wishes: Wishes) -> Arrangement:
    return Arrangement(wishes.keep, wishes.group_by or None)
