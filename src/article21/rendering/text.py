"""Write a letter as plain text: nothing that a web form could spoil."""

from article21.model import Letter, Translation
from article21.writing.plaintext import plain, write_clause

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


def _message(letter: Letter) -> str:
    clauses = map(write_clause, letter.clauses)
    return "\n\n".join((letter.salutation, *clauses, letter.closing, letter.signature))
