"""One table gives every person their own letter, and every row without one its reasons."""

import csv
import email
import email.policy
import hashlib
import itertools
import os
import re
import stat
import subprocess
import sys
import zipfile
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest

from commands import invoke
from people import DAY
from staffs import batch, index, letters, person, read_csv, report, staff, write_table

TABLES = Path(__file__).parent / "tables"


def one_letter(folder: Path, row: dict[str, str], *options: str) -> str:
    """Return the only letter of a table with one row."""
    table = write_table(folder / "one.csv", [row], tuple(row))
    run = batch(folder, table.name, *options)
    assert run.code == 0, run.err
    (content,) = letters(folder).values()
    return content.decode()


def problems_of(folder: Path, *rows: dict[str, str]) -> list[dict[str, str]]:
    """Return the problems that are told of a table."""
    headings = tuple(dict.fromkeys(key for row in rows for key in row))
    table = write_table(folder / "some.csv", rows, headings)
    run = batch(folder, table.name, "--check", "--json", "--quiet")
    found = report(run)["problems"]
    assert isinstance(found, list)
    assert run.code == (1 if found else 0)
    return found


def test_everyone_gets_their_own_letter_in_their_language_under_their_law(tmp_path: Path) -> None:
    rows = [
        person(1, name="Maja Lindqvist", country="Sweden", language="sv"),
        person(2, name="Rhys Hughes", country="GB"),
        person(3, name="Sam Doe", country="US-CA"),
    ]
    assert batch(tmp_path, rows).code == 0
    found = index(tmp_path)
    assert [(row["name"], row["country"], row["language"], row["law"]) for row in found] == [
        ("Maja Lindqvist", "SE", "sv-SE", "gdpr"),
        ("Rhys Hughes", "GB", "en-GB", "uk-gdpr"),
        ("Sam Doe", "US-CA", "en-US", "us"),
    ]
    assert [row["row"] for row in found] == ["2", "3", "4"]
    assert found[0]["answer due if sent today"] == "2026-12-22"
    for row in found:
        path = tmp_path / "out" / row["files"]
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256"]
        assert row["name"] in path.read_text(encoding="utf-8")


def test_rows_that_name_a_country_whose_parts_have_laws_of_their_own_are_named_in_a_note(
    tmp_path: Path,
) -> None:
    places = ("Kanada", "CA-ON", "Canada", "USA", "CA-QC", "Deutschland")
    run = batch(tmp_path, [person(number, country=place) for number, place in enumerate(places)])
    said = " ".join(run.err.split())
    for country, parts, rows in (
        ("Canada", "CA-AB, CA-BC, CA-QC", "rows 2, 4"),
        ("United States", "US-CA, US-CO", "row 5"),
        ("Germany", "DE-BB", "row 7"),
    ):
        assert re.search(
            rf"lives in \({country}\): give it in “Region”, or as “country” {parts}[^(]*\({rows}\)", said
        )


def test_files_and_folders_are_for_the_owner_s_eyes(tmp_path: Path) -> None:
    assert batch(tmp_path, staff(2), "--zip", "--quiet").code == 0
    made = [tmp_path / "out", tmp_path / "out.zip", *(tmp_path / "out").rglob("*")]
    assert len(made) == 9
    modes = {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in made}
    assert modes == {(True, 0o700), (False, 0o600)}


@pytest.mark.parametrize("suffix", ["xlsx", "xls", "ods"])
def test_a_workbook_saved_by_libreoffice_gives_letters(tmp_path: Path, suffix: str) -> None:
    run = batch(tmp_path, str(TABLES / f"staff.{suffix}"), "--json")
    assert (run.code, report(run)["empty"]) == (0, 1)
    found = {row["row"]: row for row in index(tmp_path)}
    assert {number: row["country"] for number, row in found.items()} == {"5": "DE", "7": "SE"}
    texts = [content.decode() for content in letters(tmp_path).values()]
    assert any("Am Markt 2\n01067 Dresden\n" in text for text in texts)
    assert any(
        "Gatan 2\nLgh 1101\n411 01 Göteborg\n" in text and "=1+1 is what I teach" in text for text in texts
    )
    assert "the zeros that a spreadsheet took from the postcode were put back" in run.err


