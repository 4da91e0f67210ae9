"""Turn what a row says into a person's details."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date

from article21.errors import DetailsError, FieldError
from article21.facts.spoken import find_spoken
from article21.interface import COMMAS, Message, Place
from article21.person import Details, Given, check_details
from article21.tables.cells import clean_row, read_answer
from article21.tables.countries import find_country
from article21.tables.days import read_day
from article21.tables.names import Holds, read_name
from article21.tables.postal import lay_out, mend_postcode, with_number
from article21.tables.vocabulary import fields

_SEVERAL_LINES = re.compile(r"[\r\n]+")
_BETWEEN_ADDRESSES = re.compile(f"\\s*[/{COMMAS}]\\s*|\\s+")
_IN_BRACKETS = re.compile(r"[^<>]*<([^<>]+)>")
_ANSWERS = ("without_grounds", "no_account")
_DAYS = ("date", "setting_off")
_ADDRESS_PARTS = ("street", "house_number", "postcode", "city")
_NUMBER = re.compile(r"[0-9][^\s]{0,5}(?: ?[a-zA-Z])?")


@dataclass(frozen=True)
class Person:
    """The details of one row, and what was mended or looks odd in it."""

    details: Details
    notes: tuple[Message, ...]


def read_person(
    values: Mapping[str, str],
    defaults: Given,
    today: Date,
    heading_of: Callable[[str], str] = str,
    names: Holds = Holds.UNKNOWN,
) -> Person:
    """Return the person of a row, or raise DetailsError with everything that is wrong.

    ``heading_of`` tells how the table calls a field, ``names`` what its column of names holds.
    """
    cleaned = clean_row(values, heading_of)
    values, problems = cleaned.values, list(cleaned.problems)
    given: dict[str, object] = {}
    for field, text in values.items():
        if field in Details.model_fields:
            try:
                given[field] = _typed(field, text)
            except FieldError as error:
                problems += [message.at(Place(field)) for message in error.messages]
    place = _place(values, defaults)
    code = find_country(place or "") or ""
    name = read_name(values, code[:2], names)
    if name:
        problems += name.problems
        given |= {"name": name.full, "given_name": name.given or None, "family_name": name.family or None}
    if place:
        given["country"] = place
    address, notes = _address(values, code)
    if address:
        given["address_line"] = (*split_cell(values.get("address_line", "")), *address)
    if "city" in values:
        given.setdefault("place", " ".join(values["city"].split()))
    notes += tuple(_spoken(values, given, defaults, code))
    notes += tuple(_counted_days(values, given, heading_of))
    told = (*cleaned.notes, *(name.notes if name else ()), *notes)
    return Person(_checked(Given(given).over(defaults), today, problems), told)


def _spoken(
    values: Mapping[str, str], given: dict[str, object], defaults: Given, code: str
) -> Iterator[Message]:
    """Take the language from a region that has no code; what has one is known without the row."""
    region = values.get("region", values.get("country", "")).strip()
    if not region or "-" in code or {"language"} & (given.keys() | defaults.values.keys()):
        return
    address = given.get("address_line")
    lines = address if isinstance(address, tuple) else ()
    if spoken := find_spoken(code, region, str(given.get("place", "")), lines):
        given["language"] = spoken.language
        if not spoken.is_only:
            yield Message("language-guessed", language=spoken.language, country=code)


def _counted_days(
    values: Mapping[str, str], given: Mapping[str, object], heading_of: Callable[[str], str]
) -> Iterator[Message]:
    for field in _DAYS:
        text, day = values.get(field, "").strip(), str(given.get(field, ""))
        if text.isdecimal() and len(text) < len("20261101") and day != text:
            yield Message("day-counted", column=heading_of(field), given=text, day=day)


def _checked(given: Given, today: Date, problems: Sequence[Message]) -> Details:
    """Check the details together with what was wrong already, which explains what is missing then."""
    if not problems:
        return check_details(given, today)
    fields_told = {message.place.field for message in problems if message.place}
    try:
        check_details(given, today)
    except DetailsError as error:
        problems = [
            *problems,
            *(each for each in error.messages if not each.place or each.place.field not in fields_told),
        ]
    raise DetailsError(*problems)


def _typed(field: str, text: str) -> object:
    if field in ("email", "account_email"):
        return _addresses(text)
    if fields()[field].several:
        return split_cell(text)
    if field in _ANSWERS:
        answer = read_answer(text)
        return text if answer is None else answer
    if field in _DAYS:
        return read_day(text)
    if field in ("length", "tone"):
        return text.strip().casefold()
    return text if field == "because" else text.strip()


def split_cell(text: str) -> tuple[str, ...]:
    """Split a cell at its line breaks; at semicolons when it has none."""
    lines = [line for line in _SEVERAL_LINES.split(text) if line.strip()]
    parts = lines[0].split(";") if len(lines) == 1 else lines
    return tuple([part.strip() for part in parts if part.strip()])


def _addresses(text: str) -> tuple[str, ...]:
    """Split a cell of e-mail addresses at whatever stands between them; ``Maja <maja@...>`` is one."""
    parts = split_cell(text)
    found: list[str] = []
    for part in parts:
        bracketed = _IN_BRACKETS.fullmatch(part)
        several = [each for each in _BETWEEN_ADDRESSES.split(part) if each]
        if bracketed:
            found.append(bracketed[1].strip())
        elif len(several) > 1 and all("@" in each for each in several):
            found.extend(several)
        else:
            found.append(part)
    return tuple(re.sub(r"^mailto:", "", each, flags=re.IGNORECASE) for each in found)


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


def _address(values: Mapping[str, str], code: str) -> tuple[tuple[str, ...], tuple[Message, ...]]:
    """Return the lines of the address that stands in columns of its own, and what was mended."""
    if not any(part in values for part in _ADDRESS_PARTS):
        return (), ()
    postcode, note = mend_postcode(values.get("postcode", "").strip(), code[:2])
    city = " ".join(values.get("city", "").split())
    number = " ".join(" ".join(split_cell(values.get("house_number", ""))).split())
    street = with_number(_street_lines(values.get("street", "")), number, code[:2])
    return lay_out(street, postcode, city, code), (note,) if note and postcode else ()


def _street_lines(text: str) -> tuple[str, ...]:
    """Return the lines of a street; a house number from a second column stands behind the first."""
    lines = split_cell(text)
    if len(lines) == 2 and _NUMBER.fullmatch(lines[1]) and not re.search("[0-9]", lines[0]):  # noqa: PLR2004 - street and number
        return (f"{lines[0]} {lines[1]}",)
    return lines
