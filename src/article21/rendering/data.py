"""Write the letter as data: what of the details it says, the letter, its facts (docs/letter-schema.json)."""

from pydantic_core import to_json as write_json

from article21.model import Bullets, Letter, Paragraph
from article21.rendering.printed import printed_details, printed_grounds
from article21.writing.plaintext import plain
from article21.writing.requests import Request

FORMAT = 1
"""Grows when a reader of the old form could misread the new one."""


def to_json(request: Request, letter: Letter) -> str:
    """Return JSON whose ``details`` a details file may hold again."""
    content = {
        "format": FORMAT,
        "details": printed_details(request, letter),
        "letter": _letter(letter),
        "facts": _facts(request, letter),
    }
    return write_json(content, indent=2).decode() + "\n"


def _letter(letter: Letter) -> dict[str, object]:
    return {
        "kind": letter.kind,
        "language": letter.language,
        "sender": letter.sender,
        "recipient": letter.recipient,
        "place_and_date": plain(letter.place_and_date),
        "date": letter.date.isoformat(),
        "reference": letter.reference,
        "reference_line": plain(letter.reference_line),
        "subject": plain(letter.subject),
        "salutation": plain(letter.salutation),
        "clauses": [
            {"name": clause.name, "blocks": [_block(block) for block in clause.blocks]}
            for clause in letter.clauses
        ],
        "closing": plain(letter.closing),
        "signature": letter.signature,
        "paper": letter.paper,
    }


def _block(block: Paragraph | Bullets) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"paragraph": plain(block.text)}
    return {"bullets": tuple(map(plain, block.items))}


def _facts(request: Request, letter: Letter) -> dict[str, object]:
    law, controller, authority = request.law, request.controller, request.authority
    deadline = request.rule.deadline
    return {
        "country": {"code": request.jurisdiction.code, "name": request.jurisdiction.name},
        "law": {"key": law.key, "name": law.name, "citation": law.citation},
        "deadline": deadline
        and {"due": request.due and request.due.isoformat(), "kind": deadline.kind, "basis": deadline.basis},
        "controller": {"key": controller.key, "name": controller.name, "address": controller.address},
        "authority": authority and {"key": authority.key, "name": authority.name(request.language)},
        "purposes": [{"key": purpose.key, "title": purpose.title} for purpose in request.purposes],
        "grounds": printed_grounds(request, letter),
    }
