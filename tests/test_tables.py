"""Tables are read as people have them: whatever the program, the encoding, the delimiter and the headings."""

import io
import json
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article21.batch.names import name_of_letter
from article21.interface import Message
from article21.person import Details
from article21.tables.columns import count_known, fold_heading, match_columns
from article21.tables.detection import find_encoding
from article21.tables.encodings import EncodingError
from article21.tables.formulas import neutralise, restore
from article21.tables.records import TableError, write_cell
from article21.tables.table import open_table
from article21.tables.vocabulary import fields

TABLES = Path(__file__).parent / "tables"
NOTHING_GIVEN: frozenset[str] = frozenset()

NATIONAL_TABLES = tomllib.loads((TABLES / "national.toml").read_text(encoding="utf-8"))["tables"]


def read(path: Path) -> tuple[tuple[str, ...], list[tuple[int, tuple[str, ...]]]]:
    """Return the headings and the rows with anything in them."""
    with open_table(str(path), count_known) as table:
        rows = [(record.number, record.cells) for record in table.records() if any(record.cells)]
        assert [record.number for record in table.records() if any(record.cells)] == [row for row, _ in rows]
        return table.headings, rows


def write(folder: Path, content: bytes, name: str = "staff.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_is_read_below_its_title_with_the_numbers_a_spreadsheet_shows(suffix: str) -> None:
    headings, rows = read(TABLES / f"staff.{suffix}")
    assert headings[:4] == ("Pers.-Nr.", "Name", "Vorname", "E-Mail-Adresse")
    jurgen = (
        "4711",
        "Müller",
        "Jürgen",
        "juergen@example.org",
        "Am Markt 2",
        "1067",
        "Dresden",
        "Deutschland",
    )
    assert rows[0] == (5, (*jurgen, "job-search", "2026-10-31", "0", ""))
    assert [number for number, _ in rows] == [5, 7]


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_what_looks_like_a_formula_stays_text(suffix: str) -> None:
    _, rows = read(TABLES / f"staff.{suffix}")
    assert rows[1][1][-1] == "=1+1 is what I teach"
    assert rows[1][1][4] == "Gatan 2\nLgh 1101"


@pytest.mark.parametrize(
    "table", NATIONAL_TABLES, ids=lambda table: f"{table['encoding']}-{table['lines'][0]}"
)
def test_a_table_of_excel_s_is_read_in_every_country(tmp_path: Path, table: dict[str, list[str]]) -> None:
    content = "".join(f"{line}\r\n" for line in table["lines"]).encode(table["encoding"])
    headings, rows = read(write(tmp_path, content))
    lines = [line.replace(",", ";").split(";") for line in table["lines"]]
    assert [list(headings), *(list(cells) for _, cells in rows)] == lines


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_unicode_and_every_delimiter_are_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    lines = [
        ["Name", "E-mail", "Country"],
        ["Żaneta Öst, Dr", "z@example.org", "SE"],
        ["Łódź 陳", "n@example.org", "GR"],
    ]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    headings, rows = read(write(tmp_path, text.encode(encoding)))
    assert [list(headings), *(list(cells) for _, cells in rows)] == lines


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unicode_without_a_mark_is_known_in_scripts_without_zeros(tmp_path: Path, encoding: str) -> None:
    table = next(table for table in NATIONAL_TABLES if table["encoding"] == "cp1251")
    headings, _ = read(write(tmp_path, "\r\n".join(table["lines"]).encode(encoding)))
    assert headings == tuple(table["lines"][0].split(";"))


def test_unknown_headings_are_those_below_a_title_and_never_a_person(tmp_path: Path) -> None:
    headings, _ = read(write(tmp_path, b"Staff;;;\nWho;Where;How;\nAnn Ek;SE;a@example.org;yes\n"))
    assert headings[:3] == ("Who", "Where", "How")


def test_letters_far_below_still_decide_the_encoding(tmp_path: Path) -> None:
    text = "Name;E-mail;Country\n" + "Anna;a@example.org;SE\n" * 5000 + "Åsa Öst;o@example.org;SE\n"
    _, rows = read(write(tmp_path, text.encode("cp1252")))
    assert rows[-1] == (5002, ("Åsa Öst", "o@example.org", "SE"))


def test_the_line_with_which_excel_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    headings, rows = read(write(tmp_path, b"sep=;\r\nName;E-mail;Country\r\nAnna;a@example.org;SE\r\n"))
    assert (headings, rows) == (("Name", "E-mail", "Country"), [(3, ("Anna", "a@example.org", "SE"))])


def test_json_lines_have_their_keys_for_headings(tmp_path: Path) -> None:
    people = [
        {"name": "Anna", "email": ["a@example.org", "b@example.org"]},
        {"name": "Bo", "no_account": True},
    ]
    path = write(tmp_path, "\n".join(map(json.dumps, people)).encode(), "staff.jsonl")
    headings, rows = read(path)
    assert headings == ("name", "email", "no_account")
    assert rows == [(1, ("Anna", "a@example.org\nb@example.org", "")), (2, ("Bo", "", "true"))]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The table is empty."),
        (b"\n\n , ,\n", "The table is empty."),
        (
            b'Name,E-mail\n"Bob,b@example.org\nEve,e@example.org\n',
            "Row 2 of the table can't be read: a quotation mark",
        ),
        (b'Name,E-mail\nBob,"b" x\n', "Row 2 of the table can't be read: a quotation mark"),
        (b"PK\x03\x04 not a workbook", "The workbook can't be read"),
        (b'{"name": "Bob"}\n{"name": \n', "Line 2 of the table is not JSON"),
        (b'{"name": {"first": "Bob"}}\n', "Line 1 of the table holds an object inside"),
        (b"[1]\n{}".replace(b"[1]\n", b'{"a": 1}\n[2]\n'), "Line 2 of the table is not an object"),
        (b"Name\n\x98\x81\xd2\n", "The table's encoding can't be told"),
    ],
)
def test_a_table_that_cannot_be_read_says_why(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(TableError) as error:
        read(write(tmp_path, content))
    assert str(error.value).startswith(sentence)


_WIDE = {
    "staff.csv": (b"name,email\nA,a@example.org\nB," + b"," * 16_384, 3),
    "semicolons.csv": (b"name;email" + b";" * 16_384, 1),
    "utf-16.csv": (("name,email" + "," * 16_384).encode("utf-16"), 1),
    "several-lines.csv": (b"name,email\n" + b'"a\n",' * 16_385, 2),
    "lines.jsonl": (json.dumps({f"k{number}": "" for number in range(16_385)}).encode(), 1),
    "grows.jsonl": (b"\n".join(b'{"%d": ""}' % number for number in range(16_385)), 16_385),
    "list.json": (json.dumps([{}, {f"k{number}": "" for number in range(16_385)}]).encode(), 2),
}


@pytest.mark.parametrize("name", _WIDE)
def test_a_row_that_no_sheet_can_hold_is_refused_before_its_cells_are_looked_at(
    tmp_path: Path, name: str
) -> None:
    def known(cells: Sequence[str]) -> int:
        assert len(cells) <= 16_384
        return count_known(cells)

    content, row = _WIDE[name]
    with pytest.raises(TableError) as error, open_table(str(write(tmp_path, content, name)), known):
        pass
    assert error.value.messages[0] == Message("row-wide", row=str(row), limit=16_384)


def test_a_line_is_refused_rather_than_read_in_pieces(tmp_path: Path) -> None:
    path = write(tmp_path, b"name,email\n" + (b"x" * 900_000 + b",") * 12)
    with pytest.raises(TableError) as error, open_table(str(path), count_known):
        pass
    assert error.value.code == "cell-huge"


def test_an_encoding_can_be_named_and_must_fit(tmp_path: Path) -> None:
    path = write(tmp_path, "Name;E-mail;Country\nÅsa;a@example.org;SE".encode("mac-roman"))
    with open_table(str(path), count_known, "mac-roman") as table:
        assert [record.cells[0] for record in table.records()] == ["Åsa"]
    for wrong in ("utf-8", "rot13", "nonsense"):
        with pytest.raises(TableError, match="save it as UTF-8"), open_table(str(path), count_known, wrong):
            pass


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1067.0, "1067"),
        (12.5, "12.5"),
        (1e21, "1000000000000000000000"),
        (True, "true"),
        (None, ""),
        (0.1, "0.1"),
    ],
)
def test_numbers_are_written_as_a_person_would(value: object, text: str) -> None:
    assert write_cell(value) == text


