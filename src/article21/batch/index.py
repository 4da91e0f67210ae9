"""The tables a batch writes: who has which letter, and which rows have none."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from article21.batch.chunks import Entry
from article21.batch.journal import Rejected
from article21.files import replace_file
from article21.tables.columns import PROBLEM, ROW
from article21.tables.formulas import neutralise

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
)


def write_index(path: Path, entries: Iterable[tuple[int, Entry]]) -> None:
    """Write a line for each letter, in the order of the rows."""
    with _csv(path) as write:
        write(_HEADINGS)
        for row, entry in entries:
            files = " ; ".join(f"{LETTERS}/{path}" for path, _ in entry.files)
            digests = " ; ".join(digest for _, digest in entry.files)
            facts = (entry.reference, entry.name, entry.country, entry.language, entry.law)
            write((str(row), *facts, entry.controller, entry.due, files, digests))


def write_problems(path: Path, headings: Sequence[str], rejected: Iterable[Rejected]) -> None:
    """Write the rows without a letter as they came, to be corrected and read again; no rows, no file."""
    rows = iter(rejected)
    first = next(rows, None)
    if first is None:
        path.unlink(missing_ok=True)
        return
    with _csv(path) as write:
        write((ROW, PROBLEM, *headings))
        for row in chain((first,), rows):
            sentences = " | ".join(_told(row))
            write((str(row.row), sentences, *row.cells))


def _told(rejected: Rejected) -> Iterator[str]:
    for problem in rejected.problems:
        yield f"{problem.column}: {problem.sentence}" if problem.column else problem.sentence


@contextmanager
def _csv(path: Path) -> Iterator[Callable[[Sequence[str]], object]]:
    # With a mark, Excel reads UTF-8.
    with replace_file(path) as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="", write_through=True)
        writer = csv.writer(text)
        yield lambda cells: writer.writerow([neutralise(cell) for cell in cells])
        text.detach()
