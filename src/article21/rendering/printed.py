"""Tell which details of a person a letter says: nothing else goes with it to whom it is sent."""

import re
from datetime import date as Date

from article21.errors import FieldError
from article21.fields import FIELDS
from article21.model import Letter
from article21.person.text import check_reference
from article21.rendering.text import to_text
from article21.writing.dates import FORMS, write_date
from article21.writing.requests import Request

_PARAGRAPHS = re.compile(r"\n\s*\n")
_GROUNDS = "grounds"
"""The clause that names the person's grounds."""


def printed_details(request: Request, letter: Letter) -> dict[str, object]:
    """Return the details whose values stand in the letter, and the choices that it was written by."""
    text = _collapsed(to_text(letter))
    given = request.details.model_dump(exclude_defaults=True)
    kept = {name: _printed(name, value, text, letter) for name, value in given.items()}
    kept["reference"] = _reference(request)
    if not kept.get("email"):  # a letter gives the address of the account alone, and needs one
        kept["email"] = kept.pop("account_email", None)
    return {name: value for name, value in kept.items() if value not in (None, "", ())}


def _reference(request: Request) -> str | None:
    """Return the reference, unless a mark stands in its place: a letter that is written again keeps it."""
    try:
        return check_reference(request.reference)
    except FieldError:
        return None


def printed_grounds(request: Request, letter: Letter) -> tuple[str, ...]:
    """Return the keys of the grounds that the letter names."""
    return request.grounds if any(clause.name == _GROUNDS for clause in letter.clauses) else ()


def _printed(name: str, value: object, text: str, letter: Letter) -> object:
    if name == "ground":
        return value if any(clause.name == _GROUNDS for clause in letter.clauses) else None
    if not FIELDS[name].personal:
        return value
    match value:
        case Date():
            forms = (write_date(value, form, language=letter.language) for form in FORMS)
            return value if any(_collapsed(form) in text for form in forms) else None
        case tuple() | list():
            return tuple(each for each in value if _collapsed(str(each)) in text)
        case str():
            return "\n\n".join(part for part in _PARAGRAPHS.split(value) if _collapsed(part) in text)
    return value


def _collapsed(text: str) -> str:
    return " ".join(text.split())
