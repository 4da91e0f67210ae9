"""Write the letters of all cases in which one is due, with the press, on several processes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING

from article21.batch.executors import open_executor, processors
from article21.batch.names import name_of_letter
from article21.batch.pdfs import any_pdf, render_pdfs
from article21.batch.placing import place_files
from article21.cases.case import Case
from article21.cases.due_index import DueIndex
from article21.cases.letters import keep_letter, request_letter
from article21.cases.recording import tell_superseded
from article21.cases.rows import KeptFile
from article21.cases.standing import LETTERS, Step, standing_of
from article21.cases.store import Store
from article21.errors import Article21Error
from article21.interface import Message
from article21.model import Format, Letter
from article21.person import Given
from article21.rendering.editions import render_format
from article21.rendering.text import to_text
from article21.writing.letters import write_letter
from article21.writing.requests import Request

if TYPE_CHECKING:
    from concurrent.futures import Future

INDEX, LETTERS_FOLDER = "index.csv", "letters"
_OF_A_CHUNK = 20
_VERIFIED = 2
"""So many letters each process compares with the typeset ones."""
_WRITTEN = LETTERS.keys() - {Step.SETTLE}
"""Not the thanks: somebody has to look first whether the answer covers everything."""
_HEADINGS = (
    "reference", "name", "letter", "country", "language", "law", "recipient",
    "answer due if sent today", "files", "sha256", "sent", "via",
)  # fmt: skip
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Job:
    """What is the same for every letter."""

    folder: Path
    formats: tuple[Format, ...]
    today: Date


@dataclass(frozen=True)
class Done:
    """A letter that was written, or why there is none."""

    case: Case
    row: tuple[str, ...] = ()
    """Of the index."""
    files: tuple[KeptFile, ...] = ()
    problem: Message | None = None


@dataclass
class AllDue:
    """What became of the cases that are due."""

    written: int = 0
    unsent: int = 0
    """Cases whose letter was written before and is not recorded as sent."""
    problems: list[tuple[str, Message]] = field(default_factory=list)
    """Reference, and what kept its letter from being written."""
    superseded: list[tuple[str, Message]] = field(default_factory=list)
    """Reference, and an earlier letter in whose place the new one stands."""


def write_all_due(
    database: Path,
    folder: Path,
    formats: Sequence[Format],
    today: Date,
    progress: Progress = lambda _done, _total: None,
) -> AllDue:
    """Write the letters into folders of their own, with an index; each case keeps that it was written."""
    found, index = AllDue(), DueIndex(folder / INDEX, _HEADINGS)
    with Store(database, create=False) as store:
        due = [case for case in store.due_cases(today) if _is_due(case, today, found)]
        found.problems += [(reference, error.messages[0]) for reference, error in store.damaged.items()]
        job = Job((folder / LETTERS_FOLDER).absolute(), tuple(formats), today)
        for done in _run(job, due):
            index.add([one.row for one in done if one.row])
            with store.change():
                for one in done:
                    _keep(store, one, found)
            progress(found.written + len(found.problems), len(due))
    index.finish()
    return found


def _is_due(case: Case, today: Date, found: AllDue) -> bool:
    step = standing_of(case).on(today)
    found.unsent += step is Step.SEND and len(case.letters) > 1
    return step in _WRITTEN


def _run(job: Job, cases: Sequence[Case]) -> Iterator[tuple[Done, ...]]:
    """Yield what became of some letters at a time, in the order of the cases."""
    chunks = iter([cases[start : start + _OF_A_CHUNK] for start in range(0, len(cases), _OF_A_CHUNK)])
    jobs = max(1, min(processors(), -(-len(cases) // _OF_A_CHUNK)))
    needs_pdf = any_pdf(job.formats, mail=False)
    job.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open_executor(jobs, None, needs_pdf=needs_pdf) as (executor, most_pending):
        pending: list[Future[tuple[Done, ...]]] = []
        for chunk in chunks:
            pending.append(executor.submit(write_chunk, job, tuple(chunk)))
            if len(pending) >= most_pending:
                yield pending.pop(0).result()
        for future in pending:
            yield future.result()


def write_chunk(job: Job, cases: tuple[Case, ...]) -> tuple[Done, ...]:
    """Write the letters of some cases: what a process does."""
    drafts = [_draft(job, case) for case in cases]
    letters = [draft for draft in drafts if not isinstance(draft, Done)]
    pdfs: Iterable[bytes | Article21Error] = repeat(b"")
    if any_pdf(job.formats, mail=False):
        pdfs = render_pdfs([(request, letter) for _, request, letter in letters], _VERIFIED)
    printed = iter(pdfs)
    return tuple(draft if isinstance(draft, Done) else _save(job, *draft, next(printed)) for draft in drafts)


def _draft(job: Job, case: Case) -> tuple[Case, Request, Letter] | Done:
    kind = LETTERS[standing_of(case).on(job.today)]
    try:
        request = request_letter(case, Given({}), job.today, kind)
        return case, request, write_letter(request)
    except Article21Error as error:
        return Done(case, problem=error.messages[0])


def _save(job: Job, case: Case, request: Request, letter: Letter, pdf: bytes | Article21Error) -> Done:
    if isinstance(pdf, Article21Error):
        return Done(case, problem=pdf.messages[0])
    name = name_of_letter(f"{request.reference}-{request.kind.key}", request.details.name)
    try:
        files = {f"{name}/{each.file_name}": _rendered(each, request, letter, pdf) for each in job.formats}
        place_files(job.folder, files, {}, keep=False)
    except Article21Error as error:
        return Done(case, problem=error.messages[0])
    after = keep_letter(case, request)
    digests = {path: sha256(content).hexdigest() for path, content in files.items()}
    kept = tuple(
        KeptFile(len(after.events) - 1, Path(path).name, digest, str(job.folder / path))
        for path, digest in digests.items()
    )
    return Done(after, _row(request, letter, digests), kept)


def _rendered(name: Format, request: Request, letter: Letter, pdf: bytes) -> bytes:
    if name is Format.PDF:
        return pdf
    return to_text(letter).encode() if name is Format.TXT else render_format(name, request)


def _row(request: Request, letter: Letter, digests: dict[str, str]) -> tuple[str, ...]:
    return (
        request.reference,
        request.details.name,
        request.kind.key,
        request.jurisdiction.code,
        request.language,
        request.law.key,
        letter.recipient[0],
        request.due.isoformat() if request.due else "",
        " ; ".join(f"{LETTERS_FOLDER}/{path}" for path in digests),
        " ; ".join(digests.values()),
        "",
        "",
    )


def _keep(store: Store, done: Done, found: AllDue) -> None:
    if done.problem:
        found.problems.append((done.case.reference, done.problem))
        return
    number = len(done.case.events) - 1
    store.save(done.case)
    store.drop_files(done.case.reference, number)
    store.keep_files(done.case.reference, done.files)
    found.written += 1
    found.superseded += [(done.case.reference, message) for message in tell_superseded(done.case)]
