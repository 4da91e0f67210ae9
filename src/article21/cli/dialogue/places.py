"""Ask where a person lives: completed as they type, in every language that letters have."""

from collections.abc import Iterable, Iterator

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from article21.cli.dialogue.answers import Answers
from article21.cli.dialogue.prompts import ask_line, choose_or_type, explain
from article21.cli.language import spoken
from article21.cli.sentences import terminal
from article21.cli.streams import say
from article21.facts.places import Candidates, Place, complete_place, find_place, fold_place, name_place
from article21.facts.reading import jurisdiction, parts_of
from article21.interface import Message

_OFFERED = 8


class PlaceCompleter(Completer):
    """Offers the places whose names begin as typed: those called so in the person's language first."""

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:  # noqa: ARG002 - prompt_toolkit's signature
        """Yield a few places."""
        typed = document.text
        if not typed.strip():
            return
        for name, code in offers_for(typed, spoken()):
            whole = _whole_name(code)
            yield Completion(name, start_position=-len(typed), display_meta=whole if whole != name else None)


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


def ask_country(answers: Answers) -> None:
    """Ask for a place until one is meant for certain."""
    say("ask-country")
    offered = answers.text("country")
    text = ""
    while True:
        text = text or ask_line(name_place(offered, spoken()) if offered else "", PlaceCompleter())
        found = find_place(text) if text else Candidates()
        place = found if isinstance(found, Place) else _one_of(text, found)
        if isinstance(place, Place):
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
        found = find_place(chosen)
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
    names = list(_names(place.code for place in offers))
    chosen = choose_or_type([*names, terminal().say(Message("none-of-these"))])
    if isinstance(chosen, str):
        return chosen
    return offers[chosen] if chosen < len(offers) else ""


def _names(codes: Iterable[str]) -> Iterator[str]:
    return map(_whole_name, codes)


def _whole_name(code: str) -> str:
    name = name_place(code, spoken())
    return f"{name}, {name_place(code[:2], spoken())}" if "-" in code else name
