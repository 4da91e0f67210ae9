"""Match the headings of a table with the fields of a person's details."""

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from article21.errors import UnknownKeyError
from article21.fields import FIELDS, Field
from article21.interface import Message, shown
from article21.resources import DATA
from article21.tables.records import TableError

_LISTED = 30
ROW, PROBLEM = "article21_row", "article21_problem"
"""The columns that problems.csv has besides those of the table."""


@dataclass(frozen=True)
class Column:
    """What a table may have a column for: a detail of a person, or a part of one."""

    key: str
    help: str
    masked: bool
    """True when messages don't show what it holds."""
    several: bool
    headings: Mapping[str, tuple[str, ...]]
    """What people call it, by language."""


@dataclass(frozen=True)
class Columns:
    """Where in a row each field stands."""

    headings: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    """Positions by field, counted from 0."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the headings that mean nothing here."""
        used = {place for places in self.places.values() for place in places}
        return tuple(text for place, text in enumerate(self.headings) if text.strip() and place not in used)

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """Return what a row says, by field; several columns of one field are joined by line breaks."""
        found: dict[str, str] = {}
        for field, places in self.places.items():
            texts = [cells[place] for place in places if place < len(cells) and cells[place].strip()]
            if texts:
                found[field] = "\n".join(texts)
        return found

    def heading_of(self, field: str) -> str:
        """Return how the table calls a field; its own key when it has no such column."""
        return " + ".join(self.headings[place] for place in self.places.get(field, ())) or field


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return how people call things in tables: fields, answers, names."""
    return tomllib.loads((DATA / "tables" / "columns.toml").read_text(encoding="utf-8"))


@cache
def fields() -> Mapping[str, Column]:
    """Return every column by its field, in the order in which people are told of them."""
    return {key: _column(key, record) for key, record in vocabulary()["fields"].items()}


def _column(key: str, record: Mapping[str, Any]) -> Column:
    """Make a column of its record and, if it is a detail of a person, of that detail's description."""
    detail = FIELDS.get(key)
    headings = {language: tuple(words) for language, words in record["headings"].items()}
    if detail is None:
        return Column(key, record["help"], record["masked"], record.get("several", False), headings)
    text = " ".join(_sentences(detail, record.get("note", "")))
    return Column(key, text, detail.masked, detail.several, headings)


def _sentences(detail: Field, note: str) -> Iterator[str]:
    yield f"{detail.help}."
    if detail.kind == "flag":
        yield "Yes or no."
    if detail.choices:
        yield f"One of {', '.join(detail.choices)}."
    if note:
        yield note
    elif detail.default:
        yield f"[default: {detail.default}]"


def count_known(cells: Sequence[str]) -> int:
    """Return how many of the cells are headings of a field."""
    return sum(_field_of(text) is not None for text in cells)


def match_columns(
    headings: Sequence[str], chosen: Mapping[str, Sequence[str]], given: frozenset[str]
) -> Columns:
    """Return the columns, or raise TableError with everything that is wrong with the headings.

    ``chosen`` names headings for fields, as ``--column`` does; ``given`` are fields that need no column.
    """
    places, problems = _choose(headings, chosen)
    taken = {place for several in places.values() for place in several}
    for place, text in enumerate(headings):
        field = _field_of(text)
        if field and place not in taken and field not in chosen:
            places.setdefault(field, []).append(place)
    problems += [*_duplicates(headings, places), *_missing(headings, places, given)]
    if problems:
        raise TableError(*problems)
    return Columns(tuple(headings), {field: tuple(several) for field, several in places.items()})


def fold_heading(text: str) -> str:
    """Return a heading without case, accents, spaces and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in letters if character.isalnum())


def _field_of(text: str) -> str | None:
    folded = fold_heading(text)
    if folded in _words():
        return _words()[folded]
    unnumbered = _words().get(folded.rstrip("0123456789"))
    return unnumbered if unnumbered and fields()[unnumbered].several else None


@cache
def _words() -> Mapping[str, str]:
    words = {fold_heading(own): own for own in (ROW, PROBLEM)}
    for field in fields().values():
        for text in (field.key, *(text for texts in field.headings.values() for text in texts)):
            words[fold_heading(text)] = field.key
    return words


def _choose(
    headings: Sequence[str], chosen: Mapping[str, Sequence[str]]
) -> tuple[dict[str, list[int]], list[Message]]:
    places: dict[str, list[int]] = {}
    problems = []
    for field, texts in chosen.items():
        if field not in fields():
            problems.append(_unknown("column", field, fields()))
            continue
        for text in texts:
            found = [
                place for place, heading in enumerate(headings) if fold_heading(heading) == fold_heading(text)
            ]
            if not found:
                problems.append(_unknown("heading", text, headings).having(headings=name_list(headings)))
            places.setdefault(field, []).extend(found)
    return places, problems


def _duplicates(headings: Sequence[str], places: Mapping[str, Sequence[int]]) -> Iterator[Message]:
    folded = Counter(map(fold_heading, headings))
    for field, several in places.items():
        names = [headings[place] for place in several]
        same = any(folded[fold_heading(name)] > 1 for name in names)
        if len(several) > 1 and (same or field not in fields() or not fields()[field].several):
            yield Message("column-twice", field=field, headings=name_list(names))


def _missing(
    headings: Sequence[str], places: Mapping[str, Sequence[int]], given: frozenset[str]
) -> Iterator[Message]:
    there = places.keys() | given
    needs = {
        "name": {"name", "given_name", "family_name"},
        "email": {"email"},
        "country": {"country", "region"},
    }
    for field, any_of in needs.items():
        if not there & any_of:
            yield Message("column-missing", field=field, headings=name_list(headings))


def _unknown(what: str, given: str, known: Iterable[str]) -> Message:
    (message,) = UnknownKeyError(what, given, known).messages
    return message


def name_list(texts: Sequence[str]) -> str:
    """Quote headings for a message; so many as a screen holds."""
    shortened = ", …" if len(texts) > _LISTED else ""
    return ", ".join(f"“{shown(text, 60)}”" for text in texts[:_LISTED]) + shortened
