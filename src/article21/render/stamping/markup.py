"""Take the markup of a letter apart: what any letter may have differently, and the frame around it."""

import re
from html import unescape
from typing import NamedTuple

# The layout escapes quotes and angle brackets in every value, so that no value can end before its own end.
_FIELD = ' data-field="'
_PROPERTY = re.compile(
    r'(<meta name="(?:author|keywords|dcterms\.created|dcterms\.modified)" content=")([^"]*)'
)
_NAME = re.compile(r'<meta name="([^"]*)" content=""')


class Values(NamedTuple):
    """The markup of a letter, taken apart; ``frame`` and ``values`` together are all of it."""

    frame: str
    """Every tag, attribute and text but the values."""
    values: tuple[str, ...]
    """Escaped, as in the markup: the author, the keywords, two dates, then the text of each field."""


def take_apart(markup: str) -> Values:
    """Split the markup, of which nothing gets lost."""
    head, *fields = markup.split(_FIELD)
    pieces = _PROPERTY.split(head)
    values = pieces[2::3]
    del pieces[2::3]
    for field in fields:
        tag, _, rest = field.partition(">")
        text, _, after = rest.partition("<")
        values.append(text)
        pieces += (_FIELD, tag, "><", after)
    return Values("".join(pieces), tuple(values))


def names_of_values(frame: str) -> tuple[str, ...]:
    """Return what each value of the frame is: the name of a property of the document or of a field."""
    head, *fields = frame.split(_FIELD)
    return (*_NAME.findall(head), *(field.partition('"')[0] for field in fields))


def put_together(frame: str, values: tuple[str, ...]) -> str:
    """Return the markup with these values."""
    head, *fields = frame.split(_FIELD)
    pieces = _PROPERTY.split(head)
    properties = len(pieces[2::3])
    pieces[2::3] = values[:properties]
    for field, text in zip(fields, values[properties:], strict=True):
        tag, _, after = field.partition(">")
        pieces += (_FIELD, tag, ">", text, after)
    return "".join(pieces)


def text_of(value: str) -> str:
    """Return a value as it will be read."""
    return unescape(value) if "&" in value else value
