"""What WeasyPrint's PDF/A-3a lacks to be PDF/UA-1 as well, added to the PDF before it is written."""

from collections.abc import Iterator, Mapping
from typing import Any

import pydyf

# PDF/UA-1, 5: the file names its part in the XMP metadata. PDF/A-3, 6.6.2.3: a property that PDF/A does not
# know is described in an extension schema. Both stand in the one rdf:RDF, since validators read no second.
PDFUA_METADATA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1" />
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 this file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END_OF_METADATA = b"</rdf:RDF>"


def add_pdfua(
    document: Any, pdf: pydyf.PDF, languages: Mapping[str, str] | None = None, *, spelled: bool = False
) -> None:
    """Finish a PDF/A-3a of WeasyPrint as PDF/UA-1; a ``finisher`` for ``Document.write_pdf``.

    ``languages`` names the tags (``Sect``) whose content is in another language than the document; with
    ``spelled``, lines say their text where their glyphs don't (spelling.py).
    """
    metadata = _resolve(pdf, pdf.catalog["Metadata"]).stream
    metadata[0] = metadata[0].replace(END_OF_METADATA, PDFUA_METADATA + END_OF_METADATA)
    _make_margin_boxes_artifacts(pdf)
    _mend_tags(pdf, languages or {})
    if spelled:
        from article21.rendering.spelling import spell_out

        spell_out(document, pdf)
    if "AF" in pdf.catalog:  # WeasyPrint names each attachment twice
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _make_margin_boxes_artifacts(pdf: pydyf.PDF) -> None:
    """Mark page numbers as artifacts: WeasyPrint tags them, but leaves them out of the structure tree."""
    root = _resolve(pdf, pdf.catalog["StructTreeRoot"])
    in_tree = {element.number for element in _descendants(pdf, root)}
    numbers = _resolve(pdf, root["ParentTree"])["Nums"]
    parents = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for reference in pdf.page_references:
        page = _resolve(pdf, reference)
        owners = parents[page["StructParents"]]
        outside = {i for i, owner in enumerate(owners) if _number(owner) not in in_tree}
        for i in outside:
            owners[i] = "null"
        _make_artifacts(_resolve(pdf, page["Contents"]).stream, outside)
    for element in pdf.objects:
        if _is_structure_element(element) and element.number not in in_tree:
            element.clear()


def _mend_tags(pdf: pydyf.PDF, languages: Mapping[str, str]) -> None:
    """Name the languages that WeasyPrint leaves out, and give pictures their place on the page."""
    for element in filter(_is_structure_element, pdf.objects):
        tag = element["S"].removeprefix("/")
        if tag in languages:
            element["Lang"] = pydyf.String(languages[tag])
        if tag == "Figure":
            top_of_page = _resolve(pdf, element["Pg"])["MediaBox"][3]
            left, top, right, bottom = (pixels * 0.75 for pixels in element["A"]["BBox"])
            box = (left, top_of_page - bottom, right, top_of_page - top)
            element["A"]["BBox"] = pydyf.Array(box)


def _make_artifacts(operators: list[Any], content_ids: set[int]) -> None:
    for i, operand in enumerate(operators):
        if isinstance(operand, dict) and operand.get("MCID") in content_ids:
            operators[i - 1] = "/Artifact"
            operators[i] = pydyf.Dictionary({"Type": "/Pagination"})


def _descendants(pdf: pydyf.PDF, element: Any) -> Iterator[Any]:
    for kid in element.get("K", ()):
        if not isinstance(kid, int):  # a number is content, not an element
            child = _resolve(pdf, kid)
            yield child
            yield from _descendants(pdf, child)


def _is_structure_element(element: object) -> bool:
    return isinstance(element, dict) and element.get("Type") == "/StructElem"


def _resolve(pdf: pydyf.PDF, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _number(reference: bytes) -> int:
    return int(reference.split()[0])
