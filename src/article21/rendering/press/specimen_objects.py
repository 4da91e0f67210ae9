"""Read from a specimen the objects of its file."""

import re
from typing import Any

import pydyf

from article21.rendering.press.files import FIXED
from article21.rendering.press.specimens import Specimen, number

_REFERENCE = re.compile(rb"\b(\d+) 0 R")


def read_objects(specimen: Specimen) -> dict[str, Any]:
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
