"""What the templates of a staff are given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request

from article21.batch.problems import unmask
from article21.batch.records import Rejected
from article21.batch.reports import Note
from article21.batch.sentences import WORDS_OF_A_TABLE, TableSurface, name_column
from article21.fields import FIELDS
from article21.interface import Message, Surface, shown, standing_alone
from article21.model import Format
from article21.person import grounds_in
from article21.tables.columns import in_one_line
from article21.tables.names import read_name
from article21.tables.vocabulary import heading_in
from article21.web.answering import home_of, language_of
from article21.web.sentences import PAGE
from article21.web.speaking import pages, tell
from article21.web.staff_wishes import MAIL, books_in
from article21.web.works import Work

_SHOWN = 50
"""So many rows to correct are on a page; the next ones follow when these are right."""
LACKS_GROUNDS, TWICE = "grounds-missing", "row-twice"
_ABOUT_A_COLUMN = ("column-missing", "column-twice", "column-twice-same")
"""What is said of a heading where the column can be chosen."""


_ROWS = TableSurface({**PAGE.sentences, **WORDS_OF_A_TABLE})


@dataclass(frozen=True)
class Told:
    """One thing to correct in a row."""

    column: str
    sentence: str
    place: int | None
    """Which cell of the row it is about, counted from 0; None: no single one."""
    cell: str
    field: str
    """What the column holds, as far as that is known."""


@dataclass(frozen=True)
class RowToCorrect:
    """A row and what is to be corrected in it."""

    number: int
    name: str
    """The person's, as far as the table has it."""
    problems: tuple[Told, ...]


def opening(request: Request, codes: Sequence[str] = ()) -> Mapping[str, object]:
    """Return what the page shows before a table is open."""
    return {"view": "open", "job": None, "problems": tell(language_of(request), map(Message, codes))}


def view(request: Request, work: Work) -> Mapping[str, object]:
    """Return what the page shows of a table."""
    said = _surface_of_rows(language_of(request))
    offers = [each for each in work.problems if each.code == "encoding-offer"]
    missing = tuple(_missing(work, said))
    told = [each for each in work.problems if each.code not in ("encoding-offer", *_ABOUT_A_COLUMN)]
    shown_rows = work.rows[:_SHOWN]
    consent = name_column("consent", work.columns)
    return {
        "view": work.state,
        "job": work,
        "problems": [standing_alone(said.sentence(each)) for each in told],
        "notes": [(standing_alone(said.sentence(note.message)), _rows_of(note)) for note in work.notes],
        "rows": [_to_correct(row, work, said) for row in shown_rows],
        "left_out": list(work.left_out.items())[:_SHOWN],
        "left_out_more": list(work.left_out)[_SHOWN:],
        "twice": len(tuple(twice(work))),
        "lack_grounds": any(each.message.code == LACKS_GROUNDS for row in work.rows for each in row.problems),
        "consent_wanted": said.sentence(Message("consent-wanted", consent_column=consent)),
        "grounds": grounds_in(said.language),
        "more": len(work.rows) - len(shown_rows),
        "encodings": [(each.values["encoding"], each.values["given"]) for each in offers],
        "missing": missing,
        "headings": [heading for heading in work.columns.headings if heading.strip()],
        "spare": [heading for heading in work.columns.unknown if heading.strip()],
        "formats": _formats(request),
        "chosen": work.wishes.picked,
        "books": [path.name for path in books_in(work.folder)],
    }


def _rows_of(note: Note) -> str:
    more = ", …" if note.count > len(note.rows) else ""
    return ", ".join(map(str, note.rows)) + more


def _surface_of_rows(language: str) -> Surface:
    return replace(_ROWS, language=language)


def twice(work: Work) -> Iterator[Rejected]:
    """Yield the rows that say the same as one above them."""
    return (row for row in work.rows if any(each.message.code == TWICE for each in row.problems))


def name_in(row: Rejected, work: Work) -> str:
    """Return the name of a row's person, as far as the table has it."""
    name = read_name(work.columns.values(row.cells), country="")
    return name.full if name else ""


def _to_correct(row: Rejected, work: Work, said: Surface) -> RowToCorrect:
    return RowToCorrect(row.row, name_in(row, work), tuple(_told(row, work, said)))


def _told(row: Rejected, work: Work, said: Surface) -> Iterator[Told]:
    for problem in row.problems:
        place = _place(problem.column, work.columns.headings)
        if problem.message.code == LACKS_GROUNDS:
            place = _place_of_grounds(work)
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        column = problem.column or (work.columns.headings[place] if place is not None else "")
        fields = (field for field, places in work.columns.places.items() if place in places)
        sentence = standing_alone(said.sentence(unmask(problem.message, (cell, *row.cells))))
        yield Told(column, sentence, place, cell, next(fields, ""))


def _place_of_grounds(work: Work) -> int | None:
    """Return the column in which somebody can say their grounds, if the table has one."""
    places = work.columns.places
    return next((places[name][0] for name in ("because", "ground") if places.get(name)), None)


def _place(column: str, headings: Sequence[str]) -> int | None:
    """Return the first column that a problem names; several of one field are named together."""
    first = column.partition(" + ")[0]
    return next(
        (place for place, heading in enumerate(headings) if shown(in_one_line(heading), 60) == first), None
    )


def _missing(work: Work, said: Surface) -> Iterator[tuple[str, str, str]]:
    """Yield each field whose column is to be chosen, what it is, and why."""
    translate = pages(said.language).filters["translated"]
    for message in work.problems:
        if message.code in _ABOUT_A_COLUMN:
            field = str(message.values["field"])
            why = standing_alone(said.sentence(message.having(field=heading_in(said.language, field))))
            yield field, translate(FIELDS[field].help) if field in FIELDS else field, why


def _formats(request: Request) -> Sequence[tuple[str, str]]:
    """Return what each person may get, with what it is called."""
    gettext = pages(language_of(request)).filters["translated"]
    labels = {
        Format.PDF: gettext("The letter as PDF"),
        Format.TXT: gettext("Plain text, to paste"),
        Format.FORM: gettext("How to send it, to print"),
        Format.HTML: gettext("Web page"),
        Format.EML: gettext("E-mail draft"),
        Format.JSON: gettext("Data, to go on later"),
    }
    if home_of(request).renderer is None:
        return [(each, label) for each, label in labels.items() if not each.has_pdf]
    mail = gettext("E-mail draft to each person, with their letter and instructions")
    return [*labels.items(), (MAIL, mail)]
