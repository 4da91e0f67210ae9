"""What templates of plain text are rendered with: the words and dates of a language; nothing is escaped."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from article21.interface import fill_in
from article21.languages import write_number
from article21.resources import TEMPLATES
from article21.writing.catalogs import translations
from article21.writing.dates import Form, write_date
from article21.writing.typography import bind_date, binder, parts_sentences

if TYPE_CHECKING:
    from types import CodeType

_NUMBERS = 4_000

BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
"""What stands between two paragraphs."""
_BETWEEN_SENTENCES = re.compile(r"(?<=[%}]\}) (?=\{[%{])")
"""Templates join the sentences of a paragraph, each translated by itself, with a space."""


@cache
def environment(language: str, catalog: str) -> Environment:
    """Return the template environment for a letter in ``language`` whose words come from ``catalog``."""
    found = Environment(
        loader=FileSystemLoader(TEMPLATES) if parts_sentences(catalog) else _UnspacedLoader(TEMPLATES),
        autoescape=False,  # noqa: S701 - letters are plain text; the HTML layout alone escapes
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        bytecode_cache=template_cache(),
    )
    found.policies["ext.i18n.trimmed"] = True
    words, bind = translations(catalog), binder(language)
    found.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        lambda text: _Sentence(bind(words.gettext(text))),
        lambda one, many, count: _Sentence(bind(words.ngettext(one, many, count))),
        newstyle=True,
    )
    found.filters["bullets"] = list_items
    found.filters["date"] = partial(_write_bound_date, language=language)
    found.filters["number"] = lru_cache(_NUMBERS)(partial(write_number, language=language))
    return found


class _Sentence(str):
    """Words with places for values."""

    __slots__ = ()

    def __mod__(self, values: Mapping[str, object]) -> str:
        """Put the values into their places."""
        return fill_in(str(self), values)


@lru_cache(4_000)
def _write_bound_date(day: date, form: Form = "plain", *, language: str) -> str:
    return bind_date(write_date(day, form, language=language), language)


class _UnspacedLoader(FileSystemLoader):
    """Templates for a language that has no space between sentences."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the template without the spaces between its sentences."""
        source, name, is_current = super().get_source(environment, template)
        return _BETWEEN_SENTENCES.sub("", source), name, is_current


class CompiledTemplates(BytecodeCache):
    """Templates that were compiled in this process, once for all languages; none is kept for another one.

    Code from a file would run before anybody could look at it, and compiling takes 30 ms.
    """

    def __init__(self) -> None:
        self._compiled: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template's code if it is known."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember a template's code."""
        self._compiled[bucket.key, bucket.checksum] = bucket.code


template_cache = cache(CompiledTemplates)


def list_items(items: Iterable[str]) -> str:
    """Write a list as the letters have it: every item on a line that begins with ``- ``."""
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)
