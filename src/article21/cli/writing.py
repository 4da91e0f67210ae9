"""From the options to the files: read, ask, write, and say what comes next."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import datetime
from itertools import count
from pathlib import Path

from article21.cli.afterwards import (
    kept_note,
    open_file,
    tell_of_answers,
    tell_of_files,
    tell_of_letter,
    tell_what_is_next,
)
from article21.cli.asking import on_terminal
from article21.cli.editing import Asked, check_options, read_edition
from article21.cli.sentences import terminal
from article21.cli.streams import complain, say, write_stdout
from article21.cli.usage import usage_error
from article21.desk import letters
from article21.desk.keeping import (
    KEPT,
    ChangedFilesError,
    Kept,
    check_replaceable,
    kept_beside,
    read_kept,
    to_kept,
)
from article21.errors import Article21Error
from article21.fields import FIELDS
from article21.files import FilesExistError, OutputError, read_file, write_files
from article21.model import DEFAULT_FORMATS, Format
from article21.person import Given, missing_fields, read_details_file
from article21.writing.requests import GroundsMissingError, Request

_DAYS = tuple(field.key for field in FIELDS.values() if field.kind == "day")
_LONGEST = 100_000
"""More bytes are not read for own words: their room is much smaller."""


@dataclass
class Target:
    """Where the files go, as far as the options say it."""

    formats: tuple[Format, ...]
    output: str | None
    overwrite: bool
    redacted: bool
    source: Path | None = None
    """The file the details came from."""
    kept: Kept | None = None
    """What the folder keeps that the details came from."""
    answered: bool = False
    """True when somebody answered questions: their answers must not be lost to a place that is taken."""

    @property
    def wanted(self) -> tuple[Format, ...]:
        """Return the formats to write: those of the letter that is written again, and those asked for."""
        earlier = self.kept.formats if self.kept and self.output is None else ()
        return tuple(dict.fromkeys((*earlier, *self.formats))) or formats_of((), self.output)


def write_one(  # noqa: PLR0913 - what the command line says, part by part
    options: Mapping[str, object],
    asked: Asked,
    *,
    file: str | None,
    formats: Sequence[Format],
    output: str | None,
    overwrite: bool,
    opened: bool = False,
) -> None:
    """Write one person's letter in the formats that were asked for."""
    target = _target(
        file, formats_of(formats, output) if formats or output else (), output, asked, overwrite=overwrite
    )
    check_options(asked, target.wanted)
    edition = read_edition(asked)
    request = read_request(options, target.source, target)
    written = letters.write(request, edition, target.wanted)
    if output == "-":
        write_stdout(written.files[target.wanted[0]])
    else:
        _write_somewhere(request, written, target, opened=opened)
    for notice in written.notices:
        say("note", sentence=terminal().say(notice))
    if written.hindrance:
        raise written.hindrance


def read_request(options: Mapping[str, object], source: Path | None, target: Target | None = None) -> Request:
    """Return the request that options and file make; on a terminal what is missing is asked for."""
    given = Given({name: value for name, value in options.items() if value not in (None, [], False)})
    if given.values.get("because"):
        given = Given({"because": read_own_words(str(given.values["because"]))}).over(given)
    given = Given(_days_in(given)).over(given)
    if source is not None:
        given = given.over(read_details_file(source))
    day = today()
    if not on_terminal():
        return letters.read_request(given, day)
    if not missing_fields(given):
        try:
            return letters.read_request(given, day)
        except GroundsMissingError:
            pass
    from article21.cli.dialogue.conversation import converse

    if target:
        target.answered = True
    return converse(given, day, lambda request: _where(request, target))


def _days_in(given: Given) -> Mapping[str, object]:
    """Return the days among the options as people write them; what is none is told with all the rest."""
    days = {name: given.values[name] for name in _DAYS if name in given.values}
    if not days:
        return {}
    from article21.cli.days import day_as_written

    return {name: day_as_written(str(text), name) for name, text in days.items()}


def read_own_words(given: str) -> str:
    """Return the person's own words; ``@FILE`` names a file with them, ``-`` standard input."""
    if given == "-":
        content = sys.stdin.buffer.read(_LONGEST + 1)
    elif given.startswith("@"):
        content = read_file(Path(given[1:]), _LONGEST)
    else:
        return given
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Article21Error("details-not-utf8", path=given.removeprefix("@")) from None


