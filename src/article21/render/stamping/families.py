"""Letters with the same frame: the same words around what is personal, in any number of lines."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import escape

from article21.render.attachments import Attachment
from article21.render.envelopes import PLAIN, Envelope, find_envelope
from article21.render.fonts import FontFolder
from article21.render.glyphs import coverage
from article21.render.pdf import Typesetter
from article21.render.stamping.alphabets import alphabet, has_alphabet
from article21.render.stamping.cutting import face
from article21.render.stamping.lines import Column
from article21.render.stamping.markup import names_of_values, put_together, text_of
from article21.render.stamping.plans import Plan, SetText
from article21.render.stamping.properties import MARKS
from article21.render.stamping.refusals import UnsettableError
from article21.render.stamping.sheets import Block, Font, Measure, Sheet
from article21.render.stamping.typesetting import NewGlyphsError, draw_font, draw_letter
from article21.render.stamping.words import Words

_PLANS = 300
"""Each holds some 40 kB."""
_REMEMBERED = 1_000
"""Texts of each field."""

Shape = tuple[int | str, ...]
"""How many lines each field takes; the field's text where only WeasyPrint can set it."""


class Family:
    """Stamps the letters of one frame, with a plan for each number of lines that their fields take."""

    def __init__(
        self, typesetter: Typesetter, envelope: Envelope, font: Font, frame: Sequence[str], language: str
    ) -> None:
        """Prepare for a frame; ``font`` has the whole alphabet of the language."""
        self._typesetter, self._envelope, self._font = typesetter, envelope, font
        self._frame, self._language = frame, language
        names = names_of_values(frame)
        self._properties, self._fields = names[: len(MARKS)], names[len(MARKS) :]
        self._columns: dict[str, tuple[Measure, Column]] = {}
        self._known: list[dict[str, SetText]] = [{} for _ in self._fields]
        self._unset: set[tuple[int, str]] = set()
        self._plans: dict[Shape, Plan] = {}

    def stamp(self, values: Sequence[str], identifier: str, attachment: Attachment | None = None) -> bytes:
        """Return the PDF of a letter; raise UnsettableError, or what keeps the letter from being printed."""
        drawn = None
        if not self._columns:
            drawn = self._draw(values, attachment)
            self._measure(drawn)
            if not self._columns:
                raise LookupError("No field was found on the pages")
        texts = values[len(MARKS) :]
        lines = [self._set(i, text) for i, text in enumerate(texts)]
        shape = tuple(
            text if isinstance(found, UnsettableError) else len(found)
            for text, found in zip(texts, lines, strict=True)
        )
        if (plan := self._plans.get(shape)) is None:
            self._hold_back(shape, lines)
            sheet = drawn or self._draw(values, attachment)
            self._compare(sheet, texts, lines)
            plan = self._plans[shape] = Plan(sheet, self._font, self._fields, texts, lines)
        properties = dict(zip(self._properties, map(text_of, values), strict=False))
        return plan.stamp(texts, lines, properties, identifier, attachment)

    def _draw(self, values: Sequence[str], attachment: Attachment | None) -> Sheet:
        marked = (*(MARKS[name] for name in self._properties), *values[len(MARKS) :])
        markup = put_together(self._frame, marked)
        try:
            return draw_letter(self._typesetter, markup, self._envelope, self._font, attachment)
        except NewGlyphsError:
            raise UnsettableError("a character outside the alphabet") from None

    def _measure(self, sheet: Sheet) -> None:
        """Find out in what each field is set."""
        words: dict[int, Words] = {}
        for field, (_, measure) in sheet.blocks.items():
            if measure.font == self._font.name and self._fields.count(field) == 1:
                if measure.size not in words:
                    words[measure.size] = Words(self._font, measure.size, self._language)
                column = Column(words[measure.size], measure.width, collapses=measure.collapses)
                self._columns[field] = measure, column

    def _set(self, i: int, text: str) -> SetText:
        known = self._known[i]
        if (found := known.get(text)) is not None:
            return found
        if len(known) == _REMEMBERED:
            known.clear()
        known[text] = found = self._set_anew(self._columns.get(self._fields[i]), text_of(text))
        return found

    def _set_anew(self, place: tuple[Measure, Column] | None, text: str) -> SetText:
        if place is None:
            return UnsettableError("a field in another font")
        try:
            return place[1].set_text(text)
        except UnsettableError as error:
            return error.with_traceback(None)

    def _hold_back(self, shape: Shape, lines: Sequence[SetText]) -> None:
        """Refuse a text that can't be set until it comes again: most likely it is in one letter alone."""
        if len(self._plans) == _PLANS:
            raise UnsettableError("more layouts than are kept")
        unset = {(i, text) for i, text in enumerate(shape) if isinstance(text, str)}
        new = unset - self._unset
        if len(self._unset) > _REMEMBERED:
            self._unset.clear()
        self._unset |= unset
        if new and self._plans:
            i, _ = min(new)
            raise UnsettableError(str(lines[i]))

    def _compare(self, sheet: Sheet, texts: Sequence[str], lines: Sequence[SetText]) -> None:
        """Look whether WeasyPrint has set each text in the same lines; leave the text to it if not."""
        refusal = None
        for i, (field, text, found) in enumerate(zip(self._fields, texts, lines, strict=True)):
            if isinstance(found, UnsettableError):
                self._check_characters(sheet.blocks.get(field), text_of(text))
            elif not self._is_as_drawn(field, found, sheet):
                self._known[i][text] = refusal = UnsettableError("a text that WeasyPrint sets otherwise")
        if refusal:
            raise refusal.with_traceback(None)

    def _check_characters(self, block: Block | None, text: str) -> None:
        """Refuse a text that is the same in all letters, but whose glyphs might say something else."""
        if block is None or block.measure.font == self._font.name:
            next(iter(self._columns.values()))[1].words.check_characters(text)

    def _is_as_drawn(self, field: str, found: tuple[bytes, ...], sheet: Sheet) -> bool:
        block = sheet.blocks.get(field)
        return (
            block is not None and block.measure == self._columns[field][0] and _drawn(sheet, block) == found
        )


def _drawn(sheet: Sheet, block: Block) -> tuple[bytes, ...]:
    """Return a field's lines as they were drawn, without adjustments of nothing."""
    shown = (sheet.pages[page].operators[operator] for page, operator in block.lines)
    return tuple(line.replace(b">0<", b"").replace(b">0]", b">]").replace(b"><", b"") for line in shown)


_ALPHABET = """\
<html lang="{language}"><title>Alphabet</title>
<div id="letterhead"><div id="sender"></div></div><div id="window"><div id="recipient"></div></div>
<p>{characters}</p></html>
"""


@cache
def alphabet_font(typesetter: Typesetter, fonts: FontFolder, language: str) -> Font:
    """Return the font of the letters in that language, with every glyph that they may have."""
    printable = coverage(fonts)
    characters = " ".join(each for each in alphabet(language) if set(each) <= printable)
    markup = _ALPHABET.format(language=escape(language), characters=escape(characters))
    font = draw_font(typesetter, markup, find_envelope(PLAIN), fonts.faces)
    if has_alphabet(language):
        return font
    uncut = face(font.face)
    texts, widths = uncut.texts | dict(font.texts), uncut.widths | dict(font.widths)
    return replace(font, texts=texts, widths=widths, whole=False)
