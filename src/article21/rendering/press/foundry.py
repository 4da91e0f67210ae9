"""Read formes from specimens: the settings of blocks, the gaps between them, margins and anchors."""

from collections.abc import Iterator, Sequence
from typing import Any

from article21.rendering.fonts import FontFolder
from article21.rendering.pdf import FRAMES
from article21.rendering.press.formes import (
    PAGE_NUMBER,
    RETURN_LINE,
    Anchor,
    Forme,
    Gap,
    Group,
    Kind,
    Margin,
    Setting,
    group_of,
)
from article21.rendering.press.markup import Leaf
from article21.rendering.press.measures import (
    breaks_inside,
    gap_between,
    is_fixed,
    measure_of,
    rise_of,
    top_of,
    type_of,
)
from article21.rendering.press.painting import number_text
from article21.rendering.press.specimen_objects import read_objects
from article21.rendering.press.specimen_operators import (
    MIDDLE,
    drawn_line,
    ink_of,
    read_glue,
    read_ink,
    read_mark,
    read_rule,
)
from article21.rendering.press.specimen_tags import read_containers, read_tag
from article21.rendering.press.specimens import ROUND, Block, Specimen, breaks_between, face_of

_PAGES = 3
"""A specimen has the first, one within the letter and the last, which both begin where they are made to."""


def cast(specimen: Specimen, leaves: Sequence[Leaf], text_root: Kind, fonts: FontFolder) -> Forme:
    """Return a forme that knows a specimen's kinds and gaps; raise LookupError for what it can't know."""
    blocks = specimen.blocks
    if len(blocks) != len(leaves) or len(specimen.operators) < _PAGES:
        raise LookupError("The specimen has other blocks or pages than its markup")
    forme = _open(specimen, leaves, text_root, fonts)
    learn(forme, specimen, leaves, text_root)
    return forme


def learn(forme: Forme, specimen: Specimen, leaves: Sequence[Leaf], text_root: Kind) -> None:
    """Have a forme know the kinds and gaps of one more specimen."""
    blocks = specimen.blocks
    for leaf, block in zip(leaves, blocks, strict=True):
        if len(leaf.kind) != len(block.chain):
            raise LookupError("The tags of the specimen are others than its boxes'")
        if leaf.kind not in forme.settings:
            forme.settings[leaf.kind] = _read_setting(specimen, leaf, block, text_root)
            read_containers(forme, specimen, leaf, block)
    before: tuple[Leaf, Block] | None = None
    for leaf, block in zip(leaves, blocks, strict=True):
        gap = _read_gap(before and before[1], block, leaf.shared)
        if gap is not None:
            forme.gaps.setdefault((before and before[0].kind, leaf.kind, leaf.shared), gap)
        before = leaf, block


def _open(specimen: Specimen, leaves: Sequence[Leaf], text_root: Kind, fonts: FontFolder) -> Forme:
    """Return a forme that knows no kind yet."""
    page = specimen.boxes[0]
    first_middle = next(block for block in specimen.blocks if block.page == len(specimen.operators) + MIDDLE)
    objects = read_objects(specimen)
    return Forme(
        fonts=fonts,
        faces={name: face_of(name, path, font, specimen) for name, path, font in specimen.faces()},
        top=top_of(first_middle),
        bottom=page.content_box_y() + page.height,
        height=page.margin_height(),
        ink=read_ink(specimen),
        glue=read_glue(specimen, leaves, text_root),
        anchors=tuple(_read_anchors(specimen, leaves)),
        rooms=dict(_read_rooms(specimen, leaves)),
        margins=_read_margins(specimen),
        **objects,
    )


def _read_setting(specimen: Specimen, leaf: Leaf, block: Block, text_root: Kind) -> Setting:
    first, last = block.lines[0], block.lines[-1]
    x, width, collapses = measure_of(block)
    first_measures, *measures = [
        (each.line.height, rise_of(each, each.line), each.box.position_x) for each in block.lines
    ]
    operators = specimen.operators[block.page]
    height, rise, _ = measures[0] if measures else first_measures
    alike = {(x, type_of(first, operators))}
    if {(each.box.position_x, type_of(each, operators)) for each in block.lines} != alike or len(
        {*measures}
    ) > 1:
        raise LookupError("The lines of a block differ")
    style = block.chain[-1].style
    ink = read_ink(specimen)
    if {ink_of(each, operators) for each in (*block.marks, *block.lines)} - {ink, b""}:
        raise LookupError("Text has more than one colour")
    return Setting(
        type=type_of(last, operators),
        x=number_text(x),
        width=width,
        collapses=collapses,
        first=first_measures[:2],
        height=height,
        rise=rise,
        orphans=style["orphans"],
        widows=style["widows"],
        breaks=breaks_inside(block),
        group=group_of(leaf.kind, text_root),
        opens=not any(_space_above(box) for box in block.chain[len(text_root) :]),
        mark=read_mark(block, operators, ink) if block.marks else None,
        rule=read_rule(specimen) if block is specimen.blocks[-1] else (),
        tag=read_tag(specimen, block),
        drawn=drawn_line(number_text(x), b""),
        inked=drawn_line(number_text(x), ink),
    )


