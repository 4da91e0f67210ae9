"""Ask a person on a terminal for what is missing; questions go to stderr, as all but the letter does."""

import sys
from collections.abc import Callable, Iterator
from datetime import date as Date
from functools import partial

import typer

from article21.cli.listings import ground_labels
from article21.errors import DetailsError
from article21.person import Given, check_details, missing_fields
from article21.writing.requests import NO_ACCOUNT

_QUESTIONS = {
    "name": "Your name, as your account shows it:",
    "email": "The e-mail of your LinkedIn account (without an account: any of yours):",
    "country": "Where you live (a country, or a code such as DE-BY or CA-QC):",
}


def on_terminal() -> bool:
    """Tell whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def wait_for_enter(sentence: str) -> None:
    """Wait until the person has seen enough."""
    _answer(sentence)


def ask_for_missing(given: Given, today: Date) -> Given:
    """Return what was given together with answers for the fields no letter can do without."""
    for name in missing_fields(given):
        given = _ask_until_right(given, name, partial(_answer, _QUESTIONS[name]), today)
    return given


def ask_for_grounds(given: Given, today: Date) -> Given:
    """Return what was given together with grounds picked from a list and the person's own words."""
    labels = {key: label for key, label in ground_labels().items() if key != NO_ACCOUNT}
    _say("The law where you live asks for grounds from your own situation. Which of these are yours?")
    for number, label in enumerate(labels.values(), 1):
        _say(f"{number:3}. {label}")
    given = Given({"ground": _picked(tuple(labels))}).over(given)
    return _ask_until_right(given, "because", _own_words, today)


def _ask_until_right(given: Given, name: str, ask: Callable[[], str], today: Date) -> Given:
    while True:
        attempt = Given({name: ask()}).over(given)
        problems = _problems(attempt, name, today)
        if not problems:
            return attempt
        for sentence in problems:
            _say(sentence)


def _problems(attempt: Given, name: str, today: Date) -> tuple[str, ...]:
    try:
        check_details(attempt, today)
    except DetailsError as error:
        place = attempt.place_of(name)
        return tuple(problem.sentence for problem in error.problems if problem.place == place)
    return ()


def _picked(keys: tuple[str, ...]) -> tuple[str, ...]:
    while True:
        numbers = _answer("Their numbers, such as 1 4 (none: Enter):").replace(",", " ").split()
        if all(number.isdecimal() and 1 <= int(number) <= len(keys) for number in numbers):
            return tuple(keys[int(number) - 1] for number in numbers)
        _say(f"These must be numbers from 1 to {len(keys)}.")


def _own_words() -> str:
    _say("Your situation in your own words; an empty line ends them (none: Enter):")
    return "\n".join(_lines_until_empty())


def _lines_until_empty() -> Iterator[str]:
    while line := _read_line():
        yield line


def _answer(question: str) -> str:
    typer.echo(f"{question} ", nl=False, err=True)
    return _read_line()


def _read_line() -> str:
    # Neither input() nor typer.prompt: the one writes to stdout, the other takes Ctrl-C for a failure.
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
