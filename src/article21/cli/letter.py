"""``article21 letter | preview``: their options; what they do is imported when they are run."""

import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Any

import typer

from article21.model import Format, Length, Tone


def letter(  # noqa: PLR0913 - the command line is the contract: one parameter an option
    *,
    name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your name, as your account shows it.")
    ] = None,
    given_name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your first name, for the form.")
    ] = None,
    family_name: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your last name, for the form.")
    ] = None,
    email: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="The e-mail of your account; repeatable.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(metavar="PLACE", help="Where you live: a code (SE, DE-BY, CA-QC) or a name.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option(metavar="LANGUAGE", help="Language of the letter; else the first of your country."),
    ] = None,
    profile_url: Annotated[
        str | None, typer.Option(metavar="URL", help="The address of your LinkedIn profile.")
    ] = None,
    address_line: Annotated[
        list[str] | None, typer.Option(metavar="TEXT", help="A line of your postal address; repeatable.")
    ] = None,
    place: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Where you write, printed before the date.")
    ] = None,
    ground: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY", help="A ground from your situation (see grounds); repeatable."),
    ] = None,
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your situation in your own words.")
    ] = None,
    without_grounds: Annotated[
        bool, typer.Option("--without-grounds", help="Write the letter although it gives no grounds.")
    ] = False,
    purpose: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY", help="Object to this purpose only (see purposes); repeatable."),
    ] = None,
    setting_off: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day you turned LinkedIn's setting off.")
    ] = None,
    no_account: Annotated[bool, typer.Option("--no-account", help="You have no LinkedIn account.")] = False,
    content_url: Annotated[
        list[str] | None, typer.Option(metavar="URL", help="The address of something about you; repeatable.")
    ] = None,
    details: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="TOML, JSON or a letter's PDF with all this; options win."),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the letter; else today.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Your reference; else one is made.")
    ] = None,
    length: Annotated[Length | None, typer.Option(help="How much the letter says; else full.")] = None,
    tone: Annotated[Tone | None, typer.Option(help="Firm names the next step, friendly does not.")] = None,
    envelope: Annotated[
        str | None,
        typer.Option(
            "--envelope",
            "--layout",
            metavar="KEY",
            help="The window envelope [default: your country's].",
        ),
    ] = None,
    signature: Annotated[
        str | None, typer.Option(metavar="FILE", help="A picture of your signature: PNG, JPEG or SVG.")
    ] = None,
    sign_with: Annotated[
        str | None, typer.Option(metavar="FILE", help="Sign the PDF with the certificate in a .p12 file.")
    ] = None,
    courtesy_copy: Annotated[
        str | None, typer.Option(metavar="LANGUAGE", help="Add a translation after the letter.")
    ] = None,
    redacted: Annotated[
        bool, typer.Option("--redacted", help="Leave out all that tells who you are, to share the letter.")
    ] = False,
    format: Annotated[  # noqa: A002 - the option is called so
        list[Format] | None,
        typer.Option(
            metavar="FORMAT", help="pdf, txt, form, html, eml or json; repeatable; else the first three."
        ),
    ] = None,
    output: Annotated[
        str | None, typer.Option(metavar="PATH", help="A folder, a file for one format, or - for stdout.")
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace files that are there.")] = False,
) -> None:
    """Write one person's letter; what is missing is asked for on a terminal."""
    given = locals()  # the options under the names of the fields
    from article21.cli.editing import Asked
    from article21.cli.writing import write_one

    for taken in ("details", "format", "output", "overwrite"):
        del given[taken]
    asked = Asked(**{field.name: given.pop(field.name) for field in fields(Asked)})
    write_one(given, asked, file=details, formats=format or (), output=output, overwrite=overwrite)


def preview(**given: Any) -> None:
    """Show one person's letter, page by page, as pictures."""
    from article21.cli.editing import Asked
    from article21.cli.preview import show_letter

    file, output, overwrite = (given.pop(name) for name in ("details", "output", "overwrite"))
    asked = Asked(**{field.name: given.pop(field.name) for field in fields(Asked)})
    show_letter(given, asked, file=file, output=output, overwrite=overwrite)


def _without(command: Callable[..., None], option: str) -> inspect.Signature:
    """Return the options of a command but one, for another command to take."""
    taken = inspect.signature(command)
    return taken.replace(parameters=[one for name, one in taken.parameters.items() if name != option])


preview.__signature__ = _without(letter, "format")  # type: ignore[attr-defined]  # what Typer asks a function for
