"""Turn what a person gave into the request a letter is written from: law, controller, authority, language, days."""

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 - a field is called date

from article21.details import Details
from article21.facts import Authority, Controller, Jurisdiction, Law, Purpose
from article21.model import Length, Tone


@dataclass(frozen=True)
class Request:
    """All that a letter is written from; what a person left out is None or empty."""

    details: Details
    """What the person gave, as they gave it."""
    name: str
    given_name: str | None
    family_name: str | None
    emails: tuple[str, ...]
    address_lines: tuple[str, ...]
    place: str | None
    """Where the letter is written, before the date."""
    profile_url: str | None
    content_urls: tuple[str, ...]
    no_account: bool
    setting_off: Date | None
    """The day the person turned LinkedIn's own setting off."""
    because: str | None
    """The person's own words, line breaks kept."""
    grounds: tuple[str, ...]
    """Keys: the stems of templates/grounds/*.j2."""
    without_grounds: bool
    purposes: tuple[Purpose, ...]
    jurisdiction: Jurisdiction
    law: Law
    controller: Controller
    authority: Authority | None
    language: str
    """BCP 47 tag of the letter, with the region where the language is an official one: ``de-AT``, ``pl``."""
    date: Date
    due: Date
    """The day the answer is due, counted from ``date``."""
    reference: str
    length: Length
    tone: Tone
    notices: tuple[str, ...]
    """Sentences for the person, not for the letter."""
