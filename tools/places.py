"""Gather what places are called, in all the languages of the letters and more: ``python -m tools.places``.

Writes src/article21/data/places.json from CLDR (by Babel), ISO 3166 and its translations (by pycountry), and
places.toml and regions.toml beside it. Looking the names up one by one when somebody mistypes one would take
seconds. Writes cities.json as well: cities whose names no place has.
"""

import gettext
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pycountry
from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from article21.facts.places import fold_place
from article21.facts.reading import everyday_names, named_places, territories
from article21.languages import as_said, named_regions
from tools.cities import write_cities

TARGET = Path(__file__).parents[1] / "src" / "article21" / "data" / "places.json"
LANGUAGES = (
    *("bg", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hr", "hu"),
    *("is", "it", "lb", "lt", "lv", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "sk", "sl", "sv", "zh_Hant"),
    *("zh_Hant_HK", "ar", "bs", "mk", "rm", "ru", "sq", "sr", "sr_Latn", "tr", "uk"),
)
WITH_REGIONS = (
    *("AT", "AU", "BE", "BG", "BR", "CA", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "HR", "HU"),
    *("IE", "IT", "NL", "NO", "PL", "PT", "RO", "SE", "SK", "US"),
)
"""What ISO 3166-2 lists for the others are municipalities."""
_OF_ISO = {"nb": "nb_NO", "zh_Hant": "zh_TW", "zh_Hant_HK": "zh_HK", "sr_Latn": "sr@latin"}
COUNTRIES = {country.alpha_2 for country in pycountry.countries} | set(territories().also_accepted)


class Name(NamedTuple):
    """A name of a place in a language; the empty language stands for a name that is used everywhere."""

    text: str
    code: str
    language: str


def main() -> None:
    """Write the names by how they are looked up."""
    countries = _grouped(chain(_own(), _countries(), _in_themselves()))
    regions = _grouped(chain(_our_regions(), _regions()))
    # A region never hides a country: Luxembourg is one in Belgium, too.
    found = {**{key: value for key, value in regions.items() if key not in countries}, **countries}
    text = json.dumps(dict(sorted(found.items())), ensure_ascii=False, indent=0, separators=(",", ":"))
    TARGET.write_text(text + "\n", encoding="utf-8")
    write_cities(TARGET.with_name("cities.json"), found, date.today().isoformat())  # noqa: DTZ011 - a day is enough


def _grouped(names: Iterator[Name]) -> dict[str, list[str]]:
    """Return ``code|spelling|languages`` by the folded name; our own words come first and decide."""
    places: dict[str, dict[str, tuple[str, dict[str, None]]]] = {}
    ours: set[str] = set()
    for name in names:
        key = fold_place(name.text)
        if not key or (name.language and key in ours and name.code not in places[key]):
            continue
        if not name.language:
            ours.add(key)
        _, languages = places.setdefault(key, {}).setdefault(name.code, (name.text, {}))
        languages[name.language.partition("_")[0]] = None
    asked_about = _ambiguous()  # in every language
    return {
        key: [
            "|".join((code, text, "" if key in asked_about else " ".join(filter(None, languages))))
            for code, (text, languages) in codes.items()
        ]
        for key, codes in places.items()
    }


def _own() -> Iterator[Name]:
    for text, codes in everyday_names().ambiguous.items():
        yield from (Name(text, code, "") for code in codes)
    for code, texts in chain(
        named_places(),
        territories().also_known_as.items(),
        everyday_names().names.items(),
        everyday_names().regions.items(),
    ):
        yield from (Name(text, code, "") for text in texts if fold_place(text) not in _ambiguous())


def _ambiguous() -> set[str]:
    return {fold_place(text) for text in everyday_names().ambiguous}


def _countries() -> Iterator[Name]:
    parts = territories().parts_of_countries
    for language in LANGUAGES:
        for code, text in Locale.parse(language).territories.items():
            if (code := parts.get(code, code)) in COUNTRIES:
                yield Name(str(text), code, language)
        translated = _translations("iso3166-1", language)
        for country in pycountry.countries:
            for field in ("name", "common_name", "official_name"):
                text = getattr(country, field, None)
                if text and (language == "en" or translated(text) != text):
                    yield Name(translated(text), country.alpha_2, language)
    for country in pycountry.countries:
        yield Name(country.alpha_3, country.alpha_2, "en")


def _in_themselves() -> Iterator[Name]:
    for country in pycountry.countries:
        for language in get_official_languages(country.alpha_2, regional=True, de_facto=True):
            try:
                yield Name(Locale.parse(language).territories[country.alpha_2], country.alpha_2, language)
            except (UnknownLocaleError, KeyError):
                continue  # CLDR has not been translated into that language


def _our_regions() -> Iterator[Name]:
    for code, names in named_regions().items():
        yield from (
            Name(text, code, "" if tag == "own" else tag.replace("-", "_")) for tag, text in names.items()
        )


def _regions() -> Iterator[Name]:
    regions = [
        region
        for country in WITH_REGIONS
        for region in pycountry.subdivisions.get(country_code=country) or ()  # type: ignore[no-untyped-call] # no types
        if region.parent_code is None
    ]
    regions.sort(key=lambda region: region.code)  # it gives a set
    for language in ("", *LANGUAGES):
        translated = _translations("iso3166-2", language) if language else str
        for region in regions:
            name = translated(region.name)
            if language and name == region.name:
                continue  # not translated
            for text in {as_said(name): None, **dict.fromkeys(re.split(r"[\[\]/]", name))}:
                code = territories().own_codes.get(region.code, region.code)
                yield Name(text.strip(), code, language)


def _translations(domain: str, language: str):  # type: ignore[no-untyped-def] # a bound method of gettext
    name = _OF_ISO.get(language, language)
    return gettext.translation(domain, pycountry.LOCALES_DIR, [name], fallback=True).gettext


if __name__ == "__main__":
    main()
