"""Find the place a person lives in by their city, when no place is called so."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from article21.facts.places import PARTS, Candidates, Place, find_place, fold_place
from article21.facts.reading import any_other_country, jurisdiction
from article21.resources import DATA


@dataclass(frozen=True)
class City(Place):
    """A city; the code is that of the country, or of the part of it whose law or authority counts there."""


def find_city(text: str) -> City | Candidates:
    """Return the city of that name; all that are called so where law or authority differ among them.

    A country or a part of one may stand behind it: Springfield, Illinois.
    """
    name, *rest = PARTS.split(text.strip(), maxsplit=1)
    meant = _called(name)
    if rest:
        within = find_place(rest[0].rstrip(" )"))
        code = within.code if isinstance(within, Place) else "?"
        meant = tuple(city for city in meant if f"{city.code}-".startswith(f"{code}-"))
    countries = {city.code[:2] for city in meant}
    if len(meant) > 1 and len(countries) == 1 and len({_row(city.code) for city in meant}) == 1:
        return City(countries.pop(), name)
    return meant[0] if len(meant) == 1 else Candidates(meant)


def complete_city(beginning: str, most: int) -> tuple[str, ...]:
    """Return a few names of cities that begin so, those of the largest first."""
    folded = fold_place(beginning)
    found: dict[str, int] = {}
    for key, texts in _cities().items() if folded else ():
        if key.startswith(folded):
            for text in texts.split(";"):
                _, name, rank = f"{text}||".split("|")[:3]
                if name or key == folded:
                    found.setdefault(name or beginning.strip(), int(rank or 0))
    return tuple(sorted(found, key=lambda name: (found[name], name))[:most])


def _called(name: str) -> tuple[City, ...]:
    return tuple(City(text.partition("|")[0], name) for text in _texts(name))


def _texts(name: str) -> Iterator[str]:
    return filter(None, _cities().get(fold_place(name), "").split(";"))


def _row(code: str) -> str:
    """Return the code of the file that describes a place."""
    return (jurisdiction(code) or jurisdiction(code[:2]) or any_other_country()).code


@cache
def _cities() -> Mapping[str, str]:
    """Return the codes of the cities of each folded name, the largest first.

    Behind that of one that is best known by it stand its spelling and its rank: ``DE-BW|Tübingen|2087``.
    """
    names: Mapping[str, str] = json.loads((DATA / "cities.json").read_text("utf-8"))["names"]
    return names
