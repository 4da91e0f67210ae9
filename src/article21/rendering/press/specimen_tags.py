"""Read from a specimen the tags of its blocks and of what is around them."""

import re
from typing import Any

from article21.rendering.press.formes import LINES, MARK, Forme, Tag
from article21.rendering.press.markup import Leaf
from article21.rendering.press.specimens import Block, Draw, Specimen


def read_tag(specimen: Specimen, block: Block) -> Tag:
    """Return the tag of a block."""
    marks = {_content_id(specimen, draw, block.page) for draw in block.marks}
    lines = {_content_id(specimen, draw, block.page) for draw in block.lines}
    return _simplified(specimen, _tags_down_to(specimen, block)[-1], marks, lines)


def read_containers(forme: Forme, specimen: Specimen, leaf: Leaf, block: Block) -> None:
    """Have a forme know the tags around a block; raise LookupError for what it can't write."""
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


def _is_empty(tag: Tag) -> bool:
    return all(isinstance(kid, tuple) and _is_empty(kid) for kid in tag[1:])
