"""Tables as real programs export them, each with its right values; the files lie in tests/tables/cases."""

import csv
import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from email import message_from_string
from email.policy import SMTPUTF8
from pathlib import Path
from urllib.parse import quote

import pycountry
import pytest
import xlsxwriter

from article21.batch.sentences import TABLE
from article21.desk.batches import open_staff
from article21.errors import Article21Error, DetailsError
from article21.facts import find_jurisdiction
from article21.facts.places import fold_place
from article21.interface import Message, catalog_of
from article21.person import Given
from article21.person.web_addresses import check_profile_url
from article21.resources import DATA
from article21.tables import measures
from article21.tables.cells import is_error_value, is_placeholder, read_answer
from article21.tables.countries import find_country
from article21.tables.days import order_of, read_day
from article21.tables.postal import lay_out, mend_postcode, with_number
from article21.tables.records import TableError
from article21.tables.rows import Person, read_person
from article21.tables.vocabulary import vocabulary
from article21.tables.whole import read_countries
from article21.web.speaking import page_languages
from article21.writing.catalogs import catalogs
from article21.writing.requests import resolve_request
from staffs import batch, index, letters, report

CASES = Path(__file__).parent / "tables" / "cases"
TODAY = date(2026, 11, 25)
EVERYONE = Given({"without_grounds": True})


def read(
    case: str | Path, chosen: Mapping[str, list[str]] | None = None, encoding: str | None = None
) -> dict[int, Person | list[str]]:
    """Return the person of each row, or the codes of what is wrong with it."""
    read: dict[int, Person | list[str]] = {}
    with open_staff(str(CASES / case), chosen or {}, frozenset(), encoding) as staff:
        for record in staff.table.records():
            if not any(map(str.strip, record.cells)):
                continue
            try:
                read[record.number] = read_person(
                    staff.columns.values(record.cells),
                    *(EVERYONE, TODAY, staff.columns.heading_of, staff.columns.names),
                )
            except DetailsError as error:
                read[record.number] = [message.code for message in error.messages]
    return read


def told(person: Person | list[str]) -> list[str]:
    assert isinstance(person, Person), person
    return [note.code for note in person.notes]


def names(case: str) -> list[str]:
    return [person.details.name for person in read(case).values() if isinstance(person, Person)]


def table(folder: Path, *lines: str) -> Path:
    path = folder / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("case", "right"),
    [
        ("01-sap-alv.txt", ["Jürgen Müller", "Zoë Weiß", "Urs Brunner"]),
        ("02-workday.xlsx", ["Maja Lindqvist", "Jürgen Müller", "Agnieszka Nowak"]),
        ("03-personio.csv", ["Anna Schröder", "Max Mustermann", "Lea Blanc"]),
        ("04-datev.csv", ["Jürgen Müller", "Zoë Weiß", "Sepp Huber"]),
        ("05-bamboo.csv", ["Aisling Byrne", "John Smith", "Piet van der Berg"]),
        ("06-fr.csv", ["Chloé LEFÈVRE", "Jean-Noël DUPONT", "Élise PEETERS"]),
        ("31-two-rows-sv-de-cp1252.csv", ["Åsa Ek", "Jürgen Ek"]),
        ("35-title-unknown-headings.csv", ["Maja Lindqvist"]),
        ("66-fr-de.csv", ["Hélène Lefèvre", "François Müller", "Noël Strauß"]),
        ("72-mac.csv", ["Jürgen Müller", "Zoë Weiß"]),
        ("81-nom-usage.csv", ["Chloé DUPONT", "Jean MARTIN"]),
        ("mono.csv", ["Suharto"]),
        ("zw.csv", ["Ann Example", "Bob Example", "Cid Example"]),
    ],
)
def test_the_names_are_those_of_the_people(case: str, right: list[str]) -> None:
    assert names(case) == right


def rows(folder: Path, headings: str, *lines: str) -> list[str]:
    """Return the name in each row, or the codes of what is wrong with it."""
    full = (f"{line};{number}@firma.example;France" for number, line in enumerate(lines))
    people = read(table(folder, f"{headings};email;country", *full)).values()
    return [person.details.name if isinstance(person, Person) else " ".join(person) for person in people]


def test_no_first_name_is_taken_for_a_part_of_a_last_name(tmp_path: Path) -> None:
    last_names = ["Hansen;Hans", "Johnson;John", "Saint-Paul;Paul", "van den Berg;Jan", "Novak;Eva"]
    right = ["Hans Hansen", "John Johnson", "Paul Saint-Paul", "Jan van den Berg", "Eva Novak"]
    assert rows(tmp_path, "Nom;Prénom", *last_names) == right
    assert rows(tmp_path, "Name;Vorname", *last_names[:1]) == right[:1]
    doubtful = ["Martin;Martin", "Petit Jean;Jean", "Jean Petit;Jean Marie"]
    assert rows(tmp_path, "Naam;Voornaam", *last_names, *doubtful) == [*right, *["name-unclear"] * 3]
    # What the problem asks for leaves no doubt, whatever else the table has.
    settled = ["Martin, Martin;Martin", "Petit Jean, Jean;Jean"]
    assert rows(tmp_path, "Nom;Prénom", *settled) == ["Martin Martin", "Jean Petit Jean"]


