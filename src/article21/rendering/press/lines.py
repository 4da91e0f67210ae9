"""Break a text into lines as Pango does, and write them as WeasyPrint does."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache, reduce
from itertools import accumulate, pairwise
from operator import or_
from typing import NamedTuple

from article21.rendering.pdf import start_weasyprint
from article21.rendering.press.glyph_sets import Glyphs
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import ANY, closes_what_it_opens, runs_of
from article21.rendering.press.shaping import Shaped
from article21.rendering.press.words import SEVERAL, Word, Words

_EDGE = 3
"""In Pango's units: when a word ends nearer to the line's end, only Pango knows whether it fits."""
_KERNED = 1_000
"""Likewise inside a word, whose part is kerned with what follows."""
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_LETTER, _DIGIT = re.compile(r"[^\W\d_\u2e80-\uffff]"), re.compile("[0-9]")
_PLAIN = ".,;:!?"
"""Between one of these, or a letter, and a letter a line may always end."""
_AMID = "aaa", "000"
"""What is around a letter or a digit amid others."""
_ODD_SPACE = re.compile("^ |  | $|^$")


class SetText(NamedTuple):
    """A text in lines."""

    lines: tuple[bytes, ...]
    """The operators that show each."""
    said: Glyphs
    measures: tuple[tuple[float, float], ...] = ()
    """Height and rise of each line, if they are not those of its kind."""
    fonts_known: bool = True
    """It needs no other fonts than most letters in the language."""


class Column:
    """A place for text of one width."""

    def __init__(self, words: Words, language: str, select: bytes, width: int, *, collapses: bool) -> None:
        """Set words of a language in a width; ``select`` is the operator that chooses their font."""
        self.words, self._language, self._width, self._collapses = words, language, width, collapses
        self._show = select.replace(b"%", b"%%") + b"\n[<%b>] TJ"

    def set_text(self, text: str) -> SetText:
        """Return a text's lines; raise UnsettableError where WeasyPrint might do otherwise."""
        lines: list[bytes] = []
        said = 0
        for paragraph in text.split("\n"):
            if _ODD_SPACE.search(paragraph):
                raise UnsettableError("a space at a line's end or beside another")
            some, those = self._set_words(paragraph) or self._set_characters(paragraph)
            lines += some
            said |= those
        return SetText(tuple([self._show % line for line in lines]), said)

    def _set_words(self, text: str) -> tuple[list[bytes], Glyphs] | None:
        """Set a text whose lines end between words that don't depend on what is beside them, if it is one."""
        if has_wide_characters(text):
            return None
        texts = text.split(" ")
        words = self.words.find(texts)
        if not self._are_free(texts, words):
            return None
        found = self._break([word.width for word in words], texts)
        if found is None:
            return None
        (space,), _, (in_space,) = self.words.space
        glyphs, end = [word.glyphs for word in words], b"" if self._collapses else space
        lines = [space.join(glyphs[start:stop]) + end for start, stop in pairwise(found)]
        lines.append(space.join(glyphs[found[-1] :]))
        said = reduce(or_, [word.said for word in words], in_space if len(words) > 1 else 0)
        return lines, said

    def _are_free(self, texts: Sequence[str], words: Sequence[Word]) -> bool:
        """Say whether words are shaped as they are by themselves, wherever a line begins."""
        scripts = {word.script for word in words}
        if len(scripts) == 1 and SEVERAL not in scripts:
            return True
        if len(scripts - {None}) == 1 and all(word.is_alike for word in words):
            return True
        return all(word.is_free or self.words.is_free(text) for text, word in zip(texts, words, strict=True))

    def _break(self, widths: Sequence[int], texts: Sequence[str]) -> list[int] | None:
        """Return the word that begins each line; None where a line may end within a word or is just full."""
        language, space = self._language, self.words.space.widths[0]
        ends, last = [*accumulate([width + space for width in widths])], len(texts) - 1
        starts, room = [0], self._width + space

        def may_end(word: int) -> bool:
            return word == last or _may_end_between(texts[word][-2:], texts[word + 1][:2], language)

        while True:
            fits = bisect_right(ends, room + _EDGE) - 1
            while fits >= starts[-1] and not may_end(fits):
                fits -= 1
            if fits < starts[-1] or ends[fits] >= room - _EDGE:
                return None
            if fits == last:
                return starts
            beyond = next(word for word in range(fits + 1, last + 1) if may_end(word))
            if any(
                _breaks_inside(word, language) for word in texts[fits + 1 : beyond + 1] if not word.isalnum()
            ):
                return None
            starts.append(fits + 1)
            room = ends[fits] + self._width + space

    def _set_characters(self, text: str) -> tuple[list[bytes], Glyphs]:
        """Set a text that may be broken anywhere, line by line."""
        mixed, shaped = self._shape(text)
        ends = shaped.ends
        breaks = _line_breaks(text, self._language)
        lines, said, start = list[bytes](), 0, 0
        while True:
            end = self._end_of_line(text, start, shaped.widths, ends, breaks)
            line = text[start:end]
            # Pango shapes a line by itself in the end; for one script it is the same but for marks alone.
            drawn = shaped
            inside = _is_inside_word(text, end)  # whose parts were kerned
            if inside or self._stands_apart(line, mixed=mixed):
                _, drawn = self._shape(line)
                alike = slice(-1) if inside else slice(None)
                if drawn.widths[alike] != shaped.widths[start:end][alike]:
                    raise UnsettableError("a line that is not as wide by itself as it was in its text")
                lines.append(b"".join(drawn.glyphs[: -1 if self._drops_space(line) else None]))
            else:
                lines.append(b"".join(shaped.glyphs[start : end - self._drops_space(line)]))
            said |= drawn.said
            if end == len(text):
                return lines, said
            start = end
            # Pango sees a line from its start: marks there, or that close what was opened before, may change.
            if mixed and not (text[start].isalpha() and closes_what_it_opens(text[start:])):
                _, rest = self._shape(text[start:])
                shaped = Shaped(
                    [b""] * start + rest.glyphs, [0] * start + rest.widths, [0] * start + rest.bits
                )
                ends = shaped.ends

    def _stands_apart(self, line: str, *, mixed: bool) -> bool:
        """Say whether a line may be shaped otherwise than within its text: for marks at its beginning."""
        if line[0].isalpha():
            return False
        return mixed or self.words.scripts_of(line) <= {None}

    def _drops_space(self, line: str) -> bool:
        return self._collapses and line[-1] == " "

    def _shape(self, text: str) -> tuple[bool, Shaped]:
        """Return whether a text has several scripts, and how it is shaped when a line begins with it."""
        scripts = self.words.scripts_of(text) - {None}
        if len(scripts) > 1:
            return True, self.words.shape_runs(text, runs_of(text))
        return False, self.words.shape(text, next(iter(scripts), None) or ANY)

    def _end_of_line(
        self, text: str, start: int, widths: list[int], ends: list[int], breaks: list[int]
    ) -> int:
        """Return where the line ends that begins at ``start``; a space it ends with is its own."""
        room, fits = self._width + ends[start], start
        for end in breaks[bisect_right(breaks, start) :]:
            space = widths[end - 1] if text[end - 1] == " " else 0
            left = room - ends[end] + space
            edge = _EDGE
            if not space and end < len(text) and -_KERNED <= left <= _KERNED:
                edge += abs(widths[end - 1] - self.words.find([text[end - 1]])[0].width)
            if -edge <= left <= edge:
                raise UnsettableError("a word that ends where the line ends")
            if left < 0:
                break
            fits = end
        if fits == start:
            raise UnsettableError("a word wider than its place")
        return fits


