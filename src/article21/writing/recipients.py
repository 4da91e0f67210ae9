"""Write to whom a letter goes: the company, or the authority of the place the person lives in."""

from functools import cache

from babel import Locale

from article21.writing.requests import Request


def write_recipient(request: Request) -> tuple[str, ...]:
    """Return the lines of the address; the country is left out in letters from that country."""
    country, lines = _recipient(request)
    if request.jurisdiction.code.startswith(country):
        return lines
    return (*lines, _country_name(country, request.language))


def write_company(request: Request) -> tuple[str, ...]:
    """Return the company's name and address for those it is not addressed to, country line included."""
    company = request.controller
    return (company.name, *company.address, _country_name(company.country, request.language))


def _recipient(request: Request) -> tuple[str, tuple[str, ...]]:
    controller, authority = request.controller, request.authority
    if request.kind.addressee == "authority" and authority:
        address = authority.address_for(request.language) or ()
        return authority.country, (authority.name(request.language), *address)
    return controller.country, (controller.name, controller.attention, *controller.address)


@cache
def _country_name(code: str, language: str) -> str:
    name: str = Locale.parse(language, sep="-").territories[code]
    return name