def test_a_column_of_whole_names_is_known_by_all_its_cells(tmp_path: Path) -> None:
    whole = ["Jean Dupont;Jean", "NOIR Anne;Anne", "Suharto;Suharto"]
    assert rows(tmp_path, "Name;First name", *whole) == ["Jean Dupont", "NOIR Anne", "Suharto"]
    assert rows(tmp_path, "Name;First name", *whole, "Luc Roux;Luc", "Robert Ek;Bob") == [
        *("Jean Dupont", "NOIR Anne", "Suharto", "Luc Roux"),
        "name-unclear",
    ]
    mixed = ["Jean Dupont;Jean", "Petit Jean;Jean", "Hansen;Hans", "Robert Ek;Bob"]
    assert rows(tmp_path, "Name;First name", *mixed) == [
        *("name-unclear", "name-unclear", "Hans Hansen", "name-unclear"),
    ]
    assert rows(tmp_path, "Name;Nachname", "Jean Dupont;Dupont", "Eva Roux;Roux") == [
        "Jean Dupont",
        "Eva Roux",
    ]
    assert rows(tmp_path, "姓名;名", "王小明;小明", "李四;四") == ["王小明", "李四"]
    assert rows(tmp_path, "Nom;Prénom", "Petit Jean;Jean") == ["name-unclear"], "one name makes no column"


@pytest.mark.parametrize(
    "name",
    [
        *(
            "BLANC;Léa (télétravail)",
            "BLANC;L [CDD]",
            "NOIR;Luc - CDD",
            "NOIR \u2013 CDD;Luc",
            "NOIR;Luc / RH",
        ),
        *("DUPONT ép. MARTIN;Anne", "Weiß geb. Blau;Anna", "DUPONT née NOIR;Anne"),
    ],
)
def test_a_remark_in_a_name_is_not_printed(tmp_path: Path, name: str) -> None:
    assert rows(tmp_path, "Nom;Prénom", name, "Nee;Watchman", "Marti-Weiß;Eva-Marie") == [
        *("name-remark", "Watchman Nee", "Eva-Marie Marti-Weiß"),
    ]


def test_what_the_table_said_of_its_names_still_counts_where_problems_are_corrected(tmp_path: Path) -> None:
    head = "Name;First name;email;country;without_grounds"
    whole = [f"{name} Dupont;{name};{name}@firma.example;France;yes" for name in ("Jean", "Anne", "Luc")]
    given = table(tmp_path, head, *whole, "Eva Dupont;Eva;eva@firma.example;Frankriech;yes")
    batch(tmp_path, given.name)
    problems = tmp_path / "out" / "problems.csv"
    problems.write_text(problems.read_text("utf-8-sig").replace("Frankriech", "France"), encoding="utf-8")
    batch(tmp_path, "out/problems.csv")
    assert [row["name"] for row in index(tmp_path)][-1] == "Eva Dupont"


@pytest.mark.parametrize(
    ("country", "region", "city", "language", "is_told"),
    [
        ("Belgique", "Wallonie", "Namur", "fr-BE", False),
        ("Belgique", "", "Liège", "fr-BE", False),
        ("Belgique", "Province de Namur", "Assesse", "fr-BE", False),
        ("België", "Oost-Vlaanderen", "", "nl-BE", False),
        ("Belgien", "Wallonie", "Eupen", "de-BE", False),
        ("Belgique", "Wallonie", "", "fr-BE", True),
        ("Belgique", "", "", "nl-BE", True),
        ("Wallonie", "", "", "fr-BE", True),
        ("Suisse", "Suisse romande", "Lausanne", "fr-CH", False),
        ("Suisse", "Romandie", "", "fr-CH", False),
        ("Suisse", "Genève", "", "fr-CH", False),
        ("Suisse", "VD", "", "fr-CH", False),
        ("Schweiz", "Tessin", "", "it-CH", False),
        ("CH", "TI", "Lugano", "it-CH", False),
        ("CH", "", "1003 Lausanne", "fr-CH", False),
        ("Schweiz", "Kanton Bern", "", "de-CH", True),
        ("Schweiz", "Bern", "Thun", "de-CH", False),
        ("Schweiz", "", "Hinterdorf", "de-CH", True),
        ("France", "", "Lille", "fr-FR", False),
    ],
)
def test_a_letter_is_in_the_language_of_the_place_or_its_guess_is_told(  # noqa: PLR0913, PLR0917 - what a place is
    tmp_path: Path, country: str, region: str, city: str, language: str, is_told: bool
) -> None:
    row = f"Max Ek;m@firma.example;{country};{region};{city}"
    (person,) = read(table(tmp_path, "Name;email;country;region;city", row)).values()
    assert isinstance(person, Person)
    request = resolve_request(person.details, TODAY)
    notes = [note.code for note in (*person.notes, *request.notices)]
    assert (request.language, "language-guessed" in notes) == (language, is_told)