def has_wide_characters(text: str) -> bool:
    """Say whether lines of a text may end between characters, as Chinese ones do."""
    return _WIDE.search(text) is not None


def _is_inside_word(text: str, place: int) -> bool:
    """Say whether the characters on both sides of a place are kerned."""
    return place < len(text) and text[place - 1] != " " and not _WIDE.search(text, place - 1, place + 1)


def _line_breaks(text: str, language: str) -> list[int]:
    """Return where lines may end, in order; a space there is before the place. The last is the text's end."""
    if has_wide_characters(text):
        return [*(i for i, breaks in enumerate(_may_break(text, language)) if breaks and i), len(text)]
    found: list[int] = []
    place = 0
    words = text.split(" ")
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if not word.isalnum():
            found += [place + inside for inside in _breaks_inside(word, language)]
        place += len(word) + 1
        if after and _may_end_between(word[-2:], after[:2], language):
            found.append(place)
    return [*found, len(text)]


@lru_cache(maxsize=10_000)
def _breaks_inside(word: str, language: str) -> tuple[int, ...]:
    classes = _classes(word)
    # No line ends among letters or among digits: two of each run are enough, and many words are then alike.
    kept = [place for place in range(len(classes)) if classes[place - 1 : place + 2] not in _AMID]
    squeezed = "".join([classes[place] for place in kept])
    return tuple([kept[place] for place in _breaks(squeezed, language)])


@lru_cache(maxsize=10_000)
def _may_end_between(before: str, after: str, language: str) -> bool:
    """Say whether a line may end at the space between two words that end and begin with these characters."""
    if after[0].isalpha() and (before[-1].isalnum() or before[-1] in _PLAIN):
        return True
    sample = f"{_classes(before)} {_classes(after)}"
    return sample.index(" ") + 1 in _breaks(sample, language)


def _classes(text: str) -> str:
    """Return a text that is broken in the same places: all letters, and all digits, are alike in that."""
    return _DIGIT.sub("0", _LETTER.sub("a", text))


@lru_cache(maxsize=10_000)
def _breaks(text: str, language: str) -> tuple[int, ...]:
    return tuple(i for i, breaks in enumerate(_may_break(text, language)) if breaks and i)


def _may_break(text: str, language: str) -> tuple[bool, ...]:
    start_weasyprint()
    from article21.rendering.press.specimens import may_break

    return may_break(text, language)
