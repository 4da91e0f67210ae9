"""Find out how an old table encodes its letters, or ask."""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from babel.languages import get_official_languages

from article21.tables.encodings import (
    AmbiguousEncodingError,
    BrokenUnicodeError,
    Encoding,
    EncodingError,
    can_be_read,
    old_encodings,
)
from article21.tables.plausibility import Surroundings, oddity, plausibility

Known = Callable[[Sequence[str]], int]
_BLOCK = 1 << 16
_LONGEST = 4000
"""Of a longer line the beginning tells enough."""
_ENOUGH = 12
"""So many lines with a byte tell what letter it is."""
_PLAIN_LINES = 40
_CLEARLY = 8.0
"""A reading is taken when it is so much likelier than the next, as a power of e; below that, we ask."""
_KNOWN_HEADING = 3.0
_HOPELESS, _HOPELESS_A_LINE = 60.0, 15.0
_WIDE = 0.2
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_UTF_8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}|(?P<stray>[\x80-\xff])"
)
_LINES = re.compile(rb"\r\n|\r|\n")
_CELLS = re.compile(r"[;,\t|]")
_LOCAL_PART = re.compile(rb"([A-Za-z0-9._+-]+)@")
_COUNTRY = re.compile(rb"(?:^|[;,\t|\"])([A-Z]{2})(?=$|[;,\t|\"])")
_SAME_LETTERS = str.maketrans("ŞşŢţ", "ȘșȚț")
"""Encodings have them with a cedilla where Romanian writes a comma."""


def find_encoding(file: BinaryIO, known: Known) -> str:
    """Return the encoding of the whole file, or raise EncodingError; the file is left at its start."""
    head = file.read(4096)
    file.seek(0)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None) or _wide_encoding(head)
    if marked:
        if can_be_read(file, marked):
            return marked
        raise EncodingError
    if can_be_read(file, "utf-8"):
        return "utf-8"
    sample = _Sample(file)
    if sample.utf_8_letters >= sample.strays:
        raise BrokenUnicodeError(sample.stray_lines, sample.before_the_stray)
    return _likeliest(sample, file, known)


def _wide_encoding(head: bytes) -> str | None:
    """Recognize UTF-16 without a mark: its digits and signs have zeros in every other byte."""
    even, odd = head[0::2], head[1::2]
    for name, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros.count(0) > _WIDE * len(zeros) and not others.count(0):
            return name
    return None


class _Sample:
    """Lines that have every byte of the file that isn't plain in them, as often as it tells something."""

    def __init__(self, file: BinaryIO) -> None:
        self.lines: dict[bytes, int] = {}
        """Their numbers, counted from 1."""
        self.utf_8_letters = self.strays = 0
        self.stray_lines: list[int] = []
        self.before_the_stray = ""
        self._met: Counter[int] = Counter()
        plain = 0
        for number, line in enumerate(_lines(file), 1):
            if not line.isascii():
                self._take(number, line)
            elif plain < _PLAIN_LINES:
                plain += 1
                self.lines.setdefault(line, number)
        file.seek(0)

    def _take(self, number: int, line: bytes) -> None:
        self._count_utf_8(number, line)
        foreign = {byte for byte in line if byte >= 0x80}  # noqa: PLR2004 - ASCII ends there
        if any(self._met[byte] < _ENOUGH for byte in foreign):
            self._met.update(foreign)
            self.lines.setdefault(line[:_LONGEST], number)

    def _count_utf_8(self, number: int, line: bytes) -> None:
        for found in _UTF_8.finditer(line):
            if found["stray"] is None:
                self.utf_8_letters += 1
                continue
            self.strays += 1
            if not self.stray_lines:
                before = re.split(rb"[;,\t|\"]", line[: found.start()])[-1]
                self.before_the_stray = before.decode("utf-8", "replace")
            if number not in self.stray_lines[-1:]:
                self.stray_lines.append(number)

    def surroundings(self) -> Surroundings:
        parts = (part for line in self.lines for local in _LOCAL_PART.findall(line) for part in _parts(local))
        countries = {code.decode() for line in self.lines for code in _COUNTRY.findall(line)}
        languages = {
            language[:2] for code in countries for language in get_official_languages(code, de_facto=True)
        }
        return Surroundings(frozenset(parts), frozenset(languages))


def _parts(local: bytes) -> Iterator[str]:
    text = local.decode().lower()
    yield from (part for part in re.split(r"[^a-z]+", text) if part)
    yield text


def _lines(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    rest = b""
    while block := file.read(_BLOCK):
        *whole, rest = _LINES.split(rest + block)
        yield from whole
    yield rest


@dataclass(frozen=True)
class _Reading:
    """The sample in one encoding or several that read it alike."""

    encoding: str
    lines: tuple[str, ...]
    score: float


def _likeliest(sample: _Sample, file: BinaryIO, known: Known) -> str:
    readings = sorted(_readings(sample, known), key=lambda reading: -reading.score)
    readings = [reading for reading in readings if can_be_read(file, reading.encoding)]
    if not readings:
        raise EncodingError
    best = readings[0]
    close = [reading for reading in readings if reading.score > best.score - _CLEARLY]
    if len(close) > 1:
        raise _ask(sample, close[:3])
    return best.encoding


def _readings(sample: _Sample, known: Known) -> Iterator[_Reading]:
    around = sample.surroundings()
    decoded = {encoding: (lines, oddity(lines)) for encoding, lines in _decodings(sample)}
    least = max((odd for _, odd in decoded.values()), default=0.0)
    # What words can make up for is little beside the signs that a quite wrong reading has.
    enough = least - _HOPELESS - _HOPELESS_A_LINE * len(sample.lines)
    for encoding, (lines, odd) in decoded.items():
        if odd < enough:
            continue
        headings = max((known(_cells(line)) for line in lines[:_PLAIN_LINES]), default=0)
        score = plausibility(lines, around) + _KNOWN_HEADING * headings - encoding.strange
        yield _Reading(encoding.name, lines, score)


def _decodings(sample: _Sample) -> Iterator[tuple[Encoding, tuple[str, ...]]]:
    """Yield the sample in each encoding that reads it otherwise than those before."""
    seen = set[tuple[str, ...]]()
    for encoding in sorted(old_encodings(), key=lambda each: each.strange):
        try:
            lines = tuple(_decoded(line, encoding.name) for line in sample.lines)
        except UnicodeDecodeError:
            continue
        letters = tuple(line.translate(_SAME_LETTERS) for line in lines)
        if letters in seen:
            continue
        seen.add(letters)
        yield encoding, lines


def _decoded(line: bytes, encoding: str) -> str:
    """Decode a line; one that was cut may end inside a letter."""
    return codecs.getincrementaldecoder(encoding)().decode(line, final=len(line) < _LONGEST)


def _cells(line: str) -> list[str]:
    return [cell.strip('" ') for cell in _CELLS.split(line)]


def _ask(sample: _Sample, close: Sequence[_Reading]) -> AmbiguousEncodingError:
    """Return the question: the first cell that the readings have differently."""
    texts_of_lines = zip(*(reading.lines for reading in close), strict=True)
    for number, texts in zip(sample.lines.values(), texts_of_lines, strict=True):
        for cells in zip(*map(_cells, texts), strict=False):
            if len(set(cells)) > 1:
                offers = dict(zip(cells, (reading.encoding for reading in close), strict=True))
                return AmbiguousEncodingError(number, tuple(offers.items()))
    raise AssertionError("readings differ somewhere")
