"""Find out how an old table encodes its letters."""

import codecs
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import BinaryIO

from article21.resources import DATA

_BLOCK = 1 << 16
_SAMPLE = 400
"""So many lines with letters beyond a to z tell the encoding."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True)
class Encoding:
    """An encoding of a time before Unicode, and the letters its languages have beyond a to z."""

    name: str
    title: str
    letters: Mapping[str, frozenset[str]]


@cache
def old_encodings() -> tuple[Encoding, ...]:
    """Return the encodings that are tried when a table is not Unicode."""
    records = tomllib.loads((DATA / "tables" / "encodings.toml").read_text(encoding="utf-8"))["encodings"]
    return tuple(
        Encoding(
            record["name"],
            record["title"],
            {language: frozenset(letters) for language, letters in record["letters"].items()},
        )
        for record in records
    )


def find_encoding(file: BinaryIO) -> str | None:
    """Return the encoding in which the whole file can be read, or None; the file is left at its start."""
    head = file.read(4096)
    file.seek(0)
    if marked := next((name for mark, name in _MARKS if head.startswith(mark)), None):
        return marked if can_be_read(file, marked) else None
    if wide := _wide_encoding(head):
        return wide if can_be_read(file, wide) else None
    if can_be_read(file, "utf-8"):
        return "utf-8"
    return _likeliest(_lines_with_letters(file), file)


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


def _wide_encoding(head: bytes) -> str | None:
    """Recognize UTF-16 without a mark: text with a zero in every other byte."""
    for name, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(head) > 3 and zeros.count(0) > len(zeros) * 0.6:  # noqa: PLR2004 - most letters of a table are Latin
            return name
    return None


def _lines_with_letters(file: BinaryIO) -> Sequence[bytes]:
    lines: list[bytes] = []
    for line in file:
        if not line.isascii():
            lines.append(line.strip(b"\r\n")[:1000])
        if len(lines) == _SAMPLE:
            break
    file.seek(0)
    return lines


def _likeliest(lines: Sequence[bytes], file: BinaryIO) -> str | None:
    scores = {encoding.name: _strangeness(lines, encoding) for encoding in old_encodings()}
    likely = sorted(
        (score, place, name) for place, (name, score) in enumerate(scores.items()) if score is not None
    )
    return next((name for _, _, name in likely if can_be_read(file, name)), None)


def _strangeness(lines: Sequence[bytes], encoding: Encoding) -> tuple[int, int] | None:
    """Count the letters that no language explains: line by line, for tables in several, then altogether."""
    try:
        texts = [line.decode(encoding.name) for line in lines]
    except UnicodeDecodeError:
        return None
    of_lines = sum(min(_misfits(text, letters) for letters in encoding.letters.values()) for text in texts)
    of_table = min(_misfits("\n".join(texts), letters) for letters in encoding.letters.values())
    return of_lines, of_table


def _misfits(text: str, letters: frozenset[str]) -> int:
    chinese = "C" in letters
    strange = sum(
        not (_is_chinese(character) if chinese else character.lower() in letters)
        for character in text
        if not character.isascii()
    )
    return strange + sum(_is_unlikely(first, second) for first, second in pairwise(text))


def _is_unlikely(first: str, second: str) -> bool:
    """Say whether two neighbours look wrongly decoded: a capital inside a word, Chinese inside Latin."""
    if first.isascii() and second.isascii():
        return False
    if first.islower() and second.isupper():
        return True
    return (_is_chinese(first) and second.isascii() and second.isalpha()) or (
        _is_chinese(second) and first.isascii() and first.isalpha()
    )


def _is_chinese(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WF"


def titles() -> Iterator[tuple[str, str]]:
    """Give the names of the old encodings with what people call them."""
    return ((encoding.name, encoding.title) for encoding in old_encodings())
