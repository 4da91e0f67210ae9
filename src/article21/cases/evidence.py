"""Everything that is kept for a case in one archive, with a cover sheet for the authority and a timeline."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from hashlib import sha256
from itertools import groupby
from pathlib import Path

from article21.batch.names import name_of_group
from article21.cases.case import Case, KeptLetter
from article21.cases.rows import KeptFile
from article21.cases.standing import standing_of
from article21.cases.timeline import Entry, write_timeline
from article21.cases.words import language_of_words, write_words
from article21.facts import Authority, authority, find_jurisdiction
from article21.interface import Message
from article21.languages import mark
from article21.rendering.sheets import PAGE, PAGES, Item, Sheet, to_pdf
from article21.writing.dates import write_date

COVER, TIMELINE, DIGESTS, DOCUMENTS = "cover.pdf", "timeline.pdf", "SHA256SUMS.txt", "documents"
_READABLE = (".pdf", ".txt", ".html", ".json")
_OF_COVER = ("sent", "received")
"""What the cover says of a letter besides that it was written; a note is the person's own."""


@dataclass(frozen=True)
class Document:
    """A file of the evidence; without content, a note that no copy was to be had."""

    number: int
    """Of the event."""
    name: str
    content: bytes | None

    @property
    def digest(self) -> str:
        """Return its SHA-256."""
        return sha256(self.content).hexdigest() if self.content is not None else ""


@dataclass(frozen=True)
class Evidence:
    """The archive, and what a person should know of it."""

    content: bytes
    notices: tuple[Message, ...]


def pack_evidence(case: Case, files: Sequence[KeptFile], today: Date) -> Evidence:
    """Return the archive of a case; raise NoPdfError where its sheets can't be made."""
    notices: list[Message] = []
    documents = tuple(_documents(case, files, notices))
    whole = {f"{DOCUMENTS}/{document.name}": document.content for document in documents if document.content}
    sheets = {COVER: to_pdf(_cover(case, documents, today)), TIMELINE: to_pdf(_timeline(case, today))}
    contents = {**sheets, **whole}
    digests = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents.items())
    packed, packed_on = io.BytesIO(), (today.year, today.month, today.day, 0, 0, 0)
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**contents, DIGESTS: digests.encode()}.items():
            archive.writestr(zipfile.ZipInfo(name, packed_on), content, zipfile.ZIP_DEFLATED)
    return Evidence(packed.getvalue(), tuple(notices))


def _documents(case: Case, files: Sequence[KeptFile], notices: list[Message]) -> Iterator[Document]:
    """Yield what there is of each event, and note what is missing."""
    for number, event in enumerate(case.events):
        if isinstance(event, KeptLetter) and case.is_draft(event):
            continue
        own = [file for file in files if file.number == number]
        copies = [file for file in own if file.content is not None] or _elsewhere(own)
        kind = event.kind if isinstance(event, KeptLetter) else "answer"
        if not copies:
            notices.append(Message("copy-missing", day=event.date))
            yield Document(number, "", None)
        for file in copies:
            content = file.content if file.content is not None else _read(file)
            if content is None:
                notices.append(Message("file-lost", path=str(file.path)))
            stem = name_of_group(f"{number + 1:02}-{kind}-{event.date}-{Path(file.name).stem}")
            name = f"{stem}.{name_of_group(Path(file.name).suffix) or 'bin'}"
            yield Document(number, name, content)


def _elsewhere(files: Sequence[KeptFile]) -> list[KeptFile]:
    """Return the file that shows the letter best, where only its place is kept."""
    found = (file for ending in _READABLE for file in files if file.path and file.name.endswith(ending))
    return [file for file in [next(found, None)] if file]


def _read(file: KeptFile) -> bytes | None:
    """Return a file that is still as it was when it was recorded."""
    try:
        content = Path(str(file.path)).read_bytes()
    except (OSError, ValueError):
        return None
    return content if sha256(content).hexdigest() == file.sha256 else None


def _cover(case: Case, documents: Sequence[Document], today: Date) -> Sheet:
    to = _authority(case)
    language = language_of_words(to.complaint_language(case.language) if to else case.language)
    said = {name: write_words("cover", name, language, {}) for name in _NAMES}
    entries = tuple(entry for entry in write_timeline(case, language) if _is_known(entry, today))
    no_copy = write_words("timeline", "no_copy", language, {})
    facts = (
        (said["reference"], (case.reference,)),
        (said["complainant"], (case.name, *_lines(case))),
        (said["company"], (case.company,)),
        *(((said["authority"], (to.name(language),)),) if to else ()),
        (said["date"], (write_date(today, language=language),)),
    )
    about = write_words("cover", "about", language, {"reference": case.reference})
    return _sheet(
        case,
        today,
        language,
        title=said["title"],
        facts=facts,
        paragraphs=(about, said["digest"]),
        heading=said["contents"],
        items=tuple(_items(documents, entries, language, no_copy)),
    )


def _is_known(entry: Entry, today: Date) -> bool:
    """Say whether it happened: a letter is written, whatever day it bears."""
    return entry.day <= today or entry.block.endswith("_written")


_NAMES = ("title", "reference", "complainant", "company", "authority", "date", "digest", "contents")


def _items(
    documents: Sequence[Document], entries: Sequence[Entry], language: str, no_copy: str
) -> Iterator[Item]:
    """Yield what the cover lists: each event, when it was sent, the names and digests of its documents."""
    for number, own in groupby(documents, key=lambda document: document.number):
        first, *others = (entry for entry in entries if entry.number == number)
        days = [(entry.text, entry.day) for entry in others if entry.block.startswith(_OF_COVER)]
        small = [f"{write_date(day, language=language)}{mark(': ', language)}{text}" for text, day in days]
        for document in own:
            small += [document.name, f"SHA-256: {document.digest}" if document.content else no_copy]
        yield Item(write_date(first.day, language=language), first.text, tuple(filter(None, small)))


def _timeline(case: Case, today: Date) -> Sheet:
    language = language_of_words(case.language)
    return _sheet(
        case,
        today,
        language,
        title=write_words("timeline", "title", language, {}),
        facts=((write_words("cover", "reference", language, {}), (case.reference,)),),
        items=tuple(
            Item(write_date(entry.day, language=language), entry.text)
            for entry in write_timeline(case, language)
            if entry.day <= today
        ),
    )


def _sheet(case: Case, today: Date, language: str, **words: object) -> Sheet:
    line = write_words("cover", "page", language, {"page": PAGE, "pages": PAGES})
    place = find_jurisdiction(case.country)
    return Sheet(
        language=language,
        author=case.name,
        date=today,
        country=place.code,
        paper=place.paper,
        page_line=line,
        **words,  # type: ignore[arg-type]  # each caller names its words
    )


def _authority(case: Case) -> Authority | None:
    """Return the authority that has the case, or is to have it."""
    if case.lodged:
        return authority(case.lodged[-1].authority)
    unsent, forum = case.unsent, standing_of(case).forum
    if unsent and unsent.authority:
        return authority(unsent.authority)
    return forum.authority if forum else find_jurisdiction(case.country).authority


def _lines(case: Case) -> tuple[str, ...]:
    lines = [*_several(case, "address_line"), *(_several(case, "account_email") or _several(case, "email"))]
    return tuple(lines)


def _several(case: Case, name: str) -> tuple[str, ...]:
    value = case.details.get(name, ())
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