def test_the_example_staff_all_get_their_letters(tmp_path: Path) -> None:
    run = batch(tmp_path, str(Path(__file__).parents[1] / "examples/staff.csv"), "--json")
    assert run.code == 0
    assert len(index(tmp_path)) == 10


@pytest.mark.parametrize("name", ["staff.csv", "staff.xlsx"])
def test_a_sample_is_written_explained_invites_and_gives_letters(tmp_path: Path, name: str) -> None:
    run = invoke(tmp_path, "new", name)
    assert (run.code, f"invite --output invitations {name}" in run.err) == (0, True)
    assert invoke(tmp_path, "invite", "--output", "invitations", name).code == 0
    assert len(list((tmp_path / "invitations").glob("*/details.toml"))) == 3
    assert batch(tmp_path, name).code == 1, "it claims nobody's grounds"
    (tmp_path / "all.toml").write_text("without_grounds = true")
    assert batch(tmp_path, name, "--defaults", "all.toml").code == 1
    assert [row["row"] for row in index(tmp_path)] == ["3", "4"], "who has not answered gets none"
    assert any("01067 Dresden" in content.decode() for content in letters(tmp_path).values())
    assert invoke(tmp_path, "new", name).code == 1


@pytest.mark.parametrize(
    ("row", "name", "first", "last"),
    [
        ({"Vorname": "Jürgen", "Nachname": "Müller"}, "Jürgen Müller", "Jürgen", "Müller"),
        ({"Name": "Müller", "Vorname": "Jürgen"}, "Jürgen Müller", "Jürgen", "Müller"),
        ({"Nombre": "Begoña", "Apellidos": "Muñoz"}, "Begoña Muñoz", "Begoña", "Muñoz"),
        ({"Name": "Müller, Jürgen", "Vorname": "Jürgen"}, "Jürgen Müller", "Jürgen", "Müller"),
        ({"Vezetéknév": "Kovács", "Keresztnév": "Győző", "country": "HU"}, "Kovács Győző", "Győző", "Kovács"),
        ({"姓": "陳", "名": "大文", "country": "HK"}, "陳大文", "大文", "陳"),
        ({"Full name": "Ada King"}, "Ada King", None, None),
    ],
)
def test_a_name_can_stand_in_one_column_or_two(
    tmp_path: Path, row: dict[str, str], name: str, first: str | None, last: str | None
) -> None:
    given = {"email": "a@example.org", "country": "SE", "language": "en", "ground": "job-search"} | row
    details = one_letter(tmp_path, given, "--format", "json")
    assert f'"name": "{name}"' in details
    assert ('"given_name"' in details) is (first is not None)
    assert first is None or f'"given_name": "{first}"' in details
    assert last is None or f'"family_name": "{last}"' in details


@pytest.mark.parametrize(
    ("country", "region", "code"),
    [("Schweden", "", "SE"), ("Allemagne", "", "DE"), ("DE", "Bayern", "DE-BY"), ("Canada", "QC", "CA-QC")],
)
def test_a_country_is_known_in_the_table_s_language(
    tmp_path: Path, country: str, region: str, code: str
) -> None:
    one_letter(tmp_path, person(1, country=country, region=region))
    assert index(tmp_path)[0]["country"] == code


