"""What the person has answered so far, and what follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date

from article21.desk.letters import read_request
from article21.errors import DetailsError
from article21.facts import Jurisdiction, find_jurisdiction
from article21.interface import Message
from article21.person import Given, check_details
from article21.writing.requests import Request

MEMBERS_ONLY = ("profile_url", "setting_off", "account_email")
"""What only people with an account have."""


@dataclass
class Answers:
    """The details so far; those that were given before the first question are not asked for."""

    given: Given
    today: Date
    settled: set[str] = field(default_factory=set)
    """The questions that need no asking any more."""

    @property
    def has_account(self) -> bool:
        """True unless the person said that they have none."""
        return not self.given.values.get("no_account")

    @property
    def place(self) -> Jurisdiction:
        """The place of residence, once it is known."""
        return find_jurisdiction(str(self.given.values["country"]))

    def has(self, name: str) -> bool:
        """Tell whether a detail is there."""
        return self.given.values.get(name) not in (None, "", (), [], False)

    def text(self, name: str, between: str = " ") -> str:
        """Return a detail as a person would type it."""
        value = self.given.values.get(name)
        if value is None:
            return ""
        return between.join(map(str, value)) if isinstance(value, tuple | list) else str(value)

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the keys that a detail lists."""
        value = self.given.values.get(name, ())
        return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]  # a list of texts

    def take(self, **values: object) -> None:
        """Take answers in place of earlier ones."""
        self.given = Given(values).over(self.given)

    def problems_with(self, name: str, value: object) -> tuple[Message, ...]:
        """Return what is wrong with an answer, without its place: the question was just asked."""
        attempt = Given({name: value}).over(self.given)
        found = problems_of(attempt, self.today)
        return tuple(message.at(None) for message in found if message.place and message.place.field == name)

    def request(self) -> Request:
        """Return the request that the answers make; raise what the person has to decide."""
        return read_request(self.given, self.today)


def problems_of(given: Given, today: Date) -> Iterable[Message]:
    """Return all that is wrong with details so far; what is missing is not wrong yet."""
    try:
        check_details(given, today)
    except DetailsError as error:
        return [message for message in error.messages if not message.code.endswith("-missing")]
    return []


def refuse_wrong(given: Given, today: Date) -> None:
    """Raise what is wrong with the options and the file before the first question is asked."""
    if problems := problems_of(given, today):
        raise DetailsError(*problems)
