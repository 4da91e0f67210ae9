"""Specimens: short letters that WeasyPrint sets, from which a forme is read.

What is not public in WeasyPrint and pydyf stands in this module, in those that read specimens and in
``boxes.py``. A new WeasyPrint in which something of it has changed makes an error there, and letters are
typeset.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pydyf
from weasyprint.formatting_structure.boxes import LineBox, MarginBox
from weasyprint.layout.block import block_level_page_break
from weasyprint.pdf.stream import Stream
from weasyprint.text.line_break import get_log_attrs

from article21.rendering.attachments import Attachment
from article21.rendering.boxes import text_boxes, text_matrix
from article21.rendering.conformance import add_pdfua
from article21.rendering.envelopes import Envelope
from article21.rendering.pdf import Typesetter
from article21.rendering.press.formes import Face

_WEIGHTS = {400: "Regular", 700: "Bold"}
AVOID = ("avoid", "avoid-page")
ROUND = 11
"""Digits of a measure, in pixels: what adding up has left behind is beyond them."""


def may_break(text: str, language: str) -> tuple[bool, ...]:
    """Say of each character whether Pango may begin a line with it."""
    return tuple(bool(each.is_line_break) for each in get_log_attrs(text, language))[: len(text)]


class Draw(NamedTuple):
    """A text on a page: where its operators stand, and the box that was drawn."""

    page: int
    start: int
    end: int
    box: Any
    line: Any
    around: tuple[Any, ...]
    """The boxes around it, the innermost first."""

    @property
    def is_mark(self) -> bool:
        """True for what a style sheet puts before an item."""
        return "::" in (self.box.element_tag or "")


class Block:
    """A block of text as WeasyPrint laid it out."""

    def __init__(self) -> None:
        self.page = -1
        self.lines: list[Draw] = []
        self.marks: list[Draw] = []
        self.chain: list[Any] = []
        """The boxes of the elements around it and of its own, from the one below body."""


class Proof:
    """A page of text as WeasyPrint sets and paints it, without a file."""

    def __init__(self, setter: Typesetter, envelope: Envelope, markup: str, faces: Sequence[Path]) -> None:
        """Set a page; its fonts are among those files."""
        self._document, self._faces = setter.lay_out(markup, envelope), faces
        self.operators = list(map(self._paint, self._document.pages))
        self._read()

    def _read(self) -> None:
        self.draws = [self._find_draws(i) for i in range(len(self.operators))]
        self.blocks = list(self._find_blocks())

    @property
    def boxes(self) -> list[Any]:
        """Return the box of each page."""
        return [page._page_box for page in self._document.pages]  # noqa: SLF001 - nothing public has the boxes

    @property
    def fonts(self) -> Mapping[str, Any]:
        """Return WeasyPrint's fonts by their names on the pages."""
        return {drawn.hash: drawn for drawn in self._document.fonts.values()}

    def _paint(self, page: Any) -> list[bytes]:
        resources = pydyf.Dictionary({"ExtGState": pydyf.Dictionary(), "ColorSpace": pydyf.Dictionary()})
        document = self._document
        stream = Stream(document.fonts, (0, 0, 0, 0), resources, {}, {}, document.color_profiles, "srgb")
        page.paint(stream, 1)
        return [to_bytes(each) for each in stream.stream]

    def _find_draws(self, page: int) -> list[Draw]:
        """Return the texts of a page in the order they are drawn."""
        operators = self.operators[page]
        boxes = {text_matrix(box): (box, *parents) for box, *parents in text_boxes(self.boxes[page], ())}
        draws = []
        for i, operator in enumerate(operators):
            if operator == b"BT":
                start = max(n for n in range(i) if operators[n] == b"BDC") - 2
                (matrix,) = (each for each in operators[i : i + 2] if each.endswith(b" Tm"))
                box, *parents = boxes[matrix]
                line = next(each for each in parents if isinstance(each, LineBox))
                draws.append(Draw(page, start, operators.index(b"EMC", i), box, line, tuple(parents)))
        return draws

    def _find_blocks(self) -> Iterator[Block]:
        """Yield the blocks of text in the order of the document, those in the margin last."""
        blocks: dict[Any, Block] = {}
        for page, draws in enumerate(self.draws):
            for draw in draws:
                owner = next(box for box in draw.around if _is_field(box))
                if any(isinstance(box, MarginBox) for box in draw.around):
                    continue
                block = blocks.setdefault(owner.element, Block())
                block.page = page
                (block.marks if draw.is_mark else block.lines).append(draw)
                block.chain = _chain(draw.around)
        return iter(blocks.values())


