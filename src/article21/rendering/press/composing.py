"""Compose letters: set the texts of a letter in the forme of its kind, and put them together to a PDF."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, reduce
from operator import or_
from typing import NamedTuple

from article21.catalogs import catalog_path
from article21.languages import tag_chain
from article21.rendering.attachments import Attachment
from article21.rendering.fonts import FontFolder
from article21.rendering.press.dictionaries import DOCUMENT, ROOT, Dictionaries, parents
from article21.rendering.press.files import FIRST_OWN, FIXED, File, deflated, font_streams
from article21.rendering.press.fonts import cut_fonts
from article21.rendering.press.formes import PAGE_NUMBER, PANGO_UNITS, RETURN_LINE, Forme, Kind, Look, Type
from article21.rendering.press.glyph_sets import Glyphs
from article21.rendering.press.markup import Leaf, Part
from article21.rendering.press.paging import Page, Paragraph, foot, place
from article21.rendering.press.painting import MarginText, Painter
from article21.rendering.press.passages import Passage, PassageSetter
from article21.rendering.press.properties import MARKS, PropertiesTemplate
from article21.rendering.press.refusals import UnsettableError
from article21.rendering.press.scripts import ANY, script_of_language
from article21.rendering.press.tagging import Tree, references

_SLACK = 0.01
"""Of a pixel, as ``pdf.py`` gives an address in its frame."""


class Copy(NamedTuple):
    """What is to be composed: a letter's markup, taken apart."""

    properties: tuple[str, ...]
    first: Part
    others: tuple[str, ...]
    """The markup of the parts behind the first."""
    fonts: Callable[[], FontFolder]
    """All that it needs; asked for only when those of its forme won't do."""


class _Layout(NamedTuple):
    """The blocks of a letter on their pages."""

    leaves: list[Leaf]
    blocks: list[Paragraph]
    texts: list[tuple[bytes, ...]]
    pages: list[Page]
    said: Glyphs


_USUAL = frozenset(map(chr, range(0x21, 0x7F))) | {*"‘’“”–…•·", "ff", "fi", "fl", "ffi", "ffl"}  # noqa: RUF001 - marks


@cache
def _characters_of(language: str) -> frozenset[str]:
    """Return the characters of the letters in a language, and of what translators read there."""
    path = next((path for path in map(catalog_path, tag_chain(language)) if path.exists()), None)
    text = path.read_text(encoding="utf-8") if path else ""
    return frozenset(character for character in text if character.isprintable() and character != " ")


