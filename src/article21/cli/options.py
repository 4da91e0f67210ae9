"""The options of ``letter`` and ``preview``: those of a person's details come from their descriptions."""

from collections.abc import Mapping
from inspect import Parameter
from typing import Annotated, Any, Literal

import typer

from article21.cli.values import offer_values
from article21.fields import FIELDS, Field
from article21.interface import N_
from article21.model import DEFAULT_FORMATS, Format

LISTED_BY = {"country": "countries", "language": "languages", "ground": "grounds", "purpose": "purposes"}
"""The commands that list what a field may hold."""


def option_name(field: str) -> str:
    """Return how a field is called on the command line."""
    return f"--{field.replace('_', '-')}"


def details_options() -> list[Parameter]:
    """Return an option for each detail of a person."""
    return [_option(field) for field in FIELDS.values()]


def other_options() -> list[Parameter]:
    """Return the options around the details."""
    return [
        _parameter("details", "PATH", "Folder of a letter, its PDF, or TOML or JSON; options override it"),
        _parameter("envelope", "KEY", "Window envelope; see envelopes", "that of the country", "--layout"),
        _parameter("signature", "FILE", "Picture of the signature: PNG, JPEG or SVG"),
        _parameter("sign_with", "FILE", "Sign the PDF with the certificate in this .p12 file"),
        _parameter("courtesy_copy", "LANGUAGE", "Add a translation after the letter"),
        _flag("redacted", "Remove everything that identifies you, to share the letter"),
        _FORMAT,
        _parameter("output", "PATH", "Folder, file for a single format, or - for stdout", "the reference"),
        _flag("overwrite", "Replace existing files"),
        _flag("open", "Open the letter when it is written"),
        _parameter("interface", "LANGUAGE", "Language of the questions and messages", "that of the system"),
    ]


def help_text(text: str, default: str = "", *, several: bool = False) -> str:
    """Return the help of an option, with its default."""
    repeated = ". May be repeated." if several else "" if default else "."
    return f"{text}{repeated}" + (f" [default: {default}]" if default else "")


FORMAT_HELP = help_text(f"One of {', '.join(Format)}", ", ".join(DEFAULT_FORMATS), several=True)
_FORMAT = Parameter(
    "format",
    Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[list[Format] | None, typer.Option(metavar="FORMAT", help=FORMAT_HELP)],
)


HELP_OF_BATCH: Mapping[str, str] = {
    "require_consent": N_("Write no letter unless the column consent says yes."),
    "cover": N_("Your own words for the e-mail drafts: a text file, with fields such as {name}."),
    "contact": N_("Who prepared the letters and how to reach them, for drafts and instructions."),
    "keep": N_("Copy this column of the table into index.csv. May be repeated."),
    "group_by": N_("Make a subfolder for each value of this column, and sort by it."),
    "forget": N_("Delete everything that a batch wrote into this folder, its journal included."),
    "page": N_("Address of the page on which people can write their letter, if you have one."),
    "invitations": N_("Folder for the invitations."),
}
"""What the options say that hand letters and invitations out."""


def _option(field: Field) -> Parameter:
    if field.kind == "flag":
        return _flag(field.key, field.help)
    text = field.help
    if field.key in LISTED_BY:
        text += f"; see {LISTED_BY[field.key]}"
    shown = help_text(text, field.default, several=field.several)
    kind: Any = Literal[field.choices] if field.choices else list[str] if field.several else str
    metavar = None if field.choices else field.metavar
    option = Annotated[
        kind | None,
        typer.Option(
            option_name(field.key), metavar=metavar, help=shown, autocompletion=offer_values(field.key)
        ),
    ]
    return Parameter(field.key, Parameter.KEYWORD_ONLY, default=None, annotation=option)


def _parameter(name: str, metavar: str, text: str, default: str = "", *aliases: str) -> Parameter:
    option = typer.Option(
        option_name(name),
        *aliases,
        metavar=metavar,
        help=help_text(text, default),
        autocompletion=offer_values(name),
    )
    return Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[str | None, option])


def _flag(name: str, text: str) -> Parameter:
    option = Annotated[bool, typer.Option(option_name(name), help=help_text(text))]
    return Parameter(name, Parameter.KEYWORD_ONLY, default=False, annotation=option)
