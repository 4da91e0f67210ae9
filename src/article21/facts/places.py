"""Find the place a person lives in by its code or by its name, in any language of the letters."""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import chain

from article21.facts.reading import jurisdiction, stems, territories
from article21.interface import COMMAS
from article21.resources import DATA

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
_BRACKETS = "()\N{FULLWIDTH LEFT PARENTHESIS}\N{FULLWIDTH RIGHT PARENTHESIS}"
PARTS = re.compile(f"\\s*[/|{_BRACKETS}{COMMAS}]\\s*|\\s+[-\u2013\u2014]\\s+")
"""What stands between the names when somebody writes two: Schweiz/Suisse, AT - Austria, Canada (QC)."""
_NEAR, _NEAR_AFTER_THE_SAME_START = 0.8, 0.76
"""How like a name must be, from 0 to 1, as difflib counts."""
_SHORTEST_NEAR = 4
_MOST_NEAR = 3


@dataclass(frozen=True)
class Place:
    """A country or a part of one, as somebody named it."""

    code: str
    """ISO 3166-1 or -2: ``SE``, ``DE-BY``."""
    name: str


@dataclass(frozen=True)
class Candidates:
    """No place for certain: all that the text means, or else what it comes near to."""

    meant: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()


@lru_cache(maxsize=1000)
def find_place(text: str, languages: tuple[str, ...] = ()) -> Place | Candidates:
    """Return the place of that code or name; ``languages`` say which of two places of one name is meant."""
    if place := _of_code(text):
        return place
    meant = _named(text, languages) or _in_parts(text, languages)
    if len(meant) == 1:
        return meant[0]
    return Candidates(meant) if meant else Candidates(near=_near(text, languages))


def complete_place(beginning: str, languages: tuple[str, ...] = ()) -> tuple[Place, ...]:
    """Return the places whose names in those languages, or in all, begin so; in the order of the names.

    Of several names of a place it is the shortest.
    """
    folded = fold_place(beginning)
    found: dict[str, Place] = {}
    for key, names in _names().items():
        for place in _in_languages(names, languages) if folded and key.startswith(folded) else ():
            if place.code not in found or len(place.name) < len(found[place.code].name):
                found[place.code] = place
    return tuple(sorted(found.values(), key=lambda place: fold_place(place.name)))


def name_place(code: str, language: str) -> str:
    """Return what a place alone is called in a language, by default in English."""
    from article21.languages import place_name

    has_file = "-" not in code or jurisdiction(code)
    return (not has_file and _parts_in(language.partition("-")[0]).get(code)) or place_name(code, language)


def whole_name(code: str, language: str) -> str:
    """Return the name of a place, with its country where it is a part of one."""
    from article21.languages import whole_place_name

    return whole_place_name(code, language, name_place)


def name_choice(place: Place, language: str) -> str:
    """Return what tells a place from others that are called so: with that name, where it is a city's."""
    from article21.languages import mark

    whole = whole_name(place.code, language)
    named = fold_place(place.name) in fold_place(whole)
    return whole if named else mark(", ", language).join((place.name, whole))


@cache
def _parts_in(language: str) -> Mapping[str, str]:
    """Return the names of parts of countries that are spelled so in a language."""
    found: dict[str, str] = {}
    for names in _names().values():
        for code, text, spoken in (name.split("|") for name in names):
            if "-" in code and language in spoken.split():
                found.setdefault(code, text)
    return found


