"""What was given, where each field stands, and all that is wrong with it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from article21.errors import DetailsError, Problem, UnknownKeyError
from article21.person.details import Details
from article21.person.text import quoted, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_NEEDED = {
    "name": "your name is needed.",
    "email": "an e-mail address is needed, the one of your LinkedIn account if you have one.",
    "country": "the country you live in is needed.",
}
_SENTENCES = {
    "string_type": "this must be text in quotation marks.",
    "string_unicode": "this contains half a character: write it again without it.",
    "tuple_type": "this must be a list of texts.",
    "bool_type": "this must be true or false.",
    "bool_parsing": "this must be true or false.",
    "date_type": "this must be a date: write year-month-day, for example 2026-11-22.",
}


@dataclass(frozen=True)
class Given:
    """Field values that nobody has checked yet, and the place of each for messages."""

    values: Mapping[str, object]
    places: Mapping[str, str] = field(default_factory=dict)

    def over(self, other: "Given") -> "Given":
        """Return both together; where both have a field, this one wins."""
        places = {key: place for key, place in other.places.items() if key not in self.values}
        return Given({**other.values, **self.values}, {**places, **self.places})

    def place_of(self, name: str) -> str:
        """Return where a field stands: its place in a file, or else its option."""
        return self.places.get(name) or "--" + name.replace("_", "-")


def check_details(given: Given, today: Date) -> Details:
    """Return the details, or raise DetailsError with everything that is wrong with them."""
    try:
        return Details.model_validate(dict(given.values), context={"today": today})
    except ValidationError as error:
        raise DetailsError([_problem(found, given) for found in error.errors(include_url=False)]) from None


def missing_fields(given: Given) -> tuple[str, ...]:
    """Return the fields no letter can do without that were not given, in the order they are asked for."""
    return tuple(name for name in _NEEDED if given.values.get(name) in (None, "", (), []))


def _problem(found: "ErrorDetails", given: Given) -> Problem:
    name, *rest = found["loc"] or ("",)
    place, value = given.place_of(str(name)), given.values.get(str(name))
    if rest and isinstance(rest[0], int) and isinstance(value, list | tuple) and len(value) > 1:
        place = f"{place}, entry {rest[0] + 1}"
    return Problem(place, _sentence(str(name), found))


def _sentence(name: str, found: "ErrorDetails") -> str:
    context = found.get("ctx", {})
    match found["type"]:
        case "value_error":
            return str(context["error"])
        case "missing":
            return _NEEDED[name]
        case "extra_forbidden":
            return str(
                UnknownKeyError("field", shown(name, 60), Details.model_fields, listing="new person.toml")
            )
        case "literal_error":
            return f"{_shown(found['input'])} is not one of {context['expected'].replace(chr(39), '')}."
        case "too_long":
            return f"these are {context['actual_length']}; there is room for {context['max_length']}."
    return _SENTENCES[found["type"]]


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str) else "this"