class Specimen(Proof):
    """A letter as WeasyPrint has set it, with its file."""

    def __init__(  # noqa: PLR0913 - a letter, and what is special about a specimen
        self,
        setter: Typesetter,
        envelope: Envelope,
        markup: str,
        faces: Sequence[Path],
        *,
        css: str = "",
        attachment: Attachment | None = None,
    ) -> None:
        """Set a letter, with a style sheet beside the letters' own."""
        self._document, self._faces = setter.lay_out(markup, envelope, css), faces
        finished: list[pydyf.PDF] = []

        def keep(document: object, pdf: pydyf.PDF) -> None:
            add_pdfua(document, pdf)
            finished.append(pdf)

        setter.write(self._document, "specimen", keep, attachment)
        (self.pdf,) = finished
        objects = self.pdf.objects
        self.operators = [
            [to_bytes(each) for each in self.object(objects[number(page)]["Contents"]).stream]
            for page in self.pdf.page_references
        ]
        self._read()

    def object(self, reference: bytes) -> Any:
        """Return the object that is named."""
        return self.pdf.objects[number(reference)]

    @property
    def anchors(self) -> Mapping[str, tuple[float, float, float, float]]:
        """Return the corners of what has a name on the first page."""
        places: Mapping[str, tuple[float, float, float, float]] = self._document.pages[0].anchors
        return places

    def faces(self) -> Iterator[tuple[str, Path, Any]]:
        """Yield the fonts it is set in: name, file, the font's object."""
        (named,) = (each for each in self.pdf.objects if _names_fonts(each))
        for name, drawn in self.fonts.items():
            stem = f"{drawn.family.replace(' ', '')}-{_WEIGHTS[drawn.weight]}"
            (path,) = (face for face in self._faces if face.stem == stem)
            yield name, path, self.object(named[name])


def breaks_between(before: Block, after: Block, shared: int) -> tuple[bool, bool]:
    """Say whether a page must end between two blocks that share so many boxes, and whether it should not."""
    value = block_level_page_break(before.chain[shared], after.chain[shared])
    inside = any(box.style["break_inside"] in AVOID for box in before.chain[:shared])
    return value not in ("auto", *AVOID), value in AVOID or inside


def number(reference: bytes) -> int:
    """Return the number of the object that is named."""
    return int(reference.split()[0])


def face_of(name: str, path: Path, font: Any, specimen: Specimen) -> Face:
    """Return a face with its objects; each letter's own parts are left open (``files.py``)."""
    descendant = specimen.object(font["DescendantFonts"][0])
    descriptor = specimen.object(descendant["FontDescriptor"])
    box = descriptor["FontBBox"]
    flags = descriptor["Flags"] - (len({*widths_of(descendant)}) == 1)
    opened = (
        pydyf.Dictionary(font | {"ToUnicode": b"%d 0 R", "DescendantFonts": b"[%d 0 R]"}),
        pydyf.Dictionary(descendant | {"FontDescriptor": b"%d 0 R", "W": b"%b", "CIDToGIDMap": b"%b"}),
        pydyf.Dictionary(
            descriptor
            | {"Flags": b"%d", "FontBBox": pydyf.Array([*box[:2], b"%d", box[3]]), "FontFile2": b"%d 0 R"}
        ),
    )
    font_data, descendant_data, descriptor_data = (bytes(each.data) for each in opened)
    return Face(name, path, font_data, descendant_data, descriptor_data, flags)


def widths_of(descendant: Any) -> list[int]:
    """Return the widths that a font's object names, if they are more than one."""
    widths = [width for each in descendant["W"][1::2] for width in each]
    return widths if len(widths) > 1 else []


def _names_fonts(each: object) -> bool:
    return isinstance(each, dict) and bool(each) and all(len(key) == 6 and key.isupper() for key in each)  # noqa: PLR2004 - names of fonts


def _is_field(box: Any) -> bool:
    return (box.element is not None and box.element.get("data-field") is not None) or isinstance(
        box, MarginBox
    )


def _chain(around: Sequence[Any]) -> list[Any]:
    """Return the boxes of elements, from the one below body inwards."""
    found: dict[Any, Any] = {}
    for box in reversed(around):
        if box.element is not None and "::" not in (box.element_tag or "") and box.element not in found:
            found[box.element] = box
    tags = [element.tag for element in found]
    return list(found.values())[tags.index("body") + 1 :]


def to_bytes(operator: Any) -> bytes:
    """Return an operator as it is written."""
    if isinstance(operator, bytes):
        return operator
    return operator.data if isinstance(operator, pydyf.Object) else str(operator).encode("ascii")
