"""JSON lines: an object on each line, whose keys are the headings."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from article21.tables.records import Reading, Record, TableError, write_cell

_SUFFIXES = (".jsonl", ".ndjson")


def looks_like_json(file: BinaryIO, path: str) -> bool:
    """Say whether the file is JSON lines, by its name or by how it begins."""
    head = file.read(64)
    file.seek(0)
    return path.lower().endswith(_SUFFIXES) or head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_json_lines(file: BinaryIO) -> Reading:
    """Return a way to read the objects; a line that is none is found here."""
    total, headings = 0, dict[str, None]()
    for total, values in _objects(file):  # noqa: B007 - the last line's number is the total
        headings.update(dict.fromkeys(values))
    names = tuple(headings)

    def records() -> Iterator[Record]:
        return (
            Record(line, tuple(values.get(name, "") for name in names)) for line, values in _objects(file)
        )

    return Reading(records, total, headings=names)


def _objects(file: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    file.seek(0)
    for number, line in enumerate(file, 1):
        try:
            text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
            values = json.loads(text) if text else {}
        except (ValueError, RecursionError):
            raise TableError("line-not-json", line=str(number)) from None
        if not isinstance(values, dict):
            raise TableError("line-not-object", line=str(number))
        yield number, {key: _text(value, number) for key, value in values.items()}


def _text(value: object, number: int) -> str:
    if isinstance(value, dict):
        raise TableError("line-nested", line=str(number))
    if isinstance(value, list):
        return "\n".join(_text(part, number) for part in value)
    return write_cell(value)
