"""The PDF file of a plan: what all letters share is written once, what is a letter's own behind it."""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from hashlib import md5
from itertools import accumulate
from typing import NamedTuple

from article21.render.attachments import Attachment
from article21.render.stamping.contents import Own, Shared, cut
from article21.render.stamping.cutting import Cut
from article21.render.stamping.sheets import (
    ATTACHED,
    CHECKSUM,
    CONTENTS,
    DESCENDANT,
    DESCRIPTOR,
    FONT_FILE,
    LENGTH,
    METADATA,
    SAYS,
    WIDEST,
    WIDTHS,
    WRITTEN,
    Line,
    Sheet,
)

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_OBJECT = b"%d 0 obj\n%b\nendobj\n"
_STREAM = b"%d 0 obj\n<<%b/Length %d>>\nstream\n%b\nendstream\nendobj\n"
# Of the cross-reference stream (ISO 32000-1, 7.5.8): type, offset or number of the object stream, index.
_ENTRY = struct.Struct(">BIH")
# What all letters share is compressed once, and well; what each has anew, quickly.
_WELL, _QUICKLY = 9, 1
_FREE, _PLAIN, _IN_STREAM = 0, 1, 2
_XREF = b"/Type /XRef/W [1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID [(%b) (%b)]"


class OwnParts(NamedTuple):
    """What is a letter's own."""

    lines: tuple[bytes, ...]
    """In the order in which they stand on the pages."""
    metadata: bytes
    info: bytes
    identifier: bytes
    font: Cut | None
    attachment: Attachment | None


class File:
    """The file of a plan, with room for some lines."""

    def __init__(self, sheet: Sheet, lines: Iterable[Line]) -> None:
        """Make room for the lines, which are each letter's own."""
        places: dict[int, list[int]] = {}
        for line in lines:
            places.setdefault(line.page, []).append(line.operator)
        pages = [list(cut(page.operators, places.get(i, ()))) for i, page in enumerate(sheet.pages)]
        shared = [part for parts in pages for part in parts if isinstance(part, Shared)]
        own = [part for parts in pages for part in parts if isinstance(part, Own)]
        shared_numbers = range(sheet.size, sheet.size + len(shared))
        self._bundle = shared_numbers.stop
        self._own = list(zip(range(self._bundle + 1, self._bundle + 1 + len(own)), own, strict=True))
        self._last = self._bundle + 1 + len(own)
        self._sheet, self._catalog = sheet, sheet.catalog

        numbers = iter(shared_numbers), iter(number for number, _ in self._own)
        dictionaries = dict(sheet.dictionaries)
        for page, parts in zip(sheet.pages, pages, strict=True):
            contents = b" ".join(b"%d 0 R" % next(numbers[isinstance(part, Own)]) for part in parts)
            dictionaries[page.number] = page.data.replace(CONTENTS, b"[%b]" % contents)
        self._font_numbers = range(self._last + 2, self._last + (7 if sheet.descendant else 2))
        self._attached = self._font_numbers.stop
        marks = self._marks()
        dictionaries = {number: _fill(data, marks) for number, data in dictionaries.items()}
        streams = {number: data + b"\n" for number, data in sheet.streams.items()}
        for number, part in zip(shared_numbers, shared, strict=True):
            streams[number] = _compress(number, b"", part.content)
        streams[self._bundle] = _bundle(self._bundle, dictionaries)
        self._prefix = _HEADER + b"".join(streams.values())
        self._entries = _entries(streams, dictionaries, self._bundle)

    def _marks(self) -> Mapping[bytes, bytes]:
        """Return what to write where an object names one of the letter's own."""
        named = {METADATA: self._last, ATTACHED: self._attached}
        if self._font_numbers:
            named |= {DESCENDANT: self._font_numbers[0], SAYS: self._font_numbers[3]}
        return {mark: b"%d 0 R" % number for mark, number in named.items()}

    def write(self, own: OwnParts) -> bytes:
        """Return the file of a letter."""
        chunks = [self._prefix]
        start = 0
        for number, (template, count) in self._own:
            content = template % own.lines[start : start + count]
            chunks.append(_STREAM % (number, b"", len(content), content))
            start += count
        number = self._last
        chunks.append(_STREAM % (number, b"/Type /Metadata/Subtype /XML", len(own.metadata), own.metadata))
        chunks.append(_OBJECT % (number + 1, own.info))
        if own.font:
            chunks += self._font_objects(own.font)
        if own.attachment:
            chunks.append(self._attach(own.attachment))
        *offsets, xref = accumulate(map(len, chunks))
        found = [_ENTRY.pack(_PLAIN, offset, 0) for offset in (*offsets, xref)]
        if own.font:
            place = self._font_numbers[0] - self._bundle - 1
            found[place:place] = (_ENTRY.pack(_IN_STREAM, self._font_numbers[-1], index) for index in (0, 1))
        last = self._bundle + len(found)
        entries = b"".join((self._entries, *found))
        extra = _XREF % (last + 1, self._catalog, number + 1, own.identifier, own.identifier)
        chunks.append(_STREAM % (last, extra, len(entries), entries))
        chunks.append(b"startxref\n%d\n%%%%EOF\n" % xref)
        return b"".join(chunks)

    def _font_objects(self, cut: Cut) -> Iterator[bytes]:
        """Yield the letter's own font, in the order of its numbers; the last object holds the first two."""
        descendant, descriptor, program, says, bundle = self._font_numbers
        marks = {
            WIDTHS: cut.widths,
            WIDEST: b"%d" % cut.widest,
            DESCRIPTOR: b"%d 0 R" % descriptor,
            FONT_FILE: b"%d 0 R" % program,
        }
        deflated, length = cut.program
        extra = b"/Length1 %d/Filter /FlateDecode" % length
        yield _STREAM % (program, extra, len(deflated), deflated)
        yield _compress(says, b"", cut.says, _QUICKLY)
        templates = {descendant: self._sheet.descendant, descriptor: self._sheet.descriptor}
        yield _bundle(bundle, {number: _fill(data, marks) for number, data in templates.items()}, _QUICKLY)

    def _attach(self, attachment: Attachment) -> bytes:
        checksum = md5(attachment.content, usedforsecurity=False).hexdigest()
        marks = {
            CHECKSUM: b"<%b>" % checksum.encode(),
            LENGTH: b"%d" % len(attachment.content),
            WRITTEN: b"(D:%b000000Z)" % attachment.date.strftime("%Y%m%d").encode(),
        }
        return _compress(self._attached, _fill(self._sheet.attached, marks), attachment.content, _QUICKLY)


