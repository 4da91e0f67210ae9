"""Count the last day of a period: when an answer is due, until when a complaint may be lodged."""

import tomllib
from calendar import monthrange
from collections.abc import Collection, Container, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from article21.facts.complaints import TimeLimit
from article21.facts.periods import Event, Period
from article21.facts.records import Deadline
from article21.resources import DATA

_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=1000)
def answer_due(received: date, deadline: Deadline) -> date:
    """Return the last day for the answer to a letter received on that day, without any extension."""
    return last_day(received, deadline)


@lru_cache(maxsize=1000)
def last_day(start: date, period: Deadline | Period) -> date:
    """Return the last day of a period; the day it counts from never counts.

    Months and years end on the same day number, else on the month's last day; weeks on the same weekday.
    What is counted by Regulation 1182/71, Article 3(1), (2) and (4)
    (https://eur-lex.europa.eu/eli/reg/1971/1182/oj), or, with the same result, by the corresponding date of
    the ICO's guidance, then moves to the next working day.
    """
    holidays = _public_holidays(period.holidays)
    if period.counting == "business-days":
        return _after_working_days(start, period.business_days, holidays)
    if isinstance(period, Deadline):
        end = _months_after(start, period.months) + period.days * _DAY
    else:
        end = _calendar_end(start, period)
    return end if period.counting == "calendar-days" else _working_day_from(end, holidays)


def _calendar_end(start: date, period: Period) -> date:
    if period.since == "end-of-year":
        start = date(start.year, 12, 31)
    return _months_after(start, 12 * period.years + period.months) + (7 * period.weeks + period.days) * _DAY


def extended(period: Period) -> Period:
    """Return the period with its extension, which is counted once and from the same day."""
    if not period.extension_months and not period.extension_days:
        return period
    months = period.months + period.extension_months
    return replace(
        period, months=months, days=period.days + period.extension_days, extension_months=0, extension_days=0
    )


def first_day_after(start: date, wait: Period) -> date:
    """Return the first day on which something may be done that has to wait for the whole period."""
    return last_day(start, wait) + _DAY


def earliest_end(
    limits: Iterable[TimeLimit], days: Mapping[Event, date], about: str = "complaint"
) -> tuple[date, TimeLimit] | None:
    """Return the last day of the time limit that ends first, of those whose first day is known."""
    own = [limit for limit in limits if limit.about == about and limit.since in days]
    ends = [(last_day(days[limit.since], limit), limit) for limit in own]
    return min(ends, key=lambda end: end[0], default=None)


def extended_due(received: date, deadline: Deadline) -> date:
    """Return the last day if the company extends the period once, as far as the law lets it."""
    return last_day(received, replace(deadline, months=deadline.months + deadline.extension_months))


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
