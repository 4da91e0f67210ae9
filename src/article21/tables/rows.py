"""Turn what a row says into a person's details."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from functools import cache

from article21.interface import Message
from article21.person import Details, Given, check_details
from article21.tables.columns import fields, vocabulary
from article21.tables.countries import find_country
from article21.tables.postal import lay_out, mend_postcode

_SEVERAL_LINES = re.compile(r"[\r\n]+")
_DOTTED_DAY = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})\.?")
_ANSWERS = ("without_grounds", "no_account")
_DAYS = ("date", "setting_off")
_ADDRESS_PARTS = ("street", "postcode", "city")


@dataclass(frozen=True)
class Person:
    """The details of one row, and what was mended or looks odd in it."""

    details: Details
    notes: tuple[Message, ...]


def read_person(values: Mapping[str, str], defaults: Given, today: Date) -> Person:
    """Return the person of a row, or raise DetailsError with everything that is wrong."""
    given: dict[str, object] = {
        field: _typed(field, text) for field, text in values.items() if field in Details.model_fields
    }
    if name := _full_name(values):
        given |= name
    place = _place(values, defaults)
    if place:
        given["country"] = place
    address, notes = _address(values, place)
    if address:
        given["address_line"] = (*split_cell(values.get("address_line", "")), *address)
    if "city" in values:
        given.setdefault("place", " ".join(values["city"].split()))
    return Person(check_details(Given(given).over(defaults), today), notes)


def _typed(field: str, text: str) -> object:
    if fields()[field].several:
        return split_cell(text)
    if field in _ANSWERS:
        return _answers().get(text.strip().casefold(), text)
    if field in _DAYS and (day := _DOTTED_DAY.fullmatch(text.strip())):
        return f"{day[3]}-{day[2]:0>2}-{day[1]:0>2}"
    if field in ("length", "tone"):
        return text.strip().casefold()
    return text if field == "because" else text.strip()


def split_cell(text: str) -> tuple[str, ...]:
    """Split a cell at its line breaks; at semicolons when it has none."""
    lines = [line for line in _SEVERAL_LINES.split(text) if line.strip()]
    parts = lines[0].split(";") if len(lines) == 1 else lines
    return tuple([part.strip() for part in parts if part.strip()])


def _full_name(values: Mapping[str, str]) -> dict[str, object]:
    """Work out full, given and family name: a column headed Name may hold any of the three."""
    name, first, last = (values.get(key, "").strip() for key in ("name", "given_name", "family_name"))
    if first and last and not name:
        name = _joined(first, last, values.get("country", ""))
    elif name and bool(first) != bool(last) and not _is_part(first or last, name):
        first, last = first or name, last or name
        name = _joined(first, last, values.get("country", ""))
    elif not name:
        return {}
    return {"name": name, "given_name": first or None, "family_name": last or None}


def _is_part(part: str, name: str) -> bool:
    return part.casefold() in name.casefold()


def _joined(first: str, last: str, country: str) -> str:
    if all(unicodedata.name(character, "").startswith("CJK") for character in first + last):
        return last + first
    return f"{last} {first}" if _family_name_first(country) else f"{first} {last}"


def _family_name_first(country: str) -> bool:
    return (find_country(country) or "")[:2] in vocabulary()["names"]["family_name_first"]


def _place(values: Mapping[str, str], defaults: Given) -> str | None:
    """Return the country, or the part of it that another column names."""
    country = values.get("country", str(defaults.values.get("country", ""))).strip()
    region = values.get("region", "").strip()
    code = find_country(country) or "" if country else ""
    if not region or (country and not code):
        return code or country or None
    for text in (f"{code[:2]}-{region}", region):
        found = find_country(text) or ""
        if "-" in found and found.startswith(code[:2]):
            return found
    return code or country or region


def _address(values: Mapping[str, str], place: str | None) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Return the lines of the address that stands in columns of its own, and what was mended."""
    if not any(part in values for part in _ADDRESS_PARTS):
        return (), ()
    code = find_country(place or "") or ""
    postcode, note = mend_postcode(values.get("postcode", "").strip(), code[:2])
    city = " ".join(values.get("city", "").split())
    lines = lay_out(split_cell(values.get("street", "")), postcode, city, code)
    return lines, (note,) if note and postcode else ()


@cache
def _answers() -> Mapping[str, bool]:
    words = vocabulary()["words"]
    return {word.casefold(): answer for answer, key in ((True, "yes"), (False, "no")) for word in words[key]}
