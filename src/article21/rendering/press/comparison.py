"""Compare two PDFs of a letter in all but how they are packed and which glyphs their fonts have to spare."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

# How a stream is packed; what tells of all glyphs of a font, while those on the pages are compared one by
# one; and contents, which are compared by their operators.
_NOT_COMPARED = {
    "/Length",
    "/Filter",
    "/ToUnicode",
    "/W",
    "/FontBBox",
    "/FontFile2",
    "/CIDToGIDMap",
    "/Contents",
}
_GLYPH_SAYS = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")

Facts = dict[str, object]
"""What is found where."""


def find_difference(stamped: bytes, typeset: bytes) -> str | None:
    """Return where the two first differ, without a word of the letter, or None."""
    return next(differences(stamped, typeset), None)


def differences(stamped: bytes, typeset: bytes) -> Iterator[str]:
    """Yield every place where the two differ."""
    one, other = _read(stamped), _read(typeset)
    return (place for place in {**one, **other} if one.get(place) != other.get(place))


def _read(content: bytes) -> Facts:
    with pikepdf.open(BytesIO(content)) as pdf:
        trailer = pdf.trailer
        facts: Facts = {"identifier": bytes(trailer.ID[0]), "version": pdf.pdf_version}
        facts |= _walk(trailer.Info, "properties", {})
        facts |= _walk(trailer.Root, "", {})
        for number, page in enumerate(pdf.pages, 1):
            facts |= _read_page(page, f"page {number}")
        return facts


def _walk(value: pikepdf.Object, place: str, seen: dict[tuple[int, int], str]) -> Facts:
    """Return everything below an object; what was met before by the place where that was."""
    if getattr(value, "is_indirect", False):
        if value.objgen in seen:
            return {place: seen[value.objgen]}
        seen[value.objgen] = place
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
        return {place: repr(value)}
    facts: Facts = {f"{place} content": value.read_bytes()} if isinstance(value, pikepdf.Stream) else {}
    for key, each in _parts(value):
        facts |= _walk(each, place + key, seen)
    return facts


def _parts(value: pikepdf.Object) -> list[tuple[str, pikepdf.Object]]:
    if isinstance(value, pikepdf.Array):
        return [(f"[{i}]", each) for i, each in enumerate(value)]
    return [(key, value[key]) for key in sorted(value.keys()) if key not in _NOT_COMPARED]


def _read_page(page: pikepdf.Page, place: str) -> Iterator[tuple[str, object]]:
    """Yield each operator, and what each glyph says and how wide it is."""
    fonts: dict[str, dict[bytes, tuple[bytes, object]]] = {}
    font = ""
    for i, each in enumerate(pikepdf.parse_content_stream(page)):
        name, operands = str(each.operator), each.operands
        yield f"{place} operator {i}", (name, _shown(operands[0]) if name == "TJ" else repr(list(operands)))
        if name == "Tf":
            font = str(operands[0])
            if font not in fonts:
                fonts[font] = _glyphs(page.Resources.Font[font])
        if name == "TJ":
            yield f"{place} glyphs of operator {i}", [*map(fonts[font].get, _codes(operands[0]))]


def _shown(operand: pikepdf.Object) -> list[object]:
    """Return glyphs and adjustments, without adjustments of nothing."""
    shown: list[object] = []
    for each in operand:
        if not isinstance(each, pikepdf.String):
            shown += [each] if each else []
        elif shown and isinstance(shown[-1], bytes):
            shown[-1] += bytes(each)
        else:
            shown.append(bytes(each))
    return shown


def _codes(operand: pikepdf.Object) -> Iterator[bytes]:
    text = b"".join(bytes(each) for each in operand if isinstance(each, pikepdf.String))
    return (text[i : i + 2] for i in range(0, len(text), 2))


def _glyphs(font: pikepdf.Object) -> dict[bytes, tuple[bytes, object]]:
    """Return what each glyph says, and its width."""
    widths: dict[int, object] = {}
    starts = iter(font.DescendantFonts[0].W)
    for first in starts:
        widths |= {int(first) + i: width for i, width in enumerate(next(starts))}
    says = dict(_GLYPH_SAYS.findall(font.ToUnicode.read_bytes()))
    return {bytes.fromhex(code.decode()): (text, widths.get(int(code, 16))) for code, text in says.items()}
