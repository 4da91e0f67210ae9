"""Mistakes people make: each has a code and values; a surface turns them into sentences."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from article21.interface import Message, Value
from article21.sentences import PLAIN


class Article21Error(Exception):
    """A mistake that can be explained to the person who made it; each surface catches it in one place."""

    def __init__(self, *told: Message | str, **values: Value) -> None:
        """Take what is to be said; of one message its code and values are enough."""
        self.messages = tuple(Message(each, **values) if isinstance(each, str) else each for each in told)
        super().__init__(*self.messages)

    def __reduce__(self) -> tuple[object, ...]:
        """Come back whole from another process: subclasses are made from other arguments than these."""
        return _restore, (type(self), self.args, self.__dict__)

    def __str__(self) -> str:
        return "\n".join(map(PLAIN.say, self.messages))

    @property
    def code(self) -> str:
        """Return the code of the first thing to say."""
        return self.messages[0].code


def _restore(
    kind: type[Article21Error], args: tuple[Message, ...], state: Mapping[str, object]
) -> Article21Error:
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


class NoPdfError(Article21Error):
    """What keeps a letter from becoming a PDF; its text and its kit can be written all the same."""


class FieldError(Article21Error, ValueError):
    """A mistake in one field; pydantic gathers all that are ValueErrors."""


class DetailsError(Article21Error):
    """All that is wrong with one person's details, at once; each message has its place."""


class UnknownKeyError(FieldError):
    """A country, language, ground or purpose that is not known; the nearest known one is offered."""

    def __init__(self, what: str, given: str, known: Iterable[str]) -> None:
        self.what, self.given = what, given
        # People mistype letters, not case: compare without it, offer what is written in the list.
        by_folded = {key.casefold(): key for key in known}
        near = get_close_matches(given.casefold(), by_folded, n=1, cutoff=0.6)
        self.offer = by_folded[near[0]] if near else None
        if self.offer is None:
            super().__init__(f"unknown-{what}", given=given)
        else:
            super().__init__(f"unknown-{what}-near", given=given, offer=self.offer)
