"""Work out a person's name from one column or several, turned round, with titles, alone."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from article21.interface import Message
from article21.tables.cells import cell_words
from article21.tables.vocabulary import vocabulary


@dataclass(frozen=True)
class Name:
    """A name, its parts as far as they are known, and what was made of the cells."""

    full: str
    given: str = ""
    family: str = ""
    notes: tuple[Message, ...] = ()


def read_name(values: Mapping[str, str], country: str) -> Name | None:
    """Return the name of a row, None when it has none; ``country`` is an ISO 3166-1 code or empty."""
    cells = {key: " ".join(text.split()) for key, text in values.items()}
    notes: list[Message] = []
    given = _used(cells, "given_name", notes)
    family = _used(cells, "family_name", notes)
    full = _whole(cells, notes)
    given, family = (_without_salutation(part, notes) for part in (given, family))
    whole = _turned(_without_salutation(full, notes), notes)
    if whole.full and bool(given) != bool(family) and not _is_part(given or family, whole.full):
        # A column that is headed Name beside one of first names holds last names.
        given, family = given or whole.full, family or whole.full
        return Name(_joined(given, family, country), given, family, tuple(notes))
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


def _is_part(part: str, name: str) -> bool:
    return part.casefold() in name.casefold()


def _joined(first: str, last: str, country: str) -> str:
    if _is_chinese(first + last):
        return last + first
    return f"{last} {first}" if country in vocabulary()["names"]["family_name_first"] else f"{first} {last}"


def _is_chinese(text: str) -> bool:
    return all(unicodedata.name(character, "").startswith("CJK") for character in text if character != " ")
