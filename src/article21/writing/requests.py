"""Turn what a person gave into the request a letter is written from: law, controller, language, days."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Date

from article21.errors import Article21Error
from article21.facts import (
    Authority,
    Controller,
    Forum,
    Jurisdiction,
    Kind,
    Law,
    LetterRule,
    Purpose,
    find_jurisdiction,
    kind,
    purposes,
)
from article21.facts.age import due_among
from article21.facts.deadlines import answer_due
from article21.facts.places import Place, find_place
from article21.facts.reading import parts_of
from article21.facts.spoken import are_several_spoken, find_spoken
from article21.interface import Message
from article21.model import NO_CORRESPONDENCE, OBJECTION, Correspondence
from article21.person import Details
from article21.writing.contradictions import check_contradictions
from article21.writing.language_choice import choose_language
from article21.writing.references import make_reference

NO_ACCOUNT = "no-account"
"""The ground of everybody without an account, and of nobody else."""


@dataclass(frozen=True)
class Request:
    """All that a letter is written from; what a person left out is None or empty."""

    details: Details
    """What the person gave; a template finds each detail under its own name."""
    no_account: bool
    grounds: tuple[str, ...]
    """Keys: the stems of templates/grounds/*.j2."""
    purposes: tuple[Purpose, ...]
    kind: Kind
    correspondence: Correspondence
    jurisdiction: Jurisdiction
    law: Law
    controller: Controller
    authority: Authority | None
    language: str
    """BCP 47 tag of the letter, with the region where the language is an official one: ``de-AT``, ``pl``."""
    date: Date
    due: Date | None
    """The day the answer to this letter is due, counted from ``date``; None: it asks for none."""
    reference: str
    notices: tuple[Message, ...]
    """For the person, not for the letter."""
    reads: str = ""
    """The language of the kit, where the person reads another one than that of the letter."""
    redacted: bool = False
    """True for a copy that does not tell who wrote it, to share with others."""

    @property
    def has_grounds(self) -> bool:
        """True when the letter says something of the person's own situation."""
        return bool(self.grounds or self.details.because)

    @property
    def rule(self) -> LetterRule:
        """What the law says of this kind of letter."""
        return self.law.letter(self.kind.key)


class GroundsMissingError(Article21Error):
    """The law asks for grounds from the person's situation, and none was given."""

    def __init__(self, law: Law) -> None:
        self.law = law
        super().__init__("grounds-missing", law=law.name)


class PurposeElsewhereError(Article21Error):
    """A purpose that exists, but not where the person lives."""

    def __init__(self, key: str, jurisdiction: Jurisdiction) -> None:
        self.key, self.jurisdiction = key, jurisdiction
        known = ", ".join(purpose.key for purpose in purposes(jurisdiction.law.key))
        super().__init__("purpose-elsewhere", purpose=key, country=jurisdiction.code, purposes=known)


class AuthorityMissingError(Article21Error):
    """A letter to the authority, and no authority is known for where the person lives."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.jurisdiction = jurisdiction
        if jurisdiction.subdivision_authority:
            example = parts_of(jurisdiction.code)[0]
            super().__init__("authority-of-region", country=jurisdiction.code, example=example)
        else:
            super().__init__("authority-unknown", country=jurisdiction.code)


def resolve_request(
    details: Details,
    today: Date,
    kind_key: str = OBJECTION,
    correspondence: Correspondence = NO_CORRESPONDENCE,
    forum: Forum | None = None,
) -> Request:
    """Return the request, or raise the Article21Error that says what is missing or unknown.

    ``forum`` is another authority than that of the place, with the law under which one turns to it.
    """
    jurisdiction = find_jurisdiction(details.country)
    law, authority = (forum.law, forum.authority) if forum else (jurisdiction.law, jurisdiction.authority)
    date, which = details.date or today, kind(kind_key)
    rule = law.letter(which.key)
    if which.addressee == "authority" and not authority:
        raise AuthorityMissingError(jurisdiction)
    grounds = _grounds(details, law, which)
    no_account = NO_ACCOUNT in grounds
    check_contradictions(details, grounds, date, no_account=no_account)
    given, is_guessed = _language(details, jurisdiction)
    language, notices = choose_language(given, jurisdiction, rule, grounds)
    if which.opens_case:
        if is_guessed:
            notices = (*notices, Message("language-guessed", language=language, country=jurisdiction.country))
        notices = (*notices, *_advice(details, jurisdiction, grounds))
    notices = (*notices, *_old_facts(jurisdiction, today))
    return Request(
        details=details,
        no_account=no_account,
        grounds=grounds,
        purposes=_purposes(details.purpose, jurisdiction),
        kind=which,
        correspondence=_with_days_due(correspondence, law),
        jurisdiction=jurisdiction,
        law=law,
        controller=jurisdiction.controller,
        authority=authority,
        language=language,
        date=date,
        due=answer_due(date, rule.deadline) if rule.deadline else None,
        reference=details.reference or make_reference(details, jurisdiction),
        notices=notices,
    )


def _language(details: Details, place: Jurisdiction) -> tuple[str | None, bool]:
    """Return the language that a person gave, or else that of where they live, and whether it is a guess."""
    if details.language or not are_several_spoken(place.country):
        return details.language, False
    spoken = find_spoken(place.country, details.country, details.place or "", details.address_line)
    return (spoken.language, not spoken.is_only) if spoken else (None, True)


def _with_days_due(correspondence: Correspondence, law: Law) -> Correspondence:
    letters = []
    for letter in correspondence.letters:
        deadline = law.letter(letter.kind).deadline
        counted = answer_due(letter.sent or letter.date, deadline) if deadline else None
        letters.append(replace(letter, due=letter.due or counted))
    return replace(correspondence, letters=tuple(letters))


def _grounds(details: Details, law: Law, which: Kind) -> tuple[str, ...]:
    automatic = (NO_ACCOUNT,) if details.no_account else ()
    grounds = tuple(dict.fromkeys((*details.ground, *automatic)))
    given = grounds or details.because or details.without_grounds
    if which.opens_case and law.needs_grounds and not given:
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


def _old_facts(place: Jurisdiction, today: Date) -> Iterator[Message]:
    used = (place, place.law, place.controller, place.authority, *purposes(place.law.key))
    if due := due_among(used, today):
        yield Message("facts-due", law=place.law.name, day=min(record.checked for record in due))


def _advice(details: Details, jurisdiction: Jurisdiction, grounds: tuple[str, ...]) -> Iterator[Message]:
    law, no_account = jurisdiction.law, NO_ACCOUNT in grounds
    if law.needs_grounds and not grounds and not details.because:
        yield Message("grounds-advised", law=law.name)
    if no_account and not details.content_url:
        yield Message("content-url-advised")
    if not no_account and not details.profile_url:
        yield Message("profile-url-advised")
    if parts := _parts_to_name(details, jurisdiction):
        yield Message("region-advised", country=jurisdiction.code, example=parts)


def _parts_to_name(details: Details, jurisdiction: Jurisdiction) -> str:
    """Return examples of what decides on law or authority, where the person names a country as a whole.

    A part without a file, such as ``CA-ON``, has the law and the authority of the country.
    """
    named = find_place(details.country)
    if not isinstance(named, Place) or named.code != jurisdiction.code:
        return ""
    parts = parts_of(jurisdiction.code)
    return ", ".join(parts[:1] if jurisdiction.subdivision_authority else parts)
