"""Find and read the catalogs: the same clauses in other languages (gettext ``.po``, read when needed)."""

import os
from collections.abc import Collection
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from article21.resources import TEMPLATES

LOCALES = TEMPLATES / "locales"
SOURCE = "en"
"""The language of the templates themselves; it has every letter."""
LETTERS = "letters"
"""The domain of the words of letters and of what goes with them."""
INTERFACE = "interface"
"""The domain of what the program says."""
SHOW_DRAFTS = "ARTICLE21_DRAFTS"
"""With this variable set, translators see drafts: what is not translated yet stands there in English."""


def languages_of(letter: str) -> tuple[str, ...]:
    """Return the BCP 47 tags that have a letter such as ``objection/gdpr``, English first."""
    return (SOURCE, *(tag for tag in catalogs() if letter in finished(tag) and tag != SOURCE))


@cache
def language_for(language: str, letter: str, grounds: tuple[str, ...] = ()) -> str | None:
    """Return the most specific catalog that has a letter with these grounds: de-AT -> de; None: none has."""
    known = languages_of(letter)
    needed = {f"grounds/{ground}" for ground in grounds}
    return next(
        (tag for tag in _from_specific_to_general(language) if tag in known and not needed & _hidden(tag)),
        None,
    )


@cache
def catalogs() -> tuple[str, ...]:
    """Return the BCP 47 tags of all catalogs there are."""
    found = LOCALES.glob(f"*/LC_MESSAGES/{LETTERS}.po")
    return tuple(sorted(path.parent.parent.name.replace("_", "-") for path in found))


def finished(language: str) -> Collection[str]:
    """Return the letters that the catalog declares and that lack no translation."""
    return declared(language) - _hidden(language)


def declared(language: str) -> frozenset[str]:
    """Return the letters that the catalog's header declares: ``X-Letters: objection/gdpr``."""
    return _named_in_header(catalog_path(language), "X-Letters")


def catalog_with(part: str, language: str) -> str:
    """Return the most specific catalog that has all of ``cases`` or ``mails``, by default English."""
    tags = (tag for tag in _from_specific_to_general(language) if tag in catalogs() and declared(tag))
    return next((tag for tag in tags if part not in _hidden(tag)), SOURCE)


def drafts(language: str, domain: str = LETTERS) -> frozenset[str]:
    """Return the letters, grounds and parts that wait for translations: nobody gets them in this language.

    ``./run catalogs`` writes them into the header: ``X-Drafts: objection/gdpr, grounds/minor, cases``. The
    interface is complete, or as a whole a draft: ``X-Drafts: interface``.
    """
    return _named_in_header(catalog_path(language, domain), "X-Drafts")


def _hidden(language: str) -> frozenset[str]:
    return frozenset() if os.environ.get(SHOW_DRAFTS) else drafts(language)


@cache
def _named_in_header(path: Path, field: str) -> frozenset[str]:
    if not path.exists():
        return frozenset()
    header = ""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#:"):
                break
            header += line.strip().strip('"')
    fields = (line.partition(":") for line in header.split("\\n"))
    value = next((value for name, _, value in fields if name == field), "")
    return frozenset(value.replace(" ", "").split(",")) - {""}


@cache
def translations(language: str, domain: str = LETTERS) -> NullTranslations:
    """Return the catalog of exactly this tag; the source language, and only it, needs none."""
    path = catalog_path(language, domain)
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        catalog = read_po(source, locale=language.replace("-", "_"), domain=domain)
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled, domain=domain)


def catalog_path(language: str, domain: str = LETTERS) -> Path:
    """Return where the catalog of a language lies."""
    return LOCALES / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"


def _from_specific_to_general(language: str) -> tuple[str, ...]:
    parsed = Locale.parse(language, sep="-")
    steps = (
        (parsed.language, parsed.script, parsed.territory),
        (parsed.language, parsed.territory),
        (parsed.language, parsed.script),
        (parsed.language,),
    )
    return tuple(dict.fromkeys("-".join(part for part in step if part) for step in steps))