def test_rows_that_nobody_sees_in_a_workbook_are_told_and_so_are_other_sheets(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        struck = workbook.add_format({"font_strikeout": True})
        staff = workbook.add_worksheet("Staff")
        staff.write_row(0, 0, ("Name", "Email", "Country"))
        for row in range(1, 5):
            staff.write_row(row, 0, (f"Max Ek {row}", "m@firma.example", "FR"), struck if row == 3 else None)
        for row in (2, 8):
            staff.set_row(row, options={"hidden": True})
        for name in ("Left", "Old"):
            workbook.add_worksheet(name).write(0, 0, "Name")
    with open_staff(str(path), {}, frozenset()) as staff_read:
        notes = {note.code: note.values for note in staff_read.table.notes}
    assert notes == {
        "sheet-chosen": {"sheet": "Staff", "headings": "“Left”, “Old”"},
        "rows-hidden": {"rows": "3, 4"},
    }


def test_rows_hidden_by_a_filter_in_libreoffice_are_told() -> None:
    cell = b'<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    hidden = b'<table:table-row table:visibility="filter">%s</table:table-row>' % cell
    empty = b'<table:table-row table:visibility="collapse"><table:table-cell/></table:table-row>'
    content = b'<table:table table:name="S"><table:table-row>%s</table:table-row>%s%s</table:table>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("content.xml", content % (cell, hidden, empty))
    file.seek(0)
    assert measures.measure_workbook(file)["S"].unseen == {2}


def test_no_place_has_two_languages() -> None:
    record = tomllib.loads((DATA / "spoken.toml").read_text(encoding="utf-8"))
    for country, languages in record["countries"].items():
        assert set(languages) == set(find_jurisdiction(country).languages)
        for kind in ("regions", "cities"):
            names = [
                fold_place(name)
                for each in languages.values()
                for part in (each, each.get("mostly", {}))
                for name in dict.fromkeys(map(fold_place, part.get(kind, ())))
            ]
            assert len(names) == len(set(names))


def test_house_numbers_stand_with_their_streets() -> None:
    assert [person.details.address_line for person in read("82-hausnummer.csv").values()] == [
        ("Torstraße 12", "10119 Berlin")
    ]
    lines = [person.details.address_line for person in read("03-personio.csv").values()]
    assert lines == [
        ("Torstraße 12", "10119 Berlin"),
        ("Mariahilfer Str. 3", "1060 Wien"),
        ("Rue du Rhône 8", "1204 Genève"),
    ]


@pytest.mark.parametrize(
    ("heading", "country", "line"),
    [
        ("Hausnr.", "DE", "Way 12"),
        ("Huisnummer", "NL", "Way 12"),
        ("Numéro de voie", "FR", "12 Way"),
        ("N°", "FR", "12 Way"),
        ("Numero civico", "IT", "Way, 12"),
        ("Número", "ES", "Way, 12"),
        ("Nr domu", "PL", "Way 12"),
        ("Házszám", "HU", "Way 12"),
        ("House no.", "GB", "12 Way"),
        ("Talonumero", "FI", "Way 12"),
        ("Hišna številka", "SI", "Way 12"),
        ("Kućni broj", "HR", "Way 12"),
    ],
)
def test_a_house_number_stands_where_its_country_writes_it(
    tmp_path: Path, heading: str, country: str, line: str
) -> None:
    path = table(
        tmp_path, f"Name;E-mail;Country;Street;{heading};City", f"Ann Ek;a@example.org;{country};Way;12;Town"
    )
    (person,) = read(path).values()
    assert isinstance(person, Person), person
    assert line in person.details.address_line


def test_a_number_of_rows_is_no_house_number(tmp_path: Path) -> None:
    path = table(tmp_path, "Nr.;Name;E-mail;Country;Street;City", "7;Ann Ek;a@example.org;DE;Weg 1;Ulm")
    (person,) = read(path).values()
    assert isinstance(person, Person)
    assert person.details.address_line == ("Weg 1", "Ulm")


def test_two_columns_that_are_named_for_the_street_are_one_line(tmp_path: Path) -> None:
    path = table(tmp_path, "Name;E-mail;Country;A;B;City", "Ann Ek;a@example.org;DE;Torstraße;12;Berlin")
    (person,) = read(path, {"street": ["A", "B"]}).values()
    assert isinstance(person, Person)
    assert person.details.address_line == ("Torstraße 12", "Berlin")


def test_an_error_of_a_spreadsheet_is_a_problem_and_a_placeholder_a_note() -> None:
    rows = read("na.csv")
    assert [rows[row] for row in (2, 4, 5)] == [["cell-error"] * 3, ["cell-error"] * 3, ["cell-error"]]
    assert told(rows[3]) == ["placeholder"] * 3
    assert read("err.xlsx") == {2: ["cell-error", "cell-error"]}
    assert [told(person) for person in read("80-j-and-dashes.csv").values()] == [
        ["placeholder"], ["placeholder"], ["placeholder"], []
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "#N/A", "#NV", "#BEZUG!", "#REF!", "#VALUE!", "#WERT!", "#DIV/0!", "#NAME?", "#NOM?", "#¡VALOR!",
        "#¿NOMBRE?", "#VALEUR!", "#ARG!", "#HODNOTA!", "#ÉRTÉK!", "#VÄRDEFEL!", "#ARVO!", "#ЗНАЧ!", "Err:502",
        "#N/D", "#YOK",
    ],
)  # fmt: skip
def test_errors_are_known_in_every_language(text: str) -> None:
    assert is_error_value(text)


