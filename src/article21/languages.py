"""What languages and places are called: by the Unicode CLDR, parts of countries by ``data/regions.toml``."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date as Date
from functools import cache, reduce
from typing import Any

from babel import Locale, UnknownLocaleError

from article21.resources import DATA, TEMPLATES

_GROUPED_LATE = frozenset(("bg", "es", "et", "hu", "it", "lv", "pl", "pt", "sl"))
"""Languages that write 3000, yet 30 000: ``minimumGroupingDigits`` of CLDR 48, which Babel leaves out."""
_BRAZIL = "pt-BR"
"""Writes 3.000, unlike Portugal."""
_FIVE_DIGITS = 10_000
_FULL_WIDTH = {
    ", ": "\N{FULLWIDTH COMMA}",
    "; ": "\N{FULLWIDTH SEMICOLON}",
    ": ": "\N{FULLWIDTH COLON}",
    " (": "\N{FULLWIDTH LEFT PARENTHESIS}",
    ")": "\N{FULLWIDTH RIGHT PARENTHESIS}",
}
FIRST = "first"
"""In ``locales/dates.toml``: the pattern for the first day of a month."""


def language_name(tag: str, display: str = "en") -> str:
    """Return what a language is called in English, or in the language ``display``."""
    names = locale_of(display).languages
    return next((names[key] for key in tag_chain(tag, "_") if key in names), tag)


def list_names(names: Iterable[str], display: str) -> str:
    """Return names one after another, separated as the language ``display`` does: A, B or A、B."""
    return reduce(locale_of(display).list_patterns["standard"]["start"].format, names)


def own_name(tag: str) -> str:
    """Return what a language is called by those who speak it, as it stands in a list."""
    name = _own_names().get(tag) or language_name(tag, tag)
    return name[:1].upper() + name[1:]


@cache
def _own_names() -> Mapping[str, str]:
    content: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (DATA / "languages.toml").read_text(encoding="utf-8")
    )
    return content["own_names"]


def place_name(code: str, display: str = "en") -> str:
    """Return what a place is called in a language, or in its own; what is no code stays as it is."""
    if "-" not in code:
        return str(locale_of(display).territories.get(code, code))
    if names := named_regions().get(code):
        return names[next((key for key in tag_chain(display) if key in names), "own")]
    import pycountry

    region = pycountry.subdivisions.get(code=code)  # type: ignore[no-untyped-call] # pycountry has no types
    return as_said(region.name) if region else code


def as_said(name: str) -> str:
    """Return a name of ISO 3166-2 as people say it: ``Comunidad de Madrid`` for ``Madrid, Comunidad de``."""
    return " ".join(reversed(name.partition("[")[0].strip().split(", ")))


def whole_place_name(code: str, display: str = "en", named: Callable[[str, str], str] = place_name) -> str:
    """Return what a place is called, with its country when it is a part of one."""
    codes = (code, code[:2]) if "-" in code else (code,)
    return mark(", ", display).join(named(each, display) for each in codes)


def mark(text: str, language: str) -> str:
    """Return a mark with its space as a language sets it: full-width in Chinese."""
    return _FULL_WIDTH[text] if language.partition("-")[0] == "zh" else text


def with_brackets(text: str, more: str, language: str) -> str:
    """Return a text with more of it in brackets."""
    return f"{text}{mark(' (', language)}{more}{mark(')', language)}".strip()


def name_languages(tags: Iterable[str], display: str) -> str:
    """List languages in the language ``display``."""
    return list_names((language_name(tag, display) for tag in tags), display)


@cache
def named_regions() -> Mapping[str, Mapping[str, str]]:
    """Read what parts of countries are called, by code and language."""
    content: Mapping[str, Mapping[str, str]] = tomllib.loads(
        (DATA / "regions.toml").read_text(encoding="utf-8")
    )["names"]
    return content


def write_number(number: int, language: str) -> str:
    """Write a whole number with its digits grouped as the language does."""
    from babel.numbers import format_decimal

    late = language != _BRAZIL and language.partition("-")[0] in _GROUPED_LATE
    grouped = abs(number) >= (_FIVE_DIGITS if late else 0)
    written = format_decimal(number, locale=locale_of(language), group_separator=grouped)
    # CLDR types Switzerland's separator, books print it.
    return written.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


def write_day(day: Date, language: str) -> str:
    """Return a day as a language writes it out: 28 December 2026, 1er décembre 2026."""
    from babel.dates import format_date

    pattern = said_of_days(language).get(FIRST, "long") if day.day == 1 else "long"
    return format_date(day, pattern, locale_of("en-001" if language == "en" else language))


@cache
def said_of_days(language: str) -> Mapping[str, Any]:
    """Return what ``locales/dates.toml`` says of a language, a region's own words before those of all."""
    said: dict[str, Any] = {}
    for tag in reversed([*tag_chain(language)]):
        said |= _days().get(tag, {})
    return said


@cache
def _days() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads((TEMPLATES / "locales" / "dates.toml").read_text(encoding="utf-8"))


def tag_chain(tag: str, separator: str = "-") -> Iterator[str]:
    """Yield the tag, then what is left as parts come off its end: ``zh-Hant-HK``, ``zh-Hant``, ``zh``."""
    parts = tag.split("-")
    return (separator.join(parts[:count]) for count in range(len(parts), 0, -1))


@cache
def locale_of(tag: str) -> Locale:
    """Return the nearest locale; the English one when there is none."""
    for shorter in tag_chain(tag):
        with suppress(UnknownLocaleError):
            return Locale.parse(shorter, sep="-")
    return Locale("en")
