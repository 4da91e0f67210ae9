"""The laws and the places they apply in: a frozen record for each data file."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict

from article21.errors import Article21Error
from article21.facts.complaints import Complaint
from article21.facts.linkedin import Controller
from article21.facts.record import Record, base_language


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
    holidays: str = ""
    """The place whose public holidays count, such as ``IE`` or ``GB-ENG``; empty: none do."""


@dataclass(frozen=True, kw_only=True)
class Kind(Record):
    """A kind of letter, such as ``objection``; its words are in ``templates/letters/<key>/``."""

    key: str
    opens_case: bool = False
    """True for the letter that states the person's grounds; the others follow an earlier letter."""
    addressee: Literal["controller", "authority"]


@dataclass(frozen=True, kw_only=True)
class LetterRule:
    """What a law says of one kind of letter."""

    template: str
    """Its place in ``templates/letters/``, which is also what catalogs declare: ``objection/gdpr``."""
    deadline: Deadline | None = None
    """For the answer; None: the letter asks for none."""


class NoLetterError(Article21Error):
    """A kind of letter that nobody writes under the law of the place."""

    def __init__(self, kind: str, law: "Law") -> None:
        self.kind, self.law = kind, law
        super().__init__("letter-missing", kind=kind, law=law.name)


@dataclass(frozen=True, kw_only=True)
class Law(Record):
    """A data protection law."""

    key: str
    name: str
    citation: str
    needs_grounds: bool
    term: Literal["data", "information"] = "data"
    """What the law, in English, calls what it protects: personal data or personal information."""
    letters: Mapping[str, LetterRule] = field(hash=False)
    """By kind."""

    def letter(self, kind: str) -> LetterRule:
        """Return the rule for that kind of letter, or raise NoLetterError."""
        if kind not in self.letters:
            raise NoLetterError(kind, self)
        return self.letters[kind]


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
class Forum:
    """An authority, and the law under which one turns to it."""

    law: Law
    authority: Authority


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
    also: Forum | None = None
    """A second law that the first letter invokes beside that of the place (the GDPR in Switzerland)."""
    subdivision_authority: bool = False
    """True when a subdivision's authority is competent, and no subdivision was named (Germany)."""
    languages: tuple[str, ...]
    """BCP 47 tags, the first language of the place first."""
    paper: Literal["A4", "Letter"]

    @property
    def country(self) -> str:
        """The ISO 3166-1 code: ``DE`` for ``DE-BY``."""
        return self.code.split("-")[0]

    @property
    def forums(self) -> tuple[Forum, ...]:
        """The authorities that a complaint may go to, that of the place first."""
        own = (Forum(law=self.law, authority=self.authority),) if self.authority else ()
        return (*own, *((self.also,) if self.also else ()))


@dataclass(frozen=True, kw_only=True)
class EverydayNames(Record):
    """What people call places, besides what standards list."""

    ambiguous: Mapping[str, tuple[str, ...]] = field(hash=False)
    """Names of several places, with their codes."""
    signs: Mapping[str, str] = field(hash=False)
    """Distinguishing signs of vehicles, and the countries."""
    names: Mapping[str, tuple[str, ...]] = field(hash=False)
    """The names of each code."""
    regions: Mapping[str, tuple[str, ...]] = field(hash=False)
    """Names of regions that have no code of their own, by the place whose law is theirs."""


@dataclass(frozen=True, kw_only=True)
class Grounds(Record):
    """What grounds take for granted, by key."""

    needs_account: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Territories(Record):
    """Territories ISO 3166-1 leaves out, and subdivisions that the law of their country does not cover."""

    own_codes: Mapping[str, str] = field(hash=False)
    """From the ISO 3166-2 code to the territory's own ISO 3166-1 code."""
    parts_of_countries: Mapping[str, str] = field(hash=False)
    """From a code that CLDR alone has to the ISO 3166-1 code of the country it is a part of."""
    also_accepted: tuple[str, ...]
    also_known_as: Mapping[str, tuple[str, ...]] = field(hash=False)
