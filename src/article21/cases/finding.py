"""Which case is meant by what somebody types: a reference, a part of it, or the name of a person."""

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

PREFIX = "A21-"
_CLOSE = 0.75
"""Two of eight characters may be wrong; what the references have in common does not count."""


def named(given: str, names: Iterable[tuple[int, str]]) -> list[int]:
    """Return the numbers of those whose name has all these words, in whatever order."""
    words = _words(given)
    return [number for number, name in names if words and words <= _words(str(name))]


def nearest(given: str, references: Iterable[str]) -> str | None:
    """Return the reference that somebody may have mistyped; None: no reference is like it."""
    by_bare = {_bare(reference): reference for reference in references}
    near = get_close_matches(_bare(given), by_bare, n=1, cutoff=_CLOSE)
    return by_bare[near[0]] if near else None


def _bare(reference: str) -> str:
    return reference.upper().removeprefix(PREFIX)


def _words(text: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    plain = (character for character in letters if not unicodedata.combining(character))
    return frozenset("".join(each if each.isalnum() else " " for each in plain).split())
