"""Read days as tables write them; a day that could be two is asked about."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from article21.errors import FieldError
from article21.tables.cells import cell_words

_YEAR_FIRST = re.compile(r"([0-9]{4})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})\s?[.日]?")
_COMPACT = re.compile(r"(20[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
_DOTTED = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([12][0-9]{3}|[0-9]{2})\.?")
_PARTED = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})")
_TIME = re.compile(r"[T ]\s?[0-9]{1,2}:[0-9]{2}.*$")
_SERIAL = re.compile(r"([3-7][0-9]{4})(?:\.[0-9]+)?")
_ORDINAL = r"(?:\.|er|st|nd|rd|th|[º°])?"
_IN_WORDS = re.compile(
    rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}(?:\s+(?:de|of))?[\s/-]+(?P<month>[^\W\d_]+)\.?,?(?:\s+del?)?[\s/-]+(?P<year>[0-9]{{4}}|[0-9]{{2}})",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?P<month>[^\W\d_]+)\.?\s+(?P<day>[0-9]{{1,2}}){_ORDINAL},?\s+(?P<year>[0-9]{{4}})", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"([^\W\d_]+)[.,]?\s+")
_FIRST_SERIAL = Date(1899, 12, 30)
"""What Excel counts days from."""
_MONTHS, _DAYS = 12, 31
_YEARS = range(20, 40)
"""The two digits with which a day may begin that are those of its year."""


class Order(StrEnum):
    """What stands first in a day of three numbers."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def read_day(text: str) -> str:
    """Return a day as year-month-day, or the text when it is none; raise FieldError when it could be two."""
    found = list(dict.fromkeys(readings(text).values()))
    if len(found) > 1:
        raise ambiguous(text)
    return found[0] if found else text


def ambiguous(text: str) -> FieldError:
    """Return what is said of a day that could be two."""
    one, other, *_ = dict.fromkeys(readings(text).values())
    return FieldError("day-ambiguous", given=text, one=one, other=other)


def readings(text: str) -> Mapping[Order, str]:
    """Return the days that a text can mean, as year-month-day, by what stands first in it; none: no day."""
    bare = _TIME.sub("", text.strip()).strip()
    if found := _PARTED.fullmatch(bare):
        return _of_numbers(int(found[1]), int(found[3]), found[4], short=found[2])
    if found := _YEAR_FIRST.fullmatch(bare) or _COMPACT.fullmatch(bare):
        return {Order.YEAR: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}"}
    if found := _DOTTED.fullmatch(bare):
        return {Order.DAY: f"{_year(found[3])}-{found[2]:0>2}-{found[1]:0>2}"}
    if found := _SERIAL.fullmatch(bare):
        return {Order.YEAR: (_FIRST_SERIAL + timedelta(days=int(found[1]))).isoformat()}
    day = next(_in_words(bare), None)
    return {Order.DAY: day} if day else {}


def order_of(texts: Iterable[str]) -> Order | None:
    """Return what stands first in all days of a column that are three numbers; None: they leave a doubt."""
    orders = set(Order)
    for text in texts:
        if _PARTED.fullmatch(_TIME.sub("", text.strip()).strip()):
            orders &= readings(text).keys()
    return orders.pop() if len(orders) == 1 else None


def _of_numbers(first: int, second: int, last: str, *, short: str) -> Mapping[Order, str]:
    """Return the readings of three numbers; with hyphens a short year may stand first."""
    found: dict[Order, str] = {}
    if second <= _MONTHS and first <= _DAYS:
        found[Order.DAY] = f"{_year(last)}-{second:02}-{first:02}"
    if first <= _MONTHS and second <= _DAYS:
        found[Order.MONTH] = f"{_year(last)}-{first:02}-{second:02}"
    if short == "-" and first in _YEARS and second <= _MONTHS and len(last) <= 2 and int(last) <= _DAYS:  # noqa: PLR2004 - a short year
        found[Order.YEAR] = f"20{first}-{second:02}-{last}"
    return found


def _year(text: str) -> str:
    return text if len(text) > 2 else f"20{text}"  # noqa: PLR2004 - 26 is 2026


def _in_words(text: str) -> Iterator[str]:
    """Yield the day that a text names, whatever article and day of the week stand before it."""
    while True:
        found = _IN_WORDS.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
        if found and (month := _names("months").get(found["month"].casefold())):
            yield f"{_year(found['year'])}-{month:02}-{found['day']:0>2}"
        word = _FIRST_WORD.match(text)
        if not word or word[1].casefold() not in _before_days():
            return
        text = text[word.end() :]


@cache
def _before_days() -> frozenset[str]:
    """Return what may stand before a day in words: days of the week and articles."""
    return frozenset([*_names("days"), *cell_words()["days"]["before"]])


@cache
def _names(of: str) -> Mapping[str, Any]:
    """Return the months, or the days of the week, by their names in all languages of the letters."""
    from babel import Locale, UnknownLocaleError

    from article21.person import official_languages

    names: dict[str, Any] = {}
    for tag in official_languages():
        try:
            locale = Locale.parse(tag, sep="-")
        except UnknownLocaleError:
            continue
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in getattr(locale, of)[form][width].items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names
