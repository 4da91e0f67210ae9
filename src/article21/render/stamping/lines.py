"""Break a text into lines as Pango does, and write them as WeasyPrint does."""

import re
from collections import deque
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from article21.render.stamping.refusals import UnsettableError
from article21.render.stamping.typesetting import may_break
from article21.render.stamping.words import Word, Words

_EDGE = 3
"""In Pango's units: when a word ends nearer to the line's end, only Pango knows whether it fits."""
_OPENING = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘", "›": "‹", "“": "„"}  # noqa: RUF001 - quotation marks
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_LETTER, _DIGIT = re.compile(r"[^\W\d_\u2e80-\uffff]"), re.compile("[0-9]")


class _Piece(NamedTuple):
    """A word, or words between which no line may end."""

    text: str
    script: str
    word: Word
    spaced: bool
    """A space stands before it."""


class Column:
    """A place for text of one width."""

    def __init__(self, words: Words, width: int, *, collapses: bool) -> None:
        self.words, self._width = words, width
        # A space at which a line is broken is drawn unless spaces collapse.
        self._broken_space = "" if collapses else words.space.glyphs

    def set_text(self, text: str) -> tuple[bytes, ...]:
        """Return the TJ operator of each line; raise UnsettableError where WeasyPrint might do otherwise."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            pieces = self._pieces(paragraph.split(" "))
            lines += self._fill_one(pieces) or self._fill(self._joined(pieces))
        return tuple(_show(glyphs) for glyphs in lines)

    def _pieces(self, texts: list[str]) -> list[_Piece]:
        if "" in texts:
            raise UnsettableError("a space at a line's end or beside another")
        language = self.words.language
        parts = [(part, not i) for text in texts for i, part in enumerate(_parts(text, language))]
        scripts = self._scripts_of([text for text, _ in parts])
        shape = self.words.shape
        return [
            _Piece(text, script, shape(text, script), spaced)
            for (text, spaced), script in zip(parts, scripts, strict=True)
        ]

    def _joined(self, pieces: list[_Piece]) -> list[_Piece]:
        """Put words together between which no line may end."""
        joined: list[_Piece] = []
        for piece in pieces:
            if piece.spaced and joined and not self._may_break_between(joined[-1], piece):
                joined[-1] = self._join(joined[-1], piece)
            else:
                joined.append(piece)
        return joined

    def _may_break_between(self, before: _Piece, after: _Piece) -> bool:
        return _may_break_between(before.text, after.text, self.words.language)

    def _join(self, before: _Piece, after: _Piece) -> _Piece:
        space, (one, other) = self.words.space, (before.word, after.word)
        word = Word(one.glyphs + space.glyphs + other.glyphs, one.width + space.width + other.width)
        return _Piece(f"{before.text} {after.text}", after.script, word, before.spaced)

    def _scripts_of(self, texts: list[str]) -> list[str]:
        """Return the script that Pango shapes each word in; raise UnsettableError for a word in two runs."""
        found = [self.words.script_of(text) for text in texts]
        current = next((script for script in found if script), "Zyyy")
        if {*found} <= {None, current}:
            return [current] * len(found)
        opened: dict[str, str] = {}
        scripts = []
        for text, script in zip(texts, found, strict=True):
            if script not in (None, current):
                if not text[0].isalpha():
                    raise UnsettableError("a mark between two scripts")
                current = script
            for character in text:
                if opened.get(_OPENING.get(character, ""), current) != current:
                    raise UnsettableError("brackets around two scripts")
                opened[character] = current
            scripts.append(current)
        return scripts

    def _fill_one(self, pieces: list[_Piece]) -> list[str]:
        """Return the one line of a text that has room on it, or nothing."""
        first, *others = pieces
        space, space_width = self.words.space
        glyphs, width = first.word
        for piece in others:
            if piece.spaced:
                glyphs, width = glyphs + space, width + space_width
            glyphs, width = glyphs + piece.word.glyphs, width + piece.word.width
        return [glyphs] if width < self._width - _EDGE else []

    def _fill(self, pieces: list[_Piece]) -> list[str]:
        """Put as much on each line as there is room for."""
        upcoming = deque(pieces)
        lines: list[str] = []
        line, left = "", self._width
        while upcoming:
            piece = upcoming.popleft()
            space, space_width = self.words.space if line and piece.spaced else ("", 0)
            room = left - space_width
            if abs(room - piece.word.width) <= _EDGE:
                raise UnsettableError("a word that ends where the line ends")
            if piece.word.width < room:
                line, left = f"{line}{space}{piece.word.glyphs}", room - piece.word.width
                continue
            if start := self._start_that_fits(piece, room):
                lines.append(f"{line}{space}{start.word.glyphs}")
                rest = piece.text.removeprefix(start.text)
                piece = _Piece(rest, piece.script, self.words.shape(rest, piece.script), spaced=False)
            elif line:
                lines.append(line + (self._broken_space if piece.spaced else ""))
            else:
                raise UnsettableError("a word wider than its place")
            line, left = "", self._width
            upcoming.appendleft(piece)
        return [*lines, line]

    def _start_that_fits(self, piece: _Piece, room: int) -> _Piece | None:
        """Return the longest part of a word that ends with a hyphen or the like and fits, if there is one."""
        if " " in piece.text:
            raise UnsettableError("words that stay together at a line's end")
        for end in reversed(_breaks_inside(piece.text, self.words.language)):
            start, rest = (
                self.words.shape(text, piece.script) for text in (piece.text[:end], piece.text[end:])
            )
            # Pango measures the part within its word, where the two are kerned.
            kerning = abs(start.width + rest.width - piece.word.width)
            if abs(room - start.width) <= _EDGE + kerning:
                raise UnsettableError("a part of a word that ends where the line ends")
            if start.width < room:
                return _Piece(piece.text[:end], piece.script, start, piece.spaced)
        return None


def _show(glyphs: str) -> bytes:
    text = f"<{glyphs}>".removesuffix("<>")
    return f"[{text}] TJ".encode("ascii")


def _may_break_between(before: str, after: str, language: str) -> bool:
    if before[-1].isalnum() and after[0].isalnum():
        return True
    sample = f"{_classes(before[-2:])} {_classes(after[:2])}"
    return sample.index(" ") + 1 in _breaks(sample, language)


def _breaks_inside(word: str, language: str) -> tuple[int, ...]:
    return () if word.isalnum() else _breaks(_classes(word), language)


def _parts(word: str, language: str) -> list[str]:
    """Split a word beside characters that fill a square, between which lines may end nearly anywhere."""
    if not _WIDE.search(word):
        return [word]
    breaks = (i for i in _breaks(_classes(word), language) if _WIDE.search(word, i - 1, i + 1))
    ends = [0, *breaks, len(word)]
    return [word[start:end] for start, end in pairwise(ends)]


def _classes(text: str) -> str:
    """Return a text that is broken in the same places: all letters, and all digits, are alike in that."""
    classes = _DIGIT.sub("0", _LETTER.sub("a", text))
    return _IDEOGRAPH.sub("永", classes) if _WIDE.search(classes) else classes


@lru_cache(maxsize=10_000)
def _breaks(text: str, language: str) -> tuple[int, ...]:
    return tuple(i for i, breaks in enumerate(may_break(text, language)) if breaks and i)
