"""The whole alphabets that stamped letters share.

A letter's file shows which characters its fonts have. If those were the characters of one batch, each letter
would tell of the names in the others. So every letter has all the letters of its language's script, whatever
the batch; a letter with any other character is not stamped.
"""

from itertools import chain
from unicodedata import category, name

_LATIN = (
    range(0x20, 0x7F),  # Basic Latin
    range(0x218, 0x21C),  # Romanian, before the letters with cedillas that share its glyphs
    range(0xA0, 0x180),  # Latin-1 Supplement, Latin Extended-A
    (0x1A0, 0x1A1, 0x1AF, 0x1B0, 0x1E9E, *range(0x1EA0, 0x1EFA)),  # Vietnamese, German
    range(0x2010, 0x2016),  # hyphens and dashes
    range(0x2018, 0x201F),  # quotation marks
    (0x2022, 0x2026, 0x202F, 0x2030, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122),
)
# Beside the Latin one, which every letter has for addresses.
_OTHERS = {"Grek": range(0x386, 0x3CF), "Cyrl": (*range(0x400, 0x460), 0x490, 0x491)}
_SCRIPTS_OF_LANGUAGES = {"el": "Grek", "bg": "Cyrl", "zh": "Hani"}
_LIGATURES = ("ff", "fi", "fl", "ffi", "ffl")
# These belong to the Latin script, though their names do not begin with it.
_LATIN_ORDINALS = "ªº"
_UNPRINTED = frozenset({"Cc", "Cf", "Cn", "Zl", "Zp"})
_SCRIPTS_OF_NAMES = {"LATIN": "Latn", "GREEK": "Grek", "CYRILLIC": "Cyrl", "CJK": "Hani"}


# What Noto Sans TC draws in the way of the language: marks, and digits after Latin letters. Every other
# character has one glyph.
_CHINESE = (*"，。、；：？！「」『』（）《》〈〉…—·", *(f"A{digit}" for digit in range(10)))  # noqa: RUF001 - as Chinese has them


def has_alphabet(language: str) -> bool:
    """Say whether the script has few enough characters for all to be in every letter."""
    return script_of_language(language) != "Hani"


def alphabet(language: str) -> tuple[str, ...]:
    """Return every character and ligature that the fonts have; for Chinese, what the font file can't tell."""
    if not has_alphabet(language):
        return (*_CHINESE, *_LIGATURES)
    characters = map(chr, chain(*_LATIN, _OTHERS.get(script_of_language(language), ())))
    printed = (each for each in characters if category(each) not in _UNPRINTED)
    return (*printed, *_LIGATURES)


def script_of_language(language: str) -> str:
    """Return the script, as OpenType writes it."""
    return _SCRIPTS_OF_LANGUAGES.get(language.partition("-")[0], "Latn")


def script_of(character: str) -> str | None:
    """Return the script, or None for a character that goes with any."""
    if character in _LATIN_ORDINALS:
        return "Latn"
    return _SCRIPTS_OF_NAMES.get(name(character, "").partition(" ")[0])
