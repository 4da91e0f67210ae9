"""Check a person's text for a letter; a check returns it cleaned or raises ValueError(sentence)."""

import re
import unicodedata
from datetime import date as Date
from datetime import timedelta

# Marks that turn the direction of what follows: they can make a printed line read otherwise than it is.
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED = re.compile("[\0-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""These marks, control characters, separators of lines and paragraphs, halves of characters."""
_REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9_-])?")
_A_YEAR = timedelta(days=366)
# The setting may have been turned off long before the letter; a day further back is a slip of the pen.
_SETTING_YEARS = timedelta(days=5 * 366)


def quoted(text: str) -> str:
    """Quote what a person typed for a message."""
    return f"“{shown(text, 60)}”"


def shown(text: str, limit: int = 300) -> str:
    """Return text for a message: shortened, with nothing in it that a terminal would obey."""
    visible = _REFUSED.sub(lambda found: f"\\u{ord(found[0]):04x}", text[: limit + 1])
    return visible if len(visible) <= limit else visible[:limit] + "…"


def check_lines(text: str, limit: int) -> str:
    """Return text of several lines in NFC, line breaks kept, blank lines around it removed."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).rstrip()
    lines = re.sub(r"\A(?:[^\S\n]*\n)+", "", lines)
    _refuse_unprintable(lines.replace("\n", ""))
    return _within(lines, limit)


def check_line(text: str, limit: int) -> str:
    """Return text of one line in NFC, spaces around it removed."""
    line = unicodedata.normalize("NFC", text).strip(" ")
    _refuse_unprintable(line)
    line = line.strip()
    if not line:
        raise ValueError("this is empty.")
    return _within(line, limit)


def check_name(text: str) -> str:
    """Return a name; it has at least one letter of some script."""
    name = check_line(text, 100)
    if not any(character.isalpha() for character in name):
        raise ValueError(f"{quoted(name)} is not a name: it has no letter.")
    return name


def check_reference(text: str) -> str:
    """Return a reference that can also name a folder on every system."""
    if not _REFERENCE.fullmatch(text):
        raise ValueError(
            f"{quoted(text)} can't be a reference: it may have up to 40 letters a-z, digits, dots, "
            "hyphens and underscores, and begins with a letter or digit."
        )
    return text


def parse_day(given: object) -> object:
    """Return the day that an ISO date means; what isn't text is left to the model."""
    if not isinstance(given, str):
        return given
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given.strip()):
        raise ValueError(f"{quoted(given)} is not a date: write year-month-day, for example 2026-11-22.")
    try:
        return Date.fromisoformat(given.strip())
    except ValueError:
        raise ValueError(f"{quoted(given)} is a day that doesn't exist.") from None


def check_letter_day(day: Date, today: Date) -> Date:
    """Return the day of a letter: at most a year from today."""
    if abs(day - today) > _A_YEAR:
        raise ValueError(f"{day.isoformat()} is more than a year from today ({today.isoformat()}).")
    return day


def check_past_day(day: Date, today: Date) -> Date:
    """Return a day on which something happened: not after today, not five years before."""
    if day > today:
        raise ValueError(f"{day.isoformat()} is in the future (today is {today.isoformat()}).")
    if today - day > _SETTING_YEARS:
        raise ValueError(f"{day.isoformat()} is more than five years ago: is the year right?")
    return day


def _refuse_unprintable(text: str) -> None:
    if found := _REFUSED.search(text):
        raise ValueError(_refusal(found[0]))


def _refusal(character: str) -> str:
    if character == "\n":
        return "this is one line, but it contains a line break."
    return f"this contains {_kind(character)} (U+{ord(character):04X}): write it again without it."


def _kind(character: str) -> str:
    if character in "\r\v\f\x85\u2028\u2029":
        return "an unusual line break"
    if character in _DIRECTION_MARKS:
        return "a mark that turns the direction of the text"
    if unicodedata.category(character) == "Cs":
        return "half a character"
    return "a tab" if character == "\t" else "a control character"


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise ValueError(f"this has {len(text):,} characters; there is room for {limit:,}.")
    return text
