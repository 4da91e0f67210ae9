"""The PDF file of a letter: what a forme's letters share stands first, what is a letter's own behind it."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import md5, sha1
from itertools import accumulate, chain, count, islice
from typing import NamedTuple

from article21.rendering.attachments import Attachment
from article21.rendering.press.compression import deflate
from article21.rendering.press.fonts import CutFont

_HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"
_STREAM = b"%d 0 obj\n<<%b/Length %d>>\nstream\n%b\nendstream\nendobj\n"
_DEFLATED = b"/Filter /FlateDecode"
# Of the cross-reference stream (ISO 32000-1, 7.5.8): type, offset or number of the object stream, index.
_ENTRY = struct.Struct(">BIH")
_FREE, _PLAIN, _IN_STREAM = 0, 1, 2
_XREF = b"/Type /XRef/W [1 4 2]/Size %d/Root %d 0 R/Info %d 0 R/ID [(%b) (%b)]"

_STREAMS = ("profile", "bundle", "metadata", "attached")
_DICTIONARIES = (
    "catalog",
    "pages",
    "info",
    "resources",
    "colours",
    "fonts",
    "outlines",
    "outline",
    "root",
    "parents",
    "document",
    "specification",
    "files",
)
FIXED = {name: number for number, name in enumerate((*_STREAMS, *_DICTIONARIES), 1)}
"""The numbers of the objects that every letter has."""
FIRST_DICTIONARY = FIXED["catalog"]
FIRST_OWN = len(FIXED) + 1
"""From here on objects have their numbers as they come; dictionaries first, then streams."""


class Bundled(NamedTuple):
    """Dictionaries that many letters have, with their numbers."""

    numbers: range
    content: bytes
    starts: bytes
    """Where each begins, by its number."""

    @classmethod
    def of(cls, first: int, content: bytes) -> "Bundled":
        """Bundle dictionaries, each of which is a line."""
        dictionaries = content.split(b"\n")
        numbers = range(first, first + len(dictionaries))
        return cls(numbers, content, _starts(numbers, dictionaries, 0))


class File:
    """Writes the files of a forme."""

    def __init__(self, profile: bytes, attached: bytes) -> None:
        """Begin with the colour profile; ``attached`` is the dictionary of an attachment's stream."""
        self._prefix = b"%b%d 0 obj\n%b\nendobj\n" % (_HEADER, FIXED["profile"], profile)
        self._digest = sha1(self._prefix, usedforsecurity=False)
        self._attached = attached

    def write(
        self,
        identifier: bytes,
        dictionaries: tuple[Sequence[bytes], Bundled],
        metadata: bytes,
        streams: Iterable[tuple[bytes, bytes]],
        attachment: Attachment | None,
    ) -> bytes:
        """Return a letter's file.

        Dictionaries are numbered in order, but for those that have their numbers; streams (extra entries,
        content) follow them.
        """
        chunks = [
            self._prefix,
            _bundle(*dictionaries),
            _stream(FIXED["metadata"], b"/Type /Metadata/Subtype /XML", metadata),
        ]
        if attachment:
            chunks.append(self._attach(attachment))
        own, others = len(dictionaries[0]), dictionaries[1].numbers
        begin, fixed = FIRST_DICTIONARY + own + len(others), len(chunks)
        chunks += [
            _STREAM % (number, extra, len(content), content)
            for number, (extra, content) in enumerate(streams, begin)
        ]
        last = begin + len(chunks) - fixed
        entries = _entries(others.start - FIRST_DICTIONARY, len(others), own)
        return self._finish(chunks, identifier, entries, last, attached=attachment is not None)

    def _finish(
        self, chunks: list[bytes], identifier: bytes, bundled: bytes, number: int, *, attached: bool
    ) -> bytes:
        """Put the chunks together, with the cross-references as the last object, whose number is given."""
        digest = self._digest.copy()
        for chunk in chunks[1:]:
            digest.update(chunk)
        offsets = [len(_HEADER), *accumulate(map(len, chunks))]
        fixed = offsets[:3] + ([offsets[3]] if attached else [])
        found = [_ENTRY.pack(_FREE, 0, 0), *(_ENTRY.pack(_PLAIN, offset, 0) for offset in fixed)]
        if not attached:
            found.append(_ENTRY.pack(_FREE, 0, 0))
        found.append(bundled)
        found += [_ENTRY.pack(_PLAIN, offset, 0) for offset in offsets[len(fixed) :]]
        entries = b"".join(found)
        second = digest.hexdigest()[:32].encode()  # as long as the MD5 that WeasyPrint takes
        extra = _XREF % (number + 1, FIXED["catalog"], FIXED["info"], identifier, second)
        chunks.append(_STREAM % (number, extra, len(entries), entries))
        chunks.append(b"startxref\n%d\n%%%%EOF\n" % offsets[-1])
        return b"".join(chunks)

    def _attach(self, attachment: Attachment) -> bytes:
        checksum = md5(attachment.content, usedforsecurity=False).hexdigest().encode()
        written = b"(D:%b000000Z)" % attachment.date.strftime("%Y%m%d").encode()
        parameters = b"<</CheckSum <%b>/Size %d/CreationDate %b/ModDate %b>>"
        extra = self._attached % (parameters % (checksum, len(attachment.content), written, written))
        return _stream(FIXED["attached"], extra, attachment.content)


def font_streams(fonts: Mapping[str, CutFont]) -> Iterable[tuple[bytes, bytes]]:
    """Yield the streams of fonts: its file, what its glyphs say, and for some their numbers in the file."""
    for font in fonts.values():
        program, length, numbers = font.program
        yield b"/Length1 %d%b" % (length, _DEFLATED), program
        yield _DEFLATED, font.says
        if numbers:
            yield _DEFLATED, numbers


def deflated(content: bytes) -> tuple[bytes, bytes]:
    """Return a stream with that content."""
    return _DEFLATED, deflate(content)


def _stream(number: int, extra: bytes, content: bytes) -> bytes:
    compressed = deflate(content)
    return _STREAM % (number, extra + _DEFLATED, len(compressed), compressed)


def _bundle(own: Sequence[bytes], others: Bundled) -> bytes:
    """Return an object stream (ISO 32000-1, 7.5.7); those that have their numbers stand first."""
    numbers = chain(range(FIRST_DICTIONARY, others.numbers.start), count(others.numbers.stop))
    index = b"%b %b\n" % (others.starts, _starts(numbers, own, len(others.content) + 1))
    extra = b"/Type /ObjStm/N %d/First %d" % (len(others.numbers) + len(own), len(index))
    return _stream(FIXED["bundle"], extra, index + b"\n".join((others.content, *own)))


def _starts(numbers: Iterable[int], dictionaries: Sequence[bytes], first: int) -> bytes:
    """Return the numbers of dictionaries and where each begins; of the first that is known."""
    offsets = accumulate([len(each) + 1 for each in dictionaries], initial=first)
    pairs = chain.from_iterable(zip(numbers, offsets, strict=False))
    return (b"%d %d " * len(dictionaries))[:-1] % tuple(islice(pairs, 2 * len(dictionaries)))


@lru_cache(maxsize=500)
def _entries(before: int, others: int, own: int) -> bytes:
    """Return the cross-references; ``before`` of the own dictionaries are numbered before the others."""
    places = [*range(others, others + before), *range(others), *range(others + before, others + own)]
    return b"".join([_ENTRY.pack(_IN_STREAM, FIXED["bundle"], place) for place in places])
