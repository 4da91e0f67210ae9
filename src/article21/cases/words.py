"""The words of ``templates/cases/``; where some lack a translation, all are in English."""

from collections.abc import Mapping
from functools import cache, lru_cache

from jinja2 import Environment

from article21.facts.record import base_language
from article21.writing.blocks import render_block
from article21.writing.catalogs import catalog_with
from article21.writing.limits import Basis
from article21.writing.limits import write_basis as write
from article21.writing.plaintext import plain
from article21.writing.templating import environment


def write_words(sheet: str, block: str, language: str, values: Mapping[str, object]) -> str:
    """Return a block of ``templates/cases/<sheet>.j2`` on one line."""
    text = render_block(_environment(language), f"cases/{sheet}.j2", block, values)
    return " ".join(plain(text).split())


@lru_cache(1_000)
def write_basis(basis: Basis | None, language: str) -> str:
    """Return the provision that a day follows from; nothing where none is known."""
    return plain(write(_environment(language), basis)) if basis else ""


def language_of_words(language: str) -> str:
    """Return the language in which the words are: that one, or English where some lack a translation."""
    found = catalog_with("cases", language)
    return language if base_language(found) == base_language(language) else found


@cache
def _environment(language: str) -> Environment:
    return environment(language, catalog_with("cases", language))
