"""Mistakes people make: each class carries one clear sentence that names the place and the way out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches


class Article21Error(Exception):
    """A mistake that can be explained to the person who made it; caught once, in ``cli.main``."""


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the details: ``place`` is where (field, or file, line and field)."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class DetailsError(Article21Error):
    """All that is wrong with one person's details, at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownKeyError(Article21Error):
    """A country, language, ground or purpose that is not known; the nearest known one is offered."""

    def __init__(self, what: str, given: str, known: Iterable[str], *, listing: str) -> None:
        self.what, self.given = what, given
        # People mistype letters, not case: compare without it, offer what is written in the list.
        by_folded = {key.casefold(): key for key in known}
        near = get_close_matches(given.casefold(), by_folded, n=1, cutoff=0.6)
        offer = f" Did you mean “{by_folded[near[0]]}”?" if near else ""
        super().__init__(f"“{given}” is not a {what} that is known.{offer} See `article21 {listing}`.")
