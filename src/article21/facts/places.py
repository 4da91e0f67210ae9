"""Find the place a person lives in by its code or by its name, in English or in a language spoken there."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import NamedTuple

from article21.errors import UnknownKeyError
from article21.facts.reading import any_other_country, jurisdiction, named_places, territories
from article21.facts.records import Jurisdiction


class _Name(NamedTuple):
    text: str
    code: str


@lru_cache(maxsize=1000)
def find_jurisdiction(text: str) -> Jurisdiction:
    """Return the place of that ISO 3166-1 or -2 code or name; every country of the world is known."""
    code = text.strip().upper().replace("_", "-")
    found = jurisdiction(code) or _of_iso_code(code) or _of_name(text)
    if found is None:
        known = [
            name.text for names in (_own_names(), _english_names(), _local_names()) for name in names.values()
        ]
        codes = [name.code for name in _own_names().values()]
        raise UnknownKeyError("country", text, [*known, *codes])
    return found


def _of_iso_code(code: str) -> Jurisdiction | None:
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
        return None
    import pycountry

    if "-" not in code:
        known = code in territories().also_accepted or pycountry.countries.get(alpha_2=code)
        return _place(code) if known else None
    if code in territories().own_codes:
        return _place(territories().own_codes[code])
    subdivision = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call] # pycountry has no types
    return _place(code[:2]) if subdivision else None


def _of_name(text: str) -> Jurisdiction | None:
    folded = _fold_name(text)
    # The names cost more from table to table: ours, then one locale, then a hundred.
    for names in (_own_names, _english_names, _local_names):
        if folded in names():
            return _place(names()[folded].code)
    return None


def _place(code: str) -> Jurisdiction:
    return jurisdiction(code) or replace(
        any_other_country(), code=code, name=_english(code), also_known_as=()
    )


def _fold_name(text: str) -> str:
    """Return the words of a name without case, accents and punctuation."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    bare = "".join(char for char in letters if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare))


def _index(names: Iterator[_Name]) -> dict[str, _Name]:
    index: dict[str, _Name] = {}
    for name in names:
        index.setdefault(_fold_name(name.text), name)
    return index


@cache
def _own_names() -> dict[str, _Name]:
    return _index(_Name(text, code) for code, texts in named_places() for text in texts)


@cache
def _english_names() -> dict[str, _Name]:
    return _index(_list_english_names())


def _list_english_names() -> Iterator[_Name]:
    import pycountry

    for code, texts in territories().also_known_as.items():
        yield from (_Name(text, code) for text in texts)
    for code in _codes():
        yield _Name(_english(code), code)
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name", "alpha_3"):
            if hasattr(country, field):
                yield _Name(getattr(country, field), country.alpha_2)


@cache
def _local_names() -> dict[str, _Name]:
    return _index(_list_local_names())


def _list_local_names() -> Iterator[_Name]:
    from babel.core import Locale, UnknownLocaleError
    from babel.languages import get_official_languages

    for code in _codes():
        for language in get_official_languages(code, regional=True, de_facto=True):
            try:
                yield _Name(Locale.parse(language).territories[code], code)
            except (UnknownLocaleError, KeyError):
                continue  # CLDR has not been translated into that language


def _codes() -> tuple[str, ...]:
    import pycountry

    return (*(country.alpha_2 for country in pycountry.countries), *territories().also_accepted)


def _english(code: str) -> str:
    from babel.core import Locale

    return str(Locale("en").territories[code])
