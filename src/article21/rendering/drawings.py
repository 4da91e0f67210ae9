"""Draw an SVG that holds shapes and nothing else: no script, no text, nothing from elsewhere."""

import re
from base64 import b64encode
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from article21.errors import Article21Error
from article21.rendering.fonts import font_folder
from article21.rendering.pictures import to_images

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST = 1_000_000
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = frozenset({"svg", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "style"})
_SILENT = frozenset({"title", "desc", "metadata", "defs"})
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "animate", "set", "handler"})
_ELSEWHERE = re.compile(r"@import|url\(\s*[\"']?(?!#)|\b(?:href|src)=(?!#)", re.IGNORECASE)
_PAGE = """<!doctype html><html lang="en"><title>-</title>
<style>@page {{ size: 240mm 120mm; margin: 0 }}
img {{ display: block; width: 240mm; height: 120mm; object-fit: contain }}</style>
<img alt="" src="data:image/svg+xml;base64,{}">"""


class SignatureError(Article21Error):
    """A picture of a signature that can't be printed."""


def draw(content: bytes) -> "Image":
    """Return the drawing on white, 240 mm wide; raise SignatureError."""
    from article21.rendering.pdf import typesetter

    try:
        shapes = _only_shapes(_parsed(content))
    except RecursionError:
        raise SignatureError("svg-nested") from None
    page = _PAGE.format(b64encode(ET.tostring(shapes)).decode())
    (image,) = to_images(typesetter(font_folder(chinese=False)).draw(page), dots_per_inch=250)
    return image


def _parsed(content: bytes) -> ET.Element:
    if len(content) > LARGEST:
        raise SignatureError("svg-too-large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SignatureError("svg-not-utf8") from None
    if "<!ENTITY" in text:
        raise SignatureError("svg-with-entities")
    try:
        root = ET.fromstring(text)  # noqa: S314 - without entities nothing can explode
    except ET.ParseError:
        raise SignatureError("svg-broken") from None
    if root.tag != f"{_SVG}svg":
        raise SignatureError("svg-of-something")
    return root


def _only_shapes(element: ET.Element) -> ET.Element:
    """Return a copy without what editors note for themselves; refuse what is more than a shape."""
    name = element.tag.removeprefix(_SVG)
    if name in _ACTIVE or any(key.lower().startswith("on") for key in element.attrib):
        raise SignatureError("svg-active")
    said = [f"{key}={value}" for key, value in element.attrib.items()]
    if any(map(_ELSEWHERE.search, [*said, element.text or ""])):
        raise SignatureError("svg-elsewhere")
    if name not in _SHAPES:
        raise SignatureError("svg-element", element=name[:30])
    plain = {key: value for key, value in element.attrib.items() if not key.startswith("{")}
    copy = ET.Element(element.tag, plain)
    copy.text = element.text
    for child in element:
        if child.tag.startswith(_SVG) and child.tag.removeprefix(_SVG) not in _SILENT:
            copy.append(_only_shapes(child))
    return copy