@pytest.mark.parametrize(
    ("country", "postcode", "lines"),
    [
        ("DE", "1067", "Weg 1\n01067 Ort\nGERMANY\n"),
        ("DE", "1067.0", "Weg 1\n01067 Ort\nGERMANY\n"),
        ("AT", "1067", "Weg 1\n1067 Ort\nAUSTRIA\n"),
        ("GB", "SW1A 1AA", "Weg 1\nOrt\nSW1A 1AA\nUNITED KINGDOM\n"),
        ("US-CA", "94043", "Weg 1\nOrt, CA 94043\n"),
        ("HU", "1061", "Ort\nWeg 1\n1061\nHUNGARY\n"),
        ("IN", "560001", "Weg 1\nOrt 560001\nINDIA\n"),
    ],
)
def test_an_address_in_columns_is_written_as_its_country_does(
    tmp_path: Path, country: str, postcode: str, lines: str
) -> None:
    row = person(1, country=country, street="Weg 1", postcode=postcode, city="Ort")
    assert f"Example\n{lines}person1@" in one_letter(tmp_path, row)


def test_a_postcode_that_cannot_be_mended_is_reported(tmp_path: Path) -> None:
    run = batch(
        tmp_path,
        write_table(
            tmp_path / "t.csv", [r := person(1, country="DE", postcode="12", city="X")], tuple(r)
        ).name,
    )
    assert run.code == 0
    assert "this is not a postcode of Germany: is it right? (row 2)" in run.err


def test_a_cell_holds_several_values_and_words_for_yes(tmp_path: Path) -> None:
    row = person(1, email="a@example.org; b@example.org", ground="minor\nauthorship", no_account="JA")
    row |= {"date": "31.10.2026", "address_line": "Gatan 2\n411 01 Göteborg"}
    details = one_letter(tmp_path, row, "--format", "json")
    for part in ('"a@example.org"', '"b@example.org"', '"authorship"', '"no_account": true', '"2026-10-31"'):
        assert part in details


def test_every_fault_of_every_row_is_told_at_once_and_personal_values_are_masked(tmp_path: Path) -> None:
    found = problems_of(
        tmp_path,
        person(1, email="maja@@example.org", country="Swedn", ground="jobserach"),
        person(2, name="", email=""),
        person(8, ground=""),
        person(4, because="\x07bell"),
    )
    told = {(problem["row"], problem["column"]) for problem in found}
    assert told == {
        *((2, "email"), (2, "country"), (2, "ground"), (3, "name"), (3, "email"), (4, ""), (5, "because"))
    }
    text = str(found)
    assert "Did you mean “Sweden”" in text
    assert "Did you mean “job-search”" in text
    assert "m•••@@e••••••.o••" in text
    assert "maja" not in text
    assert "Swedn" in text


@pytest.mark.parametrize(
    "given",
    [
        {"email": "secret” secret"},
        {"email": "a@se_cret-ü.\u200dexample"},
        {"profile_url": "secret.example/secret"},
    ],
)
def test_no_part_of_a_personal_value_escapes_the_mask(tmp_path: Path, given: dict[str, str]) -> None:
    (problem,) = problems_of(tmp_path, person(1, **given))
    assert not re.search("ecret|ret-|cret", str(problem))


def test_an_unknown_ground_is_told_what_may_stand_there_where_it_stands_not_where_it_is_counted(
    tmp_path: Path,
) -> None:
    run = batch(tmp_path, [person(1, ground="illness")], "--check")
    assert "Unknown ground “illness”. One of my own work as an author; " in " ".join(run.err.split())
    assert "ground: Unknown ground “…”. 1" in " ".join(run.err.split())


def test_a_row_without_grounds_is_told_what_to_fill_in(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, person(1, country="SE", ground=""))
    assert "fill in “ground” or “because”; “Without grounds” = yes" in problem["sentence"]
    assert "--" not in problem["sentence"]
    assert problems_of(tmp_path, person(1, country="SE", ground="", without_grounds="yes")) == []