def match(*headings: str, given: Sequence[str] = (), **chosen: str) -> dict[str, tuple[int, ...]]:
    columns = match_columns(headings, {key: [text] for key, text in chosen.items()}, frozenset(given))
    return dict(columns.places)


@pytest.mark.parametrize(
    "headings",
    [
        ("VORNAME", "nach name", "E-Mail-Adresse", "Land"),
        ("Prénom", "Nom de famille", "Courriel", "Pays"),
        ("prenom", "NOM DE FAMILLE", "courriel ", "pays"),
        ("Förnamn", "Efternamn", "E-post", "Land"),
        ("given_name", "family_name", "email", "country"),
        ("Keresztnév", "Vezetéknév", "E-mail cím", "Ország"),
        ("Μικρό όνομα", "Επώνυμο", "Ηλεκτρονικό ταχυδρομείο", "ΧΩΡΑ"),
    ],
)
def test_headings_are_known_in_any_case_and_language(headings: tuple[str, ...]) -> None:
    assert match(*headings) == {"given_name": (0,), "family_name": (1,), "email": (2,), "country": (3,)}


def test_several_columns_hold_a_field_that_can_have_several_values() -> None:
    found = match("Name", "Country", "E-mail 1", "E-mail 2", "Address line 1", "Address line 2")
    assert (found["email"], found["address_line"]) == ((2, 3), (4, 5))


