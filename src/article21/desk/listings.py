"""What there is: places, languages, grounds, purposes, envelopes, columns; a row for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from babel.units import format_unit

from article21 import facts
from article21.facts import Deadline, Jurisdiction
from article21.facts.places import name_place
from article21.facts.reading import any_other_country
from article21.interface import Message, Surface, Value, catalog_of
from article21.languages import language_name, locale_of
from article21.model import OBJECTION
from article21.person import known_grounds
from article21.sentences import PLAIN
from article21.writing.blocks import render_block, render_blocks
from article21.writing.catalogs import SOURCE, catalogs, language_for, languages_of
from article21.writing.templating import environment

Cell = str | bool | None | tuple[str, ...]
Row = Mapping[str, Cell]


def list_countries(language: str = SOURCE) -> Iterator[Row]:
    """List the places that have a law of their own here."""
    return (_country(place, language) for place in facts.jurisdictions())


def list_languages(language: str = SOURCE) -> Iterator[Row]:
    """List the languages there are letters in, and the laws each has."""
    laws = {place.law.key: place.law.letter(OBJECTION).template for place in facts.jurisdictions()}
    for tag in dict.fromkeys((SOURCE, *catalogs())):
        complete = sorted(key for key, letter in laws.items() if tag in languages_of(letter))
        if complete:  # a catalog may have been begun, and not be complete for any law yet
            names = {"tag": tag, "name": language_name(tag, language), "own_name": language_name(tag, tag)}
            yield {**names, "laws": tuple(complete)}


def list_grounds(language: str = SOURCE) -> Iterator[Row]:
    """List the grounds from a person's situation that there are words for."""
    return ({"key": key, "label": label} for key, label in ground_labels(language).items())


def list_purposes(language: str = SOURCE) -> Iterator[Row]:
    """List the purposes LinkedIn uses personal data for, where each applies, and what the setting covers."""
    laws = sorted({place.law.key for place in facts.jurisdictions()})
    every = {purpose.key: purpose for law in laws for purpose in facts.purposes(law)}
    labels = {key: label for law in laws for key, label in purpose_labels(law, language).items()}
    for key, purpose in sorted(every.items()):
        possible = {law for law, how in purpose.standing.items() if how == "possible"}
        yield {
            "key": key,
            "title": purpose.title if language == SOURCE else labels[key],
            "laws": tuple(sorted(purpose.standing.keys() - possible)),
            "possible_under": tuple(sorted(possible)),
            "covered_by_setting": tuple(sorted(purpose.covered_by_setting)),
        }


def list_envelopes(language: str = SOURCE) -> Iterator[Row]:
    """List the envelopes, the countries each is used in without being asked for, and its paper."""
    from article21.rendering.envelopes import envelopes

    for envelope in envelopes().values():
        yield {
            "key": envelope.key,
            "title": catalog_of(language).gettext(envelope.title),
            "countries": envelope.countries,
            "paper": envelope.paper or _say("paper-of-its-country", language),
        }


def ground_labels(language: str = SOURCE) -> Mapping[str, str]:
    """Return what each ground is called, by key; the names stand in the templates of the grounds."""
    return {key: label for key, (label, _) in ground_texts(language).items()}


@dataclass(frozen=True)
class ToldGround:
    """A ground as it is told to somebody who picks theirs."""

    label: str
    says: str
    """What the letter will say, in its own language."""
    language: str = ""
    """That language, where the reader's would say it in other words."""
    meaning: str = ""
    """The same in the reader's language, where the letter's is not a variety of it."""


def tell_grounds(reader: str, language: str, letter: str) -> Mapping[str, ToldGround]:
    """Return each ground by key, for a reader and a letter such as ``objection/gdpr`` in a language."""
    own, theirs = ground_texts(reader), ground_texts(language, language_for(language, letter) or SOURCE)
    is_variety = reader.partition("-")[0] == language.partition("-")[0]
    return {
        key: ToldGround(label, says)
        if (says := theirs[key][1]) == text
        else ToldGround(label, says, language, "" if is_variety else text)
        for key, (label, text) in own.items()
    }


def ground_texts(language: str = SOURCE, catalog: str = "") -> Mapping[str, tuple[str, str]]:
    """Return what each ground is called and what a letter says of it, by key."""
    env = environment(language, catalog or language)
    blocks = {key: render_blocks(env, f"grounds/{key}.j2", {}) for key in known_grounds()}
    return {key: (block["label"], block["text"]) for key, block in blocks.items()}


def purpose_labels(law: str, language: str = SOURCE) -> Mapping[str, str]:
    """Return what each purpose under a law is called in short, by key."""
    env, known = environment(language, language), facts.law(law)
    return {
        purpose.key: render_block(
            env,
            f"purposes/{purpose.key.lower()}.j2",
            "short",
            {"term": known.term, "standing": purpose.standing[law]},
        )
        for purpose in facts.purposes(law)
    }


def _say(code: str, language: str, **values: Value) -> str:
    return Surface(PLAIN.sentences, language=language).sentence(Message(code, **values))


def _country(place: Jurisdiction, language: str) -> Row:
    authority = place.authority.name(language) if place.authority else None
    if place.subdivision_authority:
        authority = _say("authority-of-its-region", language)
    return {
        "code": place.code,
        "name": _name(place, language),
        "law": place.law.key,
        "law_name": place.law.name,
        "authority": authority,
        "answer_due": _period(place.law.letter(OBJECTION).deadline, language),
        "languages": place.languages,
        "company": place.controller.name,
    }


def _name(place: Jurisdiction, language: str) -> str:
    if place.code == any_other_country().code:
        return _say("every-other-country", language)
    return place.name if language == SOURCE else name_place(place.code, language)


def _period(deadline: Deadline | None, language: str) -> str:
    if deadline is None:
        return "-"
    locale = locale_of(language)
    counts = {"duration-month": deadline.months, "duration-day": deadline.days}
    parts = [format_unit(count, unit, locale=locale) for unit, count in counts.items() if count]
    if deadline.business_days:
        parts.append(_say("working-days", language, count=deadline.business_days))
    period = " ".join(parts)
    return period if deadline.kind == "statutory" else _say("period-asked-for", language, period=period)
