"""Ask a person on a terminal for what is missing; questions go to stderr, as all but the letter does."""

import sys
from collections.abc import Callable, Iterator
from datetime import date as Date
from functools import partial

import typer

from article21.cli.sentences import TERMINAL
from article21.cli.streams import say, tell
from article21.desk.listings import ground_labels
from article21.errors import DetailsError
from article21.interface import Message
from article21.person import Given, check_details, missing_fields
from article21.writing.requests import NO_ACCOUNT


def on_terminal() -> bool:
    """Tell whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def wait_for_enter() -> None:
    """Wait until the person has seen enough."""
    _answer("ask-to-close")


def ask_for_missing(given: Given, today: Date) -> Given:
    """Return what was given together with answers for the fields no letter can do without."""
    for name in missing_fields(given):
        given = _ask_until_right(given, name, partial(_answer, f"ask-{name}"), today)
    return given


def ask_for_grounds(given: Given, today: Date) -> Given:
    """Return what was given together with grounds picked from a list and the person's own words."""
    labels = {key: label for key, label in ground_labels().items() if key != NO_ACCOUNT}
    say("ask-grounds")
    for number, label in enumerate(labels.values(), 1):
        typer.echo(f"{number:3}. {label}", err=True)
    given = Given({"ground": _picked(tuple(labels))}).over(given)
    return _ask_until_right(given, "because", _own_words, today)


def _ask_until_right(given: Given, name: str, ask: Callable[[], str], today: Date) -> Given:
    while True:
        attempt = Given({name: ask()}).over(given)
        problems = _problems(attempt, name, today)
        if not problems:
            return attempt
        for message in problems:
            tell(message.at(None))


def _problems(attempt: Given, name: str, today: Date) -> tuple[Message, ...]:
    try:
        check_details(attempt, today)
    except DetailsError as error:
        return tuple(message for message in error.messages if message.place == attempt.place_of(name))
    return ()


def _picked(keys: tuple[str, ...]) -> tuple[str, ...]:
    while True:
        numbers = _answer("how-to-choose-several").replace(",", " ").split()
        if all(number.isdecimal() and 1 <= int(number) <= len(keys) for number in numbers):
            return tuple(keys[int(number) - 1] for number in numbers)
        say("not-numbers", limit=len(keys))


def _own_words() -> str:
    say("ask-own-words")
    return "\n".join(_lines_until_empty())


def _lines_until_empty() -> Iterator[str]:
    while line := _read_line():
        yield line


def _answer(question: str) -> str:
    """Return the answer to the question of that code."""
    typer.echo(f"{TERMINAL.sentence(Message(question))} ", nl=False, err=True)
    return _read_line()


def _read_line() -> str:
    # Neither input() nor typer.prompt: the one writes to stdout, the other takes Ctrl-C for a failure.
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
