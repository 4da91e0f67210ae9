"""Find and read the catalogs: the same clauses in other languages (gettext ``.po``, read when needed)."""

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
"""The language of the templates themselves; it has every law."""


def languages_of(law: str) -> tuple[str, ...]:
    """Return the BCP 47 tags of the catalogs that declare the law complete, English first."""
    return (SOURCE, *(tag for tag in catalogs() if law in declared_laws(tag) and tag != SOURCE))


@cache
def language_for(language: str, law: str) -> str | None:
    """Return the most specific catalog that has the law in this language: de-AT -> de; None: none has."""
    known = languages_of(law)
    return next((tag for tag in _from_specific_to_general(language) if tag in known), None)


@cache
def catalogs() -> tuple[str, ...]:
    """Return the BCP 47 tags of all catalogs there are."""
    found = LOCALES.glob("*/LC_MESSAGES/letters.po")
    return tuple(sorted(path.parent.parent.name.replace("_", "-") for path in found))


@cache
def declared_laws(language: str) -> frozenset[str]:
    """Return the laws that the catalog's header (``X-Laws: gdpr, request``) declares complete."""
    with _path(language).open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith('"X-Laws:'):
                value = line.removeprefix('"X-Laws:').replace("\\n", "").strip('"\n ')
                return frozenset(value.replace(" ", "").split(",")) - {""}
            if line.startswith("#:"):
                break
    return frozenset()


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalog of exactly this tag; the source language, and only it, needs none."""
    path = _path(language)
    if not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        catalog = read_po(source, locale=language.replace("-", "_"), domain="letters")
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled, domain="letters")


def _path(language: str) -> Path:
    return LOCALES / language.replace("-", "_") / "LC_MESSAGES" / "letters.po"


def _from_specific_to_general(language: str) -> tuple[str, ...]:
    parsed = Locale.parse(language, sep="-")
    steps = (
        (parsed.language, parsed.script, parsed.territory),
        (parsed.language, parsed.territory),
        (parsed.language, parsed.script),
        (parsed.language,),
    )
    return tuple(dict.fromkeys("-".join(part for part in step if part) for step in steps))
