"""Write the letters of some rows: what a worker does, in this process or on another machine."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import repeat

from article21.batch.chunks import MESSAGE, Chunk, Entry, HandingOut, Job, Result, Results, Task
from article21.batch.names import name_of_letter
from article21.batch.pdfs import render_pdfs, take_tally
from article21.batch.placing import is_whole, place_files
from article21.batch.problems import ProgramFault, explain
from article21.batch.sentences import name_columns
from article21.errors import Article21Error
from article21.facts.deadlines import answer_due
from article21.interface import Message
from article21.model import Format, Letter
from article21.rendering.editions import render_format
from article21.rendering.text import to_text
from article21.tables.rows import read_person
from article21.writing.kit import to_form
from article21.writing.letters import write_letter
from article21.writing.requests import Request, resolve_request


@dataclass(frozen=True)
class _Written:
    task: Task
    request: Request
    letter: Letter
    notes: tuple[Message, ...]


def write_chunk(chunk: Chunk) -> Results:
    """Write the letters of the chunk's rows; whatever happens is told in the results, nothing is raised."""
    results: list[Result] = []
    try:
        results.extend(_write_rows(chunk.job, chunk.tasks))
    except Article21Error as error:
        return Results(tuple(results), halted=error.messages)
    printed = take_tally(chunk.job.verify) if chunk.job.needs_pdf else None
    return Results(tuple(results), printed=printed)


def _write_rows(job: Job, tasks: Sequence[Task]) -> Iterator[Result]:
    rows = [_write_row(job, task) for task in tasks]
    letters = [(row.request, row.letter) for row in rows if isinstance(row, _Written)]
    pdfs = render_pdfs(letters, job.verify) if job.needs_pdf else repeat(b"")
    for row in rows:
        if isinstance(row, Result):
            yield row
            continue
        pdf = next(pdfs)
        yield _rejected(row.task, job, pdf) if isinstance(pdf, Article21Error) else _save(job, row, pdf)


def _write_row(job: Job, task: Task) -> _Written | Result:
    """Return the row's letter, or the result that is already known."""
    if task.known and job.folder and is_whole(job.folder, dict(task.known.files)):
        return Result(task.row, task.known)
    try:
        person = read_person(task.values, job.defaults, task.day, job.columns.heading_of, job.columns.names)
        request = resolve_request(person.details, task.day)
        notices = (name_columns(notice, job.columns) for notice in request.notices)
        letter = write_letter(request)
        if job.prints:
            from article21.rendering.glyphs import need_fonts

            need_fonts(letter)
        return _Written(task, request, letter, (*person.notes, *notices))
    except Article21Error as error:
        return _rejected(task, job, error)
    except Exception as error:  # noqa: BLE001 - a fault in one row must not cost the others their letters
        return _rejected(task, job, ProgramFault(error))


def _rejected(task: Task, job: Job, error: Article21Error) -> Result:
    return Result(task.row, None, problems=explain(error, task.row, job.columns, dict(task.values)))


def _save(job: Job, row: _Written, pdf: bytes) -> Result:
    task, entry = row.task, _entry(row)
    try:
        files = _files(job, row, pdf)
    except Exception as error:  # noqa: BLE001 - as above
        return _rejected(task, job, error if isinstance(error, Article21Error) else ProgramFault(error))
    entry = replace(
        entry, files=tuple((path, sha256(content).hexdigest()) for path, content in files.items())
    )
    notes = row.notes
    if job.folder:
        keep = task.known is not None
        notes += place_files(
            job.folder, files, dict(task.known.files if task.known else task.earlier), keep=keep
        )
    return Result(task.row, entry, fresh=True, notes=notes)


def _files(job: Job, row: _Written, pdf: bytes) -> dict[str, bytes]:
    """Return the contents of a person's files by their path."""
    files = {name.file_name: _rendered(name, row, pdf, job.handing_out) for name in job.formats}
    if job.mail:
        from article21.batch.handout import to_message

        kit = files.get(Format.FORM.file_name) or _rendered(Format.FORM, row, pdf, job.handing_out)
        files[MESSAGE] = to_message(row.request, row.letter, pdf, kit, job.handing_out)
    above = f"{row.task.group}/" if row.task.group else ""
    stem = above + name_of_letter(row.request.reference, row.request.details.name, row.task.copy)
    if not job.flat:
        return {f"{stem}/{name}": content for name, content in files.items()}
    ends = {name: name.removeprefix("letter") if name.startswith("letter.") else f"-{name}" for name in files}
    return {f"{stem}{ends[name]}": content for name, content in files.items()}


def _rendered(name: Format, row: _Written, pdf: bytes, handing_out: HandingOut) -> bytes:
    if name is Format.PDF:
        return pdf
    if name is Format.TXT:  # the letter is there already; the other formats write it again
        return to_text(row.letter).encode()
    if name is Format.FORM:
        return to_form(row.request, handing_out.contact).encode()
    if name is Format.EML:
        from article21.rendering.mail import to_eml

        return to_eml(row.request, row.letter, pdf)
    return render_format(name, row.request)


def _entry(row: _Written) -> Entry:
    request, deadline = row.request, row.request.rule.deadline
    return Entry(
        reference=request.reference,
        name=request.details.name,
        given_name=request.details.given_name or "",
        family_name=request.details.family_name or "",
        country=request.jurisdiction.code,
        language=request.language,
        law=request.law.key,
        controller=request.controller.name,
        due=answer_due(row.task.day, deadline).isoformat() if deadline else "",
    )
