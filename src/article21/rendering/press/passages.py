"""Set passages: the parts of a letter, each of them and each text remembered."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import NamedTuple

from article21.rendering.fonts import FontFolder
from article21.rendering.glyphs import coverage, visible_characters
from article21.rendering.pdf import start_weasyprint
from article21.rendering.press.formes import Forme, Gap, Kind, Look, Setting, Type
from article21.rendering.press.glyph_sets import Glyphs
from article21.rendering.press.lines import Column, SetText, has_wide_characters
from article21.rendering.press.markup import Leaf, Part, read_part
from article21.rendering.press.memory import Memory
from article21.rendering.press.paging import Paragraph
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.shaping import drawn_as
from article21.rendering.press.words import Words, words_in

_ROOM = 12_000_000
_LIGATURES = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
"""Their glyphs stand for the letters that the font joins, too: WeasyPrint gives such a glyph one text."""
_EMPTY_LINE = re.compile(r"^\n|\n\n|\n$")
_OPEN = Gap(0.0, is_place=True, avoids=False)


class UnknownKindError(Exception):
    """A kind of block, or two kinds one after the other, that the forme doesn't know yet."""

    def __init__(self, what: object) -> None:
        super().__init__()
        self.what = what


class Shape:
    """What a passage is like but for its words: equal ones take the same places."""

    __slots__ = "_hash", "_key", "blocks", "leaves"

    def __init__(self, leaves: tuple[Leaf, ...], blocks: tuple[Paragraph, ...], measures: object) -> None:
        """Take blocks, the first gap open; ``measures`` says of them what their kinds don't."""
        self.leaves, self.blocks = leaves, blocks
        self._key = leaves, tuple([block.lines for block in blocks]), measures
        self._hash = hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shape) and self._key == other._key

    def __hash__(self) -> int:
        return self._hash


class Passage(NamedTuple):
    """A part of a letter, set."""

    shape: Shape
    lines: tuple[bytes, ...]
    """The operators that show each line; an item's mark is one of its own."""
    said: Glyphs
    fonts_known: bool


class _Draft(NamedTuple):
    """A part of a letter, and what is known already of how it is set."""

    part: Part
    settings: list[Setting]
    texts: list[SetText | None]


_passages = Memory[tuple[object, ...], Passage](2 * _ROOM)
_texts = Memory[tuple[object, ...], SetText](_ROOM)


