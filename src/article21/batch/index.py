"""The tables a batch writes: who has which letter, and which rows have none."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from article21.batch.journal import Journal
from article21.batch.records import Listed, Rejected
from article21.catalogs import SOURCE
from article21.files import replace_file
from article21.tables.columns import ORIGINAL, PROBLEM, ROW
from article21.tables.formulas import neutralise, restore
from article21.tables.records import TableError
from article21.tables.table import open_table

INDEX, PROBLEMS, LETTERS = "index.csv", "problems.csv", "letters"
_HEADINGS = (
    "row",
    "reference",
    "name",
    "country",
    "language",
    "law",
    "controller",
    "answer due if sent today",
    "files",
    "sha256",
    "table",
)


def write_index(path: Path, journal: Journal, *, by_group: bool) -> None:
    """Write a line for each letter, in the order of the rows, with what people wrote beside it."""
    theirs = _read_tracking(path, journal)
    kept = journal.kept_headings()
    added = tuple(heading for heading in theirs if heading not in kept)
    with write_csv(path) as write:
        write((*_HEADINGS, *kept, *added))
        for letter in chain(journal.entries(by_group=by_group), journal.declined.entries()):
            tracked = _tracked(letter, journal) if added else {}
            own = (letter.kept.get(heading, "") for heading in kept)
            write((*_own_cells(letter), *own, *(tracked.get(heading, "") for heading in added)))


def _own_cells(letter: Listed) -> tuple[str, ...]:
    entry = letter.entry
    files = " ; ".join(f"{LETTERS}/{path}" for path, _ in entry.files)
    digests = " ; ".join(digest for _, digest in entry.files)
    facts = (entry.reference, entry.name, entry.country, entry.language, entry.law)
    return (str(letter.row), *facts, entry.controller, entry.due, files, digests, letter.source)


def _read_tracking(path: Path, journal: Journal) -> tuple[str, ...]:
    """Take what people wrote into the index, whatever program saved it; return their headings."""
    if not path.exists():
        return journal.tracking.headings()
    with open_table(str(path), lambda cells: sum(cell in _HEADINGS for cell in cells)) as table:
        if "reference" not in table.headings:
            raise TableError("table-empty")
        place = table.headings.index("reference")
        theirs = [
            (number, heading)
            for number, heading in enumerate(table.headings)
            if heading.strip() and heading not in _HEADINGS
        ]
        for record in table.records() if theirs else ():
            cells = dict(enumerate(map(restore, record.cells)))
            said = {heading: cells.get(number, "") for number, heading in theirs}
            if cells.get(place):
                journal.tracking.note(cells[place], said)
    headings = dict.fromkeys((*(heading for _, heading in theirs), *journal.tracking.headings()))
    return tuple(headings)


def _tracked(letter: Listed, journal: Journal) -> Mapping[str, str]:
    """Return what people wrote beside a letter, or beside the same person's under an earlier reference."""
    if found := journal.tracking.find(letter.entry.reference):
        return found
    former = (
        journal.tracking.find(reference)
        for reference in journal.tracking.former_references(letter.fingerprint)
    )
    return next((found for found in former if found), {})


def write_problems(
    path: Path, headings: Sequence[str], rejected: Iterable[Rejected], language: str = SOURCE
) -> None:
    """Write the rows without a letter as they came, to be corrected and read again; no rows, no file."""
    rows = iter(rejected)
    first = next(rows, None)
    if first is None:
        path.unlink(missing_ok=True)
        return
    with write_csv(path) as write:
        write((ROW, PROBLEM, *headings, ORIGINAL))
        for row in chain((first,), rows):
            cells = (*row.cells, *[""] * (len(headings) - len(row.cells)))
            extra = cells[len(headings) :]
            write(
                (
                    str(row.row),
                    " | ".join(_told(row, language)),
                    *cells[: len(headings)],
                    row.original,
                    *extra,
                )
            )


def _told(rejected: Rejected, language: str) -> Iterator[str]:
    for problem in rejected.problems:
        sentence = problem.sentence(language)
        yield f"{problem.column}: {sentence}" if problem.column else sentence


@contextmanager
def write_csv(path: Path) -> Iterator[Callable[[Sequence[str]], object]]:
    """Give what writes a row, and put the table in its place when all are written."""
    # With a mark, Excel reads UTF-8.
    with replace_file(path) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        yield lambda cells: writer.writerow([neutralise(cell) for cell in cells])
        text.detach()
