"""What a person may give: one description for each detail, from which every surface takes its words.

Options, columns, the sample file and the schema come from this table. ``person.details`` has the
type and the checks of each, ``data/tables/columns.toml`` what its column may be called.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from article21.interface import N_
from article21.model import Length, Tone

Kind = Literal["text", "day", "flag", "choice"]


@dataclass(frozen=True)
class Field:
    """One detail of a person."""

    key: str
    help: str
    """One sentence that fits an option, a column and a page; without its full stop."""
    sample: str
    """A value as TOML writes it."""
    metavar: str = "TEXT"
    hint: str = ""
    """What helps to fill it in, where there is room."""
    default: str = ""
    """What applies when it is left out, where something does."""
    kind: Kind = "text"
    room: int = 100
    """How many characters a value may have."""
    several: bool = False
    most: int = 0
    """How many values there may be of several; 0: each one once."""
    choices: tuple[str, ...] = ()
    needed: bool = False
    """True when no letter can do without it."""
    personal: bool = True
    """True when a letter that is shared must not tell it."""
    masked: bool = False
    """True when messages about tables don't show it."""
    active: bool = False
    """True when the sample gives it, not only shows how."""


_FIELDS = (
    Field(
        "name",
        N_("Name, as the LinkedIn account shows it"),
        '"Maja Lindqvist"',
        needed=True,
        masked=True,
        active=True,
    ),
    Field("given_name", N_("First name, for LinkedIn's form"), '"Maja"', masked=True),
    Field("family_name", N_("Last name, for LinkedIn's form"), '"Lindqvist"', masked=True),
    Field(
        "email",
        N_("E-mail address: that of the LinkedIn account, unless it is given separately"),
        '["maja@example.org"]',
        "ADDRESS",
        hint=N_("Without an account, any address."),
        room=254,
        several=True,
        most=5,
        needed=True,
        masked=True,
        active=True,
    ),
    Field(
        "account_email",
        N_("E-mail address of the LinkedIn account, if it is another one"),
        '["maja@home.example"]',
        "ADDRESS",
        hint=N_("The letter gives this address; drafts go to the other one."),
        default=N_("the e-mail address"),
        room=254,
        several=True,
        most=5,
        masked=True,
    ),
    Field(
        "country",
        N_("Place of residence: a country's name, or a code such as SE or DE-BY"),
        '"SE"',
        "PLACE",
        hint=N_("It decides on the law; nationality does not."),
        needed=True,
        personal=False,
        active=True,
    ),
    Field(
        "language",
        N_("Language of the letter: its name, or a tag such as sv or de-AT"),
        '"sv"',
        "LANGUAGE",
        default=N_("first language of the country"),
        personal=False,
    ),
    Field(
        "profile_url",
        N_("Address of the LinkedIn profile"),
        '"https://www.linkedin.com/in/maja-lindqvist"',
        "URL",
        hint=N_("It helps LinkedIn to find the account."),
        room=2000,
        masked=True,
    ),
    Field(
        "address_line",
        N_("Postal address without the country, line by line"),
        '["Storgatan 1", "411 01 Göteborg"]',
        room=60,
        several=True,
        most=6,
        masked=True,
    ),
    Field("place", N_("Place of writing, printed before the date"), '"Göteborg"', room=60, masked=True),
    Field(
        "ground",
        N_("Grounds from the person's situation"),
        '["confidentiality", "past-content"]',
        "GROUND",
        hint=N_("The law of most of Europe asks for some."),
        several=True,
        personal=False,
    ),
    Field(
        "because",
        N_("The person's situation in their own words"),
        '"I am a lawyer. Who I am in contact with, and when, is subject to professional secrecy."',
        hint=N_('Printed as written; between three quotation marks (""") the words may have several lines.'),
        room=4000,
        masked=True,
    ),
    Field(
        "without_grounds",
        N_("Write the letter although it gives no grounds"),
        "true",
        hint=N_("It is easier to refuse."),
        kind="flag",
        personal=False,
    ),
    Field(
        "purpose",
        N_("Object to these purposes only, by key"),
        '["A", "B"]',
        "KEY",
        default=N_("all of them"),
        several=True,
        personal=False,
    ),
    Field(
        "setting_off",
        N_("Day on which LinkedIn's setting was turned off"),
        "2025-10-30",
        "DATE",
        hint=N_("The setting is called “Data for Generative AI Improvement”."),
        kind="day",
    ),
    Field("no_account", N_("There is no LinkedIn account"), "true", kind="flag", personal=False),
    Field(
        "content_url",
        N_("Web addresses of what is published about the person"),
        '["https://www.example.org/interview"]',
        "URL",
        room=2000,
        several=True,
        most=20,
        masked=True,
    ),
    Field(
        "date",
        N_("Day of the letter"),
        "2026-11-22",
        "DATE",
        default=N_("today"),
        kind="day",
        personal=False,
    ),
    Field(
        "reference",
        N_("Reference number"),
        '"ML-1"',
        default=N_("generated"),
        room=40,
        hint=N_("A generated one tells nothing about the person."),
    ),
    Field(
        "length",
        N_("How much the letter says"),
        '"full"',
        default="full",
        kind="choice",
        choices=get_args(Length),
        personal=False,
    ),
    Field(
        "tone",
        N_("Whether the letter names the next step (firm) or not (friendly)"),
        '"firm"',
        default="firm",
        kind="choice",
        choices=get_args(Tone),
        personal=False,
    ),
)
FIELDS: Mapping[str, Field] = {field.key: field for field in _FIELDS}
