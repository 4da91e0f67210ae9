"""Count the day an answer is due; holidays come from the ``holidays`` package."""

from calendar import monthrange
from collections.abc import Container
from datetime import date, timedelta
from functools import cache, lru_cache

from article21.facts import Deadline

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
    if not place:
        return ()
    from holidays import country_holidays  # noqa: PLC0415 - 0.1 s that only a letter with a statutory month needs

    country, _, subdivision = place.partition("-")
    return country_holidays(country, subdiv=subdivision or None)
