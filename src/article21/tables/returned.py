"""Read a folder of files that people filled in themselves, each as a row."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from article21.errors import Article21Error, UnknownKeyError
from article21.fields import FIELDS
from article21.files import name_in_words
from article21.interface import Message
from article21.person import Given, read_details_file
from article21.person.sheets import is_unanswered
from article21.tables.records import Reading, Record, TableError

FILE, CONSENT = "file", "consent"
_SUFFIXES = {".toml", ".json", ".pdf"}
_HEADINGS = (FILE, CONSENT, *FIELDS)


def read_folder(folder: Path) -> Reading:
    """Return the files of a folder and those below it as rows, in the order of their names.

    Whoever sends their details back wants a letter; whoever leaves them as they came has not answered.
    """
    paths = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file())
    if not paths:
        raise TableError("folder-without-details", path=str(folder))

    def records() -> Iterator[Record]:
        return (_record(number, path, folder) for number, path in enumerate(paths, 1))

    return Reading(records, len(paths), headings=_HEADINGS)


def _record(number: int, path: Path, folder: Path) -> Record:
    name = name_in_words(path.relative_to(folder).as_posix())
    try:
        given = read_details_file(path)
    except Article21Error as error:
        return Record(number, (name,), error.messages[0].at(None))
    cells = (name, "yes", *(_cell(given.values.get(field)) for field in FIELDS))
    return Record(number, cells, _problem(path, given))


def _problem(path: Path, given: Given) -> Message | None:
    if path.suffix.lower() == ".toml" and is_unanswered(path.read_bytes()):
        return Message("invitation-unanswered")
    return next(iter(_unknown(given.values)), None)


def _unknown(values: Mapping[str, object]) -> Iterator[Message]:
    for key in values:
        if key not in FIELDS:
            yield UnknownKeyError("field", key, FIELDS).messages[0]


def _cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(_cell, value))
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
