"""Count the day an answer is due."""

import tomllib
from calendar import monthrange
from collections.abc import Collection, Container
from datetime import date, timedelta
from functools import cache, lru_cache

from article21.facts import Deadline
from article21.resources import DATA

_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=1000)
def answer_due(received: date, deadline: Deadline) -> date:
    """Return the last day for the answer to a letter received on that day, without any extension.

    Months end on the same day number, else on the month's last day, and then on a working day: Article 3(1),
    (2)(c) and (4) of Regulation 1182/71 (https://eur-lex.europa.eu/eli/reg/1971/1182/oj) and, with the same
    result, the corresponding date of the ICO's guidance. The day of receipt never counts.
    """
    if deadline.counting == "calendar-days":
        return received + timedelta(days=deadline.days)
    holidays = _public_holidays(deadline.holidays)
    if deadline.counting == "business-days":
        return _after_working_days(received, deadline.business_days, holidays)
    return _working_day_from(_months_after(received, deadline.months), holidays)


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _working_day_from(day: date, holidays: Container[date]) -> date:
    while day.weekday() >= _SATURDAY or day in holidays:
        day += _DAY
    return day


def _after_working_days(day: date, count: int, holidays: Container[date]) -> date:
    for _ in range(count):
        day = _working_day_from(day + _DAY, holidays)
    return day


@cache
def _public_holidays(place: str) -> Container[date]:
    """Return the public holidays of an ISO 3166 code such as ``GB-ENG``, of every year that is asked for."""
    return _PublicHolidays(place) if place else ()


class _PublicHolidays(Container[date]):
    """Those of the years that data/holidays.toml lists, and of any other year as the package counts them."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._listed = tomllib.loads((DATA / "holidays.toml").read_text(encoding="utf-8")).get(place, {})

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        listed = self._listed.get(str(day.year))
        return f"{day:%m-%d}" in listed if listed else day in count_holidays(self._place)


@cache
def count_holidays(place: str, year: int | None = None) -> Collection[date]:
    """Return those of a year as the package counts them, or of any year that is looked up."""
    from holidays import country_holidays

    country, _, subdivision = place.partition("-")
    days: Collection[date] = country_holidays(country, subdiv=subdivision or None, years=year)
    return days
