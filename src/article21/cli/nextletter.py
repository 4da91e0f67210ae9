"""From the options of ``case next`` to the files of the next letter."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import typer

from article21.cli.afterwards import open_file, tell_of_files, tell_of_letter
from article21.cli.casing import tell
from article21.cli.editing import check_options, read_edition, take_options
from article21.cli.progress import show_progress
from article21.cli.sentences import terminal
from article21.cli.streams import say, show, write_stdout
from article21.cli.usage import UsageMistake, usage_error
from article21.cli.writing import Target, destination, formats_of, read_own_words
from article21.desk.cases import Cases, NextLetter
from article21.files import read_file, write_files
from article21.interface import Message
from article21.person import Given

_LARGEST = 20_000_000


def write_next(cases: Cases, reference: str, options: dict[str, Any]) -> None:
    """Say what to do now, write the letter for it, and keep that it was written."""
    asked = take_options(options)
    formats, output, overwrite, opened, kind = (
        options.pop(name) for name in ("format", "output", "overwrite", "open", "kind")
    )
    wanted = formats_of(formats or (), output)
    check_options(asked, wanted)
    edition = read_edition(asked)
    found = cases.next_letter(reference, _given(options), edition=edition, formats=wanted, kind=kind)
    if not isinstance(found, NextLetter):
        tell(found, cases)
        return
    if not found.told.case.unsent:  # or the same is said again when it is written
        for sentence in found.told.sentences:
            show(sentence)
    target = Target(wanted, output, overwrite, asked.redacted)
    folder = _write(cases, found, target)
    if not asked.redacted:
        told = cases.keep(found, folder)
        tell(told, cases)
    for notice in found.written.notices:
        say("note", sentence=terminal().say(notice))
    if opened and folder:
        open_file(folder / next(iter(destination(wanted, target, found.folder)[1].values())))
    if found.written.hindrance:
        raise found.written.hindrance


def write_all(cases: Cases, options: dict[str, Any]) -> None:
    """Write the letters of all cases in which one is due, and say what became of them."""
    formats, output = options.pop("format"), options.pop("output")
    if any(value not in (None, [], False) for value in options.values()):
        raise UsageMistake(Message("all-due-alone"))
    if not output or output == "-":
        raise usage_error("folder-needed", "output")
    with show_progress(quiet=False) as progress:
        found = cases.write_all_due(Path(output), formats_of(formats or (), output), progress)
        progress.end()
    if not (found.written or found.problems):
        say("nothing-due")
    else:
        say("cases-written", written=found.written, failed=len(found.problems))
    if found.unsent:
        say("cases-unsent", count=found.unsent)
    for reference, problem in (*found.superseded, *found.problems):
        say("case-told", reference=reference, sentence=terminal().say(problem))
    if found.written:
        show(cases.said("letter_written"))
    if found.problems:
        raise typer.Exit(1)


def _given(options: Mapping[str, Any]) -> Given:
    given = {name: value for name, value in options.items() if value not in (None, [], False)}
    if "because" in given:
        given["because"] = read_own_words(str(given["because"]))
    return Given(given)


def _write(cases: Cases, found: NextLetter, target: Target) -> Path | None:
    written = found.written.files
    if target.output == "-":
        write_stdout(written[target.formats[0]])
        return None
    folder, names = destination(tuple(written), target, found.folder)
    files = {names[name]: content for name, content in written.items()}
    again = _is_as_written(cases, found, folder, tuple(files))
    paths = write_files(folder, files, overwrite=target.overwrite or again)
    if found.written.hindrance is None:  # or it is said last
        tell_of_letter(found.request, written)
    tell_of_files(paths, replaced=again)
    return folder


def _is_as_written(cases: Cases, found: NextLetter, folder: Path, names: tuple[str, ...]) -> bool:
    """Say whether these files are there from the last time, and nobody has changed them since."""
    digests = cases.replaceable(found.told.case.reference)
    there = [(folder / name).absolute() for name in names if (folder / name).exists()]
    return bool(there) and all(
        digests.get(path) == sha256(read_file(path, _LARGEST)).hexdigest() for path in there
    )
