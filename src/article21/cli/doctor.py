"""``article21 doctor``: what this machine has for the letters, and how old the facts are."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from article21.desk.doctor import Finding
    from article21.facts.age import FactsFile

_MARKS = {"good": "ok", "note": "--", "bad": "!!"}
_NOT_ALL_WELL = 1


def doctor(
    *,
    facts: Annotated[
        bool,
        typer.Option("--facts", help="List every file of facts to check, with its sources, as Markdown."),
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write JSON.")] = False,
) -> None:
    """Check this installation and the age of the facts."""
    from article21.cli.writing import today
    from article21.desk.doctor import examine, facts_to_check

    if facts:
        typer.echo("\n".join(_worksheet(facts_to_check(today()), as_json=as_json)))
        return
    findings = list(_shown(examine(today()), as_json=as_json))
    if as_json:
        typer.echo(json.dumps([_as_json(each) for each in findings], ensure_ascii=False, indent=2))
    if any(each.state == "bad" for each in findings):
        raise typer.Exit(_NOT_ALL_WELL)


def _shown(findings: Iterable["Finding"], *, as_json: bool) -> Iterator["Finding"]:
    from article21.cli.sentences import terminal
    from article21.cli.streams import show

    for each in findings:
        if not as_json:
            show(f"{_MARKS[each.state]}  {terminal().sentence(each.message)}", 4, err=False)
        yield each
    if not as_json:
        good = _MARKS["good"]
        show(f"{good}  {_terminal()}", 4, err=False)


def _terminal() -> str:
    import shutil

    from article21.cli.language import spoken
    from article21.cli.sentences import terminal
    from article21.interface import Message

    columns, encoding = shutil.get_terminal_size().columns, sys.stdout.encoding or "?"
    return terminal().sentence(
        Message("doctor-terminal", columns=str(columns), encoding=encoding, language=spoken())
    )


def _as_json(finding: "Finding") -> dict[str, str]:
    from article21.cli.sentences import terminal

    return {
        "state": finding.state,
        "code": finding.message.code,
        "sentence": terminal().sentence(finding.message),
    }


def _worksheet(files: Iterable["FactsFile"], *, as_json: bool) -> Iterator[str]:
    if as_json:
        from dataclasses import asdict

        yield json.dumps([asdict(each) for each in files], ensure_ascii=False, indent=2, default=str)
        return
    for each in files:
        change = f"; changes on {each.next_change}" if each.next_change else ""
        yield f"- [ ] **{each.name}**: checked {each.checked}, confidence {each.confidence}{change}"
        if each.uncertain:
            yield f"  - uncertain: {', '.join(each.uncertain)}"
        yield from (f"  - {source}" for source in each.sources)
