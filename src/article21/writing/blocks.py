"""Render the blocks of a template of plain text, each once for all letters that give it the same values."""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache, partial
from operator import itemgetter
from typing import cast

from jinja2 import BaseLoader, Environment, Template, nodes
from jinja2.meta import find_referenced_templates, find_undeclared_variables

_OFTEN = 30
"""From so many letters on, it pays to find out which values each block uses."""
_REMEMBERED = 200
"""Words of each block, by its values."""
_names_known: dict[tuple[object, ...], Mapping[str, set[str] | None]] = {}
"""Of each template's blocks the names of the values they use."""
_Renderer = Callable[[Mapping[str, object]], str]


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


def _remembering(env: Environment, template: Template) -> Mapping[str, _Renderer]:
    """Return for each block what renders it from the values that it names, and from no others."""
    key = template.filename, frozenset(env.globals)
    if key not in _names_known:  # they are the same in all languages
        blocks = _parse(env, str(template.name)).find_all(nodes.Block)
        _names_known[key] = {block.name: _names_in(env, block.body) for block in blocks}
    return {
        block: partial(_render, template, block)
        if names is None
        else _remember(template, block, tuple(sorted(names)))
        for block, names in _names_known[key].items()
    }


def _remember(template: Template, block: str, names: tuple[str, ...]) -> _Renderer:
    read = itemgetter(*names, *names[:1]) if names else None  # of one name alone it would not make a tuple

    @lru_cache(_REMEMBERED)
    def render(values: tuple[object, ...]) -> str:
        return _render(template, block, dict(zip(names, values, strict=False)))

    def look_up(context: Mapping[str, object]) -> str:
        try:
            values = read(context) if read else ()
        except KeyError:  # a value that only a branch would read which is not taken
            return _render(template, block, context)
        return render(values)

    return look_up


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
