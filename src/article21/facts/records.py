"""The facts a letter rests on: a frozen record for each data file, with its sources and how sure it is."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from article21.facts.complaints import Complaint

Confidence = Literal["high", "medium", "low"]
Standing = Literal["stated", "possible"]


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
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """When an answer is due; ``set`` periods are asked for by the letter, not by a statute."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: Literal["statutory", "set"]
    counting: Literal["regulation-1182-71", "corresponding-date", "calendar-days", "business-days"]
    basis: str
    months: int = 0
    days: int = 0
    business_days: int = 0
    extension_months: int = 0
    extension_days: int = 0
    acknowledgement_days: int = 0
    holidays: str = ""
    """The place whose public holidays count, such as ``IE`` or ``GB-ENG``; empty: none do."""


@dataclass(frozen=True)
class Provisions:
    """The provision a letter leans on, and those it may add; notes for writers, not words of a letter."""

    primary: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Law(Record):
    """A data protection law; ``template`` is the stem of its letter templates."""

    key: str
    name: str
    citation: str
    template: str
    needs_grounds: bool
    deadline: Deadline
    provisions: Provisions


@dataclass(frozen=True, kw_only=True)
class Controller(Record):
    """A LinkedIn company; ``address`` has neither the name nor the country line."""

    key: str
    name: str
    attention: str
    address: tuple[str, ...]
    country: Literal["IE", "US"]
    dpo_email: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By jurisdiction code; nothing is published for the others."""
    lead_authority: str = ""
    """The authority at its seat, to which the others pass complaints (Article 56(1) GDPR)."""


@dataclass(frozen=True, kw_only=True)
class Authority(Record):
    """A supervisory authority; what is uncertain was left out when it was read, so it cannot be printed."""

    key: str
    country: str
    names: Mapping[str, str] = field(hash=False)
    """By base language, the local name first."""
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """By base language, without name and country line."""
    website: str | None = None
    complaint: Complaint

    def name(self, language: str) -> str:
        """Return the name in that language, else the local one if it is in Latin letters, else in English."""
        local = next(iter(self.names.values()))
        fallback = local if unicodedata.name(local[0]).startswith("LATIN") else self.names["en"]
        return self.names.get(base_language(language), fallback)

    def address_for(self, language: str) -> tuple[str, ...] | None:
        """Return the address lines in that language, else the local ones; None when unknown or uncertain."""
        local = next(iter(self.addresses.values()), None)
        return self.addresses.get(base_language(language), local)

    def page_for(self, language: str) -> str | None:
        """Return the page for complaints, in that language if there is one, by default the website."""
        pages = self.complaint.pages
        return pages.get(base_language(language)) or next(iter(pages.values()), self.website)

    def complaint_language(self, language: str) -> str:
        """Return that language if complaints in it are accepted, by default the authority's first one."""
        accepted = self.complaint.languages
        return language if base_language(language) in accepted else accepted[0]


@dataclass(frozen=True, kw_only=True)
class StateAct:
    """What the privacy act of a state of the USA adds to a request; an empty citation: no such right."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    act: str
    citation: str
    deletion: str
    opt_out_of_sale: str
    excludes_commercial_context: bool
    """True where the act leaves out people acting in a commercial or employment context."""
    answer: Deadline
    """For a request to delete; not for the request to stop training, which no act knows."""
    opt_out_answer: Deadline | None = None
    purpose_limit: str = ""
    appeal: str = ""
    appeal_days: int = 0
    no_retaliation: str = ""
    training_disclosure: str = ""


@dataclass(frozen=True, kw_only=True)
class Jurisdiction(Record):
    """The place a person lives in, with the law, the company and the authority that follow from it."""

    code: str
    """ISO 3166-1 or -2, or ``other`` for the row of every country without a file."""
    name: str
    also_known_as: tuple[str, ...] = ()
    part_of: str = ""
    law: Law
    controller: Controller
    authority: Authority | None = None
    subdivision_authority: bool = False
    """True when a subdivision's authority is competent, and no subdivision was named (Germany)."""
    languages: tuple[str, ...]
    """BCP 47 tags, the first language of the place first."""
    paper: Literal["A4", "Letter"]
    national_act: str = ""
    provisions: Provisions | None = None
    """Where they differ from those of the law."""
    state: StateAct | None = None

    @property
    def country(self) -> str:
        """The ISO 3166-1 code: ``DE`` for ``DE-BY``."""
        return self.code.split("-")[0]


@dataclass(frozen=True, kw_only=True)
class Purpose(Record):
    """A purpose LinkedIn processes personal data for."""

    key: str
    title: str
    quoted: bool
    """True when the title is the heading in LinkedIn's notice; else it is the substance in our words."""
    covered_by_setting: frozenset[str]
    """The laws of the people whom LinkedIn's setting lets opt out of it, for the future only."""
    data: tuple[str, ...]
    standing: Mapping[str, Standing] = field(hash=False)
    """By law: ``possible`` is objected to as far as it takes place, never asserted."""


@dataclass(frozen=True)
class Label:
    """A choice of LinkedIn's form as it was reported."""

    text: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Channel(Record):
    """A form or setting of LinkedIn's; ``unknown`` lists what nobody has reported of it."""

    key: str
    title: str
    url: str
    serves: tuple[str, ...]
    without_account: bool = False
    reported_fields: tuple[str, ...] = ()
    labels: Mapping[str, Label] = field(default_factory=dict, hash=False)
    menu_path: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """By base language, as the interface was reported to print it."""
    unknown: tuple[str, ...] = ()

    def menu_path_for(self, language: str) -> tuple[str, ...]:
        """Return the steps to the setting as LinkedIn prints them in that language, else in English."""
        return self.menu_path.get(base_language(language), self.menu_path.get("en", ()))


@dataclass(frozen=True, kw_only=True)
class Territories(Record):
    """Territories ISO 3166-1 leaves out, and subdivisions that the law of their country does not cover."""

    own_codes: Mapping[str, str] = field(hash=False)
    """From the ISO 3166-2 code to the territory's own ISO 3166-1 code."""
    also_accepted: tuple[str, ...]
    also_known_as: Mapping[str, tuple[str, ...]] = field(hash=False)