@lru_cache(maxsize=20_000)
def fold_place(text: str) -> str:
    """Return the letters and digits of a name without case and accents."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    return "".join(char for char in letters if char.isalnum())


def _of_code(text: str) -> Place | None:
    code = text.strip().upper().replace("_", "-")
    if not _CODE.fullmatch(code):
        return None
    if jurisdiction(code):
        return Place(code, code)
    code = territories().own_codes.get(code, code)
    return Place(code, code) if code in territories().also_accepted or _is_iso_code(code) else None


def _is_iso_code(code: str) -> bool:
    import pycountry  # 0.07 s that the places with a file of their own don't need

    if "-" in code:
        return bool(pycountry.subdivisions.get(code=code))  # type: ignore[no-untyped-call] # as above
    return bool(pycountry.countries.get(alpha_2=code))


def _named(text: str, languages: tuple[str, ...]) -> tuple[Place, ...]:
    folded = fold_place(text)
    names = _names().get(folded) or _names().get(folded.removeprefix("the")) or _newer_names().get(folded, ())
    return _in_languages(names, languages) or _in_languages(names, ())


def _in_languages(names: Sequence[str], languages: tuple[str, ...]) -> tuple[Place, ...]:
    wanted = {language.partition("-")[0] for language in languages}
    return tuple(
        Place(code, text)
        for code, text, spoken in (name.split("|") for name in names)
        if not wanted or not spoken or wanted & set(spoken.split())
    )


def _in_parts(text: str, languages: tuple[str, ...]) -> tuple[Place, ...]:
    """Read names or codes that mean one place together; the nearest is the part of a country among them."""
    parts = [part for part in PARTS.split(text) if part]
    if len(parts) < 2:  # noqa: PLR2004 - one part is the text itself
        return ()
    codes = [_of_code(part) for part in parts]
    meant = [(code,) if code else _named(part, languages) for part, code in zip(parts, codes, strict=True)]
    found = []
    for country in sorted({place.code[:2] for places in meant for place in places}):
        there = [tuple(place for place in places if place.code[:2] == country) for places in meant]
        for number, part in enumerate(parts):
            # CA, USA is California; FR/CH may be two countries as well as Fribourg.
            if not there[number] and not (meant[number] and all(codes)):
                there[number] = tuple(filter(None, [_of_code(f"{country}-{part}")]))
        if all(there):
            found.append(max(chain(*there), key=lambda place: (len(place.code), place in codes)))
    return tuple(found)


def _near(text: str, languages: tuple[str, ...]) -> tuple[Place, ...]:
    """Return the places whose names differ by a slip of the keyboard; none when no name is near."""
    folded, code = fold_place(text), text.strip().upper()
    if _CODE.fullmatch(code) and "-" in code:
        parts = [stem.upper() for stem in stems("jurisdictions") if stem.startswith(code[:3].lower())]
        return tuple(Place(part, part) for part in parts[:_MOST_NEAR])
    if len(folded) < _SHORTEST_NEAR:
        return ()
    scored = [
        (ratio, len(names[0]), place)
        for key, names in _names().items()
        if (ratio := _likeness(folded, key))
        for place in _in_languages(names, languages) or _in_languages(names, ())
    ]
    best: dict[str, Place] = {}  # of two that are as near, the one in more languages
    for *_, place in sorted(scored, key=lambda each: (-each[0], -each[1])):
        best.setdefault(place.code, place)
    return tuple(best.values())[:_MOST_NEAR]


def _likeness(one: str, other: str) -> float:
    """Return how like two names are, from 0 to 1; 0 when they are not near."""
    enough = _NEAR_AFTER_THE_SAME_START if one[:2] == other[:2] else _NEAR
    # Most names are ruled out by their length and letters, which costs little.
    if abs(len(one) - len(other)) > 2 or len(other) < _SHORTEST_NEAR:  # noqa: PLR2004 - more is another word
        return 0
    if 2 * sum((Counter(one) & Counter(other)).values()) < enough * (len(one) + len(other)):
        return 0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return ratio if ratio >= enough else 0


@cache
def _names() -> Mapping[str, Sequence[str]]:
    """Return ``code|spelling|languages`` of the places of each folded name."""
    names: Mapping[str, Sequence[str]] = json.loads((DATA / "places.json").read_text(encoding="utf-8"))
    return names


@cache
def _newer_names() -> Mapping[str, Sequence[str]]:
    """Return the same of the English names in the CLDR at hand, which may be newer than the file."""
    from babel.core import Locale

    known = {name.partition("|")[0] for names in _names().values() for name in names}
    countries = Locale("en").territories.items()
    return {fold_place(name): (f"{code}|{name}|en",) for code, name in countries if code in known}
