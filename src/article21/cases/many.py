"""Keep the cases of a whole staff from the index of their letters."""

from dataclasses import dataclass, field, replace
from datetime import date as Date
from itertools import islice
from pathlib import Path

from article21.cases.adding import is_same_letter, keep_opened
from article21.cases.case import Case
from article21.cases.index import Tracked, read_index
from article21.cases.opening import Opened
from article21.cases.recording import tell_superseded
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
    """Cases that were there, and have days or a letter now that they did not have."""
    unchanged: int = 0
    declined: int = 0
    """Rows without consent: no case is kept, or no letter is written any more."""
    problems: list[tuple[int, Message]] = field(default_factory=list)
    superseded: list[tuple[str, Message]] = field(default_factory=list)
    """Reference, and a letter that must not be sent any more."""


def add_rows(database: Path, path: Path, today: Date, language: str) -> Added:
    """Keep the cases of an index that somebody filled in; raise OpeningError if it is none."""
    found, rows = Added(), read_index(path, language)
    seen: dict[tuple[str, str], tuple[int, str]] = {}
    with Store(database) as store:
        while chunk := tuple(islice(rows, _AT_ONCE)):
            read = [(row, _read(store, row, today, found)) for row in chunk if _is_new(row, seen, found)]
            with store.change():
                for row, case in read:
                    _keep(store, row, case, found)
    return found


def _is_new(row: Tracked, seen: dict[tuple[str, str], tuple[int, str]], found: Added) -> bool:
    """Say whether no row above is about the same letter; another letter of its reference is told."""
    first, digests = seen.setdefault((row.reference.casefold(), row.kind), (row.row, row.digests))
    if first == row.row:
        return True
    if digests == row.digests:
        found.unchanged += 1
    else:
        found.problems.append((row.row, Message("reference-twice", other=str(first))))
    return False


def _read(store: Store, row: Tracked, today: Date, found: Added) -> Case | Opened | None:
    """Return the case of a row as it is to be kept, with its letter if that is new; None: there is none."""
    kept: Case | None = None
    try:
        kept = store.find(row.reference) if store.has(row.reference) else None
        if not row.consents and not kept:
            found.declined += 1
            return None
        opened = row.changed(store.digests_of(kept.reference), today) if kept else row.open(today)
        if kept and (not opened or (kept.objection.sent and is_same_letter(kept, opened.case))):
            return row.up_to_date(kept, today)
        return opened and Opened(row.up_to_date(opened.case, today), opened.files)
    except Article21Error as error:
        found.problems.append((row.row, error.messages[0]))
        return None if row.consents or not kept else replace(kept, withdrawn=True)


def _keep(store: Store, row: Tracked, case: Case | Opened | None, found: Added) -> None:
    match case:
        case Opened():
            try:
                replaced = keep_opened(store, case)
            except Article21Error as error:
                found.problems.append((row.row, error.messages[0]))
                return
            found.added += not replaced
            found.updated += bool(replaced)
        case Case():
            before = store.find(case.reference)
            if before == case:
                found.unchanged += 1
                return
            store.save(case)
            found.superseded += [(case.reference, message) for message in tell_superseded(case, before)]
            if case.withdrawn:
                found.declined += 1
            else:
                found.updated += 1
