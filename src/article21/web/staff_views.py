"""What the templates of a staff are given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request

from article21.batch.records import Rejected
from article21.batch.reports import Note
from article21.batch.sentences import WORDS_OF_A_TABLE
from article21.fields import FIELDS
from article21.interface import Message, Surface, shown
from article21.model import Format
from article21.tables.columns import Columns, name_list
from article21.tables.names import read_name
from article21.tables.vocabulary import heading_in
from article21.web.answering import home_of, language_of
from article21.web.sentences import PAGE
from article21.web.speaking import pages, surface
from article21.web.works import Work

_SHOWN = 50
"""So many rows to correct are on a page; the next ones follow when these are right."""
LACKS_GROUNDS = "grounds-missing"


class _RowSurface(Surface):
    """Offers a heading in the person's language for a column that the table lacks."""

    def sentence(self, message: Message) -> str:
        keys = {name: name.removesuffix("_column") for name in message.values if name.endswith("_column")}
        offered = {
            name: name_list([heading_in(self.language, key)])
            for name, key in keys.items()
            if message.values[name] == name_list([key])
        }
        return super().sentence(message.having(**offered))


_ROWS = _RowSurface({**PAGE.sentences, **WORDS_OF_A_TABLE})


@dataclass(frozen=True)
class Told:
    """One thing to correct in a row."""

    column: str
    sentence: str
    place: int | None
    """Which cell of the row it is about, counted from 0; None: no single one."""
    cell: str


@dataclass(frozen=True)
class RowToCorrect:
    """A row and what is to be corrected in it."""

    number: int
    name: str
    """The person's, as far as the table has it."""
    problems: tuple[Told, ...]


def opening(request: Request, codes: Sequence[str] = ()) -> Mapping[str, object]:
    """Return what the page shows before a table is open."""
    said = surface(language_of(request))
    return {"view": "open", "job": None, "problems": [said.sentence(Message(code)) for code in codes]}


def view(request: Request, work: Work) -> Mapping[str, object]:
    """Return what the page shows of a table."""
    said = _surface_of_rows(language_of(request))
    offers = [each for each in work.problems if each.code == "encoding-offer"]
    told = [each for each in work.problems if each not in offers]
    shown_rows = work.rows[:_SHOWN]
    consent = name_list([Columns(work.headings, work.places).heading_of("consent")])
    return {
        "view": work.state,
        "job": work,
        "problems": [said.sentence(each) for each in told],
        "notes": [(said.sentence(note.message), _rows_of(note)) for note in work.notes],
        "rows": [_to_correct(row, work, said) for row in shown_rows],
        "lack_grounds": any(each.message.code == LACKS_GROUNDS for row in work.rows for each in row.problems),
        "consent_wanted": said.sentence(Message("consent-wanted", consent_column=consent)),
        "more": len(work.rows) - len(shown_rows),
        "encodings": [(each.values["encoding"], each.values["given"]) for each in offers],
        "missing": list(_missing(work, language_of(request))),
        "headings": [heading for heading in work.headings if heading.strip()],
        "formats": _formats(request),
        "chosen": work.formats,
    }


def _rows_of(note: Note) -> str:
    more = ", …" if note.count > len(note.rows) else ""
    return ", ".join(map(str, note.rows)) + more


def _surface_of_rows(language: str) -> Surface:
    return replace(_ROWS, language=language)


def _to_correct(row: Rejected, work: Work, said: Surface) -> RowToCorrect:
    name = read_name(Columns(work.headings, work.places).values(row.cells), country="")
    return RowToCorrect(row.row, name.full if name else "", tuple(_told(row, work, said)))


def _told(row: Rejected, work: Work, said: Surface) -> Iterator[Told]:
    for problem in row.problems:
        place = _place(problem.column, work.headings)
        if problem.message.code == LACKS_GROUNDS:
            place = _place_of_grounds(work)
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        column = problem.column or (work.headings[place] if place is not None else "")
        yield Told(column, said.sentence(problem.message), place, cell)


def _place_of_grounds(work: Work) -> int | None:
    """Return the column in which somebody can say their grounds, if the table has one."""
    return next((work.places[name][0] for name in ("because", "ground") if work.places.get(name)), None)


def _place(column: str, headings: Sequence[str]) -> int | None:
    """Return the first column that a problem names; several of one field are named together."""
    first = column.partition(" + ")[0]
    return next((place for place, heading in enumerate(headings) if shown(heading, 60) == first), None)


def _missing(work: Work, language: str) -> Iterator[tuple[str, str]]:
    translate = pages(language).filters["translated"]
    for message in work.problems:
        if message.code in ("column-missing", "column-twice", "column-twice-same"):
            field = str(message.values["field"])
            yield field, translate(FIELDS[field].help) if field in FIELDS else field


def _formats(request: Request) -> Sequence[tuple[Format, str]]:
    gettext = pages(language_of(request)).filters["translated"]
    labels = {
        Format.PDF: gettext("The letter as PDF"),
        Format.TXT: gettext("Plain text, to paste"),
        Format.FORM: gettext("How to send it, to print"),
        Format.HTML: gettext("Web page"),
        Format.EML: gettext("E-mail draft"),
        Format.JSON: gettext("Data, to go on later"),
    }
    can_print = home_of(request).renderer is not None
    return [(each, label) for each, label in labels.items() if can_print or not each.has_pdf]
