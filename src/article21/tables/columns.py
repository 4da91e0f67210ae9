"""Match the headings of a table with the fields of a person's details."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from functools import cache

from article21.errors import UnknownKeyError
from article21.interface import Message, shown
from article21.tables.cells import read_answer
from article21.tables.letters import letters_of, places_of_letters
from article21.tables.names import Holds
from article21.tables.records import TableError
from article21.tables.vocabulary import NAMES, fields, vocabulary

_COUNTED = re.compile("[#№](?=[0-9])")
"""E-mail #2 is the second of several; Employee # is a number."""
_LISTED = 30
_LONGEST = 300  # characters of a heading; a hint in a hundred thousand would be looked for for minutes
_HINT = re.compile(r"[(\[]([^()\[\]]*)[)\]]\s*$|[^\W\d_]+\s*/\s*[^\W\d_]+\s*$")
"""What stands behind a heading: brackets, or the answers that can be given."""
_FLAGS = ("consent", "without_grounds", "no_account")
"""The fields that are answered with yes or no."""
_BOTH = 2
OWN = ROW, PROBLEM, ORIGINAL = "article21_row", "article21_problem", "article21_original"
"""The columns that problems.csv has besides those of the table."""


@dataclass(frozen=True)
class Columns:
    """Where in a row each field stands."""

    headings: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    """Positions by field, counted from 0."""
    meanings: Mapping[str, Mapping[str, str]] = dataclass_field(default_factory=dict)
    """What cells of a field mean that only the whole column tells."""
    notes: tuple[Message, ...] = ()
    """What was found out of whole columns."""
    names: Holds = Holds.UNKNOWN
    """What the column of names holds."""
    doubtful: tuple[str, ...] = ()
    """Headings that mean nothing here, above what may be answers to whether somebody wants a letter."""

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the headings that mean nothing here."""
        used = {place for places in self.places.values() for place in places}
        return tuple(text for place, text in enumerate(self.headings) if text.strip() and place not in used)

    @property
    def without_own(self) -> "Columns":
        """Return the columns that are people's, where a row without ours has them."""
        own = {place for key in OWN for place in self.places.get(key, ())}
        left = [place for place in range(len(self.headings)) if place not in own]
        places = {
            field: tuple(map(left.index, several))
            for field, several in self.places.items()
            if field not in OWN
        }
        return replace(self, headings=tuple(self.headings[place] for place in left), places=places)

    def values(self, cells: Sequence[str]) -> dict[str, str]:
        """Return what a row says, by field; several columns of one field are joined by line breaks."""
        found: dict[str, str] = {}
        for field, places in self.places.items():
            texts = [cells[place] for place in places if place < len(cells) and cells[place].strip()]
            if texts:
                text = "\n".join(texts)
                found[field] = self.meanings.get(field, {}).get(text.strip(), text)
        return found

    def reading(self, field: str, meanings: Mapping[str, str], notes: tuple[Message, ...]) -> "Columns":
        """Return the columns with what cells of a field mean."""
        return replace(self, meanings={**self.meanings, field: meanings}, notes=(*self.notes, *notes))

    def heading_of(self, field: str) -> str:
        """Return how the table calls a field; its own key when it has no such column."""
        return " + ".join(in_one_line(self.headings[place]) for place in self.places.get(field, ())) or field


def count_known(cells: Sequence[str]) -> int:
    """Return how many of the cells are headings of a field."""
    return sum(_field_of(text) is not None for text in cells)


def headings_known(chosen: Mapping[str, Sequence[str]]) -> Callable[[Sequence[str]], int]:
    """Return how headings are counted when ``chosen`` names some of its own."""
    own = {fold_heading(text) for texts in chosen.values() for text in texts}
    if not own:
        return count_known
    return lambda cells: sum(fold_heading(text) in own or _field_of(text) is not None for text in cells)


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
        field = field or _beside_street(headings, place)
        if field and place not in taken and field not in chosen:
            places.setdefault(field, []).append(place)
    problems += [*_duplicates(headings, places), *_missing(headings, places, given)]
    if problems:
        raise TableError(*problems)
    return Columns(tuple(headings), {field: tuple(several) for field, several in places.items()})


