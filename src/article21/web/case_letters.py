"""The letters of cases as files: written, handed over, and handed over once more."""

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from starlette.requests import Request
from starlette.responses import Response

from article21.cases.case import KeptLetter
from article21.desk.cases import Cases, NextLetter
from article21.desk.letters import Written, read_request, write
from article21.model import OBJECTION, Format
from article21.person import Given, read_details
from article21.rendering.editions import PLAIN_EDITION
from article21.web.answering import home_of
from article21.web.views import download
from article21.writing.requests import Request as LetterRequest

_FILES = (Format.PDF, Format.TXT, Format.FORM)


def kept_of(cases: Cases, reference: str) -> Mapping[str, bytes]:
    """Return the copies of the letter that is written and not sent yet."""
    return {file.name: file.content for file in cases.files_of_unsent(reference) if file.content}


def request_again(
    cases: Cases, reference: str, unsent: KeptLetter, kept: Mapping[str, bytes]
) -> LetterRequest | None:
    """Return what a letter was written from, on its day."""
    if unsent.kind == OBJECTION:
        (name, content), *_ = kept.items()
        return read_request(read_details(content, Path(name)), unsent.date)
    letter = replace(cases, today=unsent.date).next_letter(reference, Given({}), formats=())
    return letter.request if isinstance(letter, NextLetter) else None


async def render_files(request: Request, asked: LetterRequest) -> Written:
    """Write a letter as its files."""
    renderer = home_of(request).renderer
    if renderer is None:
        text_formats = tuple(each for each in _FILES if not each.has_pdf)
        return write(asked, PLAIN_EDITION, text_formats)
    return await renderer.write(asked, PLAIN_EDITION, _FILES)


def files_of(written: Written) -> Mapping[str, bytes]:
    """Return the files of a letter by their names."""
    return {name.file_name: content for name, content in written.files.items()}


def hand_over(folder: str, asked: LetterRequest, files: Mapping[str, bytes]) -> Response:
    """Return the files of a letter in their folder as one file to keep."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{folder}/{name}", content)
    return download(file.getvalue(), f"{asked.kind.key}.zip")
