"""Read formes from specimens: measures, the operators around the text, the objects of the file."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pydyf

from article21.render.fonts import FontFolder
from article21.render.pdf import FRAMES
from article21.render.press.files import FIXED
from article21.render.press.formes import (
    EDGE,
    LINES,
    MARK,
    PAGE_NUMBER,
    RETURN_LINE,
    TEXT,
    Anchor,
    Forme,
    Gap,
    Group,
    Kind,
    Margin,
    Mark,
    Setting,
    Tag,
)
from article21.render.press.markup import Leaf
from article21.render.press.painting import number_text
from article21.render.press.specimens import (
    ROUND,
    Block,
    Draw,
    Specimen,
    breaks_between,
    breaks_inside,
    edges_of,
    face_of,
    gap_between,
    is_fixed,
    measure_of,
    number,
    rise_of,
    top_of,
    type_of,
)

_REFERENCE = re.compile(rb"\b(\d+) 0 R")
_PAGES = 3
"""A specimen has the first, one within the letter and the last, which both begin where they are made to."""
_MIDDLE, _LAST = -2, -1
_PRINTED = 1e-6
"""A number is written so exactly."""
_OPERANDS_UP = {b"m": (1,), b"l": (1,), b"re": (1,)}
"""Which operands of a path are distances from the top of the page."""


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
            _read_containers(forme, specimen, leaf, block)
    before: tuple[Leaf, Block] | None = None
    for leaf, block in zip(leaves, blocks, strict=True):
        gap = _read_gap(before and before[1], block, leaf.shared)
        if gap is not None:
            forme.gaps.setdefault((before and before[0].kind, leaf.kind, leaf.shared), gap)
        before = leaf, block


def group_of(kind: Kind, text_root: Kind) -> Group:
    """Return the group of a kind of block: the text, or its part of the head."""
    return TEXT if kind[: len(text_root)] == text_root else "/".join(kind[:-1])


def _open(specimen: Specimen, leaves: Sequence[Leaf], text_root: Kind, fonts: FontFolder) -> Forme:
    """Return a forme that knows no kind yet."""
    page = specimen.boxes[0]
    first_middle = next(block for block in specimen.blocks if block.page == len(specimen.operators) + _MIDDLE)
    objects = _read_objects(specimen)
    return Forme(
        fonts=fonts,
        faces={name: face_of(name, path, font, specimen) for name, path, font in specimen.faces()},
        top=top_of(first_middle),
        bottom=page.content_box_y() + page.height,
        height=page.margin_height(),
        ink=_read_ink(specimen),
        glue=_read_glue(specimen, leaves, text_root),
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
    ink = _read_ink(specimen)
    if {_ink_of(each, operators) for each in (*block.marks, *block.lines)} - {ink, b""}:
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
        mark=_read_mark(block, operators, ink) if block.marks else None,
        rule=_read_rule(specimen) if block is specimen.blocks[-1] else (),
        tag=_read_tag(specimen, block),
        drawn=_line(number_text(x), b""),
        inked=_line(number_text(x), ink),
    )


def _line(x: bytes, ink: bytes) -> bytes:
    """Return what draws a line of text, with places for its number, baseline and what shows it."""
    shown = b"%bBT\n1 0 0 -1 %b %%b Tm\n%%b\nET\nEMC\n" % (ink, x)
    return b"/Span\n<</MCID %d>>\nBDC\n" + shown


def _read_ink(specimen: Specimen) -> bytes:
    return _ink_of(specimen.draws[0][0], specimen.operators[0])


def _ink_of(draw: Draw, operators: Sequence[bytes]) -> bytes:
    return _lines(operators[draw.start + 3 : operators.index(b"BT", draw.start)])


def _space_above(box: Any) -> bool:
    return any(
        (box.style["margin_top"].value if hasattr(box.style["margin_top"], "value") else 0, box.padding_top)
    )


def _read_mark(block: Block, operators: Sequence[bytes], ink: bytes) -> Mark:
    (mark,), line = block.marks, block.lines[0]
    before = operators[mark.start - 2 : mark.start]
    after = operators[mark.end + 1 : line.start]
    if before != [b"q", b"q"] or after != [b"Q", b"Q"]:
        raise LookupError("A mark is painted otherwise than thought")
    return Mark(
        type=type_of(mark, operators),
        rise=rise_of(mark, line.line),
        text=mark.box.text,
        before=b"q\nq\n",
        after=b"Q\nQ\n",
        drawn=_line(number_text(mark.box.position_x), b""),
        inked=_line(number_text(mark.box.position_x), ink),
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


def _read_glue(
    specimen: Specimen, leaves: Sequence[Leaf], text_root: Kind
) -> dict[tuple[bool, Group, Group], bytes]:
    groups = {
        block.chain[-1].element: group_of(leaf.kind, text_root)
        for leaf, block in zip(leaves, specimen.blocks, strict=True)
    }
    glue: dict[tuple[bool, Group, Group], bytes] = {}
    for page in (0, _MIDDLE):
        operators, end, before, mark = specimen.operators[page], 0, EDGE, False
        for draw in specimen.draws[page]:
            group = _group_of_draw(draw, groups)
            between = operators[end : draw.start]
            is_mark = draw.is_mark
            if is_mark:
                if between[-2:] != [b"q", b"q"]:
                    raise LookupError("A mark is painted otherwise than thought")
                between = between[:-2]
            if group == before and between != ([b"Q", b"Q"] if mark else []):
                raise LookupError("Something is painted between two lines")
            if group != before:
                glue[page == 0, before, group] = _lines(between)
            end, before, mark = draw.end + 1, group, is_mark
        glue[page == 0, before, EDGE] = _lines(operators[end:])
    return glue


def _lines(operators: Sequence[bytes]) -> bytes:
    return b"".join(operator + b"\n" for operator in operators)


def _group_of_draw(draw: Draw, groups: dict[Any, Group]) -> Group:
    found = next((groups[box.element] for box in draw.around if box.element in groups), None)
    if found is not None:
        return found
    return PAGE_NUMBER if "/" in draw.box.text else RETURN_LINE


def _read_rule(specimen: Specimen) -> tuple[bytes | float, ...]:
    """Return what the last page has before its text that the page before it has not."""
    starts = [specimen.operators[page][: specimen.draws[page][0].start] for page in (_MIDDLE, _LAST)]
    middle, last = starts
    if last[: len(middle)] != middle:
        raise LookupError("The last page begins otherwise than the others")
    return tuple(_parts_of_rule(last[len(middle) :], specimen.blocks[-1]))


def _parts_of_rule(operators: Sequence[bytes], block: Block) -> Iterator[bytes | float]:
    edges = edges_of(block.chain[-1])
    for operator in operators:
        *operands, name = operator.split()
        for i, operand in enumerate(operands):
            if i in _OPERANDS_UP.get(name, ()):
                edge = min(edges, key=lambda edge: abs(edge - float(operand)))
                if abs(edge - float(operand)) > _PRINTED:
                    raise LookupError("A line is painted where no border is")
                yield round(edge - top_of(block), ROUND)
                yield b" "
            else:
                yield operand + b" "
        yield name + b"\n"


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


def _read_tag(specimen: Specimen, block: Block) -> Tag:
    marks = {_content_id(specimen, draw, block.page) for draw in block.marks}
    lines = {_content_id(specimen, draw, block.page) for draw in block.lines}
    return _simplified(specimen, _tags_down_to(specimen, block)[-1], marks, lines)


def _tags_down_to(specimen: Specimen, block: Block) -> list[Any]:
    """Return the tags around a block and its own, the outermost first."""
    root = specimen.object(specimen.pdf.catalog["StructTreeRoot"])
    numbers = specimen.object(root["ParentTree"])["Nums"]
    owners = numbers[2 * block.page + 1]
    tag = specimen.object(owners[_content_id(specimen, block.lines[0], block.page)])
    chain = [tag]
    while tag["S"] != "/Document":
        tag = specimen.object(tag["P"])
        chain.insert(0, tag)
    return chain[1 : len(block.chain) + 1]


def _content_id(specimen: Specimen, draw: Draw, page: int) -> int:
    return int(re.findall(rb"/MCID (\d+)", specimen.operators[page][draw.start + 1])[0])


def _simplified(specimen: Specimen, tag: Any, marks: set[int], lines: set[int]) -> Tag:
    kids: list[object] = []
    for kid in tag["K"]:
        child = specimen.object(kid)
        if child["S"] == "/Span" and len(child["K"]) == 1 and isinstance(child["K"][0], int):
            what = MARK if child["K"][0] in marks else LINES
            if what is MARK or kids[-1:] != [LINES]:
                kids.append(what)
        else:
            kids.append(_simplified(specimen, child, marks, lines))
    return (tag["S"].removeprefix("/"), *kids)


def _read_containers(forme: Forme, specimen: Specimen, leaf: Leaf, block: Block) -> None:
    chain = _tags_down_to(specimen, block)
    for depth, tag in enumerate(chain[:-1], 1):
        kids = [_simplified(specimen, specimen.object(kid), set(), set()) for kid in tag["K"]]
        full = [i for i, kid in enumerate(kids) if not _is_empty(kid)]
        first, last = full[0], full[-1]
        read = tag["S"].removeprefix("/"), tuple(kids[:first]), tuple(kids[last + 1 :])
        if any(map(_is_empty, kids[first : last + 1])):
            raise LookupError("A tag without content stands between others")
        if forme.containers.setdefault(leaf.kind[:depth], read) != read:
            raise LookupError("The tags of two parts differ")


def _is_empty(tag: Tag) -> bool:
    return all(isinstance(kid, tuple) and _is_empty(kid) for kid in tag[1:])


def _read_objects(specimen: Specimen) -> dict[str, Any]:
    """Return the objects of the file, but for what each letter has of its own."""
    pdf = specimen.pdf
    page = pydyf.Dictionary(pdf.objects[number(pdf.page_references[0])])
    resources = pydyf.Dictionary(specimen.object(page["Resources"]))
    colours = pydyf.Dictionary(specimen.object(resources["ColorSpace"]))
    catalog = pydyf.Dictionary(pdf.catalog)
    metadata = b"".join(specimen.object(catalog["Metadata"]).stream)
    (intent,) = catalog["OutputIntents"]
    profile = specimen.object(intent["DestOutputProfile"])
    names, _ = catalog.pop("Names"), catalog.pop("AF")
    files = specimen.object(names["EmbeddedFiles"])
    spec = pydyf.Dictionary(specimen.object(files["Names"][1]))
    stream = specimen.object(spec["EF"]["F"])
    page |= dict.fromkeys(("Parent", "Contents", "Resources"), b"%d 0 R") | {"StructParents": b"%d"}
    catalog |= {"Pages": _ours("pages"), "StructTreeRoot": _ours("root"), "Outlines": _ours("outlines")}
    catalog |= {"Metadata": _ours("metadata"), "Lang": b"%b"}
    spec |= {"F": b"%b", "UF": b"%b", "Desc": b"%b", "EF": pydyf.Dictionary({"F": _ours("attached")})}
    stream.extra["Params"] = b"%b"
    resources |= {"ColorSpace": _ours("colours"), "Font": _ours("fonts")}
    known = {profile.number: b"%d 0 R" % FIXED["profile"]}
    return {
        "page": page.data,
        "catalog": _renamed(catalog.data.removesuffix(b">>"), known),
        "fixed": (_renamed(resources.data, known), _renamed(colours.data, known)),
        "profile": profile.data,
        "metadata": metadata,
        "info": pdf.info.data,
        "attached": (_renamed(spec.data, known), stream.extra.data.removeprefix(b"<<").removesuffix(b">>")),
    }


def _ours(name: str) -> bytes:
    return b"\0%b\0" % name.encode()


def _renamed(data: bytes, known: dict[int, bytes]) -> bytes:
    """Return an object whose references are ours; raise LookupError for one to an object that isn't kept."""
    data = _REFERENCE.sub(lambda found: known[int(found[1])], data)
    for name, our_number in FIXED.items():
        data = data.replace(_ours(name), b"%d 0 R" % our_number)
    return data
