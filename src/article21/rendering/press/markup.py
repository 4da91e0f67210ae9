"""Read the markup of a letter: what any letter may have differently, and the tags around it."""

import re
from collections.abc import Sequence
from functools import lru_cache
from html import unescape
from itertools import takewhile
from typing import NamedTuple

from article21.rendering.press.refusals import UnsettableError

# The layout escapes quotes and angle brackets in every value, so that no value can end before its own end.
_FIELD = ' data-field="'
_NAME_OF_FIELD = re.compile(_FIELD + '[^"]*"')
_RETURN_LINE = "return-line"
_OWN_WORDS = f"{_FIELD}own_words-"
_BODY = "<body>"
_PROPERTY = re.compile(
    r'(<title>|<meta name="(?:author|keywords|dcterms\.created|dcterms\.modified)" content=")([^"<]*)'
)
_TAG = re.compile(r"<(/?)([a-z0-9]+)([^<>]*)>([^<]*)")
_TEXT = re.compile(rf"({_FIELD}[^>]*>)[^<]*")
_REMEMBERED = 2_000


class Head(NamedTuple):
    """A letter's markup up to the tag ``body``."""

    frame: str
    """All of it but the properties of the document."""
    properties: tuple[str, ...]
    """As they will be read: title, author, keywords, two dates."""


class Leaf(NamedTuple):
    """A block of text in its place."""

    kind: tuple[str, ...]
    """The tags with their attributes, from the one below ``body`` to its own."""
    shared: int
    """So many of the tags around it are around the block before it, too."""


class Part(NamedTuple):
    """A part of a letter's body, taken apart: tags and texts are all of it."""

    leaves: tuple[Leaf, ...]
    texts: tuple[str, ...]
    """As they will be read."""
    running: tuple[str, ...]
    """Likewise, of the blocks that are printed in the margin."""
    open: tuple[str, ...]
    """Tags that stay open at its end."""


def split_head(before: str) -> tuple[Head, str]:
    """Take the first part of a letter apart; the second string is its body."""
    head, body, rest = before.partition(_BODY)
    pieces = _PROPERTY.split(head)
    properties = tuple(map(text_of, pieces[2::3]))
    del pieces[2::3]
    return Head("".join((*pieces, body)), properties), rest


def join_head(frame: str, properties: Sequence[str]) -> str:
    """Return a head with these properties, which need no escape."""
    pieces = _PROPERTY.split(frame)
    pieces[2::3] = properties
    return "".join(pieces)


def read_part(part: str, around: tuple[str, ...] = ()) -> Part:
    """Take a part of the body apart; ``around`` names the tags that are open where it begins."""
    head, *fields = part.split(_FIELD)
    frame, texts = [head], []
    for field in fields:
        tag, _, rest = field.partition(">")
        text, _, after = rest.partition("<")
        texts.append(text_of(text))
        frame += (_FIELD, tag, "><", after)
    leaves, running, still_open = _read_frame("".join(frame), around)
    inside = tuple(text for i, text in enumerate(texts) if i not in running) if running else tuple(texts)
    return Part(leaves, inside, tuple(texts[i] for i in running), still_open)


class _Frame(NamedTuple):
    leaves: tuple[Leaf, ...]
    running: tuple[int, ...]
    """Places among all fields."""
    open: tuple[str, ...]


@lru_cache(_REMEMBERED)
def _read_frame(frame: str, around: tuple[str, ...]) -> _Frame:
    """Return the blocks of a frame; raise UnsettableError for text that is no field."""
    open_tags = [(tag, -1) for tag in around]  # each tag has a number of its own
    before = list(open_tags)
    leaves: list[Leaf] = []
    running: list[int] = []
    for number, (closes, name, attributes, text) in enumerate(_TAG.findall(frame)):
        if text.strip():
            raise UnsettableError("a text that is no field")
        if closes:
            del open_tags[-1:]  # of body and html there are none
            continue
        open_tags.append((name + _NAME_OF_FIELD.sub("", attributes), number))
        if f'{_FIELD}{_RETURN_LINE}"' in attributes:
            running.append(len(leaves) + len(running))
        elif _FIELD in attributes:
            leaves.append(Leaf(tuple(tag for tag, _ in open_tags), _shared(before, open_tags)))
            before = list(open_tags)
    return _Frame(tuple(leaves), tuple(running), tuple(tag for tag, _ in open_tags))


def _shared(one: Sequence[object], other: Sequence[object]) -> int:
    """Return how many things two sequences have in common at their beginnings."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def with_text(part: str, text: str) -> str:
    """Return a part of a letter with that text, which needs no escape, in all its fields."""
    return _TEXT.sub(rf"\g<1>{text}", part)


def with_first_field(part: str, name: str) -> str:
    """Return a part of a letter whose first field has that name."""
    return _NAME_OF_FIELD.sub(f'{_FIELD}{name}"', part, count=1)


def is_own_words(part: str) -> bool:
    """Say whether a part of the body is what a person wrote in words of their own."""
    return _OWN_WORDS in part


def text_of(value: str) -> str:
    """Return a value as it will be read."""
    return unescape(value) if "&" in value else value
