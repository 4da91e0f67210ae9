"""What a step of a case leaves: how the case stands, what there is to say, the next letter and its files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from article21.cases.case import Case, Event
from article21.cases.database import CaseFileError
from article21.cases.opening import copy_of
from article21.cases.rows import KeptFile, Listed
from article21.cases.standing import Standing
from article21.desk.letters import Written
from article21.facts import law
from article21.interface import Message
from article21.model import Format
from article21.writing.requests import Request

_COPIED = (Format.PDF, Format.TXT, Format.HTML, Format.JSON)
"""Of a letter that is written, the first of these formats is kept as evidence."""


@dataclass(frozen=True)
class Told:
    """A case after a step, and what there is to say of it."""

    case: Case
    standing: Standing
    sentences: tuple[str, ...]
    notices: tuple[Message, ...] = ()

    @property
    def description(self) -> Message:
        """Return whose case it is, under which law, against which company."""
        case = self.case
        names = {"reference": case.reference, "name": case.name}
        return Message("case-described", **names, law=law(case.law).name, company=case.company)


@dataclass(frozen=True)
class Listing:
    """The cases of a list, and what there is to say of those that can't be read."""

    cases: tuple[Listed, ...]
    damage: CaseFileError | None


class Owner(NamedTuple):
    """Whose case it is."""

    reference: str
    name: str


class Days(NamedTuple):
    """A calendar, and what there is to say of the cases that can't be read."""

    content: bytes
    damage: CaseFileError | None


@dataclass(frozen=True)
class NextLetter:
    """The letter that comes next, written; ``told`` is how the case stands before it is sent."""

    told: Told
    request: Request
    written: Written

    @property
    def folder(self) -> str:
        """Return a name for its folder: the letters of a case have the same reference."""
        return name_of_folder(self.request, self.told.case)


def copies_of(paths: Sequence[Path], case: Case, event: Event) -> tuple[KeptFile, ...]:
    """Return copies of files that belong to something that happened."""
    place = next(number for number, each in enumerate(case.events) if each is event)
    return tuple(copy_of(path, place) for path in paths)


def kept_files(written: Written, number: int, folder: Path | None) -> tuple[KeptFile, ...]:
    """Return what is kept of a letter: a copy of one file, name, place and digest of all."""
    copied = next((name for name in _COPIED if name in written.files), None)
    return tuple(
        KeptFile(
            number,
            name.file_name,
            sha256(content).hexdigest(),
            str((folder / name.file_name).absolute()) if folder else None,
            content if name is copied else None,
        )
        for name, content in written.files.items()
    )


def name_of_folder(request: Request, case: Case) -> str:
    """Return a name such as ``A21-7K3M9Q2X-reminder``; an authority under a second law is named.

    Another letter of the same kind has a number, so that it lies beside the earlier ones.
    """
    other = request.law.key != request.jurisdiction.law.key
    ending = f"-{request.authority.key}" if request.authority and other else ""
    to = request.authority.key if request.kind.addressee == "authority" and request.authority else ""
    number = 1 + [(each.kind, each.authority) for each in case.letters if each is not case.unsent].count(
        (request.kind.key, to)
    )
    return f"{request.reference}-{request.kind.key}{ending}" + (f"-{number}" if number > 1 else "")


def digests_of_unsent(case: Case, files: Sequence[KeptFile]) -> Mapping[Path, str]:
    """Return the digests of the files of letters that were not sent, also of those no longer in the case."""
    unsent = len(case.events) - 1 if case.unsent else None
    own = (file for file in files if file.number < 0 or file.number == unsent)
    return {Path(file.path): file.sha256 for file in own if file.path}


def tell_unsent(case: Case) -> tuple[Message, ...]:
    """Tell that a letter is written and not recorded as sent, to which the answer may be."""
    return (Message("cases-unsent", count=1),) if case.unsent else ()
