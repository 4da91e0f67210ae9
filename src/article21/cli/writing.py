"""From the options to the files: read, ask, resolve, render, write, and say what comes next."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date as Date
from datetime import datetime
from pathlib import Path

import typer

from article21.cli.asking import ask_for_grounds, ask_for_missing, on_terminal
from article21.cli.editing import Wishes, check_wishes, make_edition
from article21.files import write_files, write_stdout
from article21.model import Format
from article21.person import Given, check_details, read_details_file
from article21.person.text import shown
from article21.render.editions import DEFAULT_FORMATS, FILE_NAMES, render_format
from article21.render.mail import recipient_of
from article21.writing.requests import GroundsMissingError, Request, resolve_request


def write_one(  # noqa: PLR0913 - what the command line says, part by part
    options: Mapping[str, object],
    wishes: Wishes,
    *,
    file: str | None,
    formats: Sequence[Format],
    output: str | None,
    overwrite: bool,
) -> None:
    """Write one person's letter in the formats that were asked for."""
    wanted = _formats(formats, output)
    check_wishes(wishes, wanted)
    request = read_request(options, file)
    edition = make_edition(wishes)
    if output == "-":
        write_stdout(render_format(wanted[0], request, edition))
    else:
        # The reference names the folder; of a redacted letter it must not be told.
        folder, names = _destination(wanted, output, "redacted" if edition.redacted else request.reference)
        files = {names[name]: render_format(name, request, edition) for name in wanted}
        _say(_written(write_files(folder, files, overwrite=overwrite)))
        _say(_next_step(wanted))
    for notice in (*request.notices, *_mail_notice(wanted, request)):
        _say(f"Note: {notice}")


def read_request(options: Mapping[str, object], file: str | None) -> Request:
    """Return the request that options and file make; on a terminal what is missing is asked for."""
    given = Given({name: value for name, value in options.items() if value not in (None, [], False)})
    if file is not None:
        given = given.over(read_details_file(Path(file)))
    return _resolve(given, today())


def today() -> Date:
    """Return the day it is where the person sits."""
    return datetime.now().astimezone().date()


def _formats(formats: Sequence[Format], output: str | None) -> tuple[Format, ...]:
    wanted = tuple(dict.fromkeys(formats))
    if output == "":
        raise typer.BadParameter("a path is needed.", param_hint="--output")
    if output != "-":
        return wanted or DEFAULT_FORMATS
    if len(wanted) > 1:
        raise typer.BadParameter(
            "only one --format can be written to standard output.", param_hint="--output"
        )
    if wanted == (Format.PDF,) and sys.stdout.isatty():
        raise typer.BadParameter("a PDF can't be shown on a terminal; name a file.", param_hint="--output")
    return wanted or (Format.TXT,)


def _resolve(given: Given, day: Date) -> Request:
    if on_terminal():
        given = ask_for_missing(given, day)
    details = check_details(given, day)
    try:
        return resolve_request(details, day)
    except GroundsMissingError:
        if not on_terminal():
            raise
        return resolve_request(check_details(ask_for_grounds(given, day), day), day)


def _destination(
    formats: Sequence[Format], output: str | None, reference: str
) -> tuple[Path, Mapping[Format, str]]:
    if output is None:
        return Path(reference), FILE_NAMES
    is_folder = output.endswith(os.sep) or os.path.isdir(output)  # noqa: PTH112 - Path.is_dir raises on long names
    if len(formats) > 1 or is_folder:
        return Path(output), FILE_NAMES
    return Path(output).parent, {formats[0]: Path(output).name}


def _written(paths: Sequence[Path]) -> str:
    return "Written: " + ", ".join(shown(str(path)) for path in paths)


def _next_step(formats: Sequence[Format]) -> str:
    if Format.FORM in formats:
        return f"Next: open {FILE_NAMES[Format.FORM]}; it says what goes where and what to keep."
    return "Next: read your letter; --format form adds what goes where on LinkedIn's form."


def _mail_notice(formats: Sequence[Format], request: Request) -> tuple[str, ...]:
    if Format.EML not in formats or recipient_of(request):
        return ()
    company, place = request.controller.name, request.jurisdiction.name
    notice = (
        f"{company} publishes no e-mail address for people who live in {place}: the draft has no recipient."
    )
    return (notice,)


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
