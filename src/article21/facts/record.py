"""What the records of all data files have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

Confidence = Literal["high", "medium", "low"]


def base_language(language: str) -> str:
    """Return ``sv`` for ``sv-FI``: facts that differ by language are kept under the base language."""
    return language.replace("_", "-").split("-")[0].lower()


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every data file says about itself."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    sources: tuple[str, ...]
    checked: date
    confidence: Confidence
    uncertain: frozenset[str] = frozenset()
    """Fields (``addresses``, ``names.mt``) that must not be printed as certain."""
    next_change: date | None = None
    """The day from which something here is known to be different; from then on it has to be checked again."""
    notes: str | Mapping[str, object] = field(default="", hash=False, compare=False)
    """For people who check or extend the facts: no code reads them, so nothing in them is ever printed."""