def test_every_fault_of_the_headings_is_told_at_once() -> None:
    with pytest.raises(TableError) as error:
        match("Name", "Full name", "Kontakt", country="Land")
    told = str(error.value)
    assert "“Land” is not a heading of the table" in told
    assert "Several columns are read as name (“Name”, “Full name”)" in told
    assert "No column holds the field email" in told


def test_a_column_can_be_named_and_a_default_can_stand_for_one() -> None:
    assert match("Name", "Kontakt", given=["country"], email="kontakt")["email"] == (1,)
    assert match("Name", "Full name", "E-mail", given=["country"], name="Full name")["name"] == (1,)
    with pytest.raises(TableError, match="Did you mean “email”"):
        match("Name", "E-mail", "Country", emial="E-mail")


def test_the_same_heading_twice_is_told_even_where_several_values_are_possible() -> None:
    with pytest.raises(TableError, match="Several columns are read as email"):
        match("Name", "E-mail", "email", "Country")


def test_no_heading_means_two_fields() -> None:
    meanings: dict[str, set[str]] = {}
    for field in fields().values():
        for text in (field.key, *(word for words in field.headings.values() for word in words)):
            meanings.setdefault(fold_heading(text), set()).add(field.key)
    assert len(meanings) > 400
    assert {text for text, keys in meanings.items() if len(keys) > 1 or not text} == set()


def test_every_detail_can_be_a_column_that_holds_as_many_values() -> None:
    assert set(Details.model_fields) <= set(fields())
    several = {key for key, info in Details.model_fields.items() if "tuple" in str(info.annotation)}
    assert several == {key for key in Details.model_fields if fields()[key].several}


def test_the_main_fields_have_words_in_every_language_of_the_union() -> None:
    union = set(re.findall("..", "bgcsdadeelenesetfifrgahrhuitltlvmtnlplptroskslsv"))
    for key in ("name", "given_name", "family_name", "email", "country", "language", "address_line", "city"):
        assert union - set(fields()[key].headings) == set(), key


@given(st.text())
def test_what_is_neutralised_starts_no_formula_and_comes_back(text: str) -> None:
    assert not neutralise(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert restore(neutralise(text)) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+46 8", "-1", "@x", "\tx", "\rx", "\uff1d1", "'=1", "''=1", "'plain"]
)
def test_awkward_cells_come_back_as_they_were(text: str) -> None:
    assert restore(neutralise(text)) == text


@given(st.text(max_size=300), st.integers(1, 3))
def test_a_file_name_is_safe_everywhere(name: str, copy: int) -> None:
    stem = name_of_letter("A21-20261122-ABCDEF", name, copy)
    assert len(f"{stem}-message.eml") <= 80
    assert len(stem.encode()) <= 200
    assert stem == stem.rstrip(". ")
    assert not set(stem) & set('<>:"/\\|?*\0')
    assert stem.startswith("A21-20261122-ABCDEF")


@given(st.characters(categories=("L", "M", "N")))
def test_a_file_name_keeps_the_letters_marks_and_digits_of_every_script(character: str) -> None:
    assert name_of_letter("A21", f"x{character}") == unicodedata.normalize("NFC", f"A21-x{character}")


@pytest.mark.parametrize("reference", ["CON", "nul", "COM1", "lpt9"])
def test_a_reserved_name_is_not_used(reference: str) -> None:
    assert name_of_letter(reference, "?") == f"_{reference}"


def test_the_copies_of_a_long_name_differ() -> None:
    assert name_of_letter("A21", "陳" * 300) != name_of_letter("A21", "陳" * 300, 2)


@given(st.binary(max_size=300))
def test_any_bytes_have_an_encoding_that_reads_them_or_none(content: bytes) -> None:
    try:
        encoding = find_encoding(io.BytesIO(content), count_known)
    except EncodingError:
        return
    content.decode(encoding)