@pytest.mark.parametrize("text", ["#12", "Apt #4", "#", "Null", "C#", "#hashtag", "Nº 5", "Err"])
def test_what_only_looks_like_an_error_is_a_value(text: str) -> None:
    assert not is_error_value(text)


def test_names_that_look_like_nothing_are_names() -> None:
    assert not any(is_placeholder("family_name", text) for text in ("Null", "Nan", "Na", "Nil"))
    assert all(is_placeholder("family_name", text) for text in ("NULL", "nan", "N/A", "-", "TBD", "k. A."))
    assert not is_placeholder("country", "NA")
    assert not is_placeholder("without_grounds", "-")


def test_damaged_letters_are_put_right_or_told() -> None:
    rows = read("ps.csv")
    assert set(told(rows[3])) == {"letter-asked"}
    zoe, juergen = rows[4], rows[5]
    assert told(zoe) == ["entity-repaired"]
    assert told(juergen) == ["mojibake-repaired"]
    assert isinstance(zoe, Person)
    assert isinstance(juergen, Person)
    assert zoe.details.name == "Zoë O'Neill & Co"
    assert zoe.details.address_line == ("Hauptstraße 1", "80331 München")
    assert juergen.details.name == "Jürgen Müller"
    assert juergen.details.address_line == ("Hauptstraße 1", "80331 München")
    assert rows[6] == ["letter-lost"] * 4


def test_a_row_that_was_pasted_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(
        "Name;E-Mail;Land\nJürgen Groß;j@example.org;DE\nBärbel Köhler;b@example.org;DE\n".encode("cp1252")
        + "Ana Nuñez;w@example.org;ES\n".encode("cp850")
    )
    rows = read(path, encoding="cp1252")
    assert [told(rows[row]) for row in (2, 3, 4)] == [[], [], ["sign-inside"]]


@pytest.mark.parametrize(
    ("cell", "name", "codes"),
    [
        ("Lindqvist, Maja", "Maja Lindqvist", ["name-turned"]),
        ("de Smet, Sofie", "Sofie de Smet", ["name-turned"]),
        ("O\u2019Brien, Pat", "Pat O\u2019Brien", ["name-turned"]),
        ("Dr. Müller, Jürgen", "Dr. Jürgen Müller", ["name-turned", "title-in-name"]),
        ("Anna Meier, PhD", "Anna Meier, PhD", ["title-in-name"]),
        ("Dr. Jürgen Müller", "Dr. Jürgen Müller", ["title-in-name"]),
        ("Ing. Jan Novák, CSc.", "Ing. Jan Novák, CSc.", ["title-in-name"]),
        ("Herr Max Muster", "Max Muster", ["salutation-left-out"]),
        ("MÜLLER Jürgen", "MÜLLER Jürgen", ["capitals-first"]),
        ("Müller", "Müller", ["one-name"]),
        ("Jürgen  Müller", "Jürgen Müller", []),
        ("Jürgen\u00a0Müller", "Jürgen Müller", []),
        ("María José García López", "María José García López", []),
    ],
)
def test_a_name_in_one_cell_is_turned_round_or_noted(
    tmp_path: Path, cell: str, name: str, codes: list[str]
) -> None:
    (person,) = read(table(tmp_path, "Name;E-mail;Country", f"{cell};a@example.org;SE")).values()
    assert isinstance(person, Person), person
    assert person.details.name == name
    assert told(person) == codes


def test_the_name_that_the_person_uses_wins_and_that_is_told(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        "Legal name;Preferred name;E-mail;Country",
        "Lindqvist, Maja Karin;Maja;a@example.org;SE",
        "Bo Ek;Bo Ek;b@example.org;SE",
    )
    maja, bo = read(path).values()
    assert isinstance(maja, Person)
    assert (maja.details.name, told(maja)) == ("Maja Lindqvist", ["name-used"])
    assert told(bo) == []