def today() -> Date:
    """Return the day it is where the person sits."""
    return datetime.now().astimezone().date()


def source_of(file: str | None) -> tuple[Path | None, Kept | None]:
    """Return the file with the details, and what its folder keeps: a folder and a letter lead to theirs."""
    if file is None:
        return None, None
    path = Path(file)
    if not file or not (path.is_dir() or path.suffix.lower() in {".pdf", ".toml"}):
        return path, None
    kept = kept_beside(path)
    return (kept.folder / KEPT if kept else path / KEPT if path.is_dir() else path), kept


def _target(
    file: str | None, formats: tuple[Format, ...], output: str | None, asked: Asked, *, overwrite: bool
) -> Target:
    source, kept = source_of(file)
    return Target(formats, output, overwrite, asked.redacted, source, kept if not asked.redacted else None)


def _where(request: Request, target: Target | None) -> str:
    """Return the folder and the names of the files, as the summary shows them."""
    if target is None or target.output == "-":
        return "-"
    folder, names = destination(target.wanted, target, request.reference)
    return f"{folder.absolute()}: {', '.join(names.values())}"


def _write_somewhere(request: Request, written: letters.Written, target: Target, *, opened: bool) -> None:
    try:
        _write_files(request, written, target, opened=opened)
    except (OutputError, FilesExistError, ChangedFilesError) as error:
        if not target.answered:
            raise
        complain(error)
        parent = Path() if os.access(".", os.W_OK) else Path.home()
        names = (parent / f"{written.folder}-{number}" for number in count(2))
        free = next(name for name in names if not os.path.lexists(name))
        _write_files(request, written, replace(target, output=f"{free}{os.sep}", kept=None), opened=opened)


def _write_files(request: Request, written: letters.Written, target: Target, *, opened: bool) -> None:
    folder, names = destination(target.wanted, target, written.folder)
    files = {names[name]: content for name, content in written.files.items()}
    earlier = None if target.redacted or _is_file(target) else read_kept(folder)
    keeps = not target.redacted and not _is_file(target) and (earlier or not (folder / KEPT).exists())
    if keeps:
        files[KEPT] = to_kept(request, files, kept_note())
    same = bool(earlier) and earlier.reference == request.reference  # type: ignore[union-attr]  # it is there
    if same and not target.overwrite:
        check_replaceable(earlier, files, edited=target.source == folder / KEPT)  # type: ignore[arg-type]  # as above
    paths = write_files(folder, files, overwrite=target.overwrite or same)
    is_whole = written.hindrance is None  # what kept the PDF from being made is said last
    if is_whole:
        tell_of_letter(request, written.files)
    tell_of_files(paths, replaced=same)
    if target.redacted:
        say("redacted-copy")
    elif is_whole:
        tell_what_is_next(request, tuple(written.files))
    if keeps:
        tell_of_answers(folder / KEPT)
    if opened:
        open_file(folder / next(iter(files)))


def formats_of(formats: Sequence[Format], output: str | None) -> tuple[Format, ...]:
    """Return the formats to write, or raise what an output does not allow."""
    wanted = tuple(dict.fromkeys(formats))
    if output == "":
        raise usage_error("output-empty", "output")
    if output != "-":
        return wanted or DEFAULT_FORMATS
    if len(wanted) > 1:
        raise usage_error("output-of-one-format", "output")
    if wanted == (Format.PDF,) and sys.stdout.isatty():
        raise usage_error("output-of-a-pdf", "output")
    return wanted or (Format.TXT,)


def _is_file(target: Target) -> bool:
    output = target.output
    if output is None:
        return False
    is_folder = output.endswith(os.sep) or os.path.isdir(output)  # noqa: PTH112 - Path.is_dir raises on long names
    return len(target.wanted) == 1 and not is_folder


def destination(formats: Sequence[Format], target: Target, folder: str) -> tuple[Path, Mapping[Format, str]]:
    """Return the folder of the files, and the name of each."""
    names = {name: name.file_name for name in formats}
    if target.output is None:
        return (target.kept.folder if target.kept else Path(folder)), names
    if not _is_file(target):
        return Path(target.output), names
    return Path(target.output).parent, {formats[0]: Path(target.output).name}
