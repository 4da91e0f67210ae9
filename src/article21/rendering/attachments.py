"""The letter as data inside its PDF, so that the PDF alone is enough to write it again."""

from dataclasses import dataclass
from datetime import date as Date

from article21.model import Letter
from article21.rendering.data import to_json
from article21.writing.letters import write_label
from article21.writing.requests import Request

NAME = "letter.json"


@dataclass(frozen=True)
class Attachment:
    """A file inside a PDF, which is the source of what the page says (``AFRelationship`` Data)."""

    content: bytes
    description: str
    date: Date
    name: str = NAME


def attachment_of(request: Request, letter: Letter) -> Attachment:
    """Return the data of the letter (docs/letter-schema.json), dated as the letter is."""
    description = write_label(request, "data_of_letter")
    return Attachment(to_json(request, letter).encode(), description, letter.date)
