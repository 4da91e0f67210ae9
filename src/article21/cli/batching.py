"""From the options of ``batch`` to the letters of many people, and what is said of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import typer

from article21.batch.batches import Outcome, Plan, run_batch
from article21.batch.executors import open_executor, processors
from article21.batch.journal import JournalError
from article21.batch.previews import preview_row
from article21.cli import reporting, writing
from article21.cli.progress import show_progress
from article21.errors import Article21Error
from article21.files import FilesExistError, write_stdout
from article21.model import Format
from article21.person import Given
from article21.render.editions import DEFAULT_FORMATS
from article21.tables.columns import Columns, count_known, match_columns
from article21.tables.defaults import read_defaults
from article21.tables.records import TableError
from article21.tables.table import Table, open_table

DONE, SOME_REJECTED, UNUSABLE, STOPPED = 0, 1, 2, 130


@dataclass(frozen=True)
class Asked:
    """The options, as they were given."""

    table: str | None
    output: str | None
    format: list[Format] | None
    column: list[str] | None
    defaults: str | None
    encoding: str | None
    check: bool
    row: int | None
    jobs: int | None
    scheduler: str | None
    verify: int
    flat: bool
    mail: bool
    print_: str | None
    zip_: bool
    overwrite: bool
    quiet: bool
    as_json: bool
    columns: bool


def write_many(asked: Asked) -> int:
    """Do what was asked and return the exit code."""
    if asked.columns:
        reporting.list_columns(as_json=asked.as_json)
        return DONE
    try:
        return _write(asked)
    except KeyboardInterrupt:
        _say("Stopped. What is written stays; the same command goes on from there.")
        return STOPPED
    except (TableError, FilesExistError, JournalError) as error:
        _complain(error)
        return UNUSABLE
    except Article21Error as error:
        _complain(error)
        return SOME_REJECTED


def _write(asked: Asked) -> int:
    plan = _plan(asked)
    if asked.table is None:
        raise TableError("name the table to read, or - for standard input.")
    with open_table(asked.table, count_known, asked.encoding) as table:
        columns = match_columns(table.headings, _chosen(asked.column or ()), frozenset(plan.defaults.values))
        if not asked.quiet:
            reporting.tell_of_table(table, columns)
        if asked.row is not None:
            write_stdout(preview_row(table, columns, plan, asked.row))
            return DONE
        with _outcome(asked, table, columns, plan) as outcome:
            reporting.tell_of_outcome(outcome, plan, quiet=asked.quiet)
            if asked.as_json:
                reporting.write_json(outcome)
            return SOME_REJECTED if outcome.report.rejected else DONE


@contextmanager
def _outcome(asked: Asked, table: Table, columns: Columns, plan: Plan) -> Iterator[Outcome]:
    # A handful of rows is written before other processes have started.
    enough = max(1, -(-table.total // plan.rows_of_a_chunk))
    jobs = asked.jobs or min(processors(), enough)
    with (
        open_executor(jobs, asked.scheduler, prints=plan.prints) as (executor, most_pending),
        show_progress(quiet=asked.quiet) as progress,
        run_batch(table, columns, plan, executor, most_pending=most_pending, progress=progress) as outcome,
    ):
        progress.end()
        yield outcome


def _plan(asked: Asked) -> Plan:
    today = writing.today()
    formats = tuple(dict.fromkeys(asked.format or DEFAULT_FORMATS))
    writes = not (asked.check or asked.row)
    if writes and not asked.output:
        raise TableError("name a folder for the result with --output, or --check the table alone.")
    if asked.print_ and Format.PDF not in formats:
        raise TableError("--print binds the PDFs together: it needs --format pdf.")
    folder = Path(asked.output) if asked.output and writes else None
    return Plan(
        folder,
        formats,
        read_defaults(Path(asked.defaults), today) if asked.defaults else Given({}),
        today,
        mail=asked.mail,
        flat=asked.flat,
        overwrite=asked.overwrite,
        verify=asked.verify,
        archive=folder.with_name(f"{folder.resolve().name}.zip") if folder and asked.zip_ else None,
        book=Path(asked.print_) if folder and asked.print_ else None,
    )


def _chosen(options: Sequence[str]) -> Mapping[str, list[str]]:
    chosen: dict[str, list[str]] = {}
    for option in options:
        field, equals, heading = option.partition("=")
        if not equals:
            raise TableError("--column has the form FIELD=HEADING, such as --column email=Kontakt.")
        chosen.setdefault(field.strip().replace("-", "_"), []).append(heading)
    return chosen


def _complain(error: Article21Error) -> None:
    for sentence in str(error).splitlines():
        typer.echo(f"article21: {sentence}", err=True)


def _say(sentence: str) -> None:
    typer.echo(sentence, err=True)
