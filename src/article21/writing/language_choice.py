"""Choose the language of a letter: the one asked for or spoken where the person lives, by default English."""

from collections.abc import Iterable
from functools import lru_cache

from babel.localedata import exists

from article21.facts import Jurisdiction, LetterRule
from article21.interface import Message
from article21.languages import tag_chain
from article21.person import official_languages
from article21.person.languages import parse_language
from article21.writing.catalogs import SOURCE, language_for


def find_language(
    wanted: str, jurisdiction: Jurisdiction, rule: LetterRule, grounds: tuple[str, ...]
) -> str | None:
    """Return the language nearest to a tag that has this letter for people there; None: none has."""
    return _nearest_language(wanted, jurisdiction.languages, rule.template, grounds)


def offer_languages(wanted: Iterable[str], jurisdiction: Jurisdiction, rule: LetterRule) -> tuple[str, ...]:
    """Return what to choose from: each language once, as it is written where the person lives."""
    official = jurisdiction.languages
    by_language: dict[str, str] = {}
    for tag in wanted:
        there = next((other for other in official if _base(other) == _base(tag)), tag)
        if found := find_language(there, jurisdiction, rule, ()):
            by_language.setdefault(_base(found), found)
    return tuple(by_language.values())


def _base(tag: str) -> str:
    return tag.partition("-")[0]


@lru_cache(maxsize=1000)
def _nearest_language(
    wanted: str, official: tuple[str, ...], letter: str, grounds: tuple[str, ...]
) -> str | None:
    for tag in _candidates(wanted, official):
        if exists(tag.replace("-", "_")) and language_for(tag, letter, grounds):
            return tag
    return None


def choose_language(
    given: str | None, jurisdiction: Jurisdiction, rule: LetterRule, grounds: tuple[str, ...]
) -> tuple[str, tuple[Message, ...]]:
    """Return the language of the letter, and what tells why it is not the one asked for."""
    official, law = jurisdiction.languages, jurisdiction.law
    wanted = parse_language(given, official_languages) if given else official[0]
    if tag := find_language(wanted, jurisdiction, rule, grounds):
        return tag, ()
    english = next((tag for tag in official if tag.startswith(SOURCE)), SOURCE)
    if grounds and find_language(wanted, jurisdiction, rule, ()):
        return english, (Message("ground-untranslated", language=wanted),)
    return english, (Message("language-missing", language=wanted, law=law.name),)


def _candidates(wanted: str, official: tuple[str, ...]) -> tuple[str, ...]:
    """Return the official forms that add to the tag, the tag, then official forms of other regions."""
    without_region = wanted.rpartition("-")[0] if wanted[-1].isupper() or wanted[-1].isdigit() else wanted
    closer = (tag for tag in official if wanted in tag_chain(tag))
    farther = (tag for tag in official if without_region in tag_chain(tag))
    return (*closer, *tag_chain(wanted), *farther)
