"""What is said of a table and of a batch: to people on stderr, to programs as JSON on stdout."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from itertools import islice

import typer

from article21.batch.batches import Outcome, Plan
from article21.batch.index import INDEX, PROBLEMS
from article21.batch.problems import RowProblem
from article21.files import write_stdout
from article21.tables.columns import Columns, fields, name_list
from article21.tables.table import Table

_SHOWN = 50
"""So many problems fit on a screen; all stand in problems.csv."""


def tell_of_table(table: Table, columns: Columns) -> None:
    """Say what was found out about the table."""
    for note in table.notes:
        _say(f"Note: {note}")
    if columns.unknown:
        _say(f"Note: these columns mean nothing here and are left out: {name_list(columns.unknown)}.")


def tell_of_outcome(outcome: Outcome, plan: Plan, *, quiet: bool) -> None:
    """Say every problem, as far as a screen holds them, then the counts."""
    report = outcome.report
    # Without a folder there is no problems.csv to look into.
    limit = _SHOWN if plan.folder else None
    for problem in islice(_problems(outcome), limit):
        value = f" [{problem.value}]" if problem.value and problem.value not in problem.sentence else ""
        _say(f"{problem}{value}")
    if plan.folder and report.rejected:
        _say(
            f"{report.rejected:,} rows have no letter: mend them in {plan.folder / PROBLEMS}, then give that "
            "file to the same command."
        )
    if quiet:
        return
    for note in report.notes:
        rows = ", ".join(map(str, note.rows))
        where = (
            f" ({note.count:,} times: row {rows}{', …' if note.count > len(note.rows) else ''})"
            if rows
            else ""
        )
        _say(f"Note: {note.sentence}{where}")
    for line in _summary(outcome, plan):
        _say(line)


def _summary(outcome: Outcome, plan: Plan) -> Iterator[str]:
    report = outcome.report
    what = (
        f"{report.written:,} letters written, {report.unchanged:,} as they were"
        if plan.folder
        else (f"{report.total - report.rejected:,} rows are in order")
    )
    yield f"{what}, {report.rejected:,} rows without a letter, {report.empty:,} empty rows."
    yield from _counts("By country", report.countries)
    yield from _counts("By language", report.languages)
    yield from _counts("By problem", report.problems)
    if report.stamped:
        yield f"PDFs: {report.stamped:,} stamped, {sum(report.typeset.values()):,} typeset one by one."
    if report.typeset:
        yield from _counts("Typeset because of", report.typeset)
    if plan.folder:
        yield f"Who has which letter: {plan.folder / INDEX}"
        yield "Nothing was sent: each person checks, signs and sends their own letter."


def _counts(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"{title}: " + "; ".join(f"{key} {count:,}" for key, count in islice(counts.items(), 30))


def write_json(outcome: Outcome) -> None:
    """Write the report to stdout."""
    report = {
        **asdict(outcome.report),
        "day": outcome.report.day.isoformat(),
        "problems_by_kind": outcome.report.problems,
        "problems": [asdict(problem) for problem in _problems(outcome)],
    }
    write_stdout((json.dumps(report, ensure_ascii=False, indent=2) + "\n").encode())


def list_columns(*, as_json: bool) -> None:
    """List the fields a table may have, and how their columns may be called."""
    records = [
        {"field": field.key, "help": field.help, "several": field.several, "headings": field.headings}
        for field in fields().values()
    ]
    if as_json:
        write_stdout((json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode())
        return
    for field in fields().values():
        words = dict.fromkeys(word for words in field.headings.values() for word in words)
        several = " Several values: on lines of their own, or with ; between them." if field.several else ""
        text = f"{field.key}\n    {field.help}{several}\n    Headings: {', '.join(words)}\n"
        write_stdout(text.encode())


def _problems(outcome: Outcome) -> Iterator[RowProblem]:
    return (problem for rejected in outcome.rejected() for problem in rejected.problems)


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
