"""Compose letters: set the texts of a letter in the forme of its kind, and put them together to a PDF."""

from collections.abc import Callable, Sequence
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from article21.catalogs import catalog_path
from article21.languages import tag_chain
from article21.rendering.attachments import Attachment
from article21.rendering.fonts import FontFolder
from article21.rendering.press.dictionaries import ROOT, Dictionaries
from article21.rendering.press.files import FIRST_OWN, FIXED, File, deflated, font_streams
from article21.rendering.press.fonts import cut_fonts
from article21.rendering.press.formes import RETURN_LINE, Forme, Look, Type
from article21.rendering.press.glyph_sets import Glyphs
from article21.rendering.press.lines import SetText
from article21.rendering.press.markup import Part, is_own_words
from article21.rendering.press.passages import Passage, PassageSetter
from article21.rendering.press.plans import Planner
from article21.rendering.press.properties import MARKS, PropertiesTemplate
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import script_of_language
from article21.rendering.press.tagging import references


class Copy(NamedTuple):
    """What is to be composed: a letter's markup, taken apart."""

    properties: tuple[str, ...]
    first: Part
    others: tuple[str, ...]
    """The markup of the parts behind the first."""
    fonts: Callable[[], FontFolder]
    """All that it needs; asked for only when those of its forme won't do."""


_USUAL = frozenset(map(chr, range(0x21, 0x7F))) | {
    *"§°·«»‘’‚“”„–—…•¡¿№\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}",  # noqa: RUF001 - marks
    *("ff", "fi", "fl", "ffi", "ffl"),
}
_WESTERN = frozenset(filter(str.isalpha, map(chr, range(0xA0, 0x100)))) | {*"Œœ"}
"""Letters that people's names have wherever Latin letters are written."""


@cache
def _characters_of(language: str) -> frozenset[str]:
    """Return the characters that most letters in a language need; many languages have the same."""
    path = next((path for path in map(catalog_path, tag_chain(language)) if path.exists()), None)
    letters = {*filter(str.isalpha, path.read_text(encoding="utf-8") if path else "")}
    letters |= {changed for each in letters for changed in (each.upper(), each.lower()) if len(changed) == 1}
    return _USUAL | letters | (_WESTERN if script_of_language(language) == "Latn" else frozenset())


class Compositor:
    """Composes letters of a forme in one language."""

    def __init__(self, forme: Forme, look: Look, language: str) -> None:
        self.forme, self._language = forme, language
        self._setter = PassageSetter(forme, look, language)
        self._dictionaries = Dictionaries(forme, language)
        self._planner = Planner(forme, self._setter, self._dictionaries)
        self._properties = PropertiesTemplate(forme.metadata, forme.info)
        self._file = File(forme.profile, forme.attached[1])
        self._usual_glyphs = cache(self._find_usual_glyphs)

    def compose(self, letter: Copy, identifier: str, attachment: Attachment | None) -> bytes:
        """Return the PDF of a letter; raise UnsettableError for one that WeasyPrint must set."""
        return_line = self._set_return_line(letter)  # first, since it is the pickiest
        passages = self._setter.set_parts(letter.first, letter.others, letter.fonts)
        shapes = tuple([passage.shape for passage in passages])
        plan = self._planner.plan(shapes, len(return_line.lines))
        lines = [line for passage in passages for line in passage.lines]
        lines += return_line.lines
        streams = [deflated(drawing.fill(lines)) for drawing in plan.drawings]
        type_ = shapes[-1].blocks[-1].setting.type
        common, own = self._said(letter, passages)
        own |= plan.said | return_line.said
        fonts = cut_fonts(common, own, self.forme.faces, type_.size)
        metadata, info = self._properties.fill(dict(zip(MARKS, letter.properties, strict=True)))
        pages = range(FIRST_OWN, plan.tags.numbers.start)
        first_font = plan.tags.numbers.stop
        stream = first_font + 3 * len(fonts)
        dictionaries = [
            self._dictionaries.catalog(plan.places, attached=attachment is not None),
            b"<</Type /Pages/Kids [%b]/Count %d>>" % (references(pages), len(pages)),
            info,
            *self.forme.fixed,
            self._dictionaries.font_names(fonts, first_font),
            b"<</Count 1/First %d 0 R/Last %d 0 R>>" % (FIXED["outline"], FIXED["outline"]),
            self._dictionaries.outline(letter.properties[0], plan.places),
            ROOT,
            plan.parents,
            plan.document,
            *self._dictionaries.attachment(attachment),
            *self._dictionaries.pages(stream, len(pages)),
            *self._dictionaries.fonts(fonts, first_font, stream + len(pages)),
        ]
        streams += font_streams(fonts)
        return self._file.write(
            identifier.encode("ascii"), (dictionaries, plan.tags), metadata, streams, attachment
        )

    def _said(self, letter: Copy, passages: Sequence[Passage]) -> tuple[list[Glyphs], Glyphs]:
        """Return the glyphs of each passage that many letters have, and those of the others."""
        common, own = [self._usual_glyphs(passages[-1].shape.blocks[-1].setting.type)], passages[0].said
        for passage, markup in zip(passages[1:], letter.others, strict=True):
            if is_own_words(markup) or markup is letter.others[-1]:
                own |= passage.said
            else:
                common.append(passage.said)
        return common, own

    def _find_usual_glyphs(self, font: Type) -> Glyphs:
        """Return those of the language: most letters then have the same font, which tells the less."""
        if script_of_language(self._language) == "Hani":
            return 0
        words = self._setter.words_in_type(font)
        texts = sorted(filter(words.can_set, _characters_of(self._language)))
        return reduce(or_, [word.said for word in words.find(texts)], words.space.said)

    def _set_return_line(self, letter: Copy) -> SetText:
        if not letter.first.running:
            return SetText((), 0)
        margin = self.forme.margins[RETURN_LINE]
        (text,) = letter.first.running
        found = self._setter.column(margin.type, margin.width, collapses=False).set_text(text)
        if len(found.lines) > margin.lines:
            raise UnsettableError("a return line that is too long")
        return found
