"""Break a text into lines as Pango does, and write them as WeasyPrint does."""

import re
from collections import deque
from functools import lru_cache
from typing import NamedTuple

from article21.render.stamping.refusals import UnsettableError
from article21.render.stamping.typesetting import may_break
from article21.render.stamping.words import Word, Words

_EDGE = 3
"""In Pango's units: when a word ends nearer to the line's end, only Pango knows whether it fits."""
_OPENING = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“", "’": "‘", "›": "‹", "“": "„"}  # noqa: RUF001 - quotation marks
_LETTER, _DIGIT = re.compile(r"[^\W\d_]"), re.compile(r"\d")


class _Piece(NamedTuple):
    """A word, or words between which no line may end."""

    text: str
    script: str
    word: Word


class Column:
    """A place for text of one width."""

    def __init__(self, words: Words, width: int, *, collapses: bool) -> None:
        self._words, self._width = words, width
        # A space at which a line is broken is drawn unless spaces collapse.
        self._broken_space = "" if collapses else words.space.glyphs

    def set_text(self, text: str) -> tuple[bytes, ...]:
        """Return the TJ operator of each line; raise UnsettableError where WeasyPrint might do otherwise."""
        lines: list[str] = []
        for paragraph in text.split("\n"):
            lines += self._fill(self._pieces(paragraph.split(" ")))
        return tuple(_show(glyphs) for glyphs in lines)

    def _pieces(self, texts: list[str]) -> list[_Piece]:
        if "" in texts:
            raise UnsettableError("a space at a line's end or beside another")
        pieces: list[_Piece] = []
        space = self._words.space
        for text, script in zip(texts, self._scripts_of(texts), strict=True):
            piece = _Piece(text, script, self._words.shape(text, script))
            if pieces and not _may_break_between(pieces[-1].text, text, self._words.language):
                before, _, (glyphs, width) = pieces.pop()
                word = Word(glyphs + space.glyphs + piece.word.glyphs, width + space.width + piece.word.width)
                piece = _Piece(f"{before} {text}", script, word)
            pieces.append(piece)
        return pieces

    def _scripts_of(self, texts: list[str]) -> list[str]:
        """Return the script that Pango shapes each word in; raise UnsettableError for a word in two runs."""
        found = [self._words.script_of(text) for text in texts]
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

    def _fill(self, pieces: list[_Piece]) -> list[str]:
        """Put as much on each line as there is room for."""
        space, space_width = self._words.space
        upcoming = deque(pieces)
        lines: list[str] = []
        line, left = "", self._width
        while upcoming:
            piece = upcoming.popleft()
            room = left - space_width if line else left
            if abs(room - piece.word.width) <= _EDGE:
                raise UnsettableError("a word that ends where the line ends")
            if piece.word.width < room:
                line, left = f"{line}{space if line else ''}{piece.word.glyphs}", room - piece.word.width
                continue
            if start := self._start_that_fits(piece, room):
                lines.append(f"{line}{space if line else ''}{start.word.glyphs}")
                rest = piece.text.removeprefix(start.text)
                piece = _Piece(rest, piece.script, self._words.shape(rest, piece.script))
            elif line:
                lines.append(line + self._broken_space)
            else:
                raise UnsettableError("a word wider than its place")
            line, left = "", self._width
            upcoming.appendleft(piece)
        return [*lines, line]

    def _start_that_fits(self, piece: _Piece, room: int) -> _Piece | None:
        """Return the longest part of a word that ends with a hyphen or the like and fits, if there is one."""
        if " " in piece.text:
            raise UnsettableError("words that stay together at a line's end")
        for end in reversed(_breaks_inside(piece.text, self._words.language)):
            start, rest = (
                self._words.shape(text, piece.script) for text in (piece.text[:end], piece.text[end:])
            )
            # Pango measures the part within its word, where the two are kerned.
            kerning = abs(start.width + rest.width - piece.word.width)
            if abs(room - start.width) <= _EDGE + kerning:
                raise UnsettableError("a part of a word that ends where the line ends")
            if start.width < room:
                return _Piece(piece.text[:end], piece.script, start)
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


def _classes(text: str) -> str:
    """Return a text that is broken in the same places: all letters, and all digits, are alike in that."""
    return _DIGIT.sub("0", _LETTER.sub("a", text))


@lru_cache(maxsize=10_000)
def _breaks(text: str, language: str) -> tuple[int, ...]:
    return tuple(i for i, breaks in enumerate(may_break(text, language)) if breaks and i)