class Compositor:
    """Composes letters of a forme in one language."""

    def __init__(self, forme: Forme, look: Look, language: str) -> None:
        self.forme, self._language = forme, language
        self._setter = PassageSetter(forme, look, language)
        self._dictionaries = Dictionaries(forme, language)
        self._painter = Painter(forme)
        self._properties = PropertiesTemplate(forme.metadata, forme.info)
        self._file = File(forme.profile, forme.attached[1])
        self._usual_glyphs = cache(self._find_usual_glyphs)
        self._page_number = cache(self._number_page)

    def compose(self, letter: Copy, identifier: str, attachment: Attachment | None) -> bytes:
        """Return the PDF of a letter; raise UnsettableError for one that WeasyPrint must set."""
        leaves, blocks, texts, pages, said = self._lay_out(letter)
        margins, in_margins = self._set_margins(letter, len(pages))
        contents = [
            self._painter.paint(blocks, texts, page, margins[i], is_first=not i)
            for i, page in enumerate(pages)
        ]
        said |= in_margins | self._usual_glyphs(blocks[-1].setting.type)
        fonts = cut_fonts(said, self.forme.faces)
        metadata, info = self._properties.fill(dict(zip(MARKS, letter.properties, strict=True)))
        own = FIRST_OWN + 3 * len(fonts)
        page_numbers = range(own, own + len(pages))
        tree = Tree(self.forme.containers, FIXED["document"], page_numbers.stop)
        settings = [block.setting for block in blocks]
        owners = [
            tree.add_page(leaves, settings, page, number)
            for page, number in zip(pages, page_numbers, strict=True)
        ]
        nulls = [len(margin) for margin in margins]
        stream = page_numbers.stop + len(tree.objects)
        dictionaries = [
            self._dictionaries.catalog(leaves, pages[0], page_numbers[0], attached=attachment is not None),
            b"<</Type /Pages/Kids [%b]/Count %d>>" % (references(page_numbers), len(pages)),
            info,
            *self.forme.fixed,
            self._dictionaries.font_names(fonts),
            b"<</Count 1/First %d 0 R/Last %d 0 R>>" % (FIXED["outline"], FIXED["outline"]),
            self._dictionaries.outline(letter.properties[0], leaves, pages[0], page_numbers[0]),
            ROOT,
            parents(owners, nulls),
            DOCUMENT % references(tree.kids),
            *self._dictionaries.attachment(attachment),
            *self._dictionaries.fonts(fonts, stream + len(pages)),
            *self._dictionaries.pages(stream, len(pages)),
            *tree.objects,
        ]
        streams = [*map(deflated, contents), *font_streams(fonts)]
        return self._file.write(identifier.encode("ascii"), dictionaries, metadata, streams, attachment)

    def _lay_out(self, letter: Copy) -> _Layout:
        around = letter.first.open
        passages = [self._setter.set_part(letter.first, letter.fonts)]
        passages += [self._setter.find_part(part, around, letter.fonts) for part in letter.others]
        leaves = [leaf for passage in passages for leaf in passage.leaves]
        texts = [text for passage in passages for text in passage.texts]
        blocks = list(self._join(passages))
        first = next(i for i, block in enumerate(blocks) if block.setting.group == "text")
        pages = place(blocks, first, self.forme.top, self.forme.bottom)
        self._check(leaves, blocks, pages)
        said = reduce(or_, [passage.said for passage in passages])
        return _Layout(leaves, blocks, texts, pages, said)

    def _join(self, passages: Sequence[Passage]) -> Iterator[Paragraph]:
        """Yield the blocks with the gaps between them."""
        before: Kind | None = None
        for passage in passages:
            first, *others = passage.blocks
            yield first._replace(gap=self._setter.gap(before, passage.leaves[0]))
            yield from others
            before = passage.leaves[-1].kind

    def _check(self, leaves: Sequence[Leaf], blocks: Sequence[Paragraph], pages: Sequence[Page]) -> None:
        """Raise UnsettableError for an address that fills its frame, or space above a page's first block."""
        for placed in pages[0]:
            room = self.forme.rooms.get(leaves[placed.block].kind[:-1])
            setting = blocks[placed.block].setting
            if room is not None and foot(placed, setting) > room - _SLACK:
                raise UnsettableError("an address that fills its frame")
        for page in pages[1:]:
            if not blocks[page[0].block].setting.opens:
                raise UnsettableError("a block with space above it at the top of a page")

    def _find_usual_glyphs(self, font: Type) -> Glyphs:
        """Return those of the language: most letters then have the same font, which tells the less."""
        if script_of_language(self._language) == "Hani":
            return 0
        words, texts = self._setter.words_in_type(font), _USUAL | _characters_of(self._language)
        return reduce(or_, [word.said for word in words.find(sorted(filter(words.can_set, texts)))])

    def _set_margins(self, letter: Copy, pages: int) -> tuple[list[list[MarginText]], Glyphs]:
        """Return for each page what stands in its margins, and the glyphs of all."""
        numbers = [self._page_number(page, pages) for page in range(1, pages + 1)]
        margins = [[number] for number, _ in numbers]
        said = reduce(or_, [each for _, each in numbers])
        if RETURN_LINE in self.forme.margins:
            lines, in_lines = self._set_return_line(letter)
            margins[0] = [*lines, *margins[0]]
            said |= in_lines
        return margins, said

    def _number_page(self, page: int, pages: int) -> tuple[MarginText, Glyphs]:
        margin = self.forme.margins[PAGE_NUMBER]
        number = self._setter.words_in_type(margin.type).shape(f"{page}/{pages}", ANY)
        x, baseline = margin.x - sum(number.widths) / PANGO_UNITS, margin.bottom - margin.height + margin.rise
        shown = b"%b\n[<%b>] TJ" % (margin.type.select, b"".join(number.glyphs))
        return MarginText(PAGE_NUMBER, x, baseline, shown), number.said

    def _set_return_line(self, letter: Copy) -> tuple[list[MarginText], Glyphs]:
        margin = self.forme.margins[RETURN_LINE]
        (text,) = letter.first.running
        found = self._setter.column(margin.type, margin.width, collapses=False).set_text(text)
        if len(found.lines) > margin.lines:
            raise UnsettableError("a return line that is too long")
        top = margin.bottom - len(found.lines) * margin.height
        lines = [
            MarginText(RETURN_LINE, margin.x, top + i * margin.height + margin.rise, line)
            for i, line in enumerate(found.lines)
        ]
        return lines, found.said
