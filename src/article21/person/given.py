"""What was given, where each field stands, and all that is wrong with it at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date as Date
from typing import TYPE_CHECKING

from pydantic import ValidationError

from article21.errors import DetailsError, UnknownKeyError
from article21.fields import FIELDS
from article21.interface import Message, Place
from article21.person.details import Details
from article21.person.mending import changes_in, mend_all

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_NEEDED = tuple(field.key for field in FIELDS.values() if field.needed)
"""In the order they are asked for."""
_CODES = {
    "string_type": "not-text",
    "string_unicode": "text-half-character",
    "tuple_type": "not-a-list",
    "bool_type": "not-yes-or-no",
    "bool_parsing": "not-yes-or-no",
    "date_type": "not-a-date-value",
}
"""What there is to say of pydantic's own findings."""


_MOST_TOLD = 100
"""Mistakes: nobody reads more of them."""


@dataclass(frozen=True)
class Given:
    """Field values that nobody has checked yet, and the place of each for messages."""

    values: Mapping[str, object]
    places: Mapping[str, Place] = field(default_factory=dict)

    def over(self, other: "Given") -> "Given":
        """Return both together; where both have a field, this one wins."""
        places = {key: place for key, place in other.places.items() if key not in self.values}
        return Given({**other.values, **self.values}, {**places, **self.places})

    def place_of(self, name: str) -> Place:
        """Return where a field stands."""
        return self.places.get(name) or Place(name)


def check_details(given: Given, today: Date) -> Details:
    """Return the details, or raise DetailsError with everything that is wrong with them."""
    try:
        return Details.model_validate(mend_all(given.values), context={"today": today})
    except ValidationError as error:
        found = error.errors(include_url=False)[:_MOST_TOLD]
        raise DetailsError(*(_problem(each, given) for each in found)) from None


def mending_notes(given: Given) -> tuple[Message, ...]:
    """Return what ``check_details`` puts right without a word."""
    return tuple(map(Message, changes_in(given.values)))


def missing_fields(given: Given) -> tuple[str, ...]:
    """Return the fields no letter can do without that were not given, in the order they are asked for."""
    there = {name for name, value in given.values.items() if value not in (None, "", (), [])}
    if "account_email" in there:  # it serves for both
        there.add("email")
    return tuple(name for name in _NEEDED if name not in there)


def _problem(found: "ErrorDetails", given: Given) -> Message:
    name, *rest = found["loc"] or ("",)
    place, value = given.place_of(str(name)), given.values.get(str(name))
    if rest and isinstance(rest[0], int) and isinstance(value, list | tuple) and len(value) > 1:
        place = replace(place, entry=rest[0] + 1)
    return _what_is_wrong(str(name), found).at(place)


def _what_is_wrong(name: str, found: "ErrorDetails") -> Message:
    context = found.get("ctx", {})
    message: Message
    match found["type"]:
        case "value_error":
            message = context["error"].messages[0]  # our checks raise a FieldError
        case "missing":
            message = Message(f"{name}-missing")
        case "extra_forbidden":
            message = UnknownKeyError("field", name, Details.model_fields).messages[0]
        case "literal_error":
            message = _no_choice(found["input"], context["expected"].replace("'", ""))
        case "too_long":
            message = Message("too-many", count=context["actual_length"], limit=context["max_length"])
        case other:
            message = Message(_CODES[other])
    return message


def _no_choice(given: object, choices: str) -> Message:
    if isinstance(given, str):
        return Message("not-a-choice", given=given, choices=choices)
    return Message("no-choice", choices=choices)
