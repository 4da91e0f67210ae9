"""Read the first letter of a case: from its folder, its PDF or its JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Date
from hashlib import sha256
from pathlib import Path
from typing import Any

from article21.cases.case import Case, KeptLetter
from article21.cases.letters import details_of
from article21.cases.recording import check_clock
from article21.cases.rows import KeptFile
from article21.errors import Article21Error, FieldError
from article21.files import read_file
from article21.model import OBJECTION, Format
from article21.person import Details, Given, check_details, official_languages, read_details_file
from article21.person.attached import LARGEST_PDF, NoDataError, read_attached
from article21.person.languages import parse_language
from article21.person.text import check_reference
from article21.writing.requests import Request, resolve_request

DETAILS = "details.toml"
_WITH_DATA = (Format.PDF.file_name, Format.JSON.file_name)
_COPIED = (Format.PDF.file_name, Format.TXT.file_name, Format.JSON.file_name)
_DATED = re.compile(r"^# dated ([0-9]{4}-[0-9]{2}-[0-9]{2})$", re.MULTILINE)


class OpeningError(Article21Error):
    """A file or a folder that holds no first letter."""


@dataclass(frozen=True)
class Opened:
    """A case as its first letter opens it, with a copy of that letter."""

    case: Case
    files: tuple[KeptFile, ...]


def open_case(path: Path, today: Date) -> Opened:
    """Return the case of the letter in a folder or a file, or raise what is wrong with it."""
    path = path if path.name != DETAILS else path.parent
    letter = _letter_file(path)
    data = _read_data(letter) if letter else {}
    folder = path if path.is_dir() else None
    given, date = _details(folder, data, path)
    check_clock(date)
    language = data.get("letter", {}).get("language")
    details = check_details(Given({**given.values, "date": None}), today)
    request = resolve_request(details, date)
    if not details.reference:
        details = details.model_copy(update={"reference": request.reference})
    case = case_of(request, details, str(language or request.language))
    return Opened(case, copies_of(folder or path, _COPIED if folder else (path.name,)))


def case_of(request: Request, details: Details, language: str, sent: Date | None = None) -> Case:
    """Return the case that a first letter opens."""
    first = KeptLetter(
        kind=OBJECTION,
        date=request.date,
        reference=request.reference,
        sent=sent,
        via="form" if sent else None,
    )
    return Case(
        reference=request.reference,
        details=details_of(details),
        country=request.jurisdiction.code,
        law=request.law.key,
        language=parse_language(language, official_languages),
        company=request.controller.name,
        events=(first,),
    )


def copies_of(place: Path, names: tuple[str, ...], number: int = 0) -> tuple[KeptFile, ...]:
    """Return a copy of the first of the files that is there."""
    folder = place if place.is_dir() else place.parent
    for name in names:
        if (folder / name).is_file():
            return (copy_of(folder / name, number),)
    return ()


def copy_of(path: Path, number: int, name: str = "") -> KeptFile:
    """Return a copy of a file; raise UnreadableError, or OpeningError for one that is too large."""
    content = read_file(path, LARGEST_PDF)
    if len(content) > LARGEST_PDF:
        raise OpeningError("file-too-large", path=str(path), megabytes=LARGEST_PDF // 1_000_000)
    return KeptFile(number, name or path.name, sha256(content).hexdigest(), str(path.absolute()), content)


def _letter_file(path: Path) -> Path | None:
    """Return the file with the data of the letter; None for a folder that has the details alone."""
    if path.is_dir():
        found = [path / name for name in _WITH_DATA if (path / name).is_file()]
        if not found and not (path / DETAILS).is_file():
            raise OpeningError("not-a-letter", path=str(path))
        return found[0] if found else None
    if path.suffix.lower() not in {".pdf", ".json"}:
        if path.exists():
            raise OpeningError("not-a-letter", path=str(path))
        read_file(path, 0)  # raises what is wrong with the path
    return path


def _read_data(path: Path) -> Mapping[str, Any]:
    """Return the JSON that a letter is as data; raise OpeningError if it is none, or no first letter."""
    content = read_file(path, LARGEST_PDF)
    try:
        text = read_attached(content) if content.startswith(b"%PDF") else content.decode("utf-8-sig")
        data = json.loads(text)
        letter, details = data["letter"], data["details"]
        kind, reference = letter["kind"], letter["reference"]
        Date.fromisoformat(letter["date"])
        details.get("name")
    except (NoDataError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise OpeningError("not-a-letter", path=str(path)) from None
    if kind != OBJECTION:
        raise OpeningError("letter-of-later-kind", path=str(path))
    try:
        check_reference(reference)
    except FieldError:
        raise OpeningError("letter-redacted", path=str(path)) from None
    found: Mapping[str, Any] = data
    return found


def _details(folder: Path | None, data: Mapping[str, Any], path: Path) -> tuple[Given, Date]:
    """Return the details, all of them where a folder keeps them, and the day of the letter."""
    date = Date.fromisoformat(data["letter"]["date"]) if data else None
    if folder and (folder / DETAILS).is_file():
        given = read_details_file(folder / DETAILS)
        same = not data or given.values.get("reference") == data["letter"]["reference"]
        dated = _DATED.search((folder / DETAILS).read_text(encoding="utf-8"))
        date = date or (Date.fromisoformat(dated[1]) if dated else None)
        if same and date:
            return given, date
    if not data or not date:
        raise OpeningError("not-a-letter", path=str(path))
    return Given({**data["details"], "reference": data["letter"]["reference"]}), date
