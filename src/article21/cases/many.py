"""Keep the cases of a whole staff from the index of their letters."""

from dataclasses import dataclass, field
from datetime import date as Date
from itertools import islice
from pathlib import Path

from article21.cases.case import Case
from article21.cases.index import Tracked, read_index
from article21.cases.opening import Opened
from article21.cases.store import Store
from article21.errors import Article21Error
from article21.interface import Message

_AT_ONCE = 200
"""Rows that are kept together: whoever stops the program loses so many at most."""


@dataclass
class Added:
    """What became of the rows of an index."""

    added: int = 0
    updated: int = 0
    """Cases that were there, and have days now that they did not have."""
    unchanged: int = 0
    declined: int = 0
    """Rows without consent: no case is kept, or no letter is written any more."""
    problems: list[tuple[int, Message]] = field(default_factory=list)


def add_rows(database: Path, path: Path, today: Date) -> Added:
    """Keep the cases of an index; raise OpeningError if it is none."""
    found = Added()
    rows = read_index(path)
    with Store(database) as store:
        while chunk := tuple(islice(rows, _AT_ONCE)):
            read = [(row, _case(store, row, today, found)) for row in chunk]
            with store.change():
                for row, case in read:
                    _keep(store, row, case, found)
    return found


def _case(store: Store, row: Tracked, today: Date, found: Added) -> Case | Opened | None:
    """Return the case of a row as it is to be kept, with its letter if it is new; None: there is none."""
    known = store.has(row.reference)
    if not row.consents and not known:
        found.declined += 1
        return None
    try:
        if known:
            return row.up_to_date(store.find(row.reference), today)
        opened = row.open(today)
        return Opened(row.up_to_date(opened.case, today), opened.files)
    except Article21Error as error:
        found.problems.append((row.row, error.messages[0]))
        return None


def _keep(store: Store, row: Tracked, case: Case | Opened | None, found: Added) -> None:
    match case:
        case Opened():
            if store.has(case.case.reference):
                found.problems.append((row.row, Message("case-twice", reference=case.case.reference)))
                return
            store.add(case.case)
            store.keep_files(case.case.reference, case.files)
            found.added += 1
        case Case():
            if store.find(case.reference) == case:
                found.unchanged += 1
                return
            store.save(case)
            if case.withdrawn:
                found.declined += 1
            else:
                found.updated += 1
