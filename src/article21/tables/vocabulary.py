"""How people call things in tables: what there may be a column for, and by which headings."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from article21.fields import FIELDS, Field
from article21.resources import DATA


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
    repeats: bool = False
    """True when several columns may ask for it, each with one value."""

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
    if detail is None:
        return Column(
            key,
            record["help"],
            record["masked"],
            record.get("several", False),
            headings,
            record.get("repeats", False),
        )
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
