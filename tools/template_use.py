"""Find out which templates a letter is written from, so that its catalogs can be held complete."""

from collections.abc import Iterator
from functools import cache

from jinja2 import nodes

from article21.resources import TEMPLATES
from article21.writing.templating import environment

SHARED = ("letters/_frame.j2", "letters/_labels.j2", "purposes/*.j2", "cases/bases.j2")
"""What every letter and its kit are written with, whatever the kind and law."""
PARTS = ("cases", "mails")
"""Folders of words that stand by themselves: each is complete in a language, or as a whole a draft."""


@cache
def templates_of(letter: str) -> frozenset[str]:
    """Return the templates behind a letter such as ``objection/gdpr`` and its kit, without the grounds."""
    kind = letter.partition("/")[0]
    patterns = (f"letters/{letter}.j2", f"kits/{kind}.j2", *SHARED)
    return frozenset().union(*(_with_parts(name) for pattern in patterns for name in _matching(pattern)))


def _matching(pattern: str) -> list[str]:
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob(pattern))


@cache
def _with_parts(name: str) -> frozenset[str]:
    found = {name}
    tree = environment("en", "en").parse((TEMPLATES / name).read_text(encoding="utf-8"))
    parts: list[nodes.Include | nodes.FromImport] = [
        *tree.find_all(nodes.Include),
        *tree.find_all(nodes.FromImport),
    ]
    for node in parts:
        for part in _named_by(node.template, name):
            found |= _with_parts(part)
    return frozenset(found)


def _named_by(expression: nodes.Expr, where: str) -> Iterator[str]:
    """Give the templates that an include may mean: one by name, or all that begin and end like it."""
    pieces = expression.nodes if isinstance(expression, nodes.Concat) else [expression]
    pattern = "".join(piece.value if isinstance(piece, nodes.Const) else "*" for piece in pieces)
    if pattern.startswith("*"):
        raise ValueError(f"{where} includes a template whose folder can't be told before it is rendered")
    yield from _matching(pattern)
