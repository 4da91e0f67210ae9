"""From the options to the files: read, ask, write, and say what comes next."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date as Date
from datetime import datetime
from pathlib import Path

from article21.cli.asking import ask_for_grounds, ask_for_missing, on_terminal
from article21.cli.editing import Asked, check_options, read_edition
from article21.cli.sentences import terminal
from article21.cli.streams import say, usage_error, write_stdout
from article21.desk import letters
from article21.files import write_files
from article21.model import DEFAULT_FORMATS, Format
from article21.person import Given, read_details_file
from article21.writing.requests import GroundsMissingError, Request


def write_one(  # noqa: PLR0913 - what the command line says, part by part
    options: Mapping[str, object],
    asked: Asked,
    *,
    file: str | None,
    formats: Sequence[Format],
    output: str | None,
    overwrite: bool,
) -> None:
    """Write one person's letter in the formats that were asked for."""
    wanted = _formats(formats, output)
    check_options(asked, wanted)
    request = read_request(options, file)
    written = letters.write(request, read_edition(asked), wanted)
    if output == "-":
        write_stdout(written.files[wanted[0]])
    else:
        folder, names = _destination(wanted, output, written.folder)
        files = {names[name]: content for name, content in written.files.items()}
        tell_of_files(write_files(folder, files, overwrite=overwrite))
        _say_what_is_next(tuple(written.files))
    for notice in written.notices:
        say("note", sentence=terminal().say(notice))
    if written.hindrance:
        raise written.hindrance


def read_request(options: Mapping[str, object], file: str | None) -> Request:
    """Return the request that options and file make; on a terminal what is missing is asked for."""
    given = Given({name: value for name, value in options.items() if value not in (None, [], False)})
    if file is not None:
        given = given.over(read_details_file(Path(file)))
    day = today()
    if not on_terminal():
        return letters.read_request(given, day)
    given = ask_for_missing(given, day)
    try:
        return letters.read_request(given, day)
    except GroundsMissingError:
        return letters.read_request(ask_for_grounds(given, day), day)


def today() -> Date:
    """Return the day it is where the person sits."""
    return datetime.now().astimezone().date()


def tell_of_files(paths: Sequence[Path]) -> None:
    """Say which files were written."""
    say("written", paths=", ".join(map(str, paths)))


def _say_what_is_next(formats: Sequence[Format]) -> None:
    if Format.FORM in formats:
        say("next-kit", file=Format.FORM.file_name)
    else:
        say("next-letter")


def _formats(formats: Sequence[Format], output: str | None) -> tuple[Format, ...]:
    wanted = tuple(dict.fromkeys(formats))
    if output == "":
        raise usage_error("output-empty", "--output")
    if output != "-":
        return wanted or DEFAULT_FORMATS
    if len(wanted) > 1:
        raise usage_error("output-of-one-format", "--output")
    if wanted == (Format.PDF,) and sys.stdout.isatty():
        raise usage_error("output-of-a-pdf", "--output")
    return wanted or (Format.TXT,)


def _destination(
    formats: Sequence[Format], output: str | None, folder: str
) -> tuple[Path, Mapping[Format, str]]:
    names = {name: name.file_name for name in formats}
    if output is None:
        return Path(folder), names
    is_folder = output.endswith(os.sep) or os.path.isdir(output)  # noqa: PTH112 - Path.is_dir raises on long names
    if len(formats) > 1 or is_folder:
        return Path(output), names
    return Path(output).parent, {formats[0]: Path(output).name}