def test_problems_can_be_mended_and_fed_back_in(tmp_path: Path) -> None:
    rows = staff(6)
    rows[1]["email"] = "not an address"
    rows[3]["name"] = "=HYPERLINK"
    rows[4] |= {"country": "Nowhere", "because": "'=quoted"}
    assert batch(tmp_path, rows).code == 1
    rejected = read_csv(tmp_path / "out/problems.csv")
    assert [row["article21_row"] for row in rejected] == ["3", "6"]
    assert rejected[1]["because"] == "''=quoted"
    rejected[0]["email"], rejected[1]["country"] = "mended@example.org", "SE"
    mended = write_table(tmp_path / "mended.csv", rejected, tuple(rejected[0]))
    assert batch(tmp_path, mended.name).code == 0
    assert not (tmp_path / "out/problems.csv").exists()
    assert [row["row"] for row in index(tmp_path)] == ["2", "3", "4", "5", "6", "7"]

    rows[1]["email"], rows[4]["country"] = "mended@example.org", "SE"
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    assert batch(fresh, rows).code == 0
    assert (fresh / "out/index.csv").read_bytes() == (tmp_path / "out/index.csv").read_bytes()
    assert letters(fresh) == letters(tmp_path)


def test_a_mended_row_that_is_still_wrong_is_told_again(tmp_path: Path) -> None:
    rows = staff(4)
    rows[1]["email"], rows[2]["country"] = "wrong", "Nowhere"
    assert batch(tmp_path, rows).code == 1
    rejected = read_csv(tmp_path / "out/problems.csv")
    rejected[0]["email"] = "right@example.org"
    mended = write_table(tmp_path / "mended.csv", rejected, tuple(rejected[0]))
    assert batch(tmp_path, mended.name).code == 1
    assert [row["article21_row"] for row in read_csv(tmp_path / "out/problems.csv")] == ["4"]
    assert [row["row"] for row in index(tmp_path)] == ["2", "3", "5"]


def test_nothing_that_is_written_starts_a_formula(tmp_path: Path) -> None:
    rows = [
        person(1, name="=1+1 Anna"),
        person(2, name="@SUM(A1) Bo", email="wrong"),
        person(3, because="-x", country="?"),
    ]
    assert batch(tmp_path, rows).code == 1
    for name in ("index.csv", "problems.csv"):
        with (tmp_path / "out" / name).open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert len(cells) > 10
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_the_same_row_twice_is_a_problem_and_the_same_address_twice_a_note(tmp_path: Path) -> None:
    rows = [
        person(1),
        person(1),
        person(1, name="Other Name"),
        person(1, email="PERSON1@example.org ", because="x"),
    ]
    run = batch(tmp_path, rows)
    assert run.code == 1
    assert "row 3: the row is the same as row 2: leave one of them out." in run.err
    assert "another row has the same e-mail address: is it the same person? (rows 2, 4, 5)" in run.err
    folders = sorted(path.name for path in (tmp_path / "out/letters").iterdir())
    assert len(folders) == 3
    assert sum(name.endswith("-Person-1-Example") for name in folders) == 1


