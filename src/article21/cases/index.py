"""Read the index of many letters: a case for each row, with the days that people filled in."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date as Date
from functools import cache
from pathlib import Path
from typing import Any

from article21.cases.case import Case, KeptLetter
from article21.cases.opening import Opened, OpeningError, open_case
from article21.cases.recording import correct_answer, record_answer, record_sent
from article21.catalogs import interface_language
from article21.errors import Article21Error, FieldError
from article21.facts.record import base_language
from article21.model import OBJECTION, Answer
from article21.person.text import parse_day
from article21.resources import DATA
from article21.tables.cells import read_answers
from article21.tables.columns import fold_heading
from article21.tables.days import Order, ambiguous, order_of, readings
from article21.tables.formulas import restore
from article21.tables.table import Table, open_table

INDEX = "index.csv"
_TABLES = frozenset({".csv", ".xlsx", ".xls", ".ods"})
"""What spreadsheets save it as."""
_OWN = ("reference", "files")
_DIGESTS = "sha256"
_SEVERAL = " ; "
"""Stands between the files of a letter, and between their digests."""
_NEEDED = 2
_DAYS = ("sent", "received", "answered")


@dataclass(frozen=True)
class Tracked:
    """What a row says: its letter and what became of it."""

    row: int
    reference: str
    files: tuple[Path, ...]
    values: Mapping[str, str]
    """By the words of data/tables/tracking.toml."""
    consents: bool
    orders: Mapping[str, Order | None]
    """What stands first in the days of each column, as far as the whole column tells."""
    language: str
    """Of the person who filled it in."""

    @property
    def kind(self) -> str:
        """Return the kind of its letter."""
        return self.values.get("letter") or OBJECTION

    @property
    def digests(self) -> str:
        """Return those of its files, as they were written."""
        return self.values.get(_DIGESTS, "")

    def open(self, today: Date) -> Opened:
        """Return the case as its letter opens it; no copy is kept, for the letters lie in their folder."""
        readable = [path for path in self.files if path.suffix.lower() in {".pdf", ".json"}]
        if not readable:
            raise OpeningError("letter-without-data")
        opened = open_case(readable[0], today)
        return Opened(opened.case, tuple(replace(file, content=None) for file in opened.files))

    def changed(self, digests: Set[str], today: Date) -> Opened | None:
        """Return the case as its letter opens it now; None: it is as it was when it had these digests."""
        now = self.digests.split(_SEVERAL)
        if self.kind != OBJECTION or not any(now) or not digests.isdisjoint(now):
            return None
        try:
            return self.open(today)
        except Article21Error:  # a letter that is no longer there has not become another one
            return None

    def up_to_date(self, case: Case, today: Date) -> Case:
        """Return the case with the days of the row that it does not have yet."""
        letter = next((each for each in reversed(case.letters) if each.kind == self.kind), case.objection)
        sent = self._day("sent", case, letter.date, today)
        if sent and self._tells_of(case):
            received = self._day("received", case, sent, today)
            case = record_sent(case, sent, self._key("via"), today, received)
        answered = self._day("answered", case, case.objection.sent or case.objection.date, today)
        how = self._key("how")
        known = [(answer.date, answer.how) for answer in case.answers]
        if answered and not how:
            raise OpeningError("answer-without-kind", choices=_choices("how", self.language))
        if answered and how and (answered, how) not in known:
            answer = Answer(answered, how, note=self.values.get("note") or None)
            record = correct_answer if _corrects(case, answer) else record_answer
            case = record(case, answer, today)
        return replace(case, withdrawn=not self.consents)

    def _tells_of(self, case: Case) -> bool:
        """Say whether the row is about the last letter."""
        last = case.events[-1]
        return isinstance(last, KeptLetter) and last.kind == self.kind

    def _day(self, field: str, case: Case, earliest: Date, today: Date) -> Date | None:
        """Return the day of a cell; of two, the one that its column tells, or else that the case leaves."""
        text, order = self.values.get(field, ""), self.orders.get(field)
        if not text:
            return None
        days = {first: _as_day(day) for first, day in readings(text).items()}
        if not days:
            raise FieldError("not-a-date", given=text)
        several = set(days.values())
        if len(several) == 1:
            return several.pop()
        possible = {day for day in several if earliest <= day <= today}
        if order in days:
            if days[order] in possible or not possible:
                return days[order]
        elif len(left := possible & _kept_of(case, field) or possible) == 1:
            return left.pop()
        raise ambiguous(text)

    def _key(self, field: str) -> str | None:
        text = self.values.get(field, "")
        folded = fold_heading(text)
        if not folded:
            return None
        if key := _words(field).get(folded):
            return key
        raise FieldError("not-a-choice", given=text, choices=_choices(field, self.language))


def is_index(path: Path) -> bool:
    """Say whether a path is the index of many letters, or the folder that has it."""
    return (path / INDEX).is_file() if path.is_dir() else path.suffix.lower() in _TABLES


def read_index(path: Path, language: str) -> Iterator[Tracked]:
    """Yield the rows of an index.csv, whatever program saved it; raise OpeningError if it is no index."""
    path = path / INDEX if path.is_dir() else path
    with open_table(str(path), lambda cells: sum(cell.strip() in _OWN for cell in cells)) as table:
        places = _places(table.headings)
        if not all(name in places for name in _OWN):
            raise OpeningError("not-a-letter", path=str(path))
        orders = {name: order_of(_column(table, places[name])) for name in _DAYS if name in places}
        for record in table.records():
            cells = tuple(map(restore, record.cells))
            row = {name: cells[place].strip() for name, place in places.items() if place < len(cells)}
            if not row.get("reference"):
                continue
            files = tuple(path.parent / name.strip() for name in row["files"].split(_SEVERAL) if name.strip())
            consents = "consent" not in places or all(read_answers(row.get("consent", "")) or [False])
            yield Tracked(record.number, row["reference"], files, row, consents, orders, language)


def _column(table: Table, place: int) -> Iterator[str]:
    return (restore(record.cells[place]) for record in table.records() if place < len(record.cells))


def _as_day(text: str) -> Date:
    day = parse_day(text)
    if not isinstance(day, Date):  # parse_day returns nothing else for text
        raise TypeError(text)
    return day


def _kept_of(case: Case, field: str) -> Set[Date | None]:
    """Return the days that are kept of what a column tells: it was told apart when it was kept."""
    if field == "answered":
        return {answer.date for answer in case.answers}
    return {getattr(letter, field) for letter in case.letters}


def _corrects(case: Case, answer: Answer) -> bool:
    """Say whether a changed cell corrects the last answer: one of the same day or of the same kind."""
    last = case.last_answer
    return last is not None and (last.date == answer.date or last.how == answer.how)


def _places(headings: Sequence[str]) -> dict[str, int]:
    """Return where each column stands; the first of several counts."""
    places: dict[str, int] = {}
    known = _vocabulary()["headings"].items()
    words = {fold_heading(word): name for name, several in known for word in several}
    words |= {name: name for name in (*_OWN, _DIGESTS, "letter")}
    for place, heading in enumerate(headings):
        name = words.get(fold_heading(heading))
        if name:
            places.setdefault(name, place)
    return places


def _choices(field: str, language: str) -> str:
    """Return what can stand in a column, in the words of a language; those of English are the keys."""
    said, spoken = _vocabulary()["said"], interface_language(language) or "en"
    words = said.get(spoken) or said.get(base_language(spoken), {})
    return ", ".join(words.get(key, key) for key in _vocabulary()[field])


@cache
def _words(field: str) -> Mapping[str, str]:
    """Return the keys of a column by what people write there in any language."""
    found, said = _vocabulary()[field], _vocabulary()["said"].values()
    words = {key: (key, *several, *(each[key] for each in said)) for key, several in found.items()}
    return {fold_heading(word): key for key, several in words.items() for word in several}


@cache
def _vocabulary() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((DATA / "tables" / "tracking.toml").read_text(encoding="utf-8"))
