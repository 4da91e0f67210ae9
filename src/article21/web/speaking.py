"""The language of a page: the address tells it, the browser proposes one; and the templates in it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache, partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from article21.catalogs import SOURCE, interface_language
from article21.facts import jurisdictions
from article21.facts.places import fold_place, name_place
from article21.interface import (
    Message,
    Surface,
    Value,
    catalog_of,
    standing_alone,
    written_day,
    written_number,
)
from article21.languages import language_name, locale_of, own_name
from article21.rendering.html import clause_markup
from article21.resources import TEMPLATES
from article21.web.sentences import PAGE
from article21.writing.catalogs import catalogs
from article21.writing.directions import direction_of
from article21.writing.templating import template_cache

_ADDRESS = re.compile(r"(https?://[^\s<>\"“”]+[^\s<>\"“”.,;:)])")
_COLON = re.compile(r"[\s\u00a0\u202f]*[:\uff1a]\s*$")
_OPTION = re.compile(r"\s*[(\uff08][a-z]+[)\uff09]")
"""What a command line is to be given, which the page has a list for."""
_TRADITIONAL = ("zh-TW", "zh-HK", "zh-MO")
"""How browsers call what is written with the traditional characters."""


@cache
def page_languages() -> tuple[str, ...]:
    """Return the tags of the languages in which there are pages, in the order of their own names."""
    spoken = {tag for tag in catalogs() if interface_language(tag) == tag} | {SOURCE}
    return tuple(sorted(spoken, key=lambda tag: own_name(tag).casefold()))


def preferred_language(accepted: str) -> str:
    """Return the language of the pages for a browser's ``Accept-Language`` (RFC 9110, 12.5.4)."""
    for wanted in _in_order(accepted):
        found = interface_language("zh-Hant" if wanted in _TRADITIONAL else wanted)
        if found:
            return found
    return SOURCE


def _in_order(accepted: str) -> Sequence[str]:
    weighed: list[tuple[float, str]] = []
    for part in accepted.split(",")[:50]:
        tag, _, weight = part.strip().partition(";")
        match = re.fullmatch(r"\s*q\s*=\s*([01](?:\.[0-9]{0,3})?)\s*", weight)
        if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag) and (match or not weight):
            weighed.append((float(match[1]) if match else 1.0, _written(tag)))
    return [tag for weight, tag in sorted(weighed, key=lambda each: -each[0]) if weight > 0]


def _written(tag: str) -> str:
    first, *rest = tag.split("-")
    language = {"no": "nb", "iw": "he", "in": "id"}.get(first.lower(), first.lower())
    return "-".join((language, *(part.title() if len(part) == 4 else part.upper() for part in rest)))  # noqa: PLR2004 - a script


def surface(language: str) -> Surface:
    """Return what the page says, in a language."""
    return replace(PAGE, language=language)


def tell_where(language: str, messages: Iterable[Message]) -> list[str]:
    """Return sentences that name the field they are about, where they don't stand at it."""
    said = surface(language)
    return [standing_alone(said.say(message)) for message in messages]


def tell(language: str, messages: Iterable[Message]) -> list[str]:
    """Return sentences that each stand by themselves."""
    said = surface(language)
    return [standing_alone(said.sentence(message)) for message in messages]


@cache
def pages(language: str) -> Environment:
    """Return the environment of the page's templates in a language: all that is put in is escaped."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES / "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=template_cache(),
    )
    found.policies["ext.i18n.trimmed"] = True
    words = catalog_of(language)
    found.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        lambda text: escape(words.gettext(text)),
        lambda one, many, count: escape(words.ngettext(one, many, count)),
        newstyle=True,
    )
    found.filters |= {
        "capital": standing_alone,
        "without_options": lambda text: _OPTION.sub("", text),
        "heading": lambda text: _COLON.sub("", text),
        "direction": lambda tag: locale_of(tag).text_direction,
        "dir_of": direction_of,
        "linked": _linked,
        "language": lambda tag: language_name(tag, language),
        "own_name": own_name,
        "day": lambda day: written_day(day, language),
        "number": lambda number: written_number(number, language),
        "clause": lambda clause: Markup(clause_markup(clause)),  # noqa: S704 - the letter's own layout escapes
        "translated": words.gettext,
    }
    found.globals |= {
        "say": _sayer(surface(language)),
        "spoken": language,
        "languages": page_languages,
        "places": cache(partial(_places, language)),
    }
    return found


def _linked(text: str) -> Markup:
    """Return text in which web addresses can be followed."""
    link = Markup('<a href="{0}" target="_blank" rel="noopener noreferrer" dir="ltr">{0}</a>')
    parts = _ADDRESS.split(text)
    return Markup().join(link.format(part) if number % 2 else part for number, part in enumerate(parts))


def _places(language: str) -> tuple[str, ...]:
    """Return the names of all countries, and of the parts with their own law or authority."""
    names = {name_place(place.code, language) for place in jurisdictions()}
    names |= {str(name) for code, name in locale_of(language).territories.items() if len(code) == 2}  # noqa: PLR2004 - a country
    return tuple(sorted(names, key=fold_place))


def _sayer(said: Surface) -> Callable[..., str]:
    def say(code: str, **values: Value) -> str:
        return said.sentence(Message(code, **values))

    return say
