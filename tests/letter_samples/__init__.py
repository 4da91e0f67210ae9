"""Letters of real length for the tests of the page; they only have to look like letters.

Each file is a letter as plain text: blank lines part sender, recipient, place and date, reference,
subject, salutation, the body, the closing and the name under it.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from article21.model import Bullets, Clause, Letter, Paragraph

COUNTRIES = {"de": "DE-BY", "sv": "SE", "el": "GR", "zh-Hant": "HK"}


@cache
def sample(language: str) -> Letter:
    path = Path(__file__).with_name(f"{language.partition('-')[0]}.txt")
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    sender, recipient, place_and_date, reference, subject, salutation, *body, closing, signature = blocks
    return Letter(
        kind="objection",
        law="gdpr",
        language=language,
        country=COUNTRIES[language],
        sender=tuple(sender.splitlines()),
        recipient=tuple(recipient.splitlines()),
        place_and_date=place_and_date,
        date=date(2026, 11, 22),
        reference=reference.rpartition("A21")[1] + reference.rpartition("A21")[2],
        reference_line=reference,
        subject=subject,
        salutation=salutation,
        clauses=_clauses(body),
        closing=closing,
        signature=signature,
        paper="A4",
    )


def shortened(letter: Letter, clauses: int = 3) -> Letter:
    return replace(letter, clauses=letter.clauses[:clauses])


def _clauses(body: list[str]) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    for block in body:
        if block.startswith("- "):
            bullets = Bullets(tuple(block.removeprefix("- ").split("\n- ")))
            clauses[-1] = replace(clauses[-1], blocks=(*clauses[-1].blocks, bullets))
        else:
            clauses.append(Clause(f"clause{len(clauses) + 1}", (Paragraph(block),)))
    return tuple(clauses)
