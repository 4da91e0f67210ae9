"""What templates of plain text are rendered with: the words and dates of a language; nothing is escaped."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache, partial
from importlib.metadata import version

import platformdirs
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from article21 import __version__
from article21.resources import TEMPLATES
from article21.writing.catalogs import translations
from article21.writing.dates import Form, locale_of, write_date
from article21.writing.typography import bind_date, binder

_NUMBERS = 4_000

BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
"""What stands between two paragraphs."""


@cache
def environment(language: str, catalog: str) -> Environment:
    """Return the template environment for a letter in ``language`` whose words come from ``catalog``."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - letters are plain text; the HTML layout alone escapes
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        bytecode_cache=template_cache(),
    )
    found.policies["ext.i18n.trimmed"] = True
    words, bind = translations(catalog), binder(language)
    found.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        lambda text: bind(words.gettext(text)),
        lambda one, many, count: bind(words.ngettext(one, many, count)),
        newstyle=True,
    )
    found.filters["bullets"] = list_items
    found.filters["date"] = partial(_write_bound_date, language=language)
    found.filters["number"] = lru_cache(_NUMBERS)(partial(format_decimal, locale=locale_of(language)))
    return found


@lru_cache(4_000)
def _write_bound_date(day: date, form: Form = "plain", *, language: str) -> str:
    return bind_date(write_date(day, form, language=language), language)


class TemplateCache(FileSystemBytecodeCache):
    """Templates as they were compiled the last time, in the user's cache; where there is none, anew."""

    def __init__(self) -> None:
        # Jinja's own key is the template and its source, not what else its code depends on.
        versions = f"{__version__}-{version('jinja2')}"
        folder = platformdirs.user_cache_path("article21") / "templates" / versions
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        super().__init__(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a template if it is there."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template if there is room for it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


template_cache = cache(TemplateCache)


def list_items(items: Iterable[str]) -> str:
    """Write a list as the letters have it: every item on a line that begins with ``- ``."""
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)
