"""What is not public in WeasyPrint and pydyf: every such name that stamping touches stands in this module.

A new WeasyPrint in which one of them has changed makes an error here, or a page whose lines are not found;
the letters are typeset then, and none is stamped.
"""

from collections import Counter
from collections.abc import Iterable
from copy import copy
from pathlib import Path
from typing import Any

import pydyf
from weasyprint.formatting_structure.boxes import LineBox
from weasyprint.text.line_break import get_log_attrs

from article21.render.attachments import Attachment
from article21.render.boxes import text_boxes, text_matrix
from article21.render.conformance import add_pdfua
from article21.render.envelopes import Envelope
from article21.render.glyphs import has_marks
from article21.render.pdf import Typesetter
from article21.render.stamping.sheets import (
    ATTACHED,
    CHECKSUM,
    CONTENTS,
    DESCENDANT,
    DESCRIPTOR,
    FONT_FILE,
    LENGTH,
    METADATA,
    PANGO_UNITS,
    SAYS,
    WIDEST,
    WIDTHS,
    WRITTEN,
    Block,
    Font,
    Line,
    Measure,
    Page,
    Sheet,
)

_WEIGHTS = {400: "Regular", 700: "Bold"}


class NewGlyphsError(Exception):
    """A letter with characters that its fonts must not show."""


def may_break(text: str, language: str) -> tuple[bool, ...]:
    """Say of each character whether Pango may begin a line with it."""
    return tuple(bool(each.is_line_break) for each in get_log_attrs(text, language))[: len(text)]


def draw_font(typesetter: Typesetter, markup: str, envelope: Envelope, faces: Iterable[Path]) -> Font:
    """Return the one font of a page, with every glyph that is on it."""
    document = typesetter.lay_out(markup, envelope)
    typesetter.write(document, "font", lambda _document, _pdf: None)
    ((key, drawn),) = document.fonts.items()
    stem = f"{drawn.family.replace(' ', '')}-{_WEIGHTS[drawn.weight]}"
    (face,) = (face for face in faces if face.stem == stem)
    return Font(face, dict(drawn.to_unicode), dict(drawn.widths), drawn.hash, key, drawn)


def draw_letter(
    typesetter: Typesetter, markup: str, envelope: Envelope, font: Font, attachment: Attachment | None = None
) -> Sheet:
    """Typeset a letter; raise NewGlyphsError if a whole font would need a glyph more."""
    document = typesetter.lay_out(markup, envelope)
    if font.whole:
        document.fonts[font.key] = drawn = copy(font.drawn)
        drawn.to_unicode, drawn.widths = dict(font.texts), dict(font.widths)
    sheets: list[Sheet] = []

    def keep(_document: object, pdf: pydyf.PDF) -> None:
        add_pdfua(_document, pdf, spelled=has_marks(markup))
        sheets.append(_read_sheet(document, pdf, font))

    typesetter.write(document, "plan", keep, attachment)
    if font.whole and drawn.to_unicode != font.texts:
        raise NewGlyphsError
    return sheets[0]


def _read_sheet(document: Any, pdf: pydyf.PDF, font: Font) -> Sheet:
    descendant, descriptor = (b"", b"") if font.whole else _take_out_font(pdf, font)
    attached = _take_out_attachment(pdf)
    pages = tuple(_read_page(pdf, _number(reference)) for reference in pdf.page_references)
    metadata = _number(pdf.catalog["Metadata"])
    pdf.catalog["Metadata"] = METADATA
    anew = {metadata, *(page.number for page in pages), *(page.contents for page in pages)}
    kept = [each for each in pdf.objects if each.free != "f" and each.number not in anew]
    return Sheet(
        blocks=_find_blocks(document, pages),
        pages=pages,
        streams={each.number: each.indirect for each in kept if not each.compressible},
        dictionaries={each.number: each.data for each in kept if each.compressible},
        metadata=b"".join(pdf.objects[metadata].stream),
        info=pdf.info.data,
        catalog=pdf.catalog.number,
        size=len(pdf.objects),
        descendant=descendant,
        descriptor=descriptor,
        attached=attached,
    )


