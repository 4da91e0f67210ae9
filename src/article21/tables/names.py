"""Work out a person's name from one column or several, turned round, with titles, alone."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from article21.interface import Message, Place
from article21.tables.cells import cell_words, fold_letters
from article21.tables.vocabulary import NAMES, vocabulary

_REMARK = re.compile(r"[()\[\]\uff08\uff09]|\s[-\u2013\u2014/]\s")
_ENOUGH = 2
"""So many whole names make a column of them; one may be a last name that has the first one in it."""
_FAR_MORE = 2
_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")


class Holds(Enum):
    """What a column that is headed Name holds, where another one holds a part of the name."""

    WHOLE = "whole names"
    PART = "the other part"
    UNKNOWN = "nobody knows"


class _Shared(Enum):
    """How much of a name stands in another cell, too."""

    NOTHING = "nothing"
    SOME = "some"
    ALL_AND_MORE = "all of the part, and the name has more"
    EVERYTHING = "the cells are the same"


@dataclass(frozen=True)
class Name:
    """A name, its parts as far as they are known, and what was made of the cells."""

    full: str
    given: str = ""
    family: str = ""
    notes: tuple[Message, ...] = ()
    problems: tuple[Message, ...] = ()


def read_name(values: Mapping[str, str], country: str, holds: Holds = Holds.UNKNOWN) -> Name | None:
    """Return the name of a row, None when it has none; ``country`` is an ISO 3166-1 code or empty."""
    name = _read_name(values, country, holds)
    if not name or not _has_remark(name.full):
        return name
    field = next((field for field in NAMES if _has_remark(values.get(field, ""))), "name")
    return replace(name, problems=(Message("name-remark").at(Place(field)),))


def what_names_hold(rows: Iterable[tuple[str, str]]) -> Holds:
    """Say what a column of names holds by its cells, each with the part of the name that stands beside."""
    wholes = parts = 0
    for name, part in rows:
        if "," not in name:
            shared = _shared(part, name)
            wholes += shared is _Shared.ALL_AND_MORE
            parts += shared is _Shared.NOTHING
    if wholes >= _ENOUGH and wholes > _FAR_MORE * parts:
        return Holds.WHOLE
    return Holds.PART if parts > _FAR_MORE * wholes else Holds.UNKNOWN


def _read_name(values: Mapping[str, str], country: str, holds: Holds) -> Name | None:
    cells = {key: " ".join(text.split()) for key, text in values.items()}
    notes: list[Message] = []
    given = _used(cells, "given_name", notes)
    family = _used(cells, "family_name", notes)
    full = _whole(cells, notes)
    given, family = (_without_salutation(part, notes) for part in (given, family))
    whole = _turned(_without_salutation(full, notes), notes)
    if whole.full and bool(given) != bool(family) and not whole.given:
        shared = _shared(given or family, whole.full)
        if full == cells.get("name") and _is_unclear(shared, holds, whole.full):
            problem = Message("name-unclear").at(Place("name"))
            return Name(whole.full, given, family, tuple(notes), (problem,))
        if shared in (_Shared.NOTHING, _Shared.SOME):
            # A column that is headed Name beside one of first names holds last names.
            given, family = given or whole.full, family or whole.full
            return Name(_joined(given, family, country), given, family, tuple(notes))
    if whole.given and given and not family and _shared(given, whole.full) is _Shared.NOTHING:
        notes.append(Message("name-used"))
    if given and family and (not whole.full or cells.get("used_given_name") or cells.get("used_family_name")):
        return Name(_joined(given, family, country), given, family, tuple(notes))
    if whole.full:
        return _noted(Name(whole.full, given or whole.given, family or whole.family), notes)
    if given or family:
        return _noted(Name(given or family, given, family), notes)
    return None


def _used(cells: Mapping[str, str], part: str, notes: list[Message]) -> str:
    """Return the name that the person uses where it differs from the other."""
    used, other = cells.get(f"used_{part}", ""), cells.get(part, "")
    if used and other and used != other:
        notes.append(Message("name-used"))
    return used or other


def _whole(cells: Mapping[str, str], notes: list[Message]) -> str:
    preferred, name, legal = (cells.get(key, "") for key in ("preferred_name", "name", "legal_name"))
    other = name or legal
    if preferred and other and " " not in preferred and not cells.get("given_name"):
        family = _turned(other, []).family or other.rpartition(" ")[2]
        preferred = f"{preferred} {family}"
    if preferred and other and preferred != _turned(other, []).full:
        notes.append(Message("name-used"))
    return preferred or other


def _turned(text: str, notes: list[Message]) -> Name:
    """Return ``Lindqvist, Maja`` as a letter is signed; a title behind the comma is no part of it."""
    last, comma, first = (part.strip() for part in text.partition(","))
    if not comma or not last or not first:
        return Name(text)
    behind = [part.strip() for part in first.split(",")]
    titles = cell_words()["titles_behind"]
    if all(part.casefold() in titles for part in behind):
        return Name(text)
    first, *more = behind
    notes.append(Message("name-turned"))
    titled = "".join(f", {part}" for part in more)
    words = last.split()
    before = [word for word in words if word.casefold() in cell_words()["titles"]]
    family = " ".join(word for word in words if word not in before)
    return Name(" ".join((*before, first, family)) + titled, first, family)


def _without_salutation(text: str, notes: list[Message]) -> str:
    first, _, rest = text.partition(" ")
    if rest and first.casefold() in cell_words()["salutations"]:
        notes.append(Message("salutation-left-out"))
        return _without_salutation(rest, notes)
    return text


def _noted(name: Name, notes: list[Message]) -> Name:
    return Name(name.full, name.given, name.family, (*notes, *_what_to_look_at(name.full)))


def _what_to_look_at(full: str) -> Iterator[Message]:
    words = full.replace(",", " ").split()
    if any(word.casefold() in (*cell_words()["titles"], *cell_words()["titles_behind"]) for word in words):
        yield Message("title-in-name")
    if len(words) == 1 and not _is_chinese(full):
        yield Message("one-name")
    if len(words) == 2 and len(words[0]) > 2 and words[0].isupper() and not words[1].isupper():  # noqa: PLR2004 - two words, of more than initials
        yield Message("capitals-first")


def _has_remark(name: str) -> bool:
    """Say whether more than a name stands there: in brackets, behind a dash, a name before marriage."""
    words = name.casefold().replace(",", " ").split()
    return bool(_REMARK.search(name)) or any(word in cell_words()["former_names"] for word in words[1:])


def _is_unclear(shared: _Shared, holds: Holds, name: str) -> bool:
    """Say whether a name may be a whole one or only a part, which whoever reads the row can't know either."""
    match shared:
        case _Shared.NOTHING:
            return holds is not Holds.PART and len(_words(name)) > 1
        case _Shared.SOME:
            return True
    return holds is not Holds.WHOLE


