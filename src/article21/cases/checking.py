"""What a case file can hold: a case that the program wrote, with no text that a terminal would obey."""

from collections.abc import Iterator
from functools import lru_cache

from article21.cases.case import HOWS, VIAS, YEARS, Case, Event, KeptLetter, is_first
from article21.facts import find_jurisdiction
from article21.facts.reading import stems
from article21.interface import UNPRINTABLE
from article21.model import Answer
from article21.person import official_languages
from article21.person.languages import parse_language
from article21.person.text import check_reference

_OF_SEVERAL_LINES = str.maketrans("", "", "\n\t")


def check_case(case: Case) -> Case:
    """Return a case; raise ValueError or TypeError for one that nobody could have recorded."""
    check_text(case.country, case.law, case.language, case.company, case.details["name"])
    check_reference(case.reference)
    first = case.events[0]
    known = (
        isinstance(first, KeptLetter)
        and is_first(first)
        and case.law in stems("laws")
        and _is_written(case.country, case.language)
        and all(map(_is_known, case.events))
    )
    if not known:
        raise ValueError
    for name, value in case.details.items():
        check_text(*_texts(value), lines=name == "because")
    return case


def check_text(*texts: object, lines: bool = False) -> None:
    """Raise ValueError for text that can't be printed, TypeError for what is no text."""
    for text in texts:
        if not isinstance(text, str):
            raise TypeError
        if UNPRINTABLE.search(text.translate(_OF_SEVERAL_LINES) if lines else text):
            raise ValueError


@lru_cache(1_000)
def _is_written(country: str, language: str) -> bool:
    """Say whether a country and a language are written as the program writes them."""
    place, tag = find_jurisdiction(country), parse_language(language, official_languages)
    return (place.code, tag) == (country, language)


def _is_known(event: Event) -> bool:
    if isinstance(event, Answer):
        check_text(event.note or "", lines=True)
        return event.how in HOWS and all(day.year in YEARS for day in (event.date, event.until) if day)
    check_reference(event.reference)
    return (
        event.kind in stems("kinds")
        and event.authority in ("", *stems("authorities"))
        and event.via in (None, *VIAS)
        and all(day.year in YEARS for day in (event.date, event.sent, event.received) if day)
    )


def _texts(value: object) -> Iterator[str]:
    """Yield the texts of a detail: it is one, or several, or a number."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield from _texts([*value, *value.values()])
