"""Shape words with HarfBuzz, as Pango does, and write them as WeasyPrint does."""

from functools import lru_cache
from typing import NamedTuple

import uharfbuzz as hb

from article21.render.stamping.alphabets import script_of, script_of_language
from article21.render.stamping.refusals import UnsettableError
from article21.render.stamping.sheets import PANGO_UNITS, Font

_REMEMBERED = 50_000
"""Words; the letters of a batch share most of theirs."""
_NUMBERS_AND_ADVANCES = hb.BufferSerializeFlags.NO_CLUSTERS | hb.BufferSerializeFlags.NO_GLYPH_NAMES


class Word(NamedTuple):
    """A word without spaces, shaped."""

    glyphs: str
    """Hexadecimal, as between the angle brackets of a TJ operator."""
    width: int
    """In Pango's units."""


class Words:
    """Words in one font and one size."""

    def __init__(self, font: Font, size: int, language: str) -> None:
        self.language, self._size = language, size
        self._texts, self._widths = font.texts, font.widths
        self._shaper = hb.Font(hb.Face(hb.Blob.from_file_path(str(font.face))))
        self._shaper.scale = (size, size)
        self._shaped: dict[tuple[str, str], Word] = {}
        self._glyph = lru_cache(_REMEMBERED)(self._read_glyph)
        self._script = script_of_language(language)
        self._characters = frozenset(font.texts.values()) - {" "}
        self._scripts: dict[str, str | None] = {}
        self.script_of = lru_cache(_REMEMBERED)(self._script_of_word)
        self.space = self.shape(" ", self._script)

    def check_characters(self, text: str) -> None:
        """Raise UnsettableError for a text with a character that words can't be made of."""
        for character in set(text) - {" ", "\n"}:
            self._script_of(character)

    def _script_of_word(self, text: str) -> str | None:
        """Return the one script of a word, None if it goes with any; raise UnsettableError."""
        scripts = {self._script_of(character) for character in text} - {None}
        if len(scripts) > 1:
            raise UnsettableError("two scripts in a word")
        return scripts.pop() if scripts else None

    def shape(self, text: str, script: str) -> Word:
        """Return a word; raise UnsettableError for one that is more than letters side by side."""
        if word := self._shaped.get((text, script)):
            return word
        if len(self._shaped) == _REMEMBERED:
            self._shaped.clear()
        word = self._shaped[text, script] = self._shape(text, script)
        return word

    def _shape(self, text: str, script: str) -> Word:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script = "ltr", script
        # Pango takes English for Latin letters in a language that is written in others.
        buffer.language = self.language if script in (self._script, "Zyyy") else "en"
        hb.shape(self._shaper, buffer)
        drawn = buffer.serialize(self._shaper, hb.BufferSerializeFormat.TEXT, _NUMBERS_AND_ADVANCES)
        written, widths, said = zip(*map(self._glyph, drawn[1:-1].split("|")), strict=True)
        if "".join(said) != text:
            raise UnsettableError("a glyph that says something else elsewhere")
        return Word("".join(written), sum(widths))

    def _read_glyph(self, drawn: str) -> tuple[str, int, str]:
        """Return how a glyph such as ``36+6250``, number and advance, is written, its width, what it says."""
        if "@" in drawn:
            raise UnsettableError("a glyph off its place")
        glyph, advance = map(int, drawn.split("+"))
        if glyph not in self._texts:
            raise UnsettableError("a glyph that says something else elsewhere")
        # WeasyPrint cuts kerning to whole thousandths.
        kerning = int(self._widths[glyph] - advance * 1000 / PANGO_UNITS / (self._size / PANGO_UNITS))
        written = f"{glyph:04x}>{kerning}<" if kerning else f"{glyph:04x}"
        return written, advance, self._texts[glyph]

    def _script_of(self, character: str) -> str | None:
        """Return the script of a character that is drawn as on the page and leaves spaces alone."""
        if character not in self._scripts:
            if character not in self._characters:
                raise UnsettableError("a character outside the alphabet")
            script = script_of(character)
            alone = self.shape(character, script or self._script)
            spaced = self._shape(f"{character} {character}", script or self._script)
            if spaced.glyphs != alone.glyphs + self.space.glyphs + alone.glyphs:
                raise UnsettableError("a character that moves the space beside it")
            self._scripts[character] = script
        return self._scripts[character]
