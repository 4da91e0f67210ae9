"""Which characters the press sets, and in which script Pango shapes them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import product
from unicodedata import category, name

ANY = "Zyyy"
"""Of characters that go with any script and stand with none."""
_SCRIPTS_OF_LANGUAGES = {"el": "Grek", "bg": "Cyrl", "zh": "Hani"}
_SCRIPTS_OF_NAMES = {"LATIN": "Latn", "GREEK": "Grek", "CYRILLIC": "Cyrl", "CJK": "Hani"}
# These belong to the Latin script, though their names do not begin with it.
_LATIN_ORDINALS = "ªº"
_FIXED_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
_OPENING, _CLOSING = "(<[{«‘“‹⁅⁽₍〈《「『【〔〖〘〚", ")>]}»’”›⁆⁾₎〉》」』】〕〗〙〛"  # noqa: RUF001 - marks
"""Those of Pango: what closes is in the script of what opens."""
_OPENS = dict(zip(_OPENING, _OPENING, strict=True))
_CLOSES = dict(zip(_CLOSING, _OPENING, strict=True))
CLOSES = frozenset(_CLOSING)
_PAIRED = re.compile(f"[{re.escape(_OPENING + _CLOSING)}]")
SCRIPTS = ("Latn", "Grek", "Cyrl")
"""Of lines of words with spaces between them."""
_LETTERS = "a\N{GREEK SMALL LETTER ALPHA}\N{CYRILLIC SMALL LETTER A}"
"""One of each of them."""
_MARKS = frozenset("PS")
"""First letters of the categories of marks and symbols."""


def script_of_language(language: str) -> str:
    """Return the script a language is written in, as OpenType names it."""
    return _SCRIPTS_OF_LANGUAGES.get(language.partition("-")[0], "Latn")


@cache
def script_of(character: str) -> str | None:
    """Return the script, or None for a character that goes with any; raise KeyError for any other character.

    What shapes its neighbours, is not seen, or belongs to another script is left to WeasyPrint.
    """
    kind = category(character)
    if character in _LATIN_ORDINALS:
        return "Latn"
    if kind[0] == "L":
        return _SCRIPTS_OF_NAMES[name(character).partition(" ")[0]]
    if kind[0] in _MARKS:
        return _SCRIPTS_OF_NAMES.get(name(character).partition(" ")[0])
    if (character.isascii() and character.isdecimal()) or character in _FIXED_SPACES or kind == "No":
        return None
    raise KeyError(character)


def runs_of(text: str) -> list[str]:
    """Return for each character the script that Pango shapes it in (``pango-script.c``).

    What goes with any script is in that of the character before it, or at the beginning in that of the first
    that has one; what closes a pair is in that of what opens it.
    """
    runs: list[str] = []
    opened: list[tuple[str, str]] = []
    current, known, begin = ANY, 0, 0  # ``known``: pairs whose script was known before this run
    for i, character in enumerate(text):
        script = None if character == " " else script_of(character)
        if script is None and character in _OPENS:
            opened.append((_OPENS[character], current))
        elif script is None and character in _CLOSES:
            while opened and opened[-1][0] != _CLOSES[character]:
                opened.pop()
            known = min(known, len(opened))
            found = opened[-1][1] if opened else ANY
            script = None if found == ANY else found
        if script not in (None, current) and current != ANY:
            runs += [current] * (i - begin)
            current, known, begin = ANY, len(opened), i
        if script is not None and current == ANY:
            current = script
            opened[known:] = [(pair, script) for pair, _ in opened[known:]]
            known = len(opened)
        if character in _CLOSES and script_of(character) is None and opened:
            opened.pop()
            known = min(known, len(opened))
    return runs + [current] * (len(text) - begin)


def closes_what_it_opens(text: str) -> bool:
    """Say whether no mark of a text closes what was opened before it."""
    opened: list[str] = []
    for mark in _PAIRED.findall(text):
        if mark in _OPENS:
            opened.append(_OPENS[mark])
            continue
        while opened and opened[-1] != _CLOSES[mark]:
            opened.pop()
        if not opened:
            return False
        opened.pop()
    return True


def contexts_of(word: str) -> Iterator[list[str]]:
    """Yield the scripts of a word's characters, behind everything that a line may have before it."""
    pairs = "".join(reversed([_CLOSES[character] for character in word if character in _CLOSES]))
    yield runs_of(word)
    for before, *scripts in product(_LETTERS, repeat=1 + len(pairs)):
        opened = "".join(letter + mark for letter, mark in zip(scripts, pairs, strict=True))
        context = f"{opened}{before} "
        yield runs_of(context + word)[len(context) :]
