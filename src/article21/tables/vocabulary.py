"""How people call things in tables: what there may be a column for, and by which headings."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from article21.catalogs import SOURCE
from article21.fields import FIELDS, Field
from article21.interface import Message, Surface, catalog_of
from article21.resources import DATA
from article21.sentences import PLAIN

NAMES = (
    "name",
    "given_name",
    "family_name",
    "used_given_name",
    "used_family_name",
    "preferred_name",
    "legal_name",
)
"""The fields that hold a name or a part of one."""


@dataclass(frozen=True)
class Column:
    """What a table may have a column for: a detail of a person, or a part of one."""

    key: str
    help: str
    note: str
    masked: bool
    """True when messages don't show what it holds."""
    several: bool
    headings: Mapping[str, tuple[str, ...]]
    """What people call it, by language."""
    repeats: bool = False
    """True when several columns may ask for it, each with one value."""
    detail: Field | None = None
    """The detail of a person that it is."""

    @property
    def may_repeat(self) -> bool:
        """Tell whether a table may have more than one column for it."""
        return self.several or self.repeats


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
    return Column(
        key,
        f"{detail.help}." if detail else record["help"],
        record.get("note", ""),
        detail.masked if detail else record["masked"],
        detail.several if detail else record.get("several", False),
        headings,
        record.get("repeats", False),
        detail,
    )


def heading_in(language: str, field: str) -> str:
    """Return what people who speak a language call a column; its key where nobody has said it."""
    return next(iter(fields()[field].headings.get(language.partition("-")[0], ())), field)


def describe_column(column: Column, language: str = SOURCE) -> str:
    """Return what a column is for and how it is filled in."""
    words, catalog = Surface(PLAIN.sentences, language=language), catalog_of(language)
    if column.detail:
        sentences = [*describe_field(column.detail, language, of_table=True)]
    else:
        sentences = [catalog.gettext(column.help)]
    if column.note:
        sentences.append(catalog.gettext(column.note))
    if column.several:
        sentences.append(words.sentence(Message("column-several")))
    return " ".join(sentences)


def describe_field(field: Field, language: str = SOURCE, *, of_table: bool = False) -> Iterator[str]:
    """Yield what a detail is and how it is given, in a table or in a file of one person's details."""
    words, catalog = Surface(PLAIN.sentences, language=language), catalog_of(language)
    yield f"{catalog.gettext(field.help)}."
    if field.kind == "flag" and of_table:
        yield words.sentence(Message("column-flag"))
    if field.choices:
        yield words.sentence(Message("sample-choices", choices=", ".join(field.choices)))
    if field.default:
        yield words.sentence(Message("sample-default", given=catalog.gettext(field.default)))
    if field.hint and not of_table:
        yield catalog.gettext(field.hint)