def test_who_says_no_gets_no_letter_however_the_question_is_put(tmp_path: Path) -> None:
    (tmp_path / "grounds.toml").write_text('ground = ["job-search"]\nlanguage = "en"\n')
    run = batch(tmp_path, str(CASES / "30-consent.csv"), "--defaults", "grounds.toml")
    assert run.code == 0, run.err
    assert "not recognised" not in run.err
    assert "1 person said no" in run.err
    assert [(row["name"], row["consent"]) for row in index(tmp_path)] == [("Anna Koch", "yes")]
    assert len(letters(tmp_path)) == 1


@pytest.mark.parametrize(
    "heading",
    [
        "I want a letter",
        "Ich möchte einen Brief",
        "Je souhaite une lettre",
        "Quiero una carta",
        "Vorrei una lettera",
        "Jag vill ha ett brev",
        "Ik wil een brief",
        "Chcę otrzymać list",
        "Θέλω επιστολή",
    ],
)
def test_a_question_put_as_a_sentence_is_asked_in_many_languages(tmp_path: Path, heading: str) -> None:
    path = table(tmp_path, f"Name,E-mail,Country,{heading}", "Ann Ek,a@example.org,SE,x")
    with open_staff(str(path), {}, frozenset(), None) as staff:
        assert staff.columns.places["consent"] == (3,)


@pytest.mark.parametrize(
    ("field", "heading"),
    [
        ("ground", "Gründe"),
        ("ground", "Begründung"),
        ("ground", "Motif"),
        ("ground", "Raisons"),
        ("ground", "Motivo"),
        ("ground", "Grunde"),
        ("ground", "Skäl"),
        ("ground", "Powody"),
        ("ground", "Λόγοι"),
        ("ground", "理由"),
        ("because", "In eigenen Worten"),
        ("because", "Avec mes propres mots"),
        ("because", "Med egna ord"),
        ("because", "Con parole mie"),
    ],
)
def test_grounds_have_headings_in_many_languages(tmp_path: Path, field: str, heading: str) -> None:
    path = table(tmp_path, f"Name,E-mail,Country,{heading}", "Ann Ek,a@example.org,SE,job-search")
    (person,) = read(path).values()
    assert isinstance(person, Person), person
    right = ("job-search",) if field == "ground" else "job-search"
    assert getattr(person.details, field) == right


@pytest.mark.parametrize("case", ["ar.csv", "na1.csv", "30-consent.csv", "36-mend.csv"])
def test_what_the_check_calls_in_order_gets_a_letter(tmp_path: Path, case: str) -> None:
    checked = report(batch(tmp_path, str(CASES / case), "--check", "--json", "--format", "pdf"))
    ran = report(batch(tmp_path, str(CASES / case), "--json", "--format", "pdf"))
    assert checked["written"] == ran["written"]
    assert checked["rejected"] == ran["rejected"]


def test_an_arabic_name_gets_its_letter(tmp_path: Path) -> None:
    assert batch(tmp_path, str(CASES / "ar.csv"), "--format", "pdf").code == 0
    assert [row["name"] for row in index(tmp_path)] == ["محمد علي"]
    (content,) = letters(tmp_path).values()
    assert content.startswith(b"%PDF")


def test_a_mailbox_outside_ascii_gets_its_draft(tmp_path: Path) -> None:
    run = batch(tmp_path, str(CASES / "na1.csv"), "--mail")
    assert run.code == 0, run.err
    (draft,) = (tmp_path / "out").rglob("*.eml")
    message = message_from_string(draft.read_text("utf-8"), policy=SMTPUTF8)
    assert message["To"].addresses[0].addr_spec == "jürg@example.org"


def test_a_column_of_countries_is_read_as_a_whole() -> None:
    places = [person.details.country for person in read("79-land-bundesland.csv").values()]
    assert places == [f"DE-{code}" for code in ("BY", "NW", "BW", "BY", "HE", "BE", "SH", "SN")]
    assert [person.details.country for person in read("04-datev.csv").values()] == ["DE", "DE", "AT"]


def test_what_could_be_a_land_or_a_country_alone_is_a_country(tmp_path: Path) -> None:
    path = table(tmp_path, "Navn;E-post;Land", "Ann Ek;a@example.org;BE", "Bo Ek;b@example.org;DK")
    assert [person.details.country for person in read(path).values()] == ["BE", "DK"]


