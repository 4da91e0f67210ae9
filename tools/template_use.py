"""Find out which clauses a letter and its kit can say, so that its catalogs can be held complete.

Templates are read, not rendered: a branch is left out only where the law alone decides against it.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from jinja2 import nodes

from article21.facts import Law, jurisdictions
from article21.resources import TEMPLATES
from article21.writing.templating import environment

SHARED = ("letters/_frame.j2", "letters/_labels.j2", "purposes/*.j2", "cases/bases.j2")
"""What every letter and its kit are written with, whatever the kind and law."""
PARTS = ("cases", "mails")
"""Folders of words that stand by themselves: each is complete in a language, or as a whole a draft."""
_GETTEXT = ("_", "gettext", "ngettext")
_Known = dict[str, object]
"""Values of a template that the law decides, by name."""


@cache
def clauses_of(letter: str) -> frozenset[str]:
    """Return the English that ``objection/gdpr`` and its kit can say under its laws, without the grounds."""
    return frozenset(
        clause for law in _laws_of(letter) for node in _nodes_of(letter, law) for clause in _clauses(node)
    )


@cache
def templates_of(letter: str) -> frozenset[str]:
    """Return the templates behind a letter such as ``objection/gdpr`` and its kit, without the grounds."""
    return frozenset(
        name for law in _laws_of(letter) for name in _nodes_of(letter, law) if isinstance(name, str)
    )


def _laws_of(letter: str) -> list[Law]:
    """Return the laws that use the template; ``pipa`` is that of two."""
    laws = {place.law.key: place.law for place in jurisdictions()}.values()
    return [law for law in laws if letter in {rule.template for rule in law.letters.values()}]


def _nodes_of(letter: str, law: Law) -> Iterator[nodes.Node | str]:
    """Yield what rendering may come to: the name of each template, then its nodes."""
    kind = letter.partition("/")[0]
    known: _Known = {"law": law.key, "term": law.term}
    for pattern in (f"letters/{letter}.j2", f"kits/{kind}.j2", *SHARED):
        for name in _matching(pattern):
            yield from _nodes_in(name, known)


def _matching(pattern: str) -> list[str]:
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob(pattern))


def _nodes_in(name: str, known: Mapping[str, object]) -> Iterator[nodes.Node | str]:
    yield name
    yield from _reached(_parsed(name), dict(known), name)


@cache
def _parsed(name: str) -> nodes.Template:
    return environment("en", "en").parse((TEMPLATES / name).read_text(encoding="utf-8"))


def _reached(node: nodes.Node, known: _Known, where: str) -> Iterator[nodes.Node | str]:
    """Yield the nodes that rendering may come to, those of included templates among them."""
    if isinstance(node, nodes.Assign) and isinstance(node.target, nodes.Name):
        known[node.target.name] = _value(node.node, known)
    yield node
    for part in _branches(node, known) if isinstance(node, nodes.If) else node.iter_child_nodes():
        yield from _reached(part, known, where)
    if isinstance(node, (nodes.Include, nodes.FromImport)):
        for name in _named_by(node.template, where):
            yield from _nodes_in(name, known)


def _branches(node: nodes.If, known: _Known) -> Iterator[nodes.Node]:
    for branch in (node, *node.elif_):
        holds = _value(branch.test, known)
        if holds is None or holds:
            yield from branch.body
        if holds:
            return
    yield from node.else_


def _value(expression: nodes.Node, known: _Known) -> object:
    """Return the value of an expression, None where the law alone does not decide it."""
    match expression:
        case nodes.Const():
            return expression.value
        case nodes.Name():
            return known.get(expression.name)
        case nodes.Not():
            value = _value(expression.node, known)
            return None if value is None else not value
        case nodes.And() | nodes.Or():
            sides = [_value(side, known) for side in (expression.left, expression.right)]
            return _joined(sides, decisive=isinstance(expression, nodes.Or))
        case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne" | "in" | "notin") as operand]):
            return _compared(_value(expression.expr, known), operand)
    return None


def _joined(sides: list[object], *, decisive: bool) -> bool | None:
    """Join two conditions of which one that is ``decisive`` decides both, whatever the other is."""
    if any(side is not None and bool(side) is decisive for side in sides):
        return decisive
    return None if None in sides else not decisive


def _compared(value: object, operand: nodes.Operand) -> bool | None:
    listed = isinstance(operand.expr, (nodes.Tuple, nodes.List))
    items = operand.expr.items if isinstance(operand.expr, (nodes.Tuple, nodes.List)) else [operand.expr]
    if (
        value is None
        or listed != operand.op.endswith("in")
        or not all(isinstance(item, nodes.Const) for item in items)
    ):
        return None
    found = value in [item.value for item in items if isinstance(item, nodes.Const)]
    return found if operand.op in ("eq", "in") else not found


def _clauses(node: nodes.Node | str) -> Iterator[str]:
    """Give the English if the node is a ``trans`` tag."""
    if isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _GETTEXT:
        english = node.args[0]
        if isinstance(english, nodes.Const):
            yield str(english.value)


def _named_by(expression: nodes.Expr, where: str) -> Iterator[str]:
    """Give the templates that an include may mean: one by name, or all that begin and end like it."""
    pieces = expression.nodes if isinstance(expression, nodes.Concat) else [expression]
    pattern = "".join(piece.value if isinstance(piece, nodes.Const) else "*" for piece in pieces)
    if pattern.startswith("*"):
        raise ValueError(f"{where} includes a template whose folder can't be told before it is rendered")
    yield from _matching(pattern)
