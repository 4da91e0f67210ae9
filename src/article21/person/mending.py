"""Take out of a text what pasting and other programs left in it, and nobody wrote."""

import html
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,30}\d?);")
_WITHOUT_WIDTH = "\u180e\u200b\u2060-\u2064\ufeff"
_INVISIBLE = re.compile(f"[{_WITHOUT_WIDTH}\u00ad\u200e\u200f]")
_INVISIBLE_IN_WORDS = re.compile(f"[{_WITHOUT_WIDTH}]")
"""In one's own words the places where a word may be divided, and the side from which a sign is read, stay."""
_JOINERS = re.compile("[\u200c\u200d]")
"""Persian and Indian scripts need them between letters."""
_WORDS = "because"


class Mended(NamedTuple):
    """A text as it was meant, and the codes of what was changed in it."""

    text: str
    changes: tuple[str, ...]


def mend(field: str, text: str) -> Mended:
    """Return the text of a field without characters written as in web pages, and without invisible ones."""
    read = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text) if "&" in text else text
    visible = read if read.isascii() else _without_invisible(read, field)
    changes = (("entity-repaired", read != text), ("invisible-removed", visible != read))
    return Mended(visible, tuple(code for code, changed in changes if changed))


def mend_all(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return the fields with all their texts mended."""
    return {field: _mend_value(field, value) for field, value in values.items()}


def changes_in(values: Mapping[str, object]) -> tuple[str, ...]:
    """Return the codes of what ``mend_all`` changes in these fields."""
    texts = ((field, text) for field, value in values.items() for text in _texts(value))
    return tuple(dict.fromkeys(code for field, text in texts for code in mend(field, text).changes))


def _mend_value(field: str, value: object) -> object:
    if isinstance(value, str):
        return mend(field, value).text
    if isinstance(value, list | tuple):
        return type(value)(mend(field, each).text if isinstance(each, str) else each for each in value)
    return value


def _texts(value: object) -> Iterable[str]:
    several = value if isinstance(value, list | tuple) else (value,)
    return (each for each in several if isinstance(each, str))


def _without_invisible(text: str, field: str) -> str:
    visible = (_INVISIBLE_IN_WORDS if field == _WORDS else _INVISIBLE).sub("", text)
    if not _JOINERS.search(visible):
        return visible
    return "".join(
        char
        for place, char in enumerate(visible)
        if not _JOINERS.fullmatch(char) or _joins(visible[place - 1 : place], visible[place + 1 : place + 2])
    )


def _joins(before: str, after: str) -> bool:
    return all(ord(char or "a") > 0x5FF for char in (before, after))  # noqa: PLR2004 - Arabic and beyond