def test_everyday_names_of_countries_are_known() -> None:
    rows = read("17-countries.csv")
    with (CASES / "17-countries.csv").open(encoding="utf-8") as file:
        texts = [row["Country"].strip() for row in csv.DictReader(file)]
    places = dict(zip(texts, rows.values(), strict=True))
    unknown = {text for text, row in places.items() if not isinstance(row, Person)}
    assert unknown == {"FL"}  # Liechtenstein's sign, or Florida
    codes = {text: row.details.country for text, row in places.items() if isinstance(row, Person)}
    assert codes["D"] == codes["Bundesrepublik Deutschland"] == codes["Germany (DE)"] == "DE"
    assert codes["A"] == codes["AUT"] == "AT"
    assert codes["Großbritannien"] == codes["N. Ireland"] == codes["UK"] == "GB"


def test_an_address_in_latin_letters_keeps_the_order_of_latin_letters() -> None:
    rows = read("hk.csv")
    lines = {row: person.details.address_line for row, person in rows.items() if isinstance(person, Person)}
    assert len(lines) == 6
    assert all(line[0].startswith("1") for line in lines.values()), lines
    assert not any("〒" in part for line in lines.values() for part in line)
    (japanese,) = read("jp.csv").values()
    assert isinstance(japanese, Person)
    assert japanese.details.address_line == ("1-2-3 Example", "Tokyo", "100-0001")
    local = lay_out(("九龍彌敦道1號",), "", "香港", "HK")
    assert local == ("香港", "九龍彌敦道1號")


@pytest.mark.parametrize("street", ["Way 1", "九龍彌敦道1號"])
def test_no_part_of_an_address_gets_lost_in_any_country(street: str) -> None:
    for country in pycountry.countries:
        text = "\n".join(lay_out((street, "Flat 2"), "12345", "Town", country.alpha_2))
        lost = [part for part in (street, "Flat 2", "12345", "Town") if part not in text]
        assert lost == [], country.alpha_2


@pytest.mark.parametrize(
    ("country", "given", "right"),
    [
        ("GB", "sw1a1aa", "SW1A 1AA"),
        ("NL", "1234AB", "1234 AB"),
        ("PL", "00950", "00-950"),
        ("SE", "41101", "411 01"),
        ("CZ", "12000", "120 00"),
        ("PT", "1000001", "1000-001"),
        ("CA", "k1a0b1", "K1A 0B1"),
        ("IE", "d02x285", "D02 X285"),
        ("DE", "1067", "01067"),
        ("DE", "D-80331", "80331"),
        ("DE", "80331", "80331"),
        ("GB", "SW1A 1AA", "SW1A 1AA"),
    ],
)
def test_postcodes_are_put_right(country: str, given: str, right: str) -> None:
    code, note = mend_postcode(given, country)
    assert code == right
    assert (note is None) == (given == right)


def test_a_house_number_that_stands_in_the_street_already_is_not_doubled() -> None:
    assert with_number(("Weg 12",), "12", "DE") == ("Weg 12",)


def test_several_addresses_may_be_parted_by_anything() -> None:
    rows = read("19-emails.csv")
    found = {
        row: person.details.email if isinstance(person, Person) else person for row, person in rows.items()
    }
    assert found[2] == ("a@example.org", "b@example.org")
    assert found[3] == ("a1@example.org", "b1@example.org")
    assert found[4] == ("a2@example.org", "b2@example.org")
    assert found[5] == ("a3@example.org", "b3@example.org")
    assert found[6] == ("a4@example.org",)
    assert found[7] == ("a5@example.org",)
    assert [found[row] for row in (8, 9, 12, 13)] == [
        ["email-domain"], ["email-without-at"], ["email-missing"], ["email-missing"]
    ]  # fmt: skip
    assert {row: person.details.email for row, person in read("zw.csv").items()} == {
        2: ("ann@example.org",), 3: ("bob@example.org",), 4: ("cid@example.org",)
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01", "2026-11-01 00:00:00", "2026/11/01", "20261101", "1.11.2026", "01.11.26", "46327",
        "1 November 2026", "1. November 2026", "Nov 1, 2026", "1 novembre 2026", "1 de noviembre de 2026",
        "le 1er novembre 2026", "Sonntag, den 1. November 2026", "1-Nov-26",
        "Sunday, November 1st, 2026", "d. 1. november 2026", "1 de noviembre del 2026", "1er nov. 2026",
        "2026. 11. 01.", "2026年11月1日", "dimanche 1 novembre 2026", "1st of November 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_and_spreadsheets_write_it(text: str) -> None:
    assert read_day(text) == "2026-11-01"


@pytest.mark.parametrize("slug", ["lea-blanc", "मीरा-शाह", "ศรีสุข", "zoë", "ann-🎉", "👩🏽\u200d💻"])
def test_a_profile_may_have_letters_of_any_script(slug: str) -> None:
    assert check_profile_url(f"in/{slug}") == f"https://www.linkedin.com/in/{quote(slug)}"
    assert check_profile_url(f"https://de.linkedin.com/in/{slug}/") == check_profile_url(f"/in/{slug}")


@pytest.mark.parametrize(
    "text", ["avant le 3 novembre 2026", "3 brumaire 2026", "13/13/2026", "3/11/026", "3-11/2026", "le", ""]
)
def test_what_is_no_day_stays_as_it_is(text: str) -> None:
    assert read_day(text) == text


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["03/11/2026", "30/05/2026"], "day"),
        (["03/11/2026", "05/30/2026", "", "soon"], "month"),
        (["03/11/26", "30/10/26"], "day"),
        (["30-10-26", "03-11-26"], "day"),
        (["26-10-13", "26-11-03", "20-11-03"], None),
        (["26-10-31", "25-11-03", "32-01-02"], "year"),
        (["03/11/2026"], None),
        (["30/05/2026", "05/30/2026"], None),
        ([], None),
    ],
)
def test_a_whole_column_tells_what_stands_first_in_its_days(texts: list[str], order: str | None) -> None:
    assert order_of(texts) == order


