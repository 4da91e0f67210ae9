"""Scripts written from right to left within letters written from left to right (Unicode Standard Annex 9)."""

from functools import lru_cache
from unicodedata import bidirectional

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@lru_cache(10_000)
def direction_of(text: str) -> str:
    """Return ``rtl`` or ``ltr``, as the first letter of the text says."""
    if text.isascii():
        return "ltr"
    strong = (bidirectional(character) for character in text)
    first = next((each for each in strong if each == "L" or each in _RIGHT_TO_LEFT), "L")
    return "ltr" if first == "L" else "rtl"


def isolate(text: str) -> str:
    """Return text to stand in a sentence, which it doesn't turn: a number after it stays after it."""
    if text.isascii() or not any(bidirectional(character) in _RIGHT_TO_LEFT for character in text):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
