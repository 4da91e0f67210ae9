"""Tell the language of a place in a country where several are spoken: by the city, or else by the part."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from article21.facts.places import Place, find_place, fold_place
from article21.resources import DATA

_SORT_OF_PART = re.compile(
    r"(?:provinc(?:e|ie)|provinz|cantone?|kanton)\s+(?:d[eui]\s+|d['\u2019])?", re.IGNORECASE
)
"""What may stand before the name of a part: Province de Liège, Kanton Bern."""
_POSTCODE_AND_CITY = re.compile(r"(?:^|[\s-])[1-9][0-9]{3}\s+([^0-9]+)$")
"""As Belgium and Switzerland write it: 5000 Namur, CH-1003 Lausanne."""
_Languages = Mapping[tuple[str, str], "Spoken"]


class Spoken(NamedTuple):
    """A language of a place."""

    language: str
    """BCP 47 tag."""
    is_only: bool
    """False where it is a guess, for people there speak others, too."""


def are_several_spoken(country: str) -> bool:
    """Say whether the language of a country depends on the place in it."""
    return country in _countries()


def find_spoken(country: str, region: str, city: str, address: Sequence[str] = ()) -> Spoken | None:
    """Return the language of a city or else of a part of a country, by code or name; None: nobody knows.

    The city of an address counts for more than ``city``.
    """
    languages = _countries().get(country, {})
    cities = filter(None, map(_POSTCODE_AND_CITY.search, reversed(address)))
    city, region = next((found[1] for found in cities), city), _SORT_OF_PART.sub("", region, count=1)
    part = find_place(region) if region else None
    return (
        languages.get(("cities", fold_place(city)))
        or languages.get(("regions", fold_place(region)))
        or languages.get(("regions", fold_place(part.code if isinstance(part, Place) else "")))
    )


@cache
def _countries() -> Mapping[str, _Languages]:
    record = tomllib.loads((DATA / "spoken.toml").read_text(encoding="utf-8"))["countries"]
    return {country: dict(_read(languages)) for country, languages in record.items()}


def _read(languages: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[tuple[str, str], Spoken]]:
    for tag, record in languages.items():
        for names, is_only in ((record, True), (record.get("mostly", {}), False)):
            for kind in ("regions", "cities"):
                for name in names.get(kind, ()):
                    yield (kind, fold_place(name)), Spoken(tag, is_only)
