"""Say what is wrong with a command line, in the person's language and not in Typer's English."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

from pydantic import ValidationError
from typer.exceptions import TyperException

from article21.errors import Article21Error
from article21.interface import Message, Place

_NAMES = re.compile(r"\(([^()]*)\)\Z|'([^']*)'")


class UsageMistake(Article21Error):  # noqa: N818 - a mistake, as the others are
    """A command line that can't be followed; the place is the option or argument."""


def usage_error(code: str, field: str) -> UsageMistake:
    """Return a mistake about an option."""
    return UsageMistake(Message(code).at(Place(field)))


def explain_usage(error: TyperException) -> tuple[str, Message, str]:
    """Return what is wrong where, and the command whose help tells more."""
    context = getattr(error, "ctx", None)
    where, message = _mistake(error)
    return where, message, context.command_path if context else ""


def _mistake(error: TyperException) -> tuple[str, Message]:
    # Typer gives these classes no public name.
    match type(error).__name__:
        case "NoSuchOption":
            named = str(getattr(error, "option_name", ""))
            return named, _unknown("option", named, getattr(error, "possibilities", None) or ())
        case "BadOptionUsage":
            unwanted = "does not take" in error.message
            named = str(getattr(error, "option_name", ""))
            return named, Message("value-unwanted" if unwanted else "value-missing")
        case "MissingParameter":
            return _hint(error), Message("argument-missing")
        case "BadParameter":
            return _hint(error), _wrong_value(error)
    return _other(error)


def _other(error: TyperException) -> tuple[str, Message]:
    found = _NAMES.search(error.message)
    named = (found[1] or found[2]) if found else ""
    if "extra argument" in error.message:
        return named, Message("argument-surplus")
    if error.message.startswith("No such command"):
        context = getattr(error, "ctx", None)
        return named, _unknown("command", named, getattr(context and context.command, "commands", ()))
    return "", Message("usage-wrong")


def _unknown(what: str, given: str, known: Iterable[str]) -> Message:
    near = get_close_matches(given, known, n=1)
    return Message(f"unknown-{what}-near", offer=near[0]) if near else Message(f"unknown-{what}")


def _hint(error: TyperException) -> str:
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    long_names = [name for name in parameter.opts if name.startswith("--")]
    return str(long_names[0] if long_names else parameter.metavar or parameter.name)


def _wrong_value(error: TyperException) -> Message:
    if not isinstance(error.__cause__, ValidationError):
        return Message("value-wrong")
    first = error.__cause__.errors(include_url=False)[0]
    given, (_, is_choice, choices) = str(first["input"]), first["msg"].partition(" is not one of ")
    if is_choice:
        return Message("not-a-choice", given=given, choices=", ".join(re.findall("'([^']*)'", choices)))
    match first["type"]:
        case "int_parsing":
            return Message("not-a-number", given=given)
        case "greater_than_equal":
            return Message("number-too-small", limit=first["ctx"]["ge"])
    return Message("value-wrong")
