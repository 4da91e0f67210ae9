"""Read days as tables write them; a day that could be two is asked about."""

import re
from datetime import date as Date
from datetime import timedelta
from functools import cache

from article21.errors import FieldError

_YEAR_FIRST = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_COMPACT = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
_DOTTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([12][0-9]{3}|[0-9]{2})\.?")
_PARTED = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})[-/]([0-9]{4})")
_TIME = re.compile(r"[T ]\s?[0-9]{1,2}:[0-9]{2}.*$")
_SERIAL = re.compile(r"([3-7][0-9]{4})(?:\.[0-9]+)?")
_IN_WORDS = re.compile(
    r"(?P<day>[0-9]{1,2})\.?(?:\s+de)?\s+(?P<month>[^\W\d_]+)\.?,?(?:\s+de)?\s+(?P<year>[0-9]{4})"
)
_MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>[0-9]{1,2}),?\s+(?P<year>[0-9]{4})")
_FIRST_SERIAL = Date(1899, 12, 30)
"""What Excel counts days from."""
_MONTHS = 12


def read_day(text: str) -> str:
    """Return a day as year-month-day, or the text when it is none; raise FieldError when it could be two."""
    bare = _TIME.sub("", text.strip()).strip()
    if found := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"
    if found := _DOTTED.fullmatch(bare):
        year = found[3] if len(found[3]) > 2 else f"20{found[3]}"  # noqa: PLR2004 - 26 is 2026
        return f"{year}-{found[2]:0>2}-{found[1]:0>2}"
    if found := _PARTED.fullmatch(bare):
        return _either_first(text, int(found[1]), int(found[2]), found[3])
    if found := _SERIAL.fullmatch(bare):
        return (_FIRST_SERIAL + timedelta(days=int(found[1]))).isoformat()
    if found := _IN_WORDS.fullmatch(bare) or _MONTH_FIRST.fullmatch(bare):
        month = _months().get(found["month"].casefold())
        return f"{found['year']}-{month:02}-{found['day']:0>2}" if month else text
    return text


def _either_first(text: str, first: int, second: int, year: str) -> str:
    if first <= _MONTHS and second <= _MONTHS and first != second:
        raise FieldError(
            "day-ambiguous",
            given=text,
            one=f"{year}-{second:02}-{first:02}",
            other=f"{year}-{first:02}-{second:02}",
        )
    day, month = (second, first) if second > _MONTHS else (first, second)
    return f"{year}-{month:02}-{day:02}"


@cache
def _months() -> dict[str, int]:
    """Return the months by their names in all languages of the letters."""
    from babel import Locale, UnknownLocaleError

    from article21.person import official_languages

    months: dict[str, int] = {}
    for tag in official_languages():
        try:
            locale = Locale.parse(tag, sep="-")
        except UnknownLocaleError:
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[form][width].items():
                    months.setdefault(name.casefold().rstrip("."), number)
    return months
