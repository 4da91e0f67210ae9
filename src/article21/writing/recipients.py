"""Write who a letter is from, and to whom it goes: the company, or the authority of the person's place."""

import re
from functools import cache
from unicodedata import normalize

from article21.languages import place_name
from article21.writing.requests import Request

_ACUTE = "\N{COMBINING ACUTE ACCENT}"
"""Greek capitals have none, but keep their diaeresis."""
_IRISH_PREFIX = re.compile(r"(\b[a-z](?=[A-ZÁÉÍÓÚ]))")
"""The letter that grammar puts before a name stays small: an tSualainn, AN tSUALAINN."""


def write_sender(request: Request) -> tuple[str, ...]:
    """Return the lines of the letterhead; a letter that goes abroad has the country under the address."""
    details, country = request.details, request.jurisdiction.country
    lines = (details.name, *details.address_line)
    if (
        details.address_line
        and _recipient(request)[0] != country
        and not _is_named(country, lines[-1], request)
    ):
        lines = (*lines, _country_line(country, request.language))
    return (*lines, *details.known_by)


def write_recipient(request: Request) -> tuple[str, ...]:
    """Return the lines of the address; the country is left out in letters from that country."""
    country, lines = _recipient(request)
    if request.jurisdiction.code.startswith(country):
        return lines
    return (*lines, _country_line(country, request.language))


def write_company(request: Request) -> tuple[str, ...]:
    """Return the company's name and address for those it is not addressed to, the country among them."""
    company = request.controller
    return (company.name, *company.address, place_name(company.country, request.language))


def _recipient(request: Request) -> tuple[str, tuple[str, ...]]:
    controller, authority = request.controller, request.authority
    if request.kind.addressee == "authority" and authority:
        address = authority.address_for(request.language) or ()
        return authority.country, (authority.name(request.language), *address)
    return controller.country, (controller.name, controller.attention, *controller.address)


def _is_named(country: str, line: str, request: Request) -> bool:
    """Say whether a person has written the country under or after the address, in some language."""
    languages = ("en", "fr", request.language, *request.jurisdiction.languages)
    named = {country, *(place_name(country, tag) for tag in languages)}
    return line.rpartition(",")[2].strip().casefold() in map(str.casefold, named)


@cache
def _country_line(country: str, language: str) -> str:
    """Return a country as it stands in an address: in capitals, as posts ask for in most countries."""
    name = place_name(country, language)
    if language.startswith("ga"):
        return "".join(
            part if index % 2 else part.upper() for index, part in enumerate(_IRISH_PREFIX.split(name))
        )
    if language.startswith("el"):
        return normalize("NFC", normalize("NFD", name.upper()).replace(_ACUTE, ""))
    return name.upper()