class PassageSetter:
    """Sets the parts of letters of a forme in one language."""

    def __init__(self, forme: Forme, look: Look, language: str) -> None:
        self._forme, self._look, self._language = forme, look, language
        self._drawn_as = drawn_as(language)
        self._stems = {path.stem for path in forme.fonts.faces}
        self._columns: dict[tuple[Type, int, bool], Column] = {}

    def set_parts(self, first: Part, others: Sequence[str], fonts: Callable[[], FontFolder]) -> list[Passage]:
        """Return the parts of a letter, set, those behind the first from memory if they have been set before.

        ``fonts`` is asked for only when those of the forme won't do.
        """
        found: list[Passage | _Draft] = [self._draft(first)]
        found += [
            _passages.find((self, markup)) or self._draft(read_part(markup, first.open)) for markup in others
        ]
        self._learn_words([each for each in found if isinstance(each, _Draft)])
        passages = []
        for each, markup in zip(found, ("", *others), strict=True):
            if isinstance(each, Passage):
                passages.append(each)
                continue
            passages.append(passage := self._set_part(each, fonts))
            if markup and passage.fonts_known:
                size = 2_000 + 4 * len(markup) + sum([len(line) + 100 for line in passage.lines])
                _passages.keep((self, markup), passage, size)
        return passages

    def _draft(self, part: Part) -> _Draft:
        settings = [self._setting(leaf) for leaf in part.leaves]
        keys = zip(part.leaves, part.texts, strict=True)
        return _Draft(part, settings, [_texts.find((self, leaf.kind, text)) for leaf, text in keys])

    def _learn_words(self, drafts: Sequence[_Draft]) -> None:
        """Have the new words of a letter shaped together."""
        by_type: dict[Type, list[str]] = {}
        for draft in drafts:
            for setting, text, known in zip(draft.settings, draft.part.texts, draft.texts, strict=True):
                if known is None and not has_wide_characters(text):
                    by_type.setdefault(setting.type, []).append(text)
        for font, texts in by_type.items():
            with suppress(UnsettableError):  # which is told of the text that has the word
                self.words_in_type(font).learn(" ".join(texts).split())

    def _set_part(self, draft: _Draft, fonts: Callable[[], FontFolder]) -> Passage:
        leaves = draft.part.leaves
        texts = [
            known or self._set(leaf.kind, setting, text, fonts)
            for leaf, setting, text, known in zip(
                leaves, draft.settings, draft.part.texts, draft.texts, strict=True
            )
        ]
        settings = [
            setting._replace(own=text.measures) if text.measures else setting
            for setting, text in zip(draft.settings, texts, strict=True)
        ]
        marks = [self._mark(setting) for setting in settings]
        gaps = [_OPEN, *(self.gap(before.kind, leaf) for before, leaf in pairwise(leaves))]
        blocks = [
            Paragraph(setting, len(text.lines), gap)
            for setting, text, gap in zip(settings, texts, gaps, strict=True)
        ]
        return Passage(
            Shape(leaves, tuple(blocks), tuple([text.measures for text in texts])),
            tuple([line for pair in zip(marks, texts, strict=True) for text in pair for line in text.lines]),
            reduce(or_, [text.said for text in (*texts, *marks)], 0),
            all(text.fonts_known for text in texts),
        )

    def gap(self, before: Kind | None, leaf: Leaf) -> Gap:
        """Return what is between a kind of block and the one after it."""
        gap = self._forme.gaps.get((before, leaf.kind, leaf.shared))
        if gap is None:
            raise UnknownKindError((before, leaf))
        return gap

    def _setting(self, leaf: Leaf) -> Setting:
        setting = self._forme.settings.get(leaf.kind)
        if setting is None:
            raise UnknownKindError(leaf.kind)
        return setting

    def _set(self, kind: Kind, setting: Setting, text: str, fonts: Callable[[], FontFolder]) -> SetText:
        try:
            found = self.column(setting.type, setting.width, collapses=setting.collapses).set_text(text)
        except UnsettableError:
            if not _LIGATURES.isdisjoint(text):
                raise UnsettableError("a ligature that is a character") from None
            if _EMPTY_LINE.search(text):
                raise UnsettableError("an empty line within a block") from None
            known = visible_characters(text) <= coverage(self._forme.fonts)
            found = self._set_in_galley(kind, text, self._forme.fonts if known else fonts())
            if not known:
                return found
        return _texts.keep((self, kind, text), found, 1_000 + 6 * len(text))

    def _set_in_galley(self, kind: Kind, text: str, fonts: FontFolder) -> SetText:
        if not self._stems <= {path.stem for path in fonts.faces}:
            raise UnsettableError("a letter in other fonts than most")
        start_weasyprint()
        from article21.rendering.press.galleys import set_block

        found = set_block(self._forme, self._look, kind, text, fonts)
        return found._replace(fonts_known=fonts == self._forme.fonts)

    def _mark(self, setting: Setting) -> SetText:
        mark = setting.mark
        if mark is None:
            return SetText((), 0)
        return self.column(mark.type, setting.width, collapses=True).set_text(mark.text)

    def column(self, font: Type, width: int, *, collapses: bool) -> Column:
        """Return what breaks lines of that width, in Pango's units."""
        key = font, width, collapses
        if key not in self._columns:
            words = self.words_in_type(font)
            self._columns[key] = Column(words, self._language, font.select, width, collapses=collapses)
        return self._columns[key]

    def words_in_type(self, font: Type) -> Words:
        """Return what shapes words in a type."""
        return words_in(font.face, self._forme.faces[font.face].path, font.size, self._drawn_as)
