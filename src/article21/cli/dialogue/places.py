"""Ask where a person lives: completed as they type, in every language that letters have."""

from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from article21.cli.dialogue.answers import Answers
from article21.cli.dialogue.prompts import ask_line, choose_or_type, explain
from article21.cli.language import spoken
from article21.cli.sentences import terminal
from article21.cli.streams import say, show
from article21.facts.cities import City, complete_city, find_city
from article21.facts.places import (
    Candidates,
    Place,
    complete_place,
    fold_place,
    name_choice,
    name_place,
    whole_name,
)
from article21.facts.reading import jurisdiction, parts_of
from article21.facts.residence import find_home
from article21.interface import Message

_OFFERED, _CITIES = 8, 4


class PlaceCompleter(Completer):
    """Offers what begins as typed: places, those called so in the person's language first, then cities."""

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - prompt_toolkit's signature
        """Yield a few places."""
        typed = document.text
        if not typed.strip():
            return
        for name, code in offers_for(typed, spoken()):
            whole = whole_name(code, spoken())
            yield Completion(name, start_position=-len(typed), display_meta=whole if whole != name else None)
        for name in cities_for(typed):
            city = find_city(name)
            there = whole_name(city.code, spoken()) if isinstance(city, Place) else None
            yield Completion(name, start_position=-len(typed), display_meta=there)


def offers_for(typed: str, language: str) -> list[tuple[str, str]]:
    """Return a few names that begin as typed, with their codes; each place once, the likeliest first."""
    beginning = fold_place(typed)
    found = {place.code: place.name for place in complete_place(typed)}
    for code in found:
        own = name_place(code, language)
        if fold_place(own).startswith(beginning):
            found[code] = own

    def rank(code: str) -> tuple[bool, bool, bool, bool]:
        own = found[code] == name_place(code, language)
        is_whole = found[code].casefold() == typed.strip().casefold()
        return (not is_whole, not own, not jurisdiction(code), "-" in code)

    return [(found[code], code) for code in sorted(found, key=rank)[:_OFFERED]]


def cities_for(typed: str) -> tuple[str, ...]:
    """Return the names of a few cities that begin as typed; of one or two Latin letters, none."""
    return complete_city(typed, _CITIES) if len(fold_place(typed).encode()) > 2 else ()  # noqa: PLR2004 - two letters are a code


def ask_country(answers: Answers) -> None:
    """Ask for a place until one is meant for certain."""
    say("ask-country")
    offered = answers.text("country")
    text = ""
    while True:
        text = text or ask_line(name_place(offered, spoken()) if offered else "", PlaceCompleter())
        found = find_home(text) if text else Candidates()
        place = found if isinstance(found, Place) else _one_of(text, found)
        if isinstance(place, Place):
            if isinstance(place, City):  # whose place follows from a list
                named = whole_name(place.code, spoken())
                show(terminal().sentence(Message("at-place", place=text, sentence=named)))
            answers.take(country=place.code)
            return
        text = place


def ask_region(answers: Answers) -> None:
    """Ask for the part of the country that has its own law or authority."""
    country = str(answers.given.values["country"])
    codes = (*parts_of(country), country)
    say("ask-region")
    chosen = choose_or_type([*_names(codes[:-1]), terminal().say(Message("another-region"))])
    while isinstance(chosen, str):
        found = find_home(f"{chosen}, {country}")
        if isinstance(found, Place) and found.code.startswith(country):
            answers.take(country=found.code)
            return
        explain(Message("unknown-country", given=chosen))
        chosen = choose_or_type([*_names(codes[:-1]), terminal().say(Message("another-region"))])
    answers.take(country=codes[chosen])


def region_matters(answers: Answers) -> bool:
    """Tell whether the law or the authority depends on a part of the country that wasn't named."""
    return bool(parts_of(str(answers.given.values["country"])))


def _one_of(text: str, found: Candidates) -> Place | str:
    """Return the place that was meant, or what was typed instead."""
    if not text:
        explain(Message("country-missing"))
        return ""
    offers = found.meant or found.near or complete_place(text, (spoken(),))[:_OFFERED]
    if not offers:
        explain(Message("unknown-country", given=text))
        say("ask-country")  # a town, for example
        return ""
    say("ask-which-place" if found.meant else "ask-near-place", given=text)
    named = name_choice if found.meant else lambda place, language: whole_name(place.code, language)
    names = [named(place, spoken()) for place in offers]
    chosen = choose_or_type([*names, terminal().say(Message("none-of-these"))])
    if isinstance(chosen, str):
        return chosen
    if chosen < len(offers):
        return offers[chosen]
    say("ask-country")
    return ""


def _names(codes: Iterable[str]) -> Iterator[str]:
    return (whole_name(code, spoken()) for code in codes)
