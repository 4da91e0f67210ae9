"""What the terminal shows of cases: sentences, a table, the days of a case."""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date as Date
from functools import lru_cache
from pathlib import Path

import typer
from babel.dates import format_date

from article21.cases.forums import ways_of
from article21.cases.standing import LETTERS
from article21.cli import writing
from article21.cli.afterwards import tell_of_files
from article21.cli.asking import on_terminal
from article21.cli.command import command
from article21.cli.language import spoken
from article21.cli.listings import show_table
from article21.cli.sentences import terminal
from article21.cli.streams import answer_in, say, show, write_stdout
from article21.cli.streams import tell as tell_message
from article21.cli.usage import UsageMistake, usage_error
from article21.desk.cases import Cases, Listed, Step, Told, default_path, is_index
from article21.files import write_files
from article21.interface import Message
from article21.languages import locale_of, mark

_NEXT = {
    Step.SEND: ("sent", "--on", "DATE", "--via"),
    Step.WAIT: ("answered", "--on", "DATE", "--how", "HOW"),
}


def open_cases(database: str | None, interface: str | None) -> Cases:
    """Return the cases that the options name, in the language that they name."""
    if interface:
        answer_in(interface)
    if database == "":
        raise usage_error("output-empty", "database")
    return Cases(Path(database) if database else default_path(), writing.today(), spoken())


def reference_missing() -> UsageMistake:
    """Return what is said when no case is named."""
    return UsageMistake(Message("case-not-named"))


def tell(told: Told, cases: Cases) -> None:
    """Say what there is to say after a step, and the command that comes next."""
    for sentence in told.sentences:
        show(sentence)
    note(told.notices)
    step = told.standing.on(writing.today())
    reference = told.case.reference
    database = () if cases.database == default_path() else ("--database", str(cases.database))
    if step in _NEXT:
        name, *rest = _NEXT[step]
        if letter := told.case.unsent:
            rest.append(ways_of(letter)[0])
        say("to-record", command=command("case", name, reference, *rest, *database))
    elif step in LETTERS:
        say("to-write", command=command("case", "next", reference, *database))


def add(cases: Cases, path: Path) -> None:
    """Keep a case, and say so."""
    if is_index(path):
        _add_many(cases, path)
        return
    told = cases.add(path)
    tell_message(told.description)
    say("cases-to-keep-private", paths=str(cases.database))
    tell(told, cases)


def _add_many(cases: Cases, path: Path) -> None:
    found = cases.add_index(path)
    counts = {"added": found.added, "updated": found.updated, "unchanged": found.unchanged}
    say("cases-added", **counts, declined=found.declined)
    say("cases-to-keep-private", paths=str(cases.database))
    for reference, message in found.superseded:
        say("case-told", reference=reference, sentence=terminal().say(message))
    if found.problems:
        say("rows-not-added", count=len(found.problems))
        for row, problem in found.problems:
            say("row-problem", row=str(row), sentence=terminal().say(problem))
        raise typer.Exit(1)


def list_cases(cases: Cases, *, due: bool, as_json: bool) -> None:
    """Print a line for each case; raise what is to be said of those that can't be read."""
    found = cases.listed(due=due)
    if as_json:
        _write_json([_as_data(one) for one in found.cases])
    elif found.cases:
        show_table(*_table(found.cases, cases))
    elif not found.damage:
        say("nothing-due" if due and cases.listed().cases else "no-cases")
    if found.damage:
        raise found.damage


def show_case(cases: Cases, reference: str, *, as_json: bool) -> None:
    """Print what happened in a case and what there is to do."""
    told = cases.show(reference)
    if as_json:
        _write_json(_case_data(told, cases))
        return
    typer.echo(terminal().say(told.description))
    typer.echo()
    entries = [(_day(entry.day, cases.language), entry.text) for entry in cases.timeline(told.case)]
    width = max(len(day) for day, _ in entries)
    for day, text in entries:
        typer.echo(f"{day.ljust(width)}  {text}")
    typer.echo()
    sys.stdout.flush()
    tell(told, cases)


def write_days(
    cases: Cases, references: Sequence[str], path: Path, *, discreet: bool, overwrite: bool
) -> None:
    """Write a calendar; raise what is to be said of the cases that can't be read."""
    found = cases.calendar(references, discreet=discreet)
    write_product(path, found.content, cases.said("calendar"), overwrite=overwrite)
    if found.damage:
        raise found.damage


def write_product(path: Path, content: bytes, sentence: str, *, overwrite: bool) -> None:
    """Write a file that a person takes elsewhere, and say what it holds."""
    tell_of_files(write_files(path.parent, {path.name: content}, overwrite=overwrite))
    show(sentence)


def note(notices: Iterable[Message]) -> None:
    """Say what a person should know besides."""
    for notice in notices:
        say("note", sentence=terminal().say(notice))


def remove(cases: Cases, reference: str) -> None:
    """Delete a case; on a terminal its reference is asked for, since nothing brings it back."""
    owner = cases.owner(reference)
    if on_terminal():
        question = terminal().sentence(Message("ask-remove", name=owner.name or owner.reference))
        typer.echo(f"{question} ", nl=False, err=True)
        if sys.stdin.readline().strip().casefold() != owner.reference.casefold():
            say("not-removed")
            raise typer.Exit(1)
    cases.remove(owner.reference)
    show(cases.said("removed"))


def back_up(cases: Cases, copy: Path) -> None:
    """Copy all cases, and say where."""
    cases.back_up(copy)
    say("backup-written", paths=str(copy.absolute()))


def _table(listed: Iterable[Listed], cases: Cases) -> tuple[list[str], list[list[str]]]:
    names = ("reference", "name", "step", "due", "limit", "basis")
    steps = {step: terminal().sentence(Message(f"step-{step}")) for step in Step}
    return [terminal().sentence(Message(f"heading-{name}")) for name in names], [
        [
            one.reference,
            one.name,
            steps[one.step],
            _day(one.due, cases.language) if one.due else "",
            _limit(one.limit, cases) if one.limit else "",
            _bases(one, cases),
        ]
        for one in listed
    ]


@lru_cache(4_000)
def _limit(limit: Date, cases: Cases) -> str:
    day = _day(limit, cases.language)
    if limit >= cases.today:
        return day
    return terminal().sentence(Message("at-place", place=day, sentence=cases.said("limit_ended")))


def _bases(one: Listed, cases: Cases) -> str:
    bases = (one.basis if one.due else None, one.limit_basis)
    return mark("; ", cases.language).join(filter(None, map(cases.basis, bases)))


def _as_data(one: Listed) -> dict[str, object]:
    bases = {"basis": one.basis and one.basis.text, "limit_basis": one.limit_basis and one.limit_basis.text}
    return {**vars(one), **bases}


def _case_data(told: Told, cases: Cases) -> dict[str, object]:
    case, standing = told.case, told.standing
    return {
        **asdict(case),
        "step": standing.on(cases.today),
        "due": standing.until,
        "limits": [
            {"day": limit.day, "basis": limit.basis.text, "court": limit.court} for limit in standing.limits
        ],
        "sentences": told.sentences,
    }


def _write_json(content: object) -> None:
    write_stdout((json.dumps(content, ensure_ascii=False, indent=2, default=str) + "\n").encode())


@lru_cache(4_000)
def _day(day: Date, language: str) -> str:
    return format_date(day, "medium", locale_of("en-GB" if language == "en" else language))
