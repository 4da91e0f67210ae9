"""Render the blocks of a text template in a language: plain text in, plain text out, nothing is escaped."""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import cast

import platformdirs
from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
    Template,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.meta import find_referenced_templates, find_undeclared_variables

from article21.catalogs import LOCALES, translations
from article21.resources import TEMPLATES

_INTERNATIONAL = {"en": "en-001"}
"""English without a region dates letters as most of the world does: 22 November 2026."""
_OFTEN = 30
"""From so many letters on, it pays to find out which values each block uses."""
_NUMBERS = 4_000
_REMEMBERED = 200
"""Words of each block, by its values."""

_Renderer = Callable[[Mapping[str, object]], str]

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
        bytecode_cache=TemplateCache(),
    )
    found.policies["ext.i18n.trimmed"] = True
    install = found.install_gettext_translations  # type: ignore[attr-defined]  # the i18n extension adds it
    install(translations(catalog), newstyle=True)
    found.filters["bullets"] = list_items
    found.filters["date"] = partial(write_date, language=language)
    found.filters["number"] = lru_cache(_NUMBERS)(partial(format_decimal, locale=_locale(language)))
    return found


class TemplateCache(FileSystemBytecodeCache):
    """Templates as they were compiled the last time, in the user's cache; where there is none, anew."""

    def __init__(self) -> None:
        folder = platformdirs.user_cache_path("article21") / "templates"
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


def render_blocks(env: Environment, name: str, context: Mapping[str, object]) -> dict[str, str]:
    """Render every block of a template, in the order of the file."""
    return _blocks(env, name).render(context)


def render_block(env: Environment, name: str, block: str, context: Mapping[str, object]) -> str:
    """Render one block of a template."""
    return _blocks(env, name).render_block(block, context)


@cache
def _blocks(env: Environment, name: str) -> "_Blocks":
    return _Blocks(env, env.get_template(name))


class _Blocks:
    """The blocks of a template; once it was rendered often, each remembers what it said to which values."""

    def __init__(self, env: Environment, template: Template) -> None:
        self._env, self._template, self._times = env, template, 0
        self._renderers: Mapping[str, _Renderer] = {
            block: partial(_render, template, block) for block in template.blocks
        }

    def render(self, context: Mapping[str, object]) -> dict[str, str]:
        self._count()
        return {block: render(context) for block, render in self._renderers.items()}

    def render_block(self, block: str, context: Mapping[str, object]) -> str:
        self._count()
        return self._renderers[block](context)

    def _count(self) -> None:
        self._times += 1
        if self._times == _OFTEN:
            self._renderers = _remembering(self._env, self._template)


def _render(template: Template, block: str, context: Mapping[str, object]) -> str:
    return "".join(template.blocks[block](template.new_context(dict(context)))).strip("\n")


def _remembering(env: Environment, template: Template) -> Mapping[str, "_Renderer"]:
    """Return for each block what renders it from the values that it names, and from no others."""
    renderers: dict[str, _Renderer] = {}
    for block in _parse(env, str(template.name)).find_all(nodes.Block):
        names = _names_in(env, block.body)
        if names is None:
            renderers[block.name] = partial(_render, template, block.name)
        else:
            renderers[block.name] = _remember(template, block.name, tuple(sorted(names)))
    return renderers


def _remember(template: Template, block: str, names: tuple[str, ...]) -> "_Renderer":
    read = itemgetter(*names, *names[:1]) if names else None  # of one name alone it would not make a tuple

    @lru_cache(_REMEMBERED)
    def render(values: tuple[object, ...]) -> str:
        return _render(template, block, dict(zip(names, values, strict=False)))

    return lambda context: render(read(context) if read else ())


def _names_in(env: Environment, body: list[nodes.Node]) -> set[str] | None:
    """Return the names of the values that a part of a template may use, None if only rendering can tell."""
    part = nodes.Template(body, lineno=1)
    part.set_environment(env)
    names = find_undeclared_variables(part) - env.globals.keys()
    for name in find_referenced_templates(part):
        found = _names_in(env, _parse(env, name).body) if name else None
        if found is None:
            return None
        names |= found
    return names


def _parse(env: Environment, name: str) -> nodes.Template:
    source, *_ = cast("BaseLoader", env.loader).get_source(env, name)
    return env.parse(source)


def list_items(items: Iterable[str]) -> str:
    """Write a list as the letters have it: every item on a line that begins with ``- ``."""
    return "\n".join("- " + item.replace("\n", "\n  ") for item in items)


@lru_cache(maxsize=1_000)
def write_date(day: date, language: str) -> str:
    """Write a day as a sentence of that language has it; ``locales/dates.toml`` mends what CLDR lacks."""
    mended = _mended_patterns()
    pattern = mended.get(language) or mended.get(language.partition("-")[0], {})
    return format_date(
        day, format=pattern.get("first", "long") if day.day == 1 else "long", locale=_locale(language)
    )


def _locale(language: str) -> str:
    return _INTERNATIONAL.get(language, language).replace("-", "_")


@cache
def _mended_patterns() -> dict[str, dict[str, str]]:
    return tomllib.loads((LOCALES / "dates.toml").read_text(encoding="utf-8"))
