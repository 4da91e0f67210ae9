"""Turn what a person gave into the request a letter is written from: law, controller, language, days."""

import unicodedata
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache
from hashlib import sha256

from babel.localedata import exists

from article21.errors import Article21Error
from article21.facts import Authority, Controller, Jurisdiction, Law, Purpose, find_jurisdiction, purposes
from article21.facts.deadlines import answer_due
from article21.model import Length, Tone
from article21.person import Details, official_languages
from article21.person.languages import language_name, parse_language, tag_chain
from article21.writing.catalogs import SOURCE, language_for

NO_ACCOUNT = "no-account"
"""The ground of everybody without an account, and of nobody else."""
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


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

    @property
    def has_grounds(self) -> bool:
        """True when the letter says something of the person's own situation."""
        return bool(self.grounds or self.because)


class GroundsMissingError(Article21Error):
    """The law asks for grounds from the person's situation, and none was given."""

    def __init__(self, law: Law) -> None:
        self.law = law
        super().__init__(
            f"The law where you live ({law.name}) asks for grounds from your own situation. Give --ground "
            "(see `article21 grounds`) or --because with your own words; --without-grounds writes the letter "
            "without them."
        )


class PurposeElsewhereError(Article21Error):
    """A purpose that exists, but not where the person lives."""

    def __init__(self, key: str, jurisdiction: Jurisdiction) -> None:
        self.key, self.jurisdiction = key, jurisdiction
        known = ", ".join(purpose.key for purpose in purposes(jurisdiction.law.key))
        super().__init__(
            f"Purpose {key} doesn't concern people who live in {jurisdiction.name}; those that do are "
            f"{known}. See `article21 purposes`."
        )


def resolve_request(details: Details, today: Date) -> Request:
    """Return the request, or raise the Article21Error that says what is missing or unknown."""
    jurisdiction = find_jurisdiction(details.country)
    law, date = jurisdiction.law, details.date or today
    language, language_notices = _letter_language(details.language, jurisdiction)
    grounds = _grounds(details, law)
    return Request(
        details=details,
        name=details.name,
        given_name=details.given_name,
        family_name=details.family_name,
        emails=details.email,
        address_lines=details.address_line,
        place=details.place,
        profile_url=details.profile_url,
        content_urls=details.content_url,
        no_account=NO_ACCOUNT in grounds,
        setting_off=details.setting_off,
        because=details.because,
        grounds=grounds,
        purposes=_purposes(details.purpose, jurisdiction),
        jurisdiction=jurisdiction,
        law=law,
        controller=jurisdiction.controller,
        authority=jurisdiction.authority,
        language=language,
        date=date,
        due=answer_due(date, law.deadline),
        reference=details.reference or make_reference(details, jurisdiction, date),
        length=details.length,
        tone=details.tone,
        notices=(*language_notices, *_advice(details, jurisdiction, grounds)),
    )


def make_reference(details: Details, jurisdiction: Jurisdiction, date: Date) -> str:
    """Return a reference that is the same for the same person and day, and tells nothing about the person."""
    person = "\n".join((details.name, *details.email, jurisdiction.code, date.isoformat()))
    number = int.from_bytes(sha256(unicodedata.normalize("NFC", person).encode()).digest()[-4:])
    letters = "".join([_CROCKFORD[number >> 5 * place & 31] for place in range(6)])
    return f"A21-{date.isoformat().replace('-', '')}-{letters}"


def find_language(wanted: str, jurisdiction: Jurisdiction) -> str | None:
    """Return the language nearest to a tag that has a letter for people who live there; None: none has."""
    return _nearest_language(wanted, jurisdiction.languages, jurisdiction.law.template)


@lru_cache(maxsize=1000)
def _nearest_language(wanted: str, official: tuple[str, ...], law: str) -> str | None:
    for tag in _candidates(wanted, official):
        if exists(tag.replace("-", "_")) and language_for(tag, law):
            return tag
    return None


def _letter_language(given: str | None, jurisdiction: Jurisdiction) -> tuple[str, tuple[str, ...]]:
    official, law = jurisdiction.languages, jurisdiction.law
    wanted = parse_language(given, official_languages) if given else official[0]
    if tag := find_language(wanted, jurisdiction):
        return tag, ()
    english = next((tag for tag in official if tag.startswith(SOURCE)), SOURCE)
    notice = (
        f"There is no letter in {language_name(wanted)} under the {law.name} yet: this one is in English."
    )
    return english, (notice,)


def _candidates(wanted: str, official: tuple[str, ...]) -> tuple[str, ...]:
    """Return the official forms that add to the tag, the tag, then official forms of other regions."""
    without_region = wanted.rpartition("-")[0] if wanted[-1].isupper() or wanted[-1].isdigit() else wanted
    closer = (tag for tag in official if wanted in tag_chain(tag))
    farther = (tag for tag in official if without_region in tag_chain(tag))
    return (*closer, *tag_chain(wanted), *farther)


def _grounds(details: Details, law: Law) -> tuple[str, ...]:
    automatic = (NO_ACCOUNT,) if details.no_account else ()
    grounds = tuple(dict.fromkeys((*details.ground, *automatic)))
    if law.needs_grounds and not (grounds or details.because or details.without_grounds):
        raise GroundsMissingError(law)
    return grounds


def _purposes(given: tuple[str, ...], jurisdiction: Jurisdiction) -> tuple[Purpose, ...]:
    if not given:
        return purposes(jurisdiction.law.key)
    here = {purpose.key: purpose for purpose in purposes(jurisdiction.law.key)}
    elsewhere = next((key for key in given if key not in here), None)
    if elsewhere:
        raise PurposeElsewhereError(elsewhere, jurisdiction)
    return tuple(here[key] for key in here if key in given)


def _advice(details: Details, jurisdiction: Jurisdiction, grounds: tuple[str, ...]) -> tuple[str, ...]:
    advice, law = [], jurisdiction.law
    if law.needs_grounds and not grounds and not details.because:
        advice.append(
            f"The letter gives no grounds from your own situation, although the law ({law.name}) asks for "
            "them: it is easier to refuse. --ground and --because add some."
        )
    no_account = NO_ACCOUNT in grounds
    if no_account and not details.content_url:
        advice.append("Links to what is published about you help to find it: --content-url adds them.")
    if not no_account and not details.profile_url:
        advice.append("The address of your profile helps to find your account: --profile-url adds it.")
    if jurisdiction.subdivision_authority:
        advice.append(
            f"Which authority is yours depends on the part of {jurisdiction.name} you live in: --country "
            f"{jurisdiction.code}-… names it (see `article21 countries`)."
        )
    return tuple(advice)
