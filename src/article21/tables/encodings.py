"""The encodings that old tables are in, and what is said of a table whose encoding can't be told."""

import codecs
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

from article21.interface import Message, shown
from article21.resources import DATA
from article21.tables.records import TableError

_BLOCK = 1 << 16


@dataclass(frozen=True)
class Encoding:
    """An encoding of a time before Unicode."""

    name: str
    title: str
    strange: float
    """How many times rarer than the usual one it is met, as a power of e."""


class EncodingError(TableError):
    """Text whose encoding can't be told, or isn't the one that was named."""

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding
        known = ", ".join(each.name for each in old_encodings()[:6])
        if encoding:
            super().__init__("encoding-wrong", encoding=shown(encoding, 40), known=known)
        else:
            super().__init__("encoding-unknown", known=known)


class AmbiguousEncodingError(EncodingError):
    """Text that reads well in several encodings: which is right, people see at once."""

    def __init__(self, line: int, readings: Sequence[tuple[str, str]]) -> None:
        self.line, self.readings = line, tuple(readings)
        offers = (Message("encoding-offer", given=text, encoding=encoding) for text, encoding in readings)
        TableError.__init__(self, Message("encoding-ambiguous", line=str(line)), *offers)


class BrokenUnicodeError(EncodingError):
    """A table in UTF-8 with bytes of another encoding in it."""

    def __init__(self, lines: Sequence[int], before: str) -> None:
        self.lines = tuple(lines)
        TableError.__init__(
            self, "encoding-mixed", count=len(lines), line=str(lines[0]), before=shown(before, 40)
        )


@cache
def old_encodings() -> tuple[Encoding, ...]:
    """Return the encodings that are tried when a table is not Unicode."""
    records = tomllib.loads((DATA / "tables" / "encodings.toml").read_text(encoding="utf-8"))["encodings"]
    return tuple(Encoding(record["name"], record["title"], record["strange"]) for record in records)


def can_be_read(file: BinaryIO, encoding: str) -> bool:
    """Say whether every byte of the file makes sense in that encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def titles() -> Iterator[tuple[str, str]]:
    """Give the names of the old encodings with what people call them."""
    return ((encoding.name, encoding.title) for encoding in old_encodings())
