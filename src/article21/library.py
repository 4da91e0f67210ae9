"""article21 for other programs: a person's details in, a letter or a file of it out.

    >>> from article21 import Person, render, write
    >>> maja = Person(name="Maja Lindqvist", email="maja@example.org", country="Sweden", language="en",
    ...               because="My posts name clients who trust me to keep their projects to myself.")
    >>> letter = write(maja)
    >>> letter.law, letter.language
    ('gdpr', 'en')
    >>> render(maja, "pdf")[:5]
    b'%PDF-'

A mistake in the details is an ``Article21Error``: it lists all that is wrong, in plain English.
Nothing is sent anywhere, and nothing is written to the disk but the fonts that PDFs are made with.
"""

from dataclasses import dataclass, field
from datetime import date as Date
from datetime import datetime
from typing import Literal

from article21.desk.letters import read_request
from article21.errors import Article21Error
from article21.interface import Message, Place
from article21.model import Format, Length, Letter, Tone
from article21.person import Given
from article21.rendering.editions import render_format
from article21.writing.letters import write_letter
from article21.writing.requests import Request

FormatName = Literal["pdf", "txt", "form", "html", "eml", "json"]


@dataclass(frozen=True, kw_only=True)
class Person:
    """One person's details; ``docs/letter-schema.json`` says what each field may hold.

    A country may be given by name or as an ISO 3166 code, a language by name or as a tag. What a list field
    holds is printed in its order.
    """

    name: str
    email: str | tuple[str, ...]
    country: str
    given_name: str | None = None
    family_name: str | None = None
    account_email: str | tuple[str, ...] = ()
    language: str | None = None
    profile_url: str | None = None
    address_line: tuple[str, ...] = ()
    place: str | None = None
    ground: tuple[str, ...] = ()
    because: str | None = field(default=None, repr=False)
    without_grounds: bool = False
    purpose: tuple[str, ...] = ()
    setting_off: Date | None = None
    no_account: bool = False
    content_url: tuple[str, ...] = ()
    date: Date | None = None
    reference: str | None = None
    length: Length = "full"
    tone: Tone = "firm"


def write(person: Person, *, today: Date | None = None) -> Letter:
    """Return the letter as plain text in its parts; it is dated ``today`` unless the person gives a date.

    Raise an ``Article21Error`` for wrong details, or when the law asks for grounds and none is given.
    """
    return write_letter(_request(person, today))


def render(person: Person, format: FormatName = "pdf", *, today: Date | None = None) -> bytes:  # noqa: A002 - the command's own word
    """Return the letter as a file; ``form`` is the texts to paste into LinkedIn's form.

    Raise what ``write`` raises, and its subclass ``NoPdfError`` where no PDF can be made.
    """
    formats = {each.name.lower(): each for each in Format}
    if format not in tuple(formats):
        message = Message("not-a-choice", given=str(format), choices=", ".join(formats))
        raise Article21Error(message.at(Place("format")))
    return render_format(formats[format], _request(person, today))


def _request(person: Person, today: Date | None) -> Request:
    if not isinstance(person, Person):
        raise TypeError(f"an article21.Person is needed, not {type(person).__name__}")
    day = today or Date.today()  # noqa: DTZ011 - the day where the person is
    if isinstance(day, datetime):
        day = day.date()
    if not isinstance(day, Date) or day.year == Date.max.year:  # an answer is due later
        raise Article21Error(Message("not-a-date-value").at(Place("today")))
    return read_request(Given({key: value for key, value in vars(person).items() if value}), day)
