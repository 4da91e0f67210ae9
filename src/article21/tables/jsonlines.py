"""JSON: an object on each line, or a list of them, whose keys are the headings."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from article21.tables.records import MOST_CELLS, Reading, Record, TableError, TooWideError, write_cell

_SUFFIXES = (".jsonl", ".ndjson")


def looks_like_json(file: BinaryIO, path: str) -> bool:
    """Say whether the file is JSON lines, by its name or by how it begins."""
    head = file.read(64)
    file.seek(0)
    return path.lower().endswith(_SUFFIXES) or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_json_lines(file: BinaryIO) -> Reading:
    """Return a way to read the objects; a line that is none is found here."""
    total, headings = 0, dict[str, None]()
    for total, values in _objects(file):
        headings.update(dict.fromkeys(values))
        if len(headings) > MOST_CELLS:
            raise TooWideError(total)
    names = tuple(headings)

    def records() -> Iterator[Record]:
        return (
            Record(line, tuple(values.get(name, "") for name in names)) for line, values in _objects(file)
        )

    return Reading(records, total, headings=names)


def looks_like_json_array(file: BinaryIO) -> bool:
    """Say whether the file begins as a list of objects does."""
    head = file.read(256).removeprefix(b"\xef\xbb\xbf").split()
    file.seek(0)
    return b"".join(head).startswith((b"[{", b"[]"))


def read_json_array(file: BinaryIO) -> Reading:
    """Return the objects of a list, numbered from 1."""
    try:
        objects = json.loads(file.read().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise TableError("json-broken", line=str(error.lineno)) from None
    except (ValueError, RecursionError):
        raise TableError("line-not-json", line="1") from None
    rows = [_values(each, number) for number, each in enumerate(objects, 1)]
    names = tuple(dict.fromkeys(name for row in rows for name in row))
    if not names:
        raise TableError("table-empty")
    records = [
        Record(number, tuple(row.get(name, "") for name in names)) for number, row in enumerate(rows, 1)
    ]
    return Reading(lambda: iter(records), len(records), headings=names)


def _objects(file: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    file.seek(0)
    for number, line in enumerate(file, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            values = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            raise TableError("line-not-json", line=str(number)) from None
        yield number, _values(values, number)


def _values(found: object, number: int) -> dict[str, str]:
    if not isinstance(found, dict):
        raise TableError("line-not-object", line=str(number))
    if len(found) > MOST_CELLS:
        raise TooWideError(number)
    return {key: _text(value, number) for key, value in found.items()}


def _text(value: object, number: int) -> str:
    if isinstance(value, dict):
        raise TableError("line-nested", line=str(number))
    if isinstance(value, list):
        return "\n".join(_text(part, number) for part in value)
    return write_cell(value)
