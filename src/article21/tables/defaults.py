"""Read the details that all rows share."""

from datetime import date as Date
from pathlib import Path

from article21.errors import Article21Error, DetailsError
from article21.interface import Message
from article21.person import Given, check_details, read_details_file
from article21.tables.records import TableError

_ONE_PERSONS = (
    "name",
    "given_name",
    "family_name",
    "email",
    "account_email",
    "profile_url",
    "reference",
    "because",
)
"""What no two people share."""
_ANYONE = {"name": "A", "email": ("a@example.org",), "country": "SE"}


def read_defaults(path: Path, today: Date) -> Given:
    """Return the details of a file for everyone, or raise TableError with all that is wrong with them."""
    try:
        given = read_details_file(path)
    except Article21Error as error:
        raise TableError(*error.messages) from None
    problems = [
        Message("belongs-to-one").at(given.place_of(field)) for field in _ONE_PERSONS if field in given.values
    ]
    try:
        check_details(Given({**_ANYONE, **given.values}, given.places), today)
    except DetailsError as error:
        problems += error.messages
    if problems:
        raise TableError(*problems)
    return given
