"""What is said of a table and of a batch: to people on stderr, to programs as JSON on stdout."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from article21.batch.batches import Outcome
from article21.batch.index import INDEX, PROBLEMS
from article21.batch.mailmerge import MAIL_MERGE
from article21.batch.plans import Plan
from article21.batch.problems import RowProblem
from article21.batch.reports import Note
from article21.cli.language import spoken
from article21.cli.sentences import rows as surface_of_rows
from article21.cli.sentences import terminal
from article21.cli.streams import say, show, tell, write_stdout
from article21.desk.batches import Staff
from article21.desk.invitations import Invited
from article21.interface import Message, written_number
from article21.tables.columns import name_list
from article21.tables.vocabulary import describe_column, fields

_FEW, _ROWS_SHOWN = 3, 10
_SHOWN = 50
"""So many problems fit on a screen; all stand in problems.csv."""


def tell_of_table(staff: Staff, ignored: Sequence[str]) -> None:
    """Say what was found out about the table, and which columns mean nothing."""
    for note in (*staff.table.notes, *staff.columns.notes):
        say("note", sentence=terminal().say(note))
    if ignored:
        message = Message("columns-ignored", headings=name_list(ignored))
        say("note", sentence=terminal().say(message))


def tell_of_outcome(outcome: Outcome, plan: Plan, *, quiet: bool) -> None:
    """Say every problem, as far as a screen holds them, then the counts."""
    report = outcome.report
    # Without a folder there is no problems.csv to look into.
    limit = _SHOWN if plan.folder else None
    for alike in islice(_alike(_problems(outcome)), limit):
        _tell_of_problems(alike)
    if plan.folder and report.rejected:
        say("rows-rejected", count=report.rejected, file=str(plan.folder / PROBLEMS))
    if quiet:
        return
    for note in report.notes:
        _tell_of_note(note)
    for message in _summary(outcome, plan):
        tell(message)


def _alike(problems: Iterator[RowProblem]) -> Iterator[list[RowProblem]]:
    """Yield the problems; those that say the same of more than a few rows are one."""
    same: dict[tuple[str, str, str], list[RowProblem]] = {}
    for problem in problems:
        same.setdefault((problem.column, problem.sentence(spoken()), problem.value), []).append(problem)
    for alike in same.values():
        if len(alike) > _FEW:
            yield alike
    few = (problem for alike in same.values() if len(alike) <= _FEW for problem in alike)
    yield from ([problem] for problem in sorted(few, key=lambda problem: problem.row))


def _tell_of_problems(alike: list[RowProblem]) -> None:
    problem = alike[0]
    # The sentence may quote the value already.
    told = problem.told(spoken())
    value = (
        f" [{problem.value}]" if problem.value and problem.value not in str(told.values["sentence"]) else ""
    )
    if len(alike) > 1:
        rows = ", ".join(str(each.row) for each in alike[:_ROWS_SHOWN])
        more = ", …" if len(alike) > _ROWS_SHOWN else ""
        code = "at-rows-column" if problem.column else "at-rows"
        told = Message(code, **{**told.values, "row": f"{rows}{more}"}, count=len(alike))
    show(f"{surface_of_rows().say(told)}{value}")


def tell_of_invitations(invited: Invited) -> None:
    """Say what could not be filled in, who declined and what was there already."""
    for row, problem in invited.incomplete[:_SHOWN]:
        sentence = surface_of_rows().sentence(
            Message("invitation-incomplete", sentence=surface_of_rows().say(problem))
        )
        say("at-row", row=str(row), sentence=sentence)
    if invited.declined:
        say("consent-declined", count=invited.declined)
    if invited.kept:
        say("invitations-kept", count=invited.kept)


def _tell_of_note(note: Note) -> None:
    sentence = surface_of_rows().say(note.message)
    if not note.rows:
        say("note", sentence=sentence)
        return
    more = ", …" if note.count > len(note.rows) else ""
    say("note-of-rows", count=note.count, sentence=sentence, rows=", ".join(map(str, note.rows)) + more)


def _summary(outcome: Outcome, plan: Plan) -> Iterator[Message]:
    report = outcome.report
    without = {"rejected": report.rejected, "empty": report.empty}
    if plan.folder:
        yield Message("outcome-written", written=report.written, unchanged=report.unchanged, **without)
    else:
        yield Message("outcome-checked", valid=report.total - report.rejected - report.declined, **without)
    yield from _counts("by-country", report.countries)
    yield from _counts("by-language", report.languages)
    yield from _counts("by-problem", _kinds(outcome))
    if report.stamped or report.typeset:
        yield Message("pdfs", stamped=report.stamped, typeset=sum(report.typeset.values()))
    if report.declined:
        yield Message("consent-declined", count=report.declined)
    if plan.folder and plan.mail:
        yield Message("mail-merge", file=str(plan.folder / MAIL_MERGE))
    if plan.folder:
        yield Message("index", file=str(plan.folder / INDEX))
        yield Message("nothing-sent")


def _counts(code: str, counts: Mapping[str, int]) -> Iterator[Message]:
    if counts:
        yield Message(
            code,
            counts="; ".join(
                f"{key} {written_number(count, spoken())}" for key, count in islice(counts.items(), 30)
            ),
        )


def write_json(outcome: Outcome) -> None:
    """Write the report to stdout."""
    report = outcome.report
    content = {
        **{name: value for name, value in vars(report).items() if name != "problems"},
        "day": report.day.isoformat(),
        "notes": [
            {"sentence": surface_of_rows().say(note.message), "count": note.count, "rows": note.rows}
            for note in report.notes
        ],
        "problems_by_kind": _kinds(outcome),
        "problems": list(map(_to_values, _problems(outcome))),
    }
    write_stdout((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


def _kinds(outcome: Outcome) -> Mapping[str, int]:
    return {kind.sentence(spoken()): count for kind, count in outcome.report.problems.items()}


def _to_values(problem: RowProblem) -> Mapping[str, object]:
    place = {"row": problem.row, "column": problem.column, "value": problem.value}
    return {**place, "code": problem.message.code, "sentence": problem.sentence(spoken())}


def list_columns(*, as_json: bool) -> None:
    """List the fields a table may have, and how their columns may be called."""
    records = [
        {
            "field": field.key,
            "help": describe_column(field),
            "several": field.several,
            "headings": field.headings,
        }
        for field in fields().values()
    ]
    if as_json:
        write_stdout((json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode())
        return
    for field in fields().values():
        words = dict.fromkeys(word for words in field.headings.values() for word in words)
        headings = terminal().say(Message("column-headings", words=", ".join(words)))
        text = f"{field.key}\n    {describe_column(field, spoken())}\n    {headings}\n"
        write_stdout(text.encode())


def _problems(outcome: Outcome) -> Iterator[RowProblem]:
    return (problem for rejected in outcome.rejected() for problem in rejected.problems)
