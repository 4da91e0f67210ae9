"""The properties of the document: what the letter's markup says of it, written into its PDF twice."""

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.sax.saxutils import escape

import pydyf

from article21.rendering.press.refusals import UnsettableError

# What the plan has in place of each; dates must be dates.
MARKS = {
    "title": "article21 title",
    "author": "article21 author",
    "keywords": "article21 keywords",
    "dcterms.created": "1583-01-02T03:04:05Z",
    "dcterms.modified": "1583-06-07T08:09:10Z",
}
_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_DASHES = str.maketrans("", "", "-:T")


class PropertiesTemplate:
    """The metadata and the information dictionary of a plan, cut where the properties stand."""

    def __init__(self, metadata: bytes, info: bytes) -> None:
        self._metadata = _cut(metadata, {name: mark.encode() for name, mark in MARKS.items()})
        self._info = _cut(info, {name: _string(name, mark) for name, mark in MARKS.items()})

    def fill(self, values: Mapping[str, str]) -> tuple[bytes, bytes]:
        """Return both; raise UnsettableError for what WeasyPrint would write otherwise."""
        if ", ".join(dict.fromkeys(map(str.strip, values["keywords"].split(",")))) != values["keywords"]:
            raise UnsettableError("keywords that are not a plain list")
        if not all(_DATE.fullmatch(values[name]) for name in values if name.startswith("dcterms")):
            raise UnsettableError("a date that is not one")
        if any(not value or value != value.strip() for value in values.values()):
            raise UnsettableError("a property that is empty or has spaces around it")
        metadata = [
            escape(values.get(piece, "")).encode() if isinstance(piece, str) else piece
            for piece in self._metadata
        ]
        info = [_string(piece, values[piece]) if isinstance(piece, str) else piece for piece in self._info]
        return b"".join(metadata), b"".join(info)


def _cut(content: bytes, marks: Mapping[str, bytes]) -> list[bytes | str]:
    """Return the content in pieces, with its name in place of each mark, which must stand there once."""
    names = {mark: name for name, mark in marks.items()}
    pieces = re.split(b"(" + b"|".join(map(re.escape, names)) + b")", content)
    found = [names.get(piece, piece) for piece in pieces]
    if sorted(piece for piece in found if isinstance(piece, str)) != sorted(marks):
        raise LookupError("A property does not stand where it should")
    return found


@lru_cache(maxsize=1_000)
def _string(name: str, value: str) -> bytes:
    text = f"D:{value.translate(_DASHES)}" if name.startswith("dcterms") else value
    return bytes(pydyf.String(text).data)
