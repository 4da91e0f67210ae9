"""Words that were shaped lately, so that most of a text needs no shaping."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, reduce
from operator import or_
from pathlib import Path
from typing import ClassVar, NamedTuple

from article21.rendering.press.glyph_sets import Glyphs
from article21.rendering.press.scripts import ANY, CLOSES, SCRIPTS, contexts_of, runs_of
from article21.rendering.press.shaping import Drawn, Shaper

_WORDS = 50_000
"""That are remembered, of some 500 bytes each."""
SEVERAL = "several"
"""In place of a script, for a word that has more than one."""


class Word(NamedTuple):
    """A word without spaces, shaped as it is in a text of its own script."""

    glyphs: bytes
    width: int
    said: Glyphs
    script: str | None
    """``SEVERAL`` if it has more than one, None if it goes with any."""
    is_alike: bool
    """It is shaped alike in every text of one script."""
    is_free: bool
    """It is known to be shaped alike whatever stands before it on its line."""


_Whole = tuple[bytes, int, Glyphs]
"""A word's glyphs in a row, their width, their set."""


def _whole(drawn: Iterable[Drawn]) -> _Whole:
    glyphs, widths, bits = zip(*drawn, strict=True)
    return b"".join(glyphs), sum(widths), reduce(or_, bits)


class Words(Shaper):
    """Words in one face and one size."""

    _in_use: ClassVar[list["Words"]] = []
    _count: ClassVar[int] = 0
    """Words that all of them remember."""

    def __init__(self, name: str, path: Path, size: int, language: str) -> None:
        super().__init__(name, path, size, language)
        self.known: dict[str, Word] = {}
        self.is_free = cache(self._is_free)
        self._in_use.append(self)

    def find(self, words: Sequence[str]) -> list[Word]:
        """Shape words that stand between spaces; those that were met lately are remembered."""
        known = self.known
        try:
            return [known[word] for word in words]
        except KeyError:
            self.learn(words)
        return [known[word] for word in words]

    def learn(self, words: Iterable[str]) -> None:
        """Remember words, which are shaped together: that takes hardly longer than one of them."""
        if Words._count > _WORDS:
            Words._count = 0
            for each in self._in_use:
                each.known.clear()
                each.is_free.cache_clear()
        new = sorted({*words}.difference(self.known))
        Words._count += len(new)
        by_script: dict[str | None, list[str]] = {}
        for word in new:
            scripts = self.scripts_of(word) - {None}
            script = SEVERAL if len(scripts) > 1 else next(iter(scripts), None)
            by_script.setdefault(script, []).append(word)
        for script, those in by_script.items():
            self.known |= zip(those, self._shape_words(those, script), strict=True)

    def _shape_words(self, words: Sequence[str], script: str | None) -> Iterator[Word]:
        if script == SEVERAL:
            shaped = [self._shape_in(word, runs_of(word)) for word in words]
        else:
            shaped = [*map(_whole, self.draw(words, script or ANY))]
        alike = [script != SEVERAL] * len(words)
        if script is None:
            others = [map(_whole, self.draw(words, each)) for each in SCRIPTS]
            alike = [{*those} == {own} for own, *those in zip(shaped, *others, strict=True)]
        for word, own, is_alike in zip(words, shaped, alike, strict=True):
            begins = script is None or word[0].isalpha()
            yield Word(*own, script, is_alike, is_alike and begins and CLOSES.isdisjoint(word))

    def _shape_in(self, word: str, runs: Sequence[str]) -> _Whole:
        """Shape a word whose characters have these scripts."""
        return _whole(zip(*self.shape_runs(word, runs), strict=True))

    def _is_free(self, word: str) -> bool:
        """Say whether a word is shaped alike whatever stands before it."""
        runs = {tuple(runs) for runs in contexts_of(word)}
        return {self._shape_in(word, each) for each in runs} == {self.known[word][:3]}


words_in = cache(Words)
"""The same for all letters of a process that are set in it, in all languages that are drawn alike."""
