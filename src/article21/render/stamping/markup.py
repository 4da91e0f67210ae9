"""Take the markup of a letter apart: what any letter may have differently, and the frame around it."""

import re
from html import unescape
from typing import NamedTuple

# The layout escapes quotes and angle brackets in every value, so that no value can end before its own end.
_VALUE = re.compile(
    r'(<meta name="(?:author|keywords|dcterms\.created|dcterms\.modified)" content="'
    r'|<[a-z0-9]+[^<>]* data-field="[^"]*"[^<>]*>)([^<"]*)'
)
_FIELD = re.compile(r' data-field="([^"]*)"')
_PROPERTY = re.compile(r'<meta name="([^"]*)"')


class Values(NamedTuple):
    """The markup of a letter, taken apart; ``frame`` and ``values`` together are all of it."""

    frame: str
    """Every tag, attribute and text but the values."""
    values: tuple[str, ...]
    """Escaped, as in the markup: the author, the keywords, two dates, then the text of each field."""


def take_apart(markup: str) -> Values:
    """Split the markup, of which nothing gets lost."""
    pieces = _VALUE.split(markup)
    values = tuple(pieces[2::3])
    del pieces[2::3]
    return Values("".join(pieces), values)


def names_of_values(frame: str) -> tuple[str, ...]:
    """Return what each value of the frame is: the name of a property of the document or of a field."""
    tags = [found[1] for found in _VALUE.finditer(frame)]
    return tuple((_FIELD.search(tag) or _PROPERTY.search(tag) or [tag, tag])[1] for tag in tags)


def put_together(frame: str, values: tuple[str, ...]) -> str:
    """Return the markup with these values."""
    pieces = _VALUE.split(frame)
    pieces[2::3] = values
    return "".join(pieces)


def text_of(value: str) -> str:
    """Return a value as it will be read."""
    return unescape(value) if "&" in value else value
