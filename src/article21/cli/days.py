"""Read a day that stands in an option, as people write days: 3.11.2025, 3 November 2025, 2025-11-03."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date as Date

from article21.errors import Article21Error
from article21.interface import Place
from article21.person.text import parse_day
from article21.tables.days import read_day as as_written


def read_day(text: str, option: str) -> Date:
    """Return the day that an option names; raise the mistake at its place."""
    with _at(option):
        day = parse_day(as_written(text))
    if not isinstance(day, Date):  # parse_day returns nothing else for text
        raise TypeError(text)
    return day


def day_as_written(text: str, option: str) -> str:
    """Return the day as year-month-day, or the text when it is none; raise at its place what could be two."""
    with _at(option):
        return as_written(text)


@contextmanager
def _at(option: str) -> Iterator[None]:
    try:
        yield
    except Article21Error as error:
        raise Article21Error(*(message.at(Place(option)) for message in error.messages)) from None
