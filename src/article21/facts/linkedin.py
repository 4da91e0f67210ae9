"""What is known of LinkedIn: its companies, the purposes it states, its forms and settings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict

from article21.facts.periods import Period
from article21.facts.record import Record, base_language

Standing = Literal["quoted", "stated", "possible"]
"""Of a purpose: stated under its title in LinkedIn's notice, stated in other words, or merely possible."""


@dataclass(frozen=True, kw_only=True)
class Controller(Record):
    """A LinkedIn company; ``address`` has neither the name nor the country line."""

    key: str
    name: str
    attention: str
    address: tuple[str, ...]
    country: str
    """The ISO 3166-1 code."""
    dpo_email: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By jurisdiction code; nothing is published for the others."""
    delivery: Period
    """How long a letter by post is taken to need; an assumption, for want of a proof of another day."""
    lead_authority: str = ""
    """The authority at its seat, to which the others pass complaints (Article 56(1) GDPR)."""


@dataclass(frozen=True, kw_only=True)
class Purpose(Record):
    """A purpose LinkedIn processes personal data for."""

    key: str
    title: str
    covered_by_setting: frozenset[str]
    """The laws of the people whom LinkedIn's setting lets opt out of it, for the future only."""
    standing: Mapping[str, Standing] = field(hash=False)
    """By law. The title is quoted only where LinkedIn's notice for people there has it; what is merely
    possible is objected to as far as it takes place, never asserted."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """An entry of a list in a form."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    purposes: frozenset[str] = frozenset()
    """What it covers; none: whatever the other entries don't cover."""
    label: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By base language, as LinkedIn was reported to print it."""

    def label_for(self, language: str) -> str | None:
        """Return the label in that language, by default the English one; None: neither is known."""
        return self.label.get(base_language(language), self.label.get("en"))


@dataclass(frozen=True, kw_only=True)
class Field:
    """A field of a form."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    value: str
    """The detail it holds, as in ``article21.person.Details``."""
    label: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By base language, as LinkedIn was reported to print it."""
    choices: tuple[Choice, ...] = ()

    def label_for(self, language: str) -> str | None:
        """Return what LinkedIn prints beside it in that language; None: nobody has reported it."""
        return self.label.get(base_language(language))


@dataclass(frozen=True)
class Rooms:
    """How many characters the texts for a form's text box may have at most."""

    short: int
    medium: int


@dataclass(frozen=True, kw_only=True)
class Form(Record):
    """A form of LinkedIn's; one without fields takes the whole letter."""

    url: str
    rooms: Rooms | None = None
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Setting(Record):
    """A setting of LinkedIn's."""

    url: str
    menu_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """By base language, as the interface was reported to print it."""

    def menu_path_for(self, language: str) -> tuple[str, ...]:
        """Return the steps to the setting as LinkedIn prints them in that language, by default in English."""
        return self.menu_path.get(base_language(language), self.menu_path.get("en", ()))