def fold_heading(text: str) -> str:
    """Return a heading without case, accents, spaces and punctuation."""
    numbered = _COUNTED.sub("", text.casefold())
    letters = unicodedata.normalize("NFKD", numbered.replace("#", " number").replace("№", " number"))
    return "".join(character for character in letters if character.isalnum())


def _field_of(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    folded = fold_heading(text)
    if folded in _words():
        return _words()[folded]
    unnumbered = _words().get(folded.rstrip("0123456789"))
    if unnumbered and fields()[unnumbered].several:
        return unnumbered
    return _without_hint(text)


def _without_hint(text: str) -> str | None:
    """Return the field of a heading that says what can be answered, or the same in another language."""
    text = unicodedata.normalize("NFKC", text)  # brackets of full width
    hint = _HINT.search(text)
    field = _words().get(fold_heading(text[: hint.start()])) if hint else None
    if not hint or not field:
        return None
    inside = hint[0].strip(" ()[]")
    if field in _FLAGS and _are_answers(inside):
        return field
    folded = fold_heading(inside)
    means_nothing = folded in map(fold_heading, vocabulary()["heading_hints"]["words"])
    return field if means_nothing or _words().get(folded) == field else None


def _are_answers(text: str) -> bool:
    """Say whether a text is yes and no, written out or by their first letters."""
    parts = [part.strip().casefold() for part in text.split("/")]
    if len(parts) != _BOTH:
        return False
    initials = {word[0] for key in ("yes", "no") for word in vocabulary()["words"][key]}
    return all(read_answer(part) is not None or part in initials for part in parts)


def sounds_like_consent(heading: str) -> bool:
    """Say whether a heading has a word in it that people use for consent or for refusing it."""
    words = vocabulary()["consent_words"]
    split = {fold_heading(word) for word in re.findall(r"[^\W\d_]+", heading)}
    stems = map(fold_heading, words["parts"])
    return not split.isdisjoint(map(fold_heading, words["whole"])) or any(
        stem in word for stem in stems for word in split
    )


def in_one_line(text: str) -> str:
    """Return a heading without the line breaks that a spreadsheet may have in it."""
    return " ".join(text.split())


def _beside_street(headings: Sequence[str], place: int) -> str | None:
    """Return the house number for a heading that means it only beside a street."""
    numbers = vocabulary()["fields"]["house_number"]["beside_street"]
    if not place or headings[place].strip().casefold() not in map(str.casefold, numbers):
        return None
    return "house_number" if _field_of(headings[place - 1]) in ("street", "house_number") else None


@cache
def _words() -> Mapping[str, str]:
    words = {fold_heading(own): own for own in OWN}
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
            ] or places_of_letters(text, len(headings))
            if not found:
                problems.append(unknown_heading(text, headings))
            places.setdefault(field, []).extend(found)
    return places, problems


def _duplicates(headings: Sequence[str], places: Mapping[str, Sequence[int]]) -> Iterator[Message]:
    folded = Counter(map(fold_heading, headings))
    for field, several in places.items():
        names = [headings[place] for place in several]
        same = any(folded[fold_heading(name)] > 1 for name in names)
        if len(several) > 1 and (same or field not in fields() or not fields()[field].may_repeat):
            letters = ", ".join(letters_of(place + 1) for place in several)
            code = "column-twice-same" if same else "column-twice"
            yield Message(code, field=field, headings=name_list(names), letters=letters)


def _missing(
    headings: Sequence[str], places: Mapping[str, Sequence[int]], given: frozenset[str]
) -> Iterator[Message]:
    there = places.keys() | given
    needs = {
        "name": NAMES,
        "email": ("email",),
        "country": ("country", "region"),
    }
    for field, any_of in needs.items():
        if there.isdisjoint(any_of):
            yield Message("column-missing", field=field, headings=name_list(headings))


def unknown_heading(text: str, headings: Sequence[str]) -> Message:
    """Return what there is to say of a heading that the table doesn't have."""
    return _unknown("heading", text, headings).having(headings=name_list(headings))


def _unknown(what: str, given: str, known: Iterable[str]) -> Message:
    (message,) = UnknownKeyError(what, given, known).messages
    return message


def name_list(texts: Sequence[str]) -> str:
    """Quote headings for a message; so many as a screen holds."""
    shortened = ", …" if len(texts) > _LISTED else ""
    return ", ".join(f"“{shown(in_one_line(text), 60)}”" for text in texts[:_LISTED]) + shortened
