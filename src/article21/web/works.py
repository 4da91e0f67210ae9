"""Tables that somebody has open: each has a number that nobody can guess, and is forgotten in time."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe
from time import monotonic
from typing import Literal

from article21.batch.archive import write_archive
from article21.batch.batches import Outcome
from article21.batch.problems import ProgramFault
from article21.batch.records import Rejected
from article21.batch.reports import Note
from article21.desk.batches import Changes, begin_letters, check_headings, ignored_headings, open_staff
from article21.desk.invitations import write_invitations
from article21.errors import Article21Error
from article21.interface import Message
from article21.tables.columns import Columns, name_list
from article21.web.home import Home
from article21.web.staff_wishes import Wishes, archive_in, plan_check, plan_letters

State = Literal["heading", "working", "checked", "written"]
_MOST, _SECONDS_KEPT = 12, 7200
_FEW = 1000
"""So many rows are done before other processes have started."""


@dataclass
class Work:
    """One table: what it is read with, what was found in it, what was written from it."""

    folder: Path
    source: str
    """The path of the table, or of the folder of files that came back."""
    wishes: Wishes
    language: str = "en"
    """That of the page on which it was opened."""
    id: str = field(default_factory=lambda: token_urlsafe(18))
    encoding: str | None = None
    chosen: dict[str, list[str]] = field(default_factory=dict)
    corrections: dict[int, dict[int, str]] = field(default_factory=dict)
    left_out: dict[int, str] = field(default_factory=dict)
    """Rows that get no letter, with the name of the person as far as the table has it."""

    state: State = "working"
    writes: bool = False
    done: int = 0
    total: int = 0
    valid: int = 0
    written: int = 0
    unchanged: int = 0
    rejected: int = 0
    empty: int = 0
    declined: int = 0
    columns: Columns = field(default_factory=lambda: Columns((), {}))
    """Those of the table, without our own that problems.csv has."""
    rows: tuple[Rejected, ...] = ()
    notes: tuple[Note, ...] = ()
    problems: tuple[Message, ...] = ()
    stopped: bool = False
    task: "asyncio.Task[None] | None" = None
    last_used: float = field(default_factory=monotonic)

    @property
    def before(self) -> State:
        """What is shown when there is nothing new."""
        return "checked" if self.rows or self.valid else "heading"

    @property
    def archive(self) -> Path:
        """Where the letters are packed."""
        return archive_in(self.folder)

    @property
    def changes(self) -> Changes:
        """Return what was corrected and left out."""
        return Changes(self.corrections, self.left_out)

    def take(self, outcome: Outcome) -> None:
        """Keep what became of the rows."""
        report = outcome.report
        self.valid = report.total - report.rejected - report.declined
        self.written, self.unchanged = report.written, report.unchanged
        self.rejected, self.empty, self.declined = report.rejected, report.empty, report.declined
        self.rows = tuple(outcome.rejected())
        self.notes = (*self.notes, *report.notes)


class Works:
    """The tables that are open."""

    def __init__(self) -> None:
        self._by_id: dict[str, Work] = {}

    def add(self, work: Work) -> None:
        """Keep a table; the ones that nobody used for long make room."""
        for old in list(self._by_id.values()):
            if monotonic() - old.last_used > _SECONDS_KEPT:
                self.forget(old)
        while len(self._by_id) >= _MOST:
            self.forget(min(self._by_id.values(), key=lambda each: each.last_used))
        self._by_id[work.id] = work

    def find(self, name: str) -> Work | None:
        """Return the table of that number."""
        work = self._by_id.get(name)
        if work:
            work.last_used = monotonic()
        return work

    def forget(self, work: Work) -> None:
        """Delete everything of a table."""
        work.stopped = True
        self._by_id.pop(work.id, None)
        shutil.rmtree(work.folder, ignore_errors=True)


async def begin(work: Work, home: Home, *, writes: bool) -> None:
    """Check or write the letters of a table, beside what else is asked for."""
    work.state, work.writes, work.stopped = "working", writes, False
    work.done, work.problems, work.notes = 0, (), ()
    work.task = asyncio.create_task(_run(work, home))
    await asyncio.wait({work.task}, timeout=1.0)  # what is quick needs no page that says so


async def _run(work: Work, home: Home) -> None:
    try:
        await home.run(_steps(work, home))
    except Article21Error as error:
        work.problems, work.state = error.messages, work.before
    except Exception as error:  # noqa: BLE001 - a bug; its place is told, its words may be somebody's
        work.problems, work.state = ProgramFault(error).messages, work.before


def _steps(work: Work, home: Home) -> Iterator[object]:
    described = work.wishes, home.today(), work.source, work.language
    plan = plan_letters(*described, work.folder) if work.writes else plan_check(*described)
    given = frozenset(plan.defaults.values)
    with open_staff(work.source, work.chosen, given, work.encoding, work.changes) as staff:
        work.columns, work.total = staff.columns.without_own, staff.table.total
        ignored = ignored_headings(staff, plan)
        told = (*staff.table.notes, *staff.columns.notes, *_told_ignored(ignored))
        work.notes = tuple(Note(message, 0, ()) for message in told)
        check_headings(staff, plan, require_consent=work.wishes.require_consent)
        jobs = 1 if work.total < _FEW and not plan.needs_pdf else home.jobs
        with begin_letters(staff, plan, jobs=jobs) as batch:
            for work.done, _ in batch.steps():
                if work.stopped:
                    work.state = work.before
                    return
                yield work.done
            work.take(batch.outcome())
    work.state = "written" if work.writes else "checked"


def _told_ignored(headings: tuple[str, ...]) -> Iterator[Message]:
    if headings:
        yield Message("columns-ignored", headings=name_list(headings))


async def wait(work: Work) -> None:
    """Wait a little for what is under way."""
    if work.task:
        await asyncio.wait({work.task}, timeout=1.0)


def invitation_steps(work: Work, home: Home, archive: Path, page: str) -> Iterator[object]:
    """Write the invitations of a table and pack them."""
    folder = work.folder / "invitations"
    given = frozenset({"email", "country"})  # whoever lacks them is asked
    with open_staff(work.source, work.chosen, given, work.encoding, work.changes) as staff:
        yield None
        write_invitations(staff, folder, work.wishes.contact, page, home.today())
    if not folder.is_dir():
        raise Article21Error("nobody-to-invite")
    yield None
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    write_archive(archive, folder, [path.relative_to(folder).as_posix() for path in files], home.today())
    shutil.rmtree(folder)
