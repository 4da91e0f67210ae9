"""Read a column as a whole before its cells: BW is Botswana, or Baden-Württemberg among Länder."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from article21.facts.places import Place, find_place, fold_place, name_place
from article21.facts.reading import everyday_names, jurisdiction
from article21.interface import Message
from article21.tables.asking import Asking
from article21.tables.columns import ROW, Columns, match_columns
from article21.tables.names import Holds, what_names_hold
from article21.tables.table import Table

_MOST_TEXTS = 500
"""So many different countries no column of countries has."""
_MOST_NAMES = 10_000
_SHOWN = 20
_ENOUGH_CODES = 3
_PARTS_OF = "DE"
_DOUBTFUL = ("FL",)
_SIGNS_MEANT = re.compile("kennzeichen|kürzel|lkz|nationalit", re.IGNORECASE)


def read_columns(table: Table, chosen: Mapping[str, Sequence[str]], given: frozenset[str]) -> Columns:
    """Return the columns of a table with what was found out of them, or raise TableError."""
    columns = match_columns(table.headings, chosen, given)
    if ROW not in columns.places:  # the rows that are corrected are not all, but those in doubt
        columns = replace(columns, names=read_names(columns, (record.cells for record in table.records())))
    places = columns.places.get("country", ())
    texts, asking = Counter[str](), Asking(columns)
    for record in table.records() if places or asking.candidates else ():
        for place in places:
            if place < len(record.cells) and len(texts) < _MOST_TEXTS:
                texts[record.cells[place].strip()] += 1
        asking.look_at(record.cells)
    columns = replace(columns, doubtful=asking.doubtful())
    if len(places) != 1:
        return columns
    del texts[""]
    return columns.reading("country", *read_countries(texts, columns.headings[places[0]]))


def read_names(columns: Columns, rows: Iterable[Sequence[str]]) -> Holds:
    """Return what a column of names holds, where another one holds first or last names."""
    names = columns.places.get("name", ())
    given, family = (columns.places.get(part, ()) for part in ("given_name", "family_name"))
    if len(names) != 1 or len(given) + len(family) != 1:
        return Holds.UNKNOWN
    (name,), (part,) = names, given or family
    filled = (
        (row[name], row[part]) for row in rows if len(row) > max(name, part) and row[name] and row[part]
    )
    return what_names_hold(islice(filled, _MOST_NAMES))


def read_countries(texts: Iterable[str], heading: str) -> tuple[Mapping[str, str], tuple[Message, ...]]:
    """Return what cells of a column of countries mean where they alone wouldn't tell, and notes of it."""
    known = list(texts)
    parts = {text: code for text in known if (code := _german_part(text))}
    if known and len(parts) == len(known) and _are_parts(parts, heading):
        return parts, (_note("column-of-parts", heading, parts),)
    signs = {text: code for text in known if (code := _sign(text, heading))}
    notes = (_note("column-of-signs", heading, signs),) if signs else ()
    return {**signs, **_doubts(parts, heading)}, notes


def _german_part(text: str) -> str | None:
    """Return the code of a German Land by its name or by its two letters."""
    code = f"{_PARTS_OF}-{text.upper()}"
    if len(text) == 2 and jurisdiction(code):  # noqa: PLR2004 - the codes have two letters
        return code
    found = find_place(text, ("de",))
    return found.code if isinstance(found, Place) and found.code.startswith(f"{_PARTS_OF}-") else None


def _are_parts(parts: Mapping[str, str], heading: str) -> bool:
    """Say whether these are Länder and not countries: some are named, no country's code, or many."""
    if not _may_hold_parts(heading):
        return False
    codes = [text for text in parts if len(text) == 2]  # noqa: PLR2004 - as above
    named = len(codes) < len(parts)
    no_country = any(not isinstance(find_place(text), Place) for text in codes)
    return named or no_country or len(codes) >= _ENOUGH_CODES


def _doubts(parts: Mapping[str, str], heading: str) -> Mapping[str, str]:
    """Return the codes that may be a Land's or a far country's, spelt so that their rows are asked about.

    A country that has a record of its own is meant: BE is Belgium, not Berlin.
    """
    if not _may_hold_parts(heading):
        return {}
    return {
        text: f"{text} ({name_place(part, 'de')}? {name_place(text.upper(), 'de')}?)"
        for text, part in parts.items()
        if part.endswith(f"-{text.upper()}") and isinstance(find_place(text), Place)
        if not jurisdiction(text.upper())
    }


def _may_hold_parts(heading: str) -> bool:
    return fold_place(heading) in ("land", "bundesland")


def _sign(text: str, heading: str) -> str | None:
    """Return the country of a distinguishing sign of vehicles, unless the text is a place as it stands.

    FL is Liechtenstein's, and means Florida where nothing says that signs are meant.
    """
    if isinstance(find_place(text), Place) or (text in _DOUBTFUL and not _SIGNS_MEANT.search(heading)):
        return None
    return everyday_names().signs.get(text.upper())


def _note(code: str, heading: str, read: Mapping[str, str]) -> Message:
    shown = ", ".join(f"{text} = {place}" for text, place in list(read.items())[:_SHOWN])
    return Message(code, column=heading, read=shown + (", …" if len(read) > _SHOWN else ""))
