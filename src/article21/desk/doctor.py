"""What this machine has for the letters, and how old the facts are."""

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from importlib.metadata import PackageNotFoundError, version
from typing import Literal

from article21 import __version__
from article21.errors import Article21Error
from article21.extras import EXTRAS, has_extra
from article21.facts.age import FactsFile, facts_files
from article21.interface import Message
from article21.temporary import room

_MEGABYTES_NEEDED = 100
State = Literal["good", "note", "bad"]
"""``bad``: some letters can't be made; ``note``: something is optional, or should be looked at."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    state: State
    message: Message


def examine(today: Date) -> Iterator[Finding]:
    """Look at programs, fonts, folders and facts; a PDF is made of a sample and thrown away."""
    yield Finding("good", Message("doctor-program", version=__version__, python=platform.python_version()))
    yield _languages()
    yield _pdf()
    yield from map(_extra, EXTRAS)
    yield _cache()
    yield _temporary()
    yield from _facts(today)


def facts_to_check(today: Date) -> tuple[FactsFile, ...]:
    """Return what data files say of themselves: those that have to be checked first, then the oldest."""
    return tuple(sorted(facts_files(), key=lambda file: (not file.is_due(today), file.checked, file.name)))


def _languages() -> Finding:
    from article21.desk.listings import list_languages

    return Finding("good", Message("doctor-languages", count=len(list(list_languages()))))


def _pdf() -> Finding:
    from article21.desk.letters import preview, read_request
    from article21.person import Given

    sample = {"name": "Zoë Ångström", "email": "zoe@example.org", "country": "SE", "without_grounds": True}
    day = Date(2026, 1, 1)
    try:
        pages = preview(read_request(Given(sample), day))
        return Finding("good", Message("doctor-pdf", count=len(pages), weasyprint=version("weasyprint")))
    except (Article21Error, PackageNotFoundError) as error:
        found = (
            error.messages[0]
            if isinstance(error, Article21Error)
            else Message("pdf-broken", reason=str(error))
        )
        return Finding("bad", found)


def _extra(name: str) -> Finding:
    if has_extra(name):
        return Finding("good", Message("doctor-extra", extra=name))
    return Finding("note", Message("doctor-without-extra", extra=name))


def _cache() -> Finding:
    from article21.rendering.cache import private_folder

    try:
        return Finding("good", Message("doctor-cache", folder=str(private_folder("fonts").parent)))
    except OSError as error:
        reason = f"{error.strerror}: {error.filename}"
        return Finding("note", Message("doctor-without-cache", reason=reason))


def _temporary() -> Finding:
    folder, free = room()
    if free < _MEGABYTES_NEEDED:
        return Finding("bad", Message("temporary-full", folder=folder, megabytes=free))
    return Finding("good", Message("doctor-temporary", folder=folder, megabytes=free))


def _facts(today: Date) -> Iterator[Finding]:
    files = facts_to_check(today)
    oldest = min(file.checked for file in files)
    due = [file for file in files if file.is_due(today)]
    yield Finding("good", Message("doctor-facts", count=len(files), day=oldest))
    for file in due:
        yield Finding("note", Message("doctor-facts-due", file=file.name, day=file.checked))
