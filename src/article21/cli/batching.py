"""From the options of ``batch`` to the letters of many people, and what is said of them."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from article21.batch.chunks import HandingOut
from article21.batch.database import JournalError
from article21.batch.folders import forget_batch
from article21.batch.handout import read_cover
from article21.batch.plans import Arrangement, Plan
from article21.cli import reporting, writing
from article21.cli.language import spoken
from article21.cli.progress import show_progress
from article21.cli.streams import complain, say, tell, write_stdout
from article21.desk.batches import (
    Staff,
    check_headings,
    ignored_headings,
    open_staff,
    show_row,
    write_letters,
)
from article21.errors import Article21Error
from article21.extras import announcer
from article21.files import FilesExistError
from article21.model import DEFAULT_FORMATS, Format
from article21.person import Given
from article21.tables.defaults import read_defaults
from article21.tables.records import TableError

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
    cover: str | None
    contact: str
    require_consent: bool
    keep: list[str] | None
    group_by: str | None
    print_: str | None
    zip_: bool
    overwrite: bool
    quiet: bool
    as_json: bool
    forget: str | None
    columns: bool


def write_many(asked: Asked) -> int:
    """Do what was asked and return the exit code."""
    announcer.set(tell)
    if asked.columns:
        reporting.list_columns(as_json=asked.as_json)
        return DONE
    try:
        return _forget(Path(asked.forget)) if asked.forget else _write(asked)
    except KeyboardInterrupt:
        say("stopped")
        return STOPPED
    except (TableError, FilesExistError, JournalError) as error:
        complain(error)
        return UNUSABLE
    except Article21Error as error:
        complain(error)
        return SOME_REJECTED


def _write(asked: Asked) -> int:
    plan = _plan(asked)
    if asked.table is None:
        raise TableError("table-not-named")
    source = sys.stdin.buffer if asked.table == "-" else asked.table
    given = frozenset(plan.defaults.values)
    with open_staff(source, chosen_columns(asked.column or ()), given, asked.encoding) as staff:
        check_headings(staff, plan, require_consent=asked.require_consent)
        if not asked.quiet:
            reporting.tell_of_table(staff, ignored_headings(staff, plan))
        if asked.row is not None:
            write_stdout(show_row(staff, plan, asked.row))
            return DONE
        return _write_all(asked, staff, plan)


def _forget(folder: Path) -> int:
    count, left = forget_batch(folder)
    say("batch-forgotten", count=count, folder=str(folder))
    if left:
        say("files-left", count=len(left), folder=str(folder), example=left[0])
    return DONE


def _write_all(asked: Asked, staff: Staff, plan: Plan) -> int:
    with (
        show_progress(quiet=asked.quiet) as progress,
        write_letters(staff, plan, progress, jobs=asked.jobs, scheduler=asked.scheduler) as outcome,
    ):
        progress.end()
        reporting.tell_of_outcome(outcome, plan, quiet=asked.quiet)
        if asked.as_json:
            reporting.write_json(outcome)
        return SOME_REJECTED if outcome.report.rejected else DONE


def _plan(asked: Asked) -> Plan:
    today = writing.today()
    formats = tuple(dict.fromkeys(asked.format or DEFAULT_FORMATS))
    writes = not (asked.check or asked.row)
    if writes and not asked.output:
        raise TableError("folder-not-named")
    if asked.print_ and Format.PDF not in formats:
        raise TableError("print-without-pdf")
    if asked.cover and not asked.mail:
        raise TableError("cover-without-mail")
    folder = Path(asked.output) if asked.output and writes else None
    return Plan(
        folder,
        formats,
        read_defaults(Path(asked.defaults), today) if asked.defaults else Given({}),
        today,
        source=asked.table or "-",
        language=spoken(),
        mail=asked.mail,
        flat=asked.flat,
        overwrite=asked.overwrite,
        verify=asked.verify,
        archive=folder.with_name(f"{folder.resolve().name}.zip") if folder and asked.zip_ else None,
        book=Path(asked.print_) if folder and asked.print_ else None,
        handing_out=HandingOut(" ".join(asked.contact.split()), _cover(asked.cover)),
        arrangement=Arrangement(tuple(asked.keep or ()), asked.group_by),
    )


def _cover(path: str | None) -> str:
    try:
        return read_cover(Path(path)) if path else ""
    except Article21Error as error:  # before anything was written
        raise TableError(*error.messages) from None


def chosen_columns(options: Sequence[str]) -> Mapping[str, list[str]]:
    """Return the headings that ``--column`` names, by field."""
    chosen: dict[str, list[str]] = {}
    for option in options:
        field, equals, heading = option.partition("=")
        if not equals:
            raise TableError("column-without-heading")
        chosen.setdefault(field.strip().replace("-", "_"), []).append(heading)
    return chosen