def _take_out_attachment(pdf: pydyf.PDF) -> bytes:
    """Take the attached file out, and put a mark where it is named."""
    names = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Filespec"]
    if not names:
        return b""
    (name,) = names
    file = pdf.objects[_number(name["EF"]["F"])]
    name["EF"]["F"], file.free = ATTACHED, "f"
    file.extra["Params"] |= {
        "CheckSum": CHECKSUM,
        "Size": LENGTH,
        "CreationDate": WRITTEN,
        "ModDate": WRITTEN,
    }
    return bytes(file.extra.data.removeprefix(b"<<").removesuffix(b">>"))


def _take_out_font(pdf: pydyf.PDF, font: Font) -> tuple[bytes, bytes]:
    """Take the objects of the font out, and put marks where they are named."""
    (number,) = (
        _number(each[font.name]) for each in pdf.objects if isinstance(each, dict) and font.name in each
    )
    named = pdf.objects[number]
    descendant = pdf.objects[_number(named["DescendantFonts"][0])]
    descriptor = pdf.objects[_number(descendant["FontDescriptor"])]
    for each in (
        descendant,
        descriptor,
        pdf.objects[_number(descriptor["FontFile2"])],
        pdf.objects[_number(named["ToUnicode"])],
    ):
        each.free = "f"
    named["ToUnicode"], named["DescendantFonts"] = SAYS, pydyf.Array([DESCENDANT])
    descendant["W"], descendant["FontDescriptor"] = WIDTHS, DESCRIPTOR
    descriptor["FontFile2"], descriptor["FontBBox"][2] = FONT_FILE, WIDEST
    return descendant.data, descriptor.data


def _read_page(pdf: pydyf.PDF, number: int) -> Page:
    page = pydyf.Dictionary(pdf.objects[number])
    contents = _number(page["Contents"])
    page["Contents"] = CONTENTS
    return Page(number, contents, page.data, tuple(map(_to_bytes, pdf.objects[contents].stream)))


def _number(reference: bytes) -> int:
    return int(reference.split()[0])


def _to_bytes(operator: Any) -> bytes:
    if isinstance(operator, bytes):
        return operator
    return operator.data if isinstance(operator, pydyf.Object) else str(operator).encode("ascii")


def _find_blocks(document: Any, pages: tuple[Page, ...]) -> dict[str, Block]:
    """Return the fields whose every line was found, and all of them in one measure."""
    lines: dict[str, list[Line]] = {}
    measures: dict[str, set[Measure | None]] = {}
    for number, page in enumerate(document.pages):
        places = _places_of_lines(pages[number].operators)
        for box, *parents in text_boxes(page._page_box, ()):  # noqa: SLF001 - nothing public has the boxes
            field = box.element.get("data-field") if box.element is not None else None
            if field is None or "::" in box.element_tag:
                continue
            place = places.get(text_matrix(box))
            found = measures.setdefault(field, set())
            if place is None or not isinstance(parents[0], LineBox):
                found.add(None)
                continue
            lines.setdefault(field, []).append(Line(number, place))
            found.add(_measure(box, parents[1], pages[number].operators[place - 1]))
    return {
        field: Block(tuple(lines[field]), measure)
        for field, found in measures.items()
        if len(found) == 1 and (measure := next(iter(found)))
    }


def _places_of_lines(operators: tuple[bytes, ...]) -> dict[bytes, int]:
    """Return where each line that is one TJ is shown, by its text matrix; no matrix that two lines have."""
    matrices = Counter(operators)
    return {
        matrix: i + 2
        for i, (matrix, font, text, end) in enumerate(
            zip(operators, operators[1:], operators[2:], operators[3:], strict=False)
        )
        if matrix.endswith(b" Tm") and font.endswith(b" Tf") and text.endswith(b" TJ") and end == b"ET"
        if matrices[matrix] == 1
    }


def _measure(box: Any, around: Any, font: bytes) -> Measure:
    return Measure(
        width=int(around.width * PANGO_UNITS),
        size=int(box.style["font_size"] * PANGO_UNITS),
        font=font.split()[0].decode().removeprefix("/"),
        collapses=box.style["white_space"] == "pre-line",
    )
