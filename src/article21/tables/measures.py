"""Measure the sheets of a workbook before they are read: a cell far from all others would fill the memory.

Also find what reading leaves out: errors that formulas gave, and formulas that nobody has computed.
"""

import html
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, BinaryIO
from xml.etree import ElementTree as ET

from article21.tables.letters import column_of, letters_of
from article21.tables.records import TableError

MOST_CELLS = 4_000_000
"""Of the smallest rectangle around all cells; each takes some 32 bytes while it is read."""
MOST_ROWS = 1_048_576
"""As many as Excel has; a file that says one row over and over again has more."""
_DAMAGE = (
    *(OSError, EOFError, KeyError, UnicodeDecodeError, NotImplementedError, RuntimeError),
    *(ET.ParseError, struct.error, zipfile.BadZipFile, zlib.error),
)
"""What reading parts of a ZIP container raises that are damaged, missing, encrypted or unusually packed."""
_MOST_BYTES = 400_000_000
"""Of everything in the file, unpacked."""
_LONGEST_ROW = 4_000_000
_BLOCK = 1 << 18
_ROW_END = re.compile(rb"</(?:\w+:)?row>|(?=</(?:\w+:)?sheetData>)")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b(?P<about>[^>]*?)(?:/>|>(?P<inside>.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb"""\br=["']([A-Z]{0,3})([0-9]+)["']""")
_IS_ERROR = re.compile(rb"""\bt=["']e["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_IS_HIDDEN = re.compile(rb"""\bhidden=["'](?:1|true)["']""")
_STYLE = re.compile(rb"""\bs=["']([0-9]+)["']""")
_VALUE_OR_TEXT = re.compile(rb"<(?:\w+:)?[vt][ >]")
_IS_TRUE = frozenset({None, "1", "true", "on"})
_OLE = b"\xd0\xcf\x11\xe0"
_DIMENSIONS = re.compile(
    rb"\x00\x02\x0e\x00..[\x00\x01]\x00(..[\x00\x01]\x00).\x00(.[\x00\x01])\x00\x00", re.DOTALL
)
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_REPEATED_ROWS = re.compile(rb'number-rows-repeated="([0-9]+)"')
_REPEATED_CELLS = re.compile(rb'number-columns-repeated="([0-9]+)"')
_ODS_TAG = re.compile(rb"<(/?)table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*?)(/?)>")
_IS_HIDDEN_ODS = re.compile(rb'table:visibility="(?:filter|collapse)"')
_NAME = re.compile(rb'table:name="([^"]*)"')


class FarCellError(TableError):
    """A workbook whose cells stand so far from each other that reading it would fill the memory."""

    def __init__(self, cell: str, sheet: str = "") -> None:
        self.sheet, self.cell = sheet, cell
        if sheet:
            super().__init__("workbook-far-cell", sheet=sheet, cell=cell)
        else:
            super().__init__("workbook-far-cell-somewhere", cell=cell)


@dataclass
class Measure:
    """How far the cells of a sheet reach, and what reading them leaves out."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    """Error values by row and column, counted from 1."""
    uncomputed: list[str] = field(default_factory=list)
    """Cells with a formula and no value, such as ``C2``."""
    unseen: set[int] = field(default_factory=set)
    """Rows with anything in them that are hidden or struck out."""
    _row: int = 0

    def add_row(self, xml: bytes, struck: Set[int] = frozenset()) -> None:
        """Take in the XML of one row; ``struck`` are the formats of cells whose text is struck out."""
        about = _ROW.search(xml)
        number = about and _REFERENCE.search(about[1])
        self._row = int(number[2]) if number else self._row + 1
        column, is_hidden = 0, bool(about and _IS_HIDDEN.search(about[1]))
        for cell in _CELL.finditer(xml):
            reference = _REFERENCE.search(cell["about"])
            column = column_of(reference[1].decode()) if reference and reference[1] else column + 1
            self.rows, self.columns = max(self.rows, self._row), max(self.columns, column)
            self._note(cell, column)
            if (is_hidden or struck) and _VALUE_OR_TEXT.search(cell["inside"] or b""):
                style = _STYLE.search(cell["about"])
                if is_hidden or (style and int(style[1]) in struck):
                    self.unseen.add(self._row)

    def _note(self, cell: re.Match[bytes], column: int) -> None:
        inside = cell["inside"] or b""
        value = _VALUE.search(inside)
        if _IS_ERROR.search(cell["about"]):
            self.errors[self._row, column] = value[1].decode("utf-8", "replace") if value else "#N/A"
        elif not value and _FORMULA.search(inside):
            self.uncomputed.append(f"{letters_of(column)}{self._row}")


def measure_workbook(file: BinaryIO) -> Mapping[str, Measure]:
    """Return the measures of each sheet by its name; nothing for XLS, whose sheets say how large they are."""
    if file.read(len(_OLE)) == _OLE:
        _measure_xls(file)
        return {}
    with _damage_explained(), zipfile.ZipFile(file) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MOST_BYTES:
            raise TableError("workbook-huge")
        names = parts.namelist()
        if "content.xml" in names:
            return _measure_ods(parts)
        if "xl/workbook.xml" in names:
            struck = _struck_formats(parts) if "xl/styles.xml" in names else frozenset()
            return {name: _measure_sheet(parts, path, name, struck) for name, path in _sheets(parts)}
    return {}


@contextmanager
def _damage_explained() -> Iterator[None]:
    # What can't be measured isn't read: the library behind forgives more, and could fill the memory.
    try:
        yield
    except _DAMAGE:
        raise TableError("workbook-broken") from None


def _measure_xls(file: BinaryIO) -> None:
    """Look for what the sheets of an XLS file say of their size ([MS-XLS] 2.4.90, Dimensions)."""
    file.seek(0)
    for rows, columns in _DIMENSIONS.findall(file.read(_MOST_BYTES)):
        row, column = int.from_bytes(rows, "little"), int.from_bytes(columns, "little")
        if row * column > MOST_CELLS:
            raise FarCellError(f"{letters_of(column)}{row}")


def _sheets(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = ET.fromstring(parts.read("xl/_rels/workbook.xml.rels"))  # noqa: S314 - Expat, which reads it, refuses entities that grow
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in ET.fromstring(parts.read("xl/workbook.xml")).iter():  # noqa: S314 - as above
        target = targets.get(sheet.get(_RELATION))
        if sheet.tag.endswith("}sheet") and target:
            yield sheet.get("name", ""), target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _struck_formats(parts: zipfile.ZipFile) -> frozenset[int]:
    """Return the numbers of the formats that strike text out (ECMA-376, 18.8: cellXfs, fonts, strike)."""
    styles = ET.fromstring(parts.read("xl/styles.xml"))  # noqa: S314 - as above
    fonts = [
        any(each.get("val") in _IS_TRUE for each in font.iterfind("{*}strike"))
        for font in styles.iterfind("{*}fonts/{*}font")
    ]
    formats = styles.iterfind("{*}cellXfs/{*}xf")
    return frozenset(
        number
        for number, each in enumerate(formats)
        if (font := each.get("fontId", "")).isdecimal() and int(font) < len(fonts) and fonts[int(font)]
    )


def _measure_sheet(parts: zipfile.ZipFile, path: str, name: str, struck: frozenset[int]) -> Measure:
    measure = Measure()
    with parts.open(path) as part:
        for count, row in enumerate(_rows(part), 1):
            if count > MOST_ROWS:
                raise TableError("workbook-huge")
            measure.add_row(row, struck)
            if measure.rows * measure.columns > MOST_CELLS:
                raise FarCellError(f"{letters_of(measure.columns)}{measure.rows}", name)
    return measure


def _rows(part: IO[bytes]) -> Iterator[bytes]:
    """Yield the XML of each row; what the file says of its own size is not believed."""
    rest, total = b"", 0
    while block := part.read(_BLOCK):
        total += len(block)
        *rows, rest = _ROW_END.split(rest + block)
        if total > _MOST_BYTES or len(rest) > _LONGEST_ROW:
            raise TableError("workbook-huge")
        yield from rows


def _measure_ods(parts: zipfile.ZipFile) -> Mapping[str, Measure]:
    with parts.open("content.xml") as part:
        content = part.read(_MOST_BYTES // 4 + 1)
    if len(content) > _MOST_BYTES // 4:
        raise TableError("workbook-huge")
    tables = _Tables()
    for end, tag, about, empty in (found.groups() for found in _ODS_TAG.finditer(content)):
        tables.take(tag.decode(), about, begins=not end, ends=bool(end or empty))
    return tables.measures


class _Tables:
    """The sheets of an OpenDocument file, tag by tag; a tag says how often its row or cell is repeated."""

    def __init__(self) -> None:
        self.measures: dict[str, Measure] = {}
        self._name, self._row, self._column, self._repeated = "", 0, 0, 1
        self._is_hidden = False

    def take(self, tag: str, about: bytes, *, begins: bool, ends: bool) -> None:
        """Take in a tag."""
        match tag:
            case "table" if begins:
                found = _NAME.search(about)
                self._name, self._row = html.unescape(found[1].decode()) if found else "", 0
                self.measures[self._name] = Measure()
            case "table-row":
                if begins:
                    self._repeated, self._column = _times(_REPEATED_ROWS, about), 0
                    self._is_hidden = bool(_IS_HIDDEN_ODS.search(about))
                self._row += self._repeated * ends
            case "table-cell" | "covered-table-cell" if begins:
                self._column += _times(_REPEATED_CELLS, about)
                if b"value-type" in about or not ends:
                    self._reach()

    def _reach(self) -> None:
        measure = self.measures[self._name]
        measure.rows = max(measure.rows, self._row + self._repeated)
        measure.columns = max(measure.columns, self._column)
        if self._is_hidden and self._repeated == 1:
            measure.unseen.add(self._row + 1)
        if measure.rows * measure.columns > MOST_CELLS:
            raise FarCellError(f"{letters_of(measure.columns)}{measure.rows}", self._name)


def _times(pattern: re.Pattern[bytes], about: bytes) -> int:
    found = pattern.search(about)
    return int(found[1]) if found else 1
