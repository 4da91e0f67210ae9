"""Compose letters: set the texts of a letter in the forme of its kind, and put them together to a PDF."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pydyf

from article21.render.attachments import Attachment
from article21.render.fonts import FontFolder
from article21.render.glyphs import coverage, visible_characters
from article21.render.press.files import FIRST_OWN, FIXED, File, deflated, font_streams
from article21.render.press.fonts import CutFont, cut_fonts
from article21.render.press.formes import (
    PAGE_NUMBER,
    PANGO_UNITS,
    RETURN_LINE,
    Anchor,
    Forme,
    Gap,
    Kind,
    Setting,
    Type,
)
from article21.render.press.lines import Column, SetText
from article21.render.press.markup import Leaf, Part, read_part
from article21.render.press.memory import Memory
from article21.render.press.paging import Page, Paragraph, foot, place
from article21.render.press.painting import MarginText, Painter, number_text
from article21.render.press.properties import MARKS, PropertiesTemplate
from article21.render.press.refusals import UnsettableError
from article21.render.press.scripts import ANY, script_of_language
from article21.render.press.tagging import Tree, references
from article21.render.press.words import Glyph, Words, words_in

_ROOM = 12_000_000
_SLACK = 0.01
"""Of a pixel, as ``pdf.py`` gives an address in its frame."""
_SCALE = 0.75
"""Points of a pixel."""


Galley = Callable[[Forme, Kind, str, FontFolder], SetText]
"""Has WeasyPrint set one block."""


class UnknownKindError(Exception):
    """A kind of block, or two kinds one after the other, that the forme doesn't know yet."""

    def __init__(self, what: object) -> None:
        super().__init__()
        self.what = what


class _Passage(NamedTuple):
    """A part of a letter, set; ``texts`` have a mark's operator before those of the lines."""

    leaves: tuple[Leaf, ...]
    blocks: tuple[Paragraph, ...]
    """The gap of the first is open."""
    texts: tuple[tuple[bytes, ...], ...]
    said: frozenset[Glyph]
    fonts_known: bool


class Copy(NamedTuple):
    """What is to be composed: a letter's markup, taken apart."""

    properties: tuple[str, ...]
    first: Part
    others: tuple[str, ...]
    """The markup of the parts behind the first."""
    fonts: Callable[[], FontFolder]
    """All that it needs; asked for only when those of its forme won't do."""


_passages = Memory[tuple[object, ...], _Passage](2 * _ROOM)
_texts = Memory[tuple[object, ...], SetText](_ROOM)
_USUAL = "".join(map(chr, range(0x21, 0x7F)))
"""Letters that have all of these often have the same glyphs, and one font, which tells the less."""
_OPEN = Gap(0.0, is_place=True, avoids=False)