def test_a_row_that_differs_only_in_capitals_of_an_address_is_the_same_row(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, person(1), person(1, email="Person1@Example.org"), person(2))
    assert (problem["row"], problem["sentence"]) == (
        3,
        "the row is the same as row 2: leave one of them out.",
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_person_who_is_there_several_times_has_no_letter_until_somebody_decides(
    tmp_path: Path, jobs: str
) -> None:
    rows = [person(1, name="Anna Smith", because="x" * number) for number in range(1, 4)]
    assert batch(tmp_path, rows, "--jobs", jobs).code == 1
    told = [row["article21_problem"] for row in read_csv(tmp_path / "out/problems.csv")]
    assert [re.findall(r"of row (\d)", sentence) for sentence in told] == [["3"], ["2"], ["2"]]
    assert "its letter would have the same reference as that of row" in told[0]
    assert (index(tmp_path), letters(tmp_path)) == ([], {}), "no letter of a rejected row is left"
    two = [{**rows[0], "reference": ""}, {**rows[1], "reference": "ANNA-2"}]
    write_table(tmp_path / "staff.csv", two, tuple(two[0]))
    assert batch(tmp_path, "staff.csv", "--jobs", jobs).code == 0
    assert [row["reference"] for row in index(tmp_path)][1:] == ["ANNA-2"]


def test_two_people_need_two_references(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, person(1, reference="HR-1"), person(2, reference="hr-1"))
    assert (problem["row"], problem["column"]) == (3, "reference")
    assert "the reference of row 2 already" in problem["sentence"]


def test_letters_that_come_to_the_same_reference_are_all_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("article21.writing.requests.make_reference", lambda *_details: "A21-SAME")
    rows = [{**person(number), "reference": "HR-2" if number == 2 else ""} for number in range(1, 4)]
    write_table(tmp_path / "staff.csv", rows, tuple(rows[0]))
    assert batch(tmp_path, "staff.csv").code == 1
    assert [row["row"] for row in index(tmp_path)] == ["3"]
    assert [row["article21_row"] for row in read_csv(tmp_path / "out/problems.csv")] == ["2", "4"]


def test_names_of_all_kinds_have_files_of_their_own(tmp_path: Path) -> None:
    names = ["CON Con", "../x/..", "陳大文" * 30, "a" * 100, "A. B.", "Anna/Bo", "É" * 90, "Anna", "Anna"]
    rows = [person(number, name=name) for number, name in enumerate(names)]
    assert batch(tmp_path, rows).code == 0
    folders = [path.name for path in (tmp_path / "out/letters").iterdir()]
    assert len(folders) == len(names)
    assert max(map(len, folders)) <= 80
    assert not (tmp_path / "x").exists()


def test_a_name_of_300_characters_is_a_problem_and_a_file_name_is_none(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, person(1, name="a" * 300))
    assert "the limit is 100" in problem["sentence"]


def test_flat_files_have_the_person_in_their_names(tmp_path: Path) -> None:
    assert batch(tmp_path, [person(1)], "--flat", "--format", "txt", "--format", "form").code == 0
    (reference,) = {row["reference"] for row in index(tmp_path)}
    assert list(letters(tmp_path)) == [f"{reference}-Person-1-Example{end}" for end in ("-form.txt", ".txt")]


def test_kinds_of_faulty_columns_are_told_apart_and_nothing_is_written(tmp_path: Path) -> None:
    write_table(tmp_path / "t.csv", [], ("Nmae", "E-mail", "email"))
    run = batch(tmp_path, "t.csv")
    assert run.code == 2
    assert "No column holds the field name" in run.err
    assert "Several columns are read as email" in run.err
    assert not (tmp_path / "out").exists()
    (tmp_path / "u.csv").write_text("Name,E-mail,Country,Shoe size\nAnna,a@example.org,IN,43\n,,,\n\n")
    run = batch(tmp_path, "u.csv")
    assert run.code == 0
    assert "were not recognised and are ignored: “Shoe size”" in run.err
    assert "empty rows: 2" in run.err


def test_a_cell_too_many_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("name,email,country\nDoe, Jane,j@example.org,IN\nBo,b@example.org,IN,,\n")
    run = batch(tmp_path, "t.csv")
    assert run.code == 1
    assert "row 2: the row has more cells (4) than the table has columns (3)" in run.err


def test_defaults_are_for_everyone_and_rows_win(tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text('country = "SE"\nground = ["confidentiality"]\nlanguage = "en"\n')
    rows = [
        {"name": "Anna", "email": "a@example.org", "ground": ""},
        {"name": "Bo", "email": "b@example.org", "ground": "authorship"},
    ]
    table = write_table(tmp_path / "t.csv", rows, ("name", "email", "ground"))
    assert batch(tmp_path, table.name, "--defaults", "all.toml", "--format", "json").code == 0
    anna, bo = (
        next(text.decode() for path, text in letters(tmp_path).items() if name in path)
        for name in ("Anna", "Bo")
    )
    assert [('"confidentiality"' in text, '"authorship"' in text) for text in (anna, bo)] == [
        (True, False),
        (False, True),
    ]


def test_defaults_that_are_wrong_or_one_person_s_stop_everything(tmp_path: Path) -> None:
    (tmp_path / "all.toml").write_text('name = "Anna"\nground = ["nonsense"]\n')
    run = batch(tmp_path, staff(1), "--defaults", "all.toml")
    assert run.code == 2
    assert "this belongs to one person" in run.err
    assert "Unknown ground “nonsense”" in run.err
    assert not (tmp_path / "out").exists()


def test_one_row_can_be_shown_before_all_are_written(tmp_path: Path) -> None:
    run = batch(tmp_path, staff(3), "--row", "3")
    assert run.code == 0
    assert run.text.startswith("Person 1 Example\n")
    assert batch(tmp_path, staff(3), "--row", "9").code == 2
    assert batch(tmp_path, [person(1, email="wrong")], "--row", "2").code == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "staff.csv"]


def test_a_check_writes_nothing(tmp_path: Path) -> None:
    assert batch(tmp_path, staff(3), "--check").code == 0
    assert batch(tmp_path, [person(1, email="wrong")], "--check").code == 1
    assert list(tmp_path.iterdir()) == [tmp_path / "staff.csv"]


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("missing.csv", "--output", "out"),
        ("staff.csv",),
        ("staff.csv", "--output", "out", "--column", "email"),
        ("staff.csv", "--output", "out", "--format", "txt", "--print", "all.pdf"),
        ("staff.csv", "--output", "out", "--defaults", "missing.toml"),
        ("staff.csv", "--output", "out", "--encoding", "nonsense"),
        ("staff.csv", "--output", "staff.csv/out"),
        ("staff.csv", "--output", "out", "--format", "docx"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_writes_nothing(tmp_path: Path, options: tuple[str, ...]) -> None:
    write_table(tmp_path / "staff.csv", staff(1))
    run = invoke(tmp_path, "batch", *options)
    assert run.code == 2
    assert run.err
    assert "Traceback" not in run.err
    assert list(tmp_path.iterdir()) == [tmp_path / "staff.csv"]


def test_a_folder_with_somebody_s_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/index.csv").write_text("mine")
    run = batch(tmp_path, staff(1))
    assert (run.code, (tmp_path / "out/index.csv").read_text()) == (2, "mine")
    assert batch(tmp_path, staff(1), "--overwrite").code == 0
    assert len(index(tmp_path)) == 1


def test_each_person_gets_a_draft_from_no_one_with_their_kit_and_letter(tmp_path: Path) -> None:
    assert batch(tmp_path, [person(1, name="Åsa Öst", country="SE")], "--mail").code == 0
    (raw,) = (content for path, content in letters(tmp_path).items() if path.endswith("message.eml"))
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert (message["From"], message["X-Unsent"]) == (None, "1")
    assert str(message["To"]) == "Åsa Öst <person1@example.org>"
    words = " ".join(message.get_body().get_content().split())
    assert "You alone decide whether to send it." in words
    pdf, kit = message.iter_attachments()
    assert pdf.get_content().startswith(b"%PDF-")
    assert "You check, sign and send your letter yourself." in kit.get_content()


def test_every_letter_of_the_printer_s_file_begins_on_a_front_page(tmp_path: Path) -> None:
    run = batch(tmp_path, staff(3), "--format", "pdf", "--format", "txt", "--print", "all.pdf")
    assert run.code == 0, run.err
    with pikepdf.open(tmp_path / "all.pdf") as book:
        pages = ["/Contents" in page and bool(pikepdf.parse_content_stream(page)) for page in book.pages]
    counts = []
    for path in sorted((tmp_path / "out/letters").rglob("letter.pdf")):
        with pikepdf.open(path) as pdf:
            counts.append(len(pdf.pages))
    assert len(counts) == 3
    assert len(pages) == sum(count + count % 2 for count in counts)
    assert sum(pages) == sum(counts)
    assert pages[0]


def test_very_many_letters_are_printed_from_several_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("article21.batch.book.LETTERS_OF_A_BOOK", 2)
    run = batch(tmp_path, staff(3), "--format", "pdf", "--print", "all.pdf")
    assert "the letters to print are in several files, all.pdf to all-2.pdf." in run.err
    assert {path.name for path in tmp_path.glob("*.pdf")} == {"all.pdf", "all-2.pdf"}


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    write_table(tmp_path / "staff.csv", staff(60))
    command = [sys.executable, "-m", "article21", "batch", "staff.csv", "--output", "out", "--format", "txt"]
    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*command, "--jobs", "1"], cwd=tmp_path, stderr=theirs, env=os.environ | {"TERM": "xterm"}
    )
    os.close(theirs)
    seen = b""
    with suppress(OSError):  # the end of a terminal
        while part := os.read(ours, 4096):
            seen += part
    os.close(ours)
    assert process.wait() == 0
    assert b"Letters" in seen
    assert b"/60" in seen