def _shared(part: str, name: str) -> _Shared:
    """Compare the words of a part of a name with those of the name: Hans is no part of Hansen."""
    ours, theirs = _words(part), _words(name)
    if not ours or not theirs:
        return _Shared.NOTHING
    if all(word in theirs for word in ours):
        return _Shared.ALL_AND_MORE if len(theirs) > len(ours) else _Shared.EVERYTHING
    several = len(theirs) > 1 and not _is_chinese(name)
    halves = [set(re.split(r"\W+", " ".join(words))) - {""} for words in (ours, theirs)]
    return _Shared.SOME if several and halves[0] & halves[1] else _Shared.NOTHING


def _words(text: str) -> list[str]:
    """Return the words of a name that are no title; its characters where they stand without spaces."""
    if all(unicodedata.name(char, "").startswith(_WITHOUT_SPACES) for char in text if char != " "):
        return [char for char in text if char != " "]
    known = cell_words()
    others = {*known["titles"], *known["titles_behind"], *known["salutations"]}
    words = text.casefold().split()
    return [fold_letters(word) for word in words if word not in others] or [
        fold_letters(word) for word in words
    ]


def _joined(first: str, last: str, country: str) -> str:
    if _is_chinese(first + last):
        return last + first
    return f"{last} {first}" if country in vocabulary()["names"]["family_name_first"] else f"{first} {last}"


def _is_chinese(text: str) -> bool:
    return all(unicodedata.name(character, "").startswith("CJK") for character in text if character != " ")