def test_a_day_that_could_be_two_is_asked_about() -> None:
    with pytest.raises(Article21Error, match="2026-11-01 or 2026-01-11"):
        read_day("01/11/2026")
    assert read_day("13/11/2026") == read_day("13/11/26") == read_day("13-11-26") == "2026-11-13"
    with pytest.raises(Article21Error, match="2026-11-25 or 2025-11-26"):
        read_day("25-11-26")
    rows = read("21-bool.csv")
    assert told(rows[7]) == ["day-counted"]


def test_headings_may_stand_below_a_page_of_something_else() -> None:
    assert names("28-late-header.csv") != []


def test_a_heading_below_a_title_can_be_named(tmp_path: Path) -> None:
    path = table(tmp_path, "Our people 2026;;", "Wer;Wo;Wie", "Ann Ek;SE;a@example.org")
    (person,) = read(path, {"name": ["Wer"], "country": ["Wo"], "email": ["Wie"]}).values()
    assert isinstance(person, Person)
    assert person.details.name == "Ann Ek"


def test_equal_headings_are_told_apart_by_the_letters_of_their_columns(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="columns B, C"):
        read("13-dup-headings.csv")
    run = batch(tmp_path, str(CASES / "13-dup-headings.csv"), "--check")
    assert "--column email=LETTER" in run.err
    found = read("13-dup-headings.csv", {"email": ["C"], "country": ["Country"]})
    assert [person.details.email for person in found.values()] == [("bo.ek@example.com",)]


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("57-pdf.csv", "PDF"),
        ("58-html.xls", "web page"),
        ("62-far-cell.xlsx", "FAN30000"),
        ("64-stray-XFD1048576.xlsx", "XFD1048576"),
        ("73-utf8-one-cp1252-byte.csv", "“Andr”"),
    ],
)
def test_what_cannot_be_read_is_called_by_its_name(tmp_path: Path, case: str, sentence: str) -> None:
    run = batch(tmp_path, str(CASES / case), "--check")
    assert (run.code, run.out) == (2, b"")
    assert sentence in run.err
    assert len(run.err.strip().splitlines()) == 1


def test_a_stray_far_cell_costs_no_memory() -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from article21.tables.columns import count_known\n"
        "from article21.tables.table import open_table\n"
        "try:\n"
        "    with open_table(sys.argv[1], count_known): pass\n"
        "except Exception as error: print(type(error).__name__)\n"
        # Not getrusage: its figure begins with what the process that starts this one takes.
        "status = Path('/proc/self/status').read_text()\n"
        "print(int(status.partition('VmHWM:')[2].split()[0]) // 1024)\n"
    )
    path = str(CASES / "64-stray-XFD1048576.xlsx")
    run = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    name, megabytes = run.stdout.split()
    assert name == "FarCellError"
    assert int(megabytes) < 200


def workbook(folder: Path, rows: str) -> Path:
    """Write a workbook whose sheet says that it reaches to the last cell."""
    path, main = folder / "staff.xlsx", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<worksheet xmlns="{main}"><dimension ref="A1:XFD1048576"/><sheetData>{rows}</sheetData></worksheet>'
    )
    with zipfile.ZipFile(CASES / "64-stray-XFD1048576.xlsx") as real, zipfile.ZipFile(path, "w") as file:
        for name in real.namelist():
            file.writestr(name, sheet if name.endswith("sheet1.xml") else real.read(name))
    return path


def cells(*texts: str) -> str:
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts) + "</row>"


def test_what_a_workbook_says_of_its_own_size_is_not_believed(tmp_path: Path) -> None:
    path = workbook(tmp_path, cells("Name", "E-mail", "Country") + cells("Bo Ek", "b@example.org", "SE"))
    (person,) = read(path).values()
    assert isinstance(person, Person)
    assert person.details.name == "Bo Ek"


def test_a_cell_without_end_is_not_taken_into_memory(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, cells("Name", "E-mail", "Country") + cells("x" * 9_000_000, "b@example.org", "SE")
    )
    with pytest.raises(TableError, match="too large"):
        read(path)