def test_a_log_has_a_line_now_and_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = itertools.count(step=6)
    monkeypatch.setattr("article21.cli.progress.monotonic", lambda: next(clock))
    monkeypatch.setattr("article21.batch.passes._MOST_ROWS_OF_A_CHUNK", 25)
    run = batch(tmp_path, staff(100))
    lines = [line for line in run.err.splitlines() if "per second" in line]
    assert lines == [
        "Rows: 50 of 100; per second: 4; time left: 12 sec",
        "Rows: 100 of 100; per second: 4; time left: 0 sec",
    ]


def test_the_archive_holds_what_the_index_names(tmp_path: Path) -> None:
    assert batch(tmp_path, staff(2), "--zip").code == 0
    first = (tmp_path / "out.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        names = archive.namelist()
        dates = {member.date_time for member in archive.infolist()}
    assert dates == {(DAY.year, DAY.month, DAY.day, 0, 0, 0)}
    assert names == ["out/index.csv", *(f"out/{row['files']}" for row in index(tmp_path))]
    assert batch(tmp_path, staff(2), "--zip").code == 0
    assert (tmp_path / "out.zip").read_bytes() == first


def test_the_summary_counts_by_country_language_and_problem(tmp_path: Path) -> None:
    run = batch(tmp_path, [*staff(8), person(9, email="wrong"), person(10, email="also wrong")])
    assert "Letters written: 8; unchanged: 0; rows without a letter: 2" in run.err
    assert "By country: SE 1; GB 1;" in run.err
    assert "By language: en" in run.err
    assert run.err.count("By problem: email: “…” is not an e-mail address") == 1
    quiet = batch(tmp_path, staff(8), "--quiet")
    assert (quiet.code, quiet.err, quiet.text) == (0, "", "")


def test_the_fields_are_listed(tmp_path: Path) -> None:
    run = invoke(tmp_path, "batch", "--columns")
    assert run.code == 0
    assert "email\n    E-mail address of the LinkedIn account" in run.text
    assert "Förnamn" in run.text


def test_a_fault_in_one_row_costs_no_other_its_letter_and_tells_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from article21.batch import jobs

    real = jobs.write_letter

    def broken(request: object) -> object:
        if "Person 1" in request.details.name:
            raise RuntimeError("Person 1 Example secret")
        return real(request)

    monkeypatch.setattr(jobs, "write_letter", broken)
    run = batch(tmp_path, staff(3))
    assert run.code == 1
    assert "row 3: internal error in article21 (RuntimeError in" in run.err
    assert "secret" not in run.err
    assert len(index(tmp_path)) == 2


def test_standard_input_is_a_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from article21.cli import main

    content = write_table(tmp_path / "staff.csv", staff(2)).read_bytes()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    monkeypatch.chdir(tmp_path)
    assert main(["batch", "-", "--output", "out", "--format", "txt", "--quiet"]) == 0
    assert len(index(tmp_path)) == 2


def test_letters_are_dated_the_day_the_tests_know(tmp_path: Path) -> None:
    text = one_letter(tmp_path, person(1, country="GB"))
    assert f"{DAY.day} November {DAY.year}" in text