class Compositor:
    """Composes letters of a forme in one language."""

    def __init__(self, forme: Forme, galley: Galley, language: str) -> None:
        """Compose letters in a language; what the press can't set is set by the ``galley``."""
        self.forme, self._galley, self._language = forme, galley, language
        self._catalog_begins = forme.catalog % _string(language)
        self._painter = Painter(forme)
        self._properties = PropertiesTemplate(forme.metadata, forme.info)
        self._file = File(forme.profile, forme.attached[1])
        self._usual_glyphs = cache(self._find_usual_glyphs)
        self._stems = {face.path.stem for face in forme.faces.values()}
        self._page_number = cache(self._number_page)
        self._columns: dict[tuple[Type, int, bool], Column] = {}

    def compose(self, letter: Copy, identifier: str, attachment: Attachment | None) -> bytes:
        """Return the PDF of a letter; raise UnsettableError for one that WeasyPrint must set."""
        around = letter.first.open
        passages = [self._set_part(letter.first, letter.fonts)]
        passages += [self._find_part(part, around, letter.fonts) for part in letter.others]
        leaves = [leaf for passage in passages for leaf in passage.leaves]
        texts = [text for passage in passages for text in passage.texts]
        blocks = list(self._join(passages))
        first = next(i for i, block in enumerate(blocks) if block.setting.group == "text")
        pages = place(blocks, first, self.forme.top, self.forme.bottom)
        self._check(leaves, blocks, pages)
        said = set[Glyph]().union(*(passage.said for passage in passages))
        margins = list(self._set_margins(letter, len(pages), said))
        contents = [
            self._painter.paint(blocks, texts, page, margins[i], is_first=not i)
            for i, page in enumerate(pages)
        ]
        said |= self._usual_glyphs(blocks[-1].setting.type)
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
            self._catalog(leaves, pages[0], page_numbers[0], attached=attachment is not None),
            b"<</Type /Pages/Kids [%b]/Count %d>>" % (references(page_numbers), len(pages)),
            info,
            *self.forme.fixed,
            self._font_names(fonts),
            b"<</Count 1/First %d 0 R/Last %d 0 R>>" % (FIXED["outline"], FIXED["outline"]),
            self._outline(letter.properties[0], leaves, pages[0], page_numbers[0]),
            _ROOT,
            _parents(owners, nulls),
            _DOCUMENT % references(tree.kids),
            *self._name_attachment(attachment),
            *self._fonts(fonts, stream + len(pages)),
            *(
                self.forme.page % (FIXED["pages"], stream + i, FIXED["resources"], i)
                for i in range(len(pages))
            ),
            *tree.objects,
        ]
        streams = [*map(deflated, contents), *font_streams(fonts)]
        return self._file.write(identifier.encode("ascii"), dictionaries, metadata, streams, attachment)

    def _find_part(self, markup: str, around: tuple[str, ...], fonts: Callable[[], FontFolder]) -> _Passage:
        if found := _passages.find((self, markup)):
            return found
        passage = self._set_part(read_part(markup, around), fonts)
        if passage.fonts_known:
            size = 2_000 + 100 * len(passage.said) + 4 * len(markup)
            size += sum(len(line) + 100 for lines in passage.texts for line in lines)
            _passages.keep((self, markup), passage, size)
        return passage

    def _set_part(self, part: Part, fonts: Callable[[], FontFolder]) -> _Passage:
        settings = [self._setting(leaf) for leaf in part.leaves]
        texts = [
            self._set(leaf.kind, setting, text, fonts)
            for leaf, setting, text in zip(part.leaves, settings, part.texts, strict=True)
        ]
        settings = [_adjusted(setting, text) for setting, text in zip(settings, texts, strict=True)]
        marks = [self._mark(setting) for setting in settings]
        return _Passage(
            part.leaves,
            tuple(
                Paragraph(setting, len(text.lines), _OPEN)
                for setting, text in zip(settings, texts, strict=True)
            ),
            tuple(mark.lines + text.lines for mark, text in zip(marks, texts, strict=True)),
            frozenset[Glyph]().union(*(text.said for text in (*texts, *marks))),
            all(text.fonts_known for text in texts),
        )

    def _setting(self, leaf: Leaf) -> Setting:
        setting = self.forme.settings.get(leaf.kind)
        if setting is None:
            raise UnknownKindError(leaf.kind)
        return setting

    def _set(self, kind: Kind, setting: Setting, text: str, fonts: Callable[[], FontFolder]) -> SetText:
        key = self, kind, text
        if found := _texts.find(key):
            return found
        try:
            found = self._column(setting.type, setting.width, collapses=setting.collapses).set_text(text)
        except UnsettableError:
            known = visible_characters(text) <= coverage(self.forme.fonts)
            found = self._set_in_galley(kind, text, self.forme.fonts if known else fonts())
            if not known:
                return found
        return _texts.keep(key, found, 1_000 + 6 * len(text) + 100 * len(found.said))

    def _set_in_galley(self, kind: Kind, text: str, fonts: FontFolder) -> SetText:
        if not self._stems <= {path.stem for path in fonts.faces}:
            raise UnsettableError("a letter in other fonts than most")
        found = self._galley(self.forme, kind, text, fonts)
        return found._replace(fonts_known=fonts == self.forme.fonts)

    def _mark(self, setting: Setting) -> SetText:
        mark = setting.mark
        if mark is None:
            return SetText((), frozenset())
        return self._column(mark.type, setting.width, collapses=True).set_text(mark.text)

    def _column(self, font: Type, width: int, *, collapses: bool) -> Column:
        key = font, width, collapses
        if key not in self._columns:
            self._columns[key] = Column(self._words_in(font), font.select, width, collapses=collapses)
        return self._columns[key]

    def _words_in(self, font: Type) -> Words:
        return words_in(font.face, self.forme.faces[font.face].path, font.size, self._language)

    def _join(self, passages: Sequence[_Passage]) -> Iterator[Paragraph]:
        """Yield the blocks with the gaps between them."""
        before: Kind | None = None
        gaps = self.forme.gaps
        for passage in passages:
            for leaf, block in zip(passage.leaves, passage.blocks, strict=True):
                gap = gaps.get((before, leaf.kind, leaf.shared))
                if gap is None:
                    raise UnknownKindError((before, leaf))
                before = leaf.kind
                yield Paragraph(block.setting, block.lines, gap)

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

    def _set_margins(self, letter: Copy, pages: int, said: set[Glyph]) -> Iterator[list[MarginText]]:
        """Yield for each page what stands in its margins."""
        for page in range(1, pages + 1):
            texts = list[MarginText]()
            if page == 1 and RETURN_LINE in self.forme.margins:
                texts += self._set_return_line(letter, said)
            number, glyphs = self._page_number(page, pages)
            texts.append(number)
            said |= glyphs
            yield texts

    def _find_usual_glyphs(self, font: Type) -> frozenset[Glyph]:
        """Return those of ASCII, for every letter whose font is not too large to be put together for all."""
        if script_of_language(self._language) == "Hani":
            return frozenset()
        words, script = self._words_in(font), script_of_language("en")
        return frozenset[Glyph]().union(*(words.shape(character, script).said for character in _USUAL))

    def _number_page(self, page: int, pages: int) -> tuple[MarginText, frozenset[Glyph]]:
        margin = self.forme.margins[PAGE_NUMBER]
        number = self._words_in(margin.type).shape(f"{page}/{pages}", ANY)
        x, baseline = margin.x - sum(number.widths) / PANGO_UNITS, margin.bottom - margin.height + margin.rise
        shown = b"%b\n[<%b>] TJ" % (margin.type.select, "".join(number.glyphs).encode("ascii"))
        return MarginText(PAGE_NUMBER, x, baseline, shown), number.said

    def _set_return_line(self, letter: Copy, said: set[Glyph]) -> Iterator[MarginText]:
        margin = self.forme.margins[RETURN_LINE]
        (text,) = letter.first.running
        found = self._column(margin.type, margin.width, collapses=False).set_text(text)
        if len(found.lines) > margin.lines:
            raise UnsettableError("a return line that is too long")
        said |= found.said
        top = margin.bottom - len(found.lines) * margin.height
        for i, line in enumerate(found.lines):
            yield MarginText(RETURN_LINE, margin.x, top + i * margin.height + margin.rise, line)

    def _catalog(self, leaves: Sequence[Leaf], page: Page, number: int, *, attached: bool) -> bytes:
        places = b" ".join(
            b"%b %b" % (anchor.name, self._place(number, anchor, _top_of(anchor.kind, leaves, page)))
            for anchor in self.forme.anchors
            if anchor.name
        )
        files = b"/EmbeddedFiles %d 0 R" % FIXED["files"] if attached else b""
        names = b"/Names <</Dests <</Names [%b]>>%b>>" % (places, files)
        associated = b"/AF [%d 0 R]" % FIXED["specification"] if attached else b""
        return self._catalog_begins + names + associated + b">>"

    def _outline(self, title: str, leaves: Sequence[Leaf], page: Page, number: int) -> bytes:
        (anchor,) = (anchor for anchor in self.forme.anchors if not anchor.name)
        top = _top_of(anchor.kind, leaves, page)
        place = self._place(number, anchor, top)
        return b"<</Title %b/Dest %b/Count 0/Parent %d 0 R>>" % (_string(title), place, FIXED["outlines"])

    def _place(self, page: int, anchor: Anchor, top: float) -> bytes:
        """Return a destination on a page, in points from its foot."""
        up = self.forme.height * _SCALE - (top - anchor.above) * _SCALE
        return b"[%d 0 R /XYZ %b %b 0]" % (page, anchor.x, number_text(up))

    def _name_attachment(self, attachment: Attachment | None) -> tuple[bytes, bytes]:
        if attachment is None:
            return b"null", b"null"
        name = _string(attachment.name)
        return (
            self.forme.attached[0] % (name, name, _string(attachment.description)),
            b"<</Names [%b %d 0 R]>>" % (name, FIXED["specification"]),
        )

    def _font_names(self, fonts: dict[str, CutFont]) -> bytes:
        named = [b"/%b %d 0 R" % (name.encode(), FIRST_OWN + 3 * i) for i, name in enumerate(fonts)]
        return b"<<%b>>" % b"".join(named)

    def _fonts(self, fonts: dict[str, CutFont], stream: int) -> Iterator[bytes]:
        """Yield the objects of each font, whose streams begin with that number."""
        for i, (name, font) in enumerate(fonts.items()):
            face, number = self.forme.faces[name], FIRST_OWN + 3 * i
            numbers = b"%d 0 R" % (stream + 2) if font.program.numbers else b"/Identity"
            yield face.font % (stream + 1, number + 1)
            yield face.descendant % (numbers, font.widths, number + 2)
            yield face.descriptor % (face.flags + font.alike, font.widest, stream)
            stream += 2 + bool(font.program.numbers)