def _fill(data: bytes, marks: Mapping[bytes, bytes]) -> bytes:
    for mark, value in marks.items():
        data = data.replace(mark, value)
    return data


def _compress(number: int, extra: bytes, content: bytes, level: int = _WELL) -> bytes:
    compressed = zlib.compress(content, level)
    return _STREAM % (number, extra + b"/Filter /FlateDecode", len(compressed), compressed)


def _bundle(number: int, dictionaries: Mapping[int, bytes], level: int = _WELL) -> bytes:
    """Return an object stream (ISO 32000-1, 7.5.7)."""
    offsets = accumulate((len(data) + 1 for data in dictionaries.values()), initial=0)
    index = b" ".join(b"%d %d" % pair for pair in zip(dictionaries, offsets, strict=False))
    extra = b"/Type /ObjStm/N %d/First %d" % (len(dictionaries), len(index) + 1)
    return _compress(number, extra, b"\n".join((index, *dictionaries.values())), level)


def _entries(streams: Mapping[int, bytes], dictionaries: Mapping[int, bytes], bundle: int) -> bytes:
    """Return the cross-references of everything that is shared."""
    entries = [_ENTRY.pack(_FREE, 0, 0)] * (bundle + 1)
    offsets = accumulate(map(len, streams.values()), initial=len(_HEADER))
    for number, offset in zip(streams, offsets, strict=False):
        entries[number] = _ENTRY.pack(_PLAIN, offset, 0)
    for index, number in enumerate(dictionaries):
        entries[number] = _ENTRY.pack(_IN_STREAM, bundle, index)
    return b"".join(entries)
