"""What a cell says, without what programs and pasting left in it; what is not a value is told."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from article21.interface import DIRECTION_MARKS, Message, Place
from article21.person.mending import mend
from article21.resources import DATA
from article21.tables.vocabulary import NAMES, vocabulary

_ERROR = re.compile(r"#[¡¿]?[^\W\d_]{2,}[^\sa-z]{0,15}[!?]|Err:\d{3}")
"""What spreadsheets write in any language: #REF!, #¡VALOR!, #NOM?, #DIV/0!; LibreOffice: Err:502."""
_DIRECTION = dict.fromkeys(map(ord, DIRECTION_MARKS))
_LOST = "\ufffd"
_ASKED = re.compile(r"[^\W\d_]\?[^\W\d_]")
"""A question mark inside a word: what a program writes for a letter that its encoding lacks."""
_SIGN_INSIDE = re.compile(
    r"[^\W\d_][\u00a1-\u00a9\u00ab-\u00b6\u00b8\u00b9\u00bb-\u00bf\u00d7\u00f7\u2020-\u2022\u2030\u2122\u2500-\u259f][^\W\d_]"
)
"""What a row has that was pasted in another encoding: Jo³l, W┼jcik."""
_PRINTED = ("name", "given_name", "family_name", "address_line", "street", "city", "place", "because")
"""Fields whose letters reach the letter: a lost one can't be told from others."""
_ANSWERS = ("without_grounds", "no_account")


@dataclass(frozen=True)
class Cleaned:
    """The values of a row, what was changed in them, and what keeps the row from its letter."""

    values: Mapping[str, str]
    notes: tuple[Message, ...]
    problems: tuple[Message, ...]


@cache
def cell_words() -> Mapping[str, Any]:
    """Return what stands in cells instead of values, and the forms of addresses."""
    return tomllib.loads((DATA / "tables" / "cells.toml").read_text(encoding="utf-8"))


def clean_row(values: Mapping[str, str], heading_of: Callable[[str], str] = str) -> Cleaned:
    """Return the values without error values, placeholders, invisible characters and damage."""
    cleaned, notes, problems = {}, list[Message](), list[Message]()
    for field, text in values.items():
        if is_error_value(text):
            problems.append(Message("cell-error", error=text.strip()[:20]).at(Place(field)))
            continue
        if is_placeholder(field, text):
            notes.append(Message("placeholder", given=text.strip(), column=heading_of(field)))
            continue
        cleaned[field] = _repaired(field, text, notes)
        problems += _lost_letters(field, cleaned[field])
        if field in (*_PRINTED, *NAMES) and field != "because":
            if _ASKED.search(cleaned[field]):
                notes.append(Message("letter-asked", column=heading_of(field)))
            if _SIGN_INSIDE.search(cleaned[field]):
                notes.append(Message("sign-inside", column=heading_of(field)))
    return Cleaned(cleaned, tuple(dict.fromkeys(notes)), tuple(problems))


def is_error_value(text: str) -> bool:
    """Say whether a spreadsheet wrote this because it could not compute the cell."""
    bare = text.strip()
    return (
        (bool(_ERROR.fullmatch(bare)) and bare.upper() == bare)
        or bare.upper() in _errors()
        or bool(re.fullmatch(r"Err:\d{3}", bare))
    )


def is_placeholder(field: str, text: str) -> bool:
    """Say whether people or programs write this for nothing."""
    bare = text.strip()
    if (field == "country" and bare == "NA") or (field in _ANSWERS and is_answer(bare)):  # Namibia; a no
        return False
    return bare in cell_words()["placeholders_as_written"] or bare.casefold() in _placeholders()


def is_answer(text: str) -> bool:
    """Say whether people write this for yes or no."""
    return read_answer(text) is not None


def read_answer(text: str) -> bool | None:
    """Return what people write for yes and no, None for anything else."""
    return _answers().get(fold_letters(text.strip().rstrip(".!") or text.strip()))


@cache
def _answers() -> Mapping[str, bool]:
    return {fold_letters(word): key == "yes" for key in ("yes", "no") for word in vocabulary()["words"][key]}


def fold_letters(text: str) -> str:
    """Return a word without case and accents, which capitals are often written without."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))


def read_answers(text: str) -> list[bool | None]:
    """Return what every filled line says of consent: the cells of several columns stand on lines.

    What people write for nothing is no answer: a dash is no no.
    """
    lines = (line for line in text.splitlines() if line.strip() and not is_placeholder("consent", line))
    return [read_answer(line) for line in lines]


def _repaired(field: str, text: str, notes: list[Message]) -> str:
    mended, changes = mend(field, text)
    visible = mended if mended.isascii() else mended.translate(_DIRECTION)
    if visible != mended:
        changes += ("invisible-removed",)
    notes += map(Message, changes)
    if visible.isascii():
        return visible
    spaced = visible if field == "because" else re.sub(r"[^\S\n\r\t ]", " ", visible)
    whole = _without_mojibake(spaced)
    if whole != spaced:
        notes.append(Message("mojibake-repaired"))
    return whole


def _without_mojibake(text: str) -> str:
    """Undo UTF-8 that was read in another encoding, once or twice: JÃ¼rgen."""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(text):
        return text
    fixed = fix_encoding(text)
    return unicodedata.normalize("NFC", fixed) if _LOST not in fixed else text


def _lost_letters(field: str, text: str) -> Iterator[Message]:
    if _LOST in text and field in (*_PRINTED, *NAMES):
        yield Message("letter-lost").at(Place(field))


@cache
def _errors() -> frozenset[str]:
    return frozenset(cell_words()["errors"])


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(cell_words()["placeholders"])
