"""Check a person's text for a letter; a check returns it cleaned or raises FieldError."""

import re
import unicodedata
from datetime import date as Date
from datetime import timedelta

from article21.errors import FieldError
from article21.interface import DIRECTION_MARKS, UNPRINTABLE

_REFERENCE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,38}[A-Za-z0-9_-])?")
_A_YEAR = timedelta(days=366)
# The setting may have been turned off long before the letter; a day further back is a slip of the pen.
_SETTING_YEARS = timedelta(days=5 * 366)


def check_lines(text: str, limit: int) -> str:
    """Return text of several lines in NFC, line breaks and tabs kept, blank lines around it removed."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).rstrip()
    lines = re.sub(r"\A(?:[^\S\n]*\n)+", "", lines)
    _refuse_unprintable(lines.translate({ord("\n"): None, ord("\t"): None}))
    return _within(lines, limit)


def check_line(text: str, limit: int) -> str:
    """Return text of one line in NFC, spaces around it removed."""
    line = unicodedata.normalize("NFC", text).strip(" ")
    _refuse_unprintable(line)
    line = line.strip()
    if not line:
        raise FieldError("text-empty")
    return _within(line, limit)


def check_name(text: str) -> str:
    """Return a name; it has at least one letter of some script."""
    name = re.sub(" {2,}", " ", check_line(text, 100))
    if not any(character.isalpha() for character in name):
        raise FieldError("not-a-name", given=name)
    return name


def check_reference(text: str) -> str:
    """Return a reference that can also name a folder on every system."""
    if not _REFERENCE.fullmatch(text):
        raise FieldError("not-a-reference", given=text)
    return text


def parse_day(given: object) -> object:
    """Return the day that an ISO date means; what isn't text is left to the model."""
    if not isinstance(given, str):
        return given
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given.strip()):
        raise FieldError("not-a-date", given=given)
    try:
        return Date.fromisoformat(given.strip())
    except ValueError:
        raise FieldError("no-such-day", given=given) from None


def check_letter_day(day: Date, today: Date) -> Date:
    """Return the day of a letter: at most a year from today."""
    if abs(day - today) > _A_YEAR:
        raise FieldError("day-far", day=day.isoformat(), today=today.isoformat())
    return day


def check_past_day(day: Date, today: Date) -> Date:
    """Return a day on which something happened: not after today, not five years before."""
    if day > today:
        raise FieldError("day-future", day=day.isoformat(), today=today.isoformat())
    if today - day > _SETTING_YEARS:
        raise FieldError("day-long-ago", day=day.isoformat())
    return day


def _refuse_unprintable(text: str) -> None:
    if found := UNPRINTABLE.search(text):
        raise FieldError(_kind(found[0]), character=f"U+{ord(found[0]):04X}")


def _kind(character: str) -> str:
    """Return the code of what there is to say of a character that can't be printed."""
    if character == "\n":
        return "text-several-lines"
    if character in "\r\v\f\x85\u2028\u2029":
        return "text-line-break"
    if character in DIRECTION_MARKS:
        return "text-direction"
    if unicodedata.category(character) == "Cs":
        return "text-half-character"
    return "text-tab" if character == "\t" else "text-control"


def _within(text: str, limit: int) -> str:
    if len(text) > limit:
        raise FieldError("text-too-long", count=len(text), limit=limit)
    return text
