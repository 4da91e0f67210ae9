"""Letters as a batch has them: the same words, other people."""

from dataclasses import replace

from article21.model import Clause, Letter, Paragraph
from people import letter

# Where people write letters in a language, if it is not Ireland.
PLACES = {
    "bg": "BG",
    "cs": "CZ",
    "da": "DK",
    "de": "DE-BY",
    "de-CH": "CH",
    "el": "GR",
    "es": "ES",
    "fr": "FR",
    "fr-CA": "CA-QC",
    "fr-CH": "CH",
    "it": "IT",
    "it-CH": "CH",
    "nb": "NO",
    "nn": "NO",
    "pt": "PT",
    "pt-BR": "BR",
    "sv": "SE",
    "zh-Hant": "HK",
}


def first(language: str, **details: object) -> Letter:
    return letter(PLACES.get(language, "IE"), language=language, **details)


def of(base: Letter, name: str, *address: str, because: str | None = None) -> Letter:
    """Return the letter as another person would get it, whose address has as many lines."""
    mailbox = f"{len(name)}.{sum(map(ord, name)) % 9973}@example.org"
    sender = (name, *address, *base.sender[1 + len(address) : -1], mailbox)
    reference = f"A21-{sum(map(ord, name)) % 9973:04}"
    return replace(
        base,
        sender=sender,
        signature=name,
        reference=reference,
        reference_line=base.reference_line.replace(base.reference, reference),
        clauses=tuple(_own_words(clause, because) for clause in base.clauses),
    )


def _own_words(clause: Clause, because: str | None) -> Clause:
    if clause.name != "own_words" or because is None:
        return clause
    *leading, _ = clause.blocks
    return replace(clause, blocks=(*leading, Paragraph(because)))