def _space_above(box: Any) -> bool:
    return any(
        (box.style["margin_top"].value if hasattr(box.style["margin_top"], "value") else 0, box.padding_top)
    )


def _read_gap(before: Block | None, block: Block, shared: int) -> Gap | None:
    """Return what is between two blocks, None if a page ends there."""
    if before is None:
        return Gap(top_of(block), is_place=True, avoids=False)
    if before.page != block.page:
        return None
    must, avoids = breaks_between(before, block, shared)
    if must:
        raise LookupError("A page must end between two blocks")
    if is_fixed(before, block, shared):
        return Gap(top_of(block), is_place=True, avoids=avoids)
    return Gap(gap_between(before, block), is_place=False, avoids=avoids)


def _read_margins(specimen: Specimen) -> dict[Group, Margin]:
    """Return what stands in the margin; the same on all pages, but for the return line."""
    found: dict[Group, Margin] = {}
    for page, draws in enumerate(specimen.draws):
        for draw in draws:
            margin = next((box for box in draw.around if type(box).__name__ == "MarginBox"), None)
            if margin is None:
                continue
            group = PAGE_NUMBER if "/" in draw.box.text else RETURN_LINE
            around = draw.around[draw.around.index(draw.line) + 1]
            on_right = group == PAGE_NUMBER
            read = Margin(
                type=type_of(draw, specimen.operators[page]),
                x=round(draw.box.position_x + (draw.box.width if on_right else 0), ROUND),
                width=int(around.width * 1024),
                height=draw.line.height,
                rise=rise_of(draw, draw.line),
                bottom=round(draw.line.position_y + draw.line.height, ROUND),
                lines=int((margin.height + 0.01) // draw.line.height),
            )
            if found.setdefault(group, read) != read:
                raise LookupError("The margins of the pages differ")
    return found


def _read_anchors(specimen: Specimen, leaves: Sequence[Leaf]) -> Iterator[Anchor]:
    destinations = specimen.pdf.catalog["Names"]["Dests"]["Names"]
    for name, place in zip(destinations[::2], destinations[1::2], strict=True):
        key = name.data.decode().strip("()")
        leaf, block = next(
            (leaf, block)
            for leaf, block in zip(leaves, specimen.blocks, strict=True)
            if any(box.element.get("id") == key for box in block.chain)
        )
        depth = next(i for i, box in enumerate(block.chain, 1) if box.element.get("id") == key)
        above = round(top_of(block) - specimen.anchors[key][1], ROUND)
        yield Anchor(name.data, leaf.kind[:depth], _operand(place[2]), above)
    outlines = specimen.object(specimen.pdf.catalog["Outlines"])
    outline = specimen.object(outlines["First"])
    _, _, x, y, _ = outline["Dest"]
    leaf, block = next(
        (leaf, block)
        for leaf, block in zip(leaves, specimen.blocks, strict=True)
        if block.chain[-1].bookmark_label or block.chain[-1].element.tag == "h1"
    )
    height = specimen.boxes[0].margin_height()
    yield Anchor(b"", leaf.kind, _operand(x), round(top_of(block) - (height - y / 0.75), ROUND))


def _operand(value: Any) -> bytes:
    return number_text(value)


def _read_rooms(specimen: Specimen, leaves: Sequence[Leaf]) -> Iterator[tuple[Kind, float]]:
    for block_id, frame_id in FRAMES.items():
        for leaf, block in zip(leaves, specimen.blocks, strict=True):
            ids = {box.element.get("id"): box for box in block.chain}
            if block_id in ids and ids[frame_id].style["height"] != "auto":
                yield leaf.kind[:-1], specimen.anchors[frame_id][3]
