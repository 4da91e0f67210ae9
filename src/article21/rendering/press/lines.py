"""Break a text into lines as Pango does, and write them as WeasyPrint does."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import ANY, CLOSES, runs_of
from article21.rendering.press.words import Glyph, Shaped, Word, Words

_EDGE = 3
"""In Pango's units: when a word ends nearer to the line's end, only Pango knows whether it fits."""
_KERNED = 1_000
"""Likewise inside a word, whose part is kerned with what follows."""
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
_LETTER, _DIGIT = re.compile(r"[^\W\d_\u2e80-\uffff]"), re.compile("[0-9]")
_ODD_SPACE = re.compile("^ |  | $|^$")


class SetText(NamedTuple):
    """A text in lines."""

    lines: tuple[bytes, ...]
    """The operators that show each."""
    said: frozenset[Glyph]
    measures: tuple[tuple[float, float], tuple[float, float]] | None = None
    """Height and rise of the first line and of the others, if they are not those of its kind."""
    fonts_known: bool = True
    """It needs no other fonts than most letters in the language."""


class Column:
    """A place for text of one width."""

    def __init__(self, words: Words, select: bytes, width: int, *, collapses: bool) -> None:
        """Set words in a width; ``select`` is the operator that chooses their font."""
        self.words, self._width, self._collapses = words, width, collapses
        self._show = select.decode("ascii") + "\n[<{}>] TJ"

    def set_text(self, text: str) -> SetText:
        """Return a text's lines; raise UnsettableError where WeasyPrint might do otherwise."""
        lines: list[str] = []
        said = set[Glyph]()
        for paragraph in text.split("\n"):
            if _ODD_SPACE.search(paragraph):
                raise UnsettableError("a space at a line's end or beside another")
            lines += self._set_words(paragraph, said) or self._set_paragraph(paragraph, said)
        return SetText(tuple([self._show.format(line).encode("ascii") for line in lines]), frozenset(said))

    def _set_words(self, text: str, said: set[Glyph]) -> list[str]:  # noqa: C901 - one loop that has to be fast
        """Set a text that is broken at spaces alone, and whose lines are shaped as it is; or return none."""
        runs = self._runs_of_words(text)
        if not runs:
            return []
        texts, language, width = text.split(" "), self.words.language, self._width
        words = self._find(texts, runs)
        (space,), (space_width,), *_ = self.words.space
        lines: list[str] = []
        start = fits = used = i = 0
        while i < len(texts):
            used += words[i].width + (space_width if i > start else 0)
            if i == len(texts) - 1 or _may_end_between(texts[i][-2:], texts[i + 1][:2], language):
                left = width - used
                if left <= _EDGE and (left >= -_EDGE or fits == start):
                    return []
                if left < 0:
                    if any(
                        _breaks_inside(word, language) for word in texts[fits : i + 1] if not word.isalnum()
                    ):
                        return []
                    lines.append(space.join([word.glyphs for word in words[start:fits]]))
                    lines[-1] += "" if self._collapses else space
                    start, used, i = fits, 0, fits
                    if not texts[start][0].isalpha():
                        return []
                    continue
                fits = i + 1
            i += 1
        said.update(*(word.said for word in words))
        if len(texts) > 1:
            said |= self.words.space.said
        return [*lines, space.join([word.glyphs for word in words[start:]])]

    def _find(self, texts: list[str], runs: list[str]) -> list[Word]:
        if len({*runs}) == 1:
            return self.words.find(texts, runs[0])
        return [self.words.find([text], run)[0] for text, run in zip(texts, runs, strict=True)]

    def _runs_of_words(self, text: str) -> list[str]:
        """Return the script of each word; none if it depends on where lines begin or words have several."""
        scripts = self.words.scripts_of(text) - {None}
        if _WIDE.search(text):
            return []
        if len(scripts) <= 1:
            return [next(iter(scripts), None) or ANY] * (text.count(" ") + 1)
        if not CLOSES.isdisjoint(text):
            return []
        runs, place, found = runs_of(text), 0, list[str]()
        for word in text.split(" "):
            own = {*runs[place : place + len(word)]}
            if len(own) > 1:
                return []
            found += own
            place += len(word) + 1
        return found

    def _set_paragraph(self, text: str, said: set[Glyph]) -> list[str]:
        mixed, shaped = self._shape(text)
        ends = shaped.ends
        breaks = _line_breaks(text, self.words.language)
        lines, start = [], 0
        turns_alone = CLOSES.isdisjoint(text)
        while True:
            end = self._end_of_line(text, start, shaped.widths, ends, breaks)
            line = text[start:end]
            # Pango shapes a line by itself in the end; for one script it is the same but for marks alone.
            drawn = shaped
            inside = _is_inside_word(text, end)  # whose parts were kerned
            if inside or self._stands_apart(line, turns=mixed and not turns_alone, mixed=mixed):
                _, drawn = self._shape(line)
                alike = slice(-1) if inside else slice(None)
                if drawn.widths[alike] != shaped.widths[start:end][alike]:
                    raise UnsettableError("a line that is not as wide by itself as it was in its text")
                lines.append("".join(drawn.glyphs[: -1 if self._drops_space(line) else None]))
            else:
                lines.append("".join(shaped.glyphs[start : end - self._drops_space(line)]))
            said |= drawn.said
            if end == len(text):
                return lines
            start = end
            # Pango sees a line from its start: marks there, or that close what was opened before, may change.
            if mixed and not (turns_alone and text[start].isalpha()):
                _, rest = self._shape(text[start:])
                shaped = Shaped([""] * start + rest.glyphs, [0] * start + rest.widths, rest.said, [])
                ends = shaped.ends

    def _stands_apart(self, line: str, *, turns: bool, mixed: bool) -> bool:
        """Say whether a line may be shaped otherwise than within its text: for marks at its beginning."""
        if line[0].isalpha():
            return turns
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
                edge += abs(widths[end - 1] - sum(self._shape(text[end - 1])[1].widths))
            if -edge <= left <= edge:
                raise UnsettableError("a word that ends where the line ends")
            if left < 0:
                break
            fits = end
        if fits == start:
            raise UnsettableError("a word wider than its place")
        return fits


def _is_inside_word(text: str, place: int) -> bool:
    """Say whether the characters on both sides of a place are kerned."""
    return place < len(text) and text[place - 1] != " " and not _WIDE.search(text, place - 1, place + 1)


def _line_breaks(text: str, language: str) -> list[int]:
    """Return where lines may end, in order; a space there is before the place. The last is the text's end."""
    if _WIDE.search(text):
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
    return _breaks(_classes(word), language)


@lru_cache(maxsize=10_000)
def _may_end_between(before: str, after: str, language: str) -> bool:
    """Say whether a line may end at the space between two words that end and begin with these characters."""
    sample = f"{_classes(before)} {_classes(after)}"
    return sample.index(" ") + 1 in _breaks(sample, language)


def _classes(text: str) -> str:
    """Return a text that is broken in the same places: all letters, and all digits, are alike in that."""
    return _DIGIT.sub("0", _LETTER.sub("a", text))


@lru_cache(maxsize=10_000)
def _breaks(text: str, language: str) -> tuple[int, ...]:
    return tuple(i for i, breaks in enumerate(_may_break(text, language)) if breaks and i)


def _may_break(text: str, language: str) -> tuple[bool, ...]:
    from article21.rendering.press.specimens import may_break

    return may_break(text, language)
