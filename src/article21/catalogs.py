"""Read the catalogs: the same words in other languages (gettext ``.po``, read when needed)."""

import os
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from article21.languages import tag_chain
from article21.resources import TEMPLATES

LOCALES = TEMPLATES / "locales"
SOURCE = "en"
"""The language of the templates and of the program itself."""
LETTERS = "letters"
"""The domain of the words of letters and of what goes with them."""
INTERFACE = "interface"
"""The domain of what the program says."""
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Stands in a compiled catalog in place of the time it was compiled: the same words give the same bytes."""
SHOW_DRAFTS = "ARTICLE21_DRAFTS"
"""With this variable set, translators see drafts: what is not translated yet stands there in English."""


def catalog_path(language: str, domain: str = LETTERS) -> Path:
    """Return where the catalog of a language lies."""
    return LOCALES / language.replace("-", "_") / "LC_MESSAGES" / f"{domain}.po"


@cache
def catalogs() -> tuple[str, ...]:
    """Return the BCP 47 tags of all catalogs there are."""
    found = LOCALES.glob(f"*/LC_MESSAGES/{LETTERS}.po")
    return tuple(sorted(path.parent.parent.name.replace("_", "-") for path in found))


def interface_language(wanted: str) -> str | None:
    """Return the nearest language that has the whole interface: ``de-AT``, then ``de``; None: none has."""
    if wanted.startswith("zh-Hant"):  # one catalog serves all who write these characters
        wanted = "zh-Hant-HK"
    return next((tag for tag in tag_chain(wanted) if tag == SOURCE or _speaks(tag)), None)


def _speaks(language: str) -> bool:
    return catalog_path(language, INTERFACE).exists() and not hidden(language, INTERFACE)


def drafts(language: str, domain: str = LETTERS) -> frozenset[str]:
    """Return the letters and grounds that wait for translations, so that nobody gets them in this language.

    ``./run catalogs`` writes them into the header: ``X-Drafts: objection/gdpr, grounds/job-search``. The
    interface is complete, or as a whole a draft: ``X-Drafts: interface``.
    """
    return named_in_header(catalog_path(language, domain), "X-Drafts")


def hidden(language: str, domain: str = LETTERS) -> frozenset[str]:
    """Return the drafts that people don't get: all of them, but for translators."""
    return frozenset() if os.environ.get(SHOW_DRAFTS) else drafts(language, domain)


@cache
def named_in_header(path: Path, field: str) -> frozenset[str]:
    """Return the names that a field of a catalog's header lists."""
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
    beforehand = path.with_suffix(".mo")
    if beforehand.exists():  # only where ./run site put it: a browser reads catalogs slowly
        with beforehand.open("rb") as compiled:
            return Translations(compiled, domain=domain)
    with path.open("rb") as source:
        return Translations(compile_catalog(source, language, domain), domain=domain)


def compile_catalog(source: IO[bytes], language: str, domain: str) -> BytesIO:
    """Return a catalog in the form that gettext reads quickly."""
    catalog = read_po(source, locale=language.replace("-", "_"), domain=domain)
    catalog.creation_date = catalog.revision_date = _ANY_DAY
    compiled = BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return compiled
