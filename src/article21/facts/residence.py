"""Find where a person lives, and what holds there, by a code, a country, a part of one, or a city."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from article21.errors import FieldError, UnknownKeyError
from article21.facts.cities import City, find_city
from article21.facts.places import Candidates, Place, find_place
from article21.facts.reading import any_other_country, jurisdiction
from article21.facts.records import Jurisdiction


class AmbiguousPlaceError(FieldError):
    """A name that several places have."""

    def __init__(self, given: str, meant: Sequence[Place]) -> None:
        self.given, self.meant = given, tuple(meant)
        super().__init__("ambiguous-country", given=given, places=" ".join(place.code for place in meant))


class UnknownPlaceError(UnknownKeyError):
    """A place that nobody calls so; the nearest known name is offered when one is near."""

    def __init__(self, given: str, near: Sequence[Place]) -> None:
        self.near = tuple(near)
        super().__init__("country", given, [place.name for place in near])


@lru_cache(maxsize=1000)
def find_jurisdiction(text: str) -> Jurisdiction:
    """Return the place of that ISO 3166-1 or -2 code or name; every country of the world is known."""
    found = find_home(text)
    if isinstance(found, City):  # a mistake where nobody sees what it was taken for
        raise FieldError("unknown-country-near", given=text, offer=found.code)
    if isinstance(found, Place):
        return _jurisdiction(found.code)
    if found.meant:
        raise AmbiguousPlaceError(text, found.meant)
    raise UnknownPlaceError(text, found.near)


def find_home(text: str, languages: tuple[str, ...] = ()) -> Place | Candidates:
    """Return the place of that code or name, or else the city of that name."""
    found = find_place(text, languages)
    if isinstance(found, Place) or found.meant:
        return found
    city = find_city(text)
    return city if isinstance(city, Place) or city.meant else found


def _jurisdiction(code: str) -> Jurisdiction:
    country = code.partition("-")[0]
    return (
        jurisdiction(code)
        or jurisdiction(country)
        or replace(any_other_country(), code=country, name=_english(country), also_known_as=())
    )


def _english(code: str) -> str:
    from babel.core import Locale

    return str(Locale("en").territories[code])
