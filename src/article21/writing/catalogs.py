"""Say which letters there are in which language."""

from collections.abc import Collection
from functools import cache

from babel import Locale

from article21.catalogs import (
    INTERFACE,
    LETTERS,
    LOCALES,
    SHOW_DRAFTS,
    SOURCE,
    catalog_path,
    catalogs,
    drafts,
    hidden,
    named_in_header,
    translations,
)

__all__ = [
    "INTERFACE",
    "LETTERS",
    "LOCALES",
    "SHOW_DRAFTS",
    "SOURCE",
    "catalog_path",
    "catalogs",
    "declared",
    "drafts",
    "finished",
    "language_for",
    "languages_of",
    "translations",
]


@cache
def languages_of(letter: str) -> tuple[str, ...]:
    """Return the BCP 47 tags that have a letter such as ``objection/gdpr``, English first."""
    return (SOURCE, *(tag for tag in catalogs() if letter in finished(tag) and tag != SOURCE))


@cache
def language_for(language: str, letter: str, grounds: tuple[str, ...] = ()) -> str | None:
    """Return the most specific catalog that has a letter with these grounds: de-AT -> de; None: none has."""
    known = languages_of(letter)
    needed = {f"grounds/{ground}" for ground in grounds}
    return next(
        (tag for tag in _from_specific_to_general(language) if tag in known and not needed & hidden(tag)),
        None,
    )


def finished(language: str) -> Collection[str]:
    """Return the letters that the catalog declares and that lack no translation."""
    return declared(language) - hidden(language)


def declared(language: str) -> frozenset[str]:
    """Return the letters that the catalog's header declares: ``X-Letters: objection/gdpr``."""
    return named_in_header(catalog_path(language), "X-Letters")


def catalog_with(part: str, language: str) -> str:
    """Return the most specific catalog that has all of ``cases`` or ``mails``, by default English."""
    tags = (tag for tag in _from_specific_to_general(language) if tag in catalogs() and declared(tag))
    return next((tag for tag in tags if part not in hidden(tag)), SOURCE)


def _from_specific_to_general(language: str) -> tuple[str, ...]:
    parsed = Locale.parse(language, sep="-")
    steps = (
        (parsed.language, parsed.script, parsed.territory),
        (parsed.language, parsed.territory),
        (parsed.language, parsed.script),
        (parsed.language,),
    )
    return tuple(dict.fromkeys("-".join(part for part in step if part) for step in steps))
