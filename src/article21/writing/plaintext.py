"""Clauses as a keyboard types them: nothing that a web form could spoil."""

from collections.abc import Iterable

from article21.model import Bullets, Clause, Paragraph
from article21.writing.templating import list_items

_PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": "", "\u2068": "", "\u2069": ""}
"""Typography that pages need and forms garble: fixed spaces and hyphens, soft hyphens, isolates."""


def to_body(clauses: Iterable[Clause]) -> str:
    """Return clauses alone."""
    return plain("\n\n".join(map(write_clause, clauses)))


def plain(text: str) -> str:
    """Replace typography that a web form could spoil by what a keyboard has."""
    # Ten times faster than translate().
    for typeset, typed in _PLAIN.items():
        text = text.replace(typeset, typed)
    return text


def write_clause(clause: Clause) -> str:
    """Return one clause, its typography kept."""
    return "\n\n".join(_block(block) for block in clause.blocks)


def _block(block: Paragraph | Bullets) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return list_items(block.items)