def test_a_row_that_is_said_over_and_over_ends_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures, "MOST_ROWS", 9)
    path = workbook(tmp_path, cells("Name", "E-mail", "Country") + '<row r="2"><c r="A2"/></row>' * 9)
    with pytest.raises(TableError, match="too large"):
        read(path)


def test_formulas_that_nobody_computed_are_told(tmp_path: Path) -> None:
    run = batch(tmp_path, str(CASES / "11-formulas-uncomputed.xlsx"), "--check")
    assert "C2" in run.err


def test_a_list_of_json_objects_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "staff.json"
    people = [
        {"name": "Ann Ek", "email": "a@example.org", "country": "SE"},
        {"name": "Bo Ek", "country": "SE"},
    ]
    path.write_text(json.dumps(people), encoding="utf-8")
    ann, bo = read(path).values()
    assert isinstance(ann, Person)
    assert bo == ["email-missing"]
    path.write_text('[{"name": "Ann Ek"},\n{"name":', encoding="utf-8")
    with pytest.raises(TableError, match="line 2"):
        read(path)


def test_a_cell_of_131072_characters_is_a_cell(tmp_path: Path) -> None:
    path = table(tmp_path, "Name;E-mail;Country;Own words", f"Ann Ek;a@example.org;SE;{'x' * 140_000}")
    assert read(path) == {2: ["text-too-long"]}


def test_a_table_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    rows = [f"Ann Ek{number};a{number}@example.org;SE" for number in range(3000)]
    path = table(tmp_path, "Name;E-mail;Country", *rows)
    with open_staff(str(path), {}, frozenset()) as staff:
        records = staff.table.records()
        next(records)
        with path.open("a", encoding="utf-8") as file:
            file.write("Eve Ek;e@example.org;SE\n")
        with pytest.raises(TableError) as error:
            list(records)
    assert error.value.code == "table-changed"


def test_one_fault_of_many_rows_is_one_line(tmp_path: Path) -> None:
    rows = [f"Ann Ek;a{number}@example.org;DE" for number in range(300)]
    table(tmp_path, "Name;E-mail;Country", *rows)
    run = batch(tmp_path, "t.csv", "--check")
    lines = [line for line in run.err.splitlines() if line.startswith("300 rows (2, 3, 4")]
    assert len(lines) == 1
    assert not [line for line in run.err.splitlines() if line.startswith("row ")]


def test_a_code_that_may_be_a_land_or_a_far_country_is_asked_about() -> None:
    meant, _ = read_countries(["DE", "BY", "BE", "Österreich"], "Land")
    assert meant == {"BY": "BY (Bayern? Belarus?)"}
    assert find_country(meant["BY"]) is None
    assert read_countries(["DE", "BY"], "country") == ({}, ())


@pytest.mark.parametrize("language", page_languages())
def test_yes_and_no_are_read_as_every_language_of_the_interface_says_them(language: str) -> None:
    words = catalog_of(language)
    yes, no = words.gettext("yes"), words.gettext("no")
    assert [read_answer(text) for text in (yes, yes.upper(), yes.title())] == [True] * 3
    # "na" is Welsh for no, and what many write for nothing: never a no to a letter.
    said = None if language == "cy" else False
    assert [read_answer(text) for text in (no, no.upper(), no.title())] == [said] * 3


def test_an_answer_in_capitals_may_lack_its_accents_but_a_number_is_no_yes() -> None:
    given = ("KYLLA", "NAO", "1.0", "10", "✓", "-", "")
    assert [read_answer(text) for text in given] == [True, False, True, None, True, False, None]


@pytest.mark.parametrize("language", catalogs())
def test_yes_and_no_are_asked_for_in_words_that_a_table_takes(language: str) -> None:
    """The words around them can mean something as well: Irish “nó” is “or”."""
    asked = replace(TABLE, language=language).say(Message("not-yes-or-no"))
    words = vocabulary()["words"]
    ends = ("", "") if language.startswith("zh") else (r"(?<!\w)", r"(?!\w)")
    for meant in ("yes", "no"):
        assert any(re.search(f"{ends[0]}{re.escape(word)}{ends[1]}", asked) for word in words[meant])
    assert "yes" not in asked


@pytest.mark.parametrize(
    "heading",
    ["Réglage désactivé le", "Einstellung ausgeschaltet am", "Ajuste desactivado el", "設定關閉日期"],
)
def test_the_day_on_which_the_setting_was_turned_off_has_a_heading(tmp_path: Path, heading: str) -> None:
    (person,) = read(
        table(tmp_path, f"Name;email;country;{heading}", "Max Ek;m@firma.example;FR;2026-11-01")
    ).values()
    assert isinstance(person, Person)
    assert person.details.setting_off == date(2026, 11, 1)
