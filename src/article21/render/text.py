"""Write a letter as plain text: nothing that a web form could spoil."""

from collections.abc import Iterable

from article21.model import Bullets, Clause, Letter, Paragraph, Translation
from article21.templating import list_items

_PLAIN = {"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": ""}
"""Typography that pages need and forms garble: fixed spaces and hyphens, soft hyphens."""


_RULE = "-" * 60
"""Parts a translation from the letter, where there are no pages."""


def to_text(letter: Letter, translation: Translation | None = None) -> str:
    """Return the whole letter, from the sender to the name under it, ending with a line break."""
    head = (
        "\n".join(letter.sender),
        "\n".join(letter.recipient),
        letter.place_and_date,
        letter.reference_line,
    )
    text = plain("\n\n".join((*head, letter.subject, _message(letter)))) + "\n"
    return f"{text}\n{_RULE}\n\n{_to_translation(translation)}" if translation else text


def _to_translation(translation: Translation) -> str:
    letter = translation.letter
    head = (translation.title, translation.note, letter.place_and_date, letter.reference_line)
    return plain("\n\n".join((*head, letter.subject, _message(letter)))) + "\n"


def to_message(letter: Letter) -> str:
    """Return what goes into a message or a text box: from the salutation to the name."""
    return plain(_message(letter))


def to_body(clauses: Iterable[Clause]) -> str:
    """Return clauses alone."""
    return plain("\n\n".join(map(_clause, clauses)))


def plain(text: str) -> str:
    """Replace typography that a web form could spoil by what a keyboard has."""
    # Ten times faster than translate().
    for typeset, typed in _PLAIN.items():
        text = text.replace(typeset, typed)
    return text


def _message(letter: Letter) -> str:
    clauses = map(_clause, letter.clauses)
    return "\n\n".join((letter.salutation, *clauses, letter.closing, letter.signature))


def _clause(clause: Clause) -> str:
    return "\n\n".join(_block(block) for block in clause.blocks)


def _block(block: Paragraph | Bullets) -> str:
    if isinstance(block, Paragraph):
        return block.text
    return list_items(block.items)
