"""Take the markup of a letter apart: what any letter may have differently, and the frame around it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from itertools import chain
from typing import NamedTuple

from article21.writing.letters import CLAUSES_KEPT

# The layout escapes quotes and angle brackets in every value, so that no value can end before its own end.
_FIELD = ' data-field="'
_PROPERTY = re.compile(
    r'(<meta name="(?:author|keywords|dcterms\.created|dcterms\.modified)" content=")([^"]*)'
)
_NAME = re.compile(r'<meta name="([^"]*)" content=""')


class Values(NamedTuple):
    """The markup of a letter, taken apart; ``frame`` and ``values`` together are all of it."""

    frame: tuple[str, ...]
    """Every tag, attribute and text but the values, in the parts that the markup came in."""
    values: tuple[str, ...]
    """Escaped, as in the markup: the author, the keywords, two dates, then the text of each field."""


def take_apart(parts: Sequence[str]) -> Values:
    """Split the parts of a page as ``markup_parts`` returns them, of which nothing gets lost."""
    before, *clauses, after = parts
    head, *fields = before.partition(_FIELD)
    pieces = _PROPERTY.split(head)
    properties = pieces[2::3]
    del pieces[2::3]
    before = "".join((*pieces, *fields))
    taken = (_take_apart(before), *map(_take_apart_clause, clauses), _take_apart(after))
    return Values(
        tuple(frame for frame, _ in taken),
        (*properties, *chain.from_iterable(values for _, values in taken)),
    )


def _take_apart(part: str) -> tuple[str, tuple[str, ...]]:
    head, *fields = part.split(_FIELD)
    frame, values = [head], []
    for field in fields:
        tag, _, rest = field.partition(">")
        text, _, after = rest.partition("<")
        values.append(text)
        frame += (_FIELD, tag, "><", after)
    return "".join(frame), tuple(values)


_take_apart_clause = lru_cache(CLAUSES_KEPT)(_take_apart)


def names_of_values(frame: Sequence[str]) -> tuple[str, ...]:
    """Return what each value of the frame is: the name of a property of the document or of a field."""
    head, *fields = "".join(frame).split(_FIELD)
    return (*_NAME.findall(head), *(field.partition('"')[0] for field in fields))


def put_together(frame: Sequence[str], values: Sequence[str]) -> str:
    """Return the markup with these values."""
    head, *fields = "".join(frame).split(_FIELD)
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