def _top_of(kind: Kind, leaves: Sequence[Leaf], page: Page) -> float:
    """Return where the first block begins that is of a kind or within one."""
    depth = len(kind)
    return next(placed.top for placed in page if leaves[placed.block].kind[:depth] == kind)


def _adjusted(setting: Setting, text: SetText) -> Setting:
    """Return how a block is set whose lines are higher or lower than those of its kind."""
    if text.measures is None:
        return setting
    first, (height, rise) = text.measures
    return setting._replace(first=first, height=height, rise=rise)


_ROOT = b"<</Type /StructTreeRoot/ParentTree %d 0 R/K [%d 0 R]>>" % (FIXED["parents"], FIXED["document"])
_DOCUMENT = b"<</Type /StructElem/S /Document/K [%%b]/P %d 0 R>>" % FIXED["root"]


def _parents(owners: Sequence[Sequence[int]], nulls: Sequence[int]) -> bytes:
    """Return which tag owns what is on each page; what stands in the margin is no tag's."""
    pages = [
        b"%d [%b%b]" % (page, references(numbers), b" null" * nulls[page])
        for page, numbers in enumerate(owners)
    ]
    return b"<</Nums [%b]>>" % b" ".join(pages)


def _string(text: str) -> bytes:
    return bytes(pydyf.String(text).data)
