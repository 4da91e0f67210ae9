"""No work is lost: corrections, edits and other people's letters outlive every order of commands."""

import csv
import sqlite3
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from article21.batch.database import FILE_NAME
from people import DAY
from staffs import batch, index, letters, person, read_csv, report, staff, write_table

WRONG = "nobody"
"""No e-mail address."""


def correct(folder: Path, name: str = "problems.csv", **cells: str) -> str:
    """Correct every row of a table of problems and return its path from the folder of the test."""
    path = folder / "out" / name
    rows = read_csv(path)
    write_table(path, [row | cells for row in rows], tuple(rows[0]))
    return f"out/{name}"


def names(folder: Path) -> set[str]:
    return {row["name"] for row in index(folder)}


def with_one_wrong(count: int = 4) -> list[dict[str, str]]:
    rows = staff(count)
    rows[1]["email"] = WRONG
    return rows


EVERYBODY = {f"Person {number} Example" for number in range(4)}
MASTER, PROBLEMS = "master", "problems"


@pytest.mark.parametrize(
    "order",
    [
        [PROBLEMS],
        [f"{PROBLEMS} --overwrite"],
        [PROBLEMS, MASTER],
        [PROBLEMS, f"{MASTER} --overwrite"],
        [f"{PROBLEMS} --overwrite", MASTER, PROBLEMS],
        [PROBLEMS, PROBLEMS, f"{PROBLEMS} --overwrite", MASTER, MASTER],
    ],
    ids=" then ".join,
)
def test_a_correction_outlives_every_order_of_commands(tmp_path: Path, order: list[str]) -> None:
    assert batch(tmp_path, with_one_wrong()).code == 1
    table = correct(tmp_path, email="right@example.org")
    kept = tmp_path / "corrected.csv"
    (tmp_path / table).rename(kept)
    for step in order:
        what, *options = step.split()
        run = batch(tmp_path, "staff.csv" if what == MASTER else "corrected.csv", *options)
        assert run.code == 0, run.err
        assert names(tmp_path) == EVERYBODY
        assert len(letters(tmp_path)) == 4
        assert not (tmp_path / "out/problems.csv").exists()


def test_the_table_as_it_was_found_is_corrected_among_others(tmp_path: Path) -> None:
    rows = [
        {"Name": name, "E-mail": mail, "Country": "SE", "language": "en", "ground": "job-search"}
        for name, mail in (("Maja", "maja@example.org"), ("Bo Ek", "bo@"), ("Eva Ek", "eva@example.org"))
    ]
    write_table(tmp_path / "staff.csv", rows, tuple(rows[0]))
    batch(tmp_path, "staff.csv")
    run = batch(tmp_path, correct(tmp_path, **{"E-mail": "bo@example.org"}), "--overwrite")
    assert run.code == 0
    assert names(tmp_path) == {"Maja", "Bo Ek", "Eva Ek"}
    assert [row["row"] for row in index(tmp_path)] == ["2", "3", "4"]


def test_problems_with_overwrite_and_the_table_again_keep_everybodys_letters(tmp_path: Path) -> None:
    case = (Path(__file__).parent / "tables/cases/36-mend.csv").read_text(encoding="utf-8")
    (tmp_path / "staff.csv").write_text(case, encoding="utf-8")
    (tmp_path / "all.toml").write_text('ground = ["job-search"]\nlanguage = "en"\n')
    everybody = {"Maja Lindqvist", "Bo Ek", "Eva Ek"}
    assert batch(tmp_path, "staff.csv", "--defaults", "all.toml").code == 1
    assert names(tmp_path) == everybody - {"Bo Ek"}
    corrected = correct(tmp_path, **{"E-mail": "bo@example.org"})
    for table, *options in ((corrected, "--overwrite"), ("staff.csv",), ("staff.csv", "--overwrite")):
        run = batch(tmp_path, table, "--defaults", "all.toml", *options)
        assert run.code == 0, run.err
        assert names(tmp_path) == everybody
        assert len(letters(tmp_path)) == 3
    assert any(b"bo@example.org" in content for content in letters(tmp_path).values())


def test_a_correction_finds_its_row_when_rows_were_put_above_it(tmp_path: Path) -> None:
    batch(tmp_path, with_one_wrong())
    table = tmp_path / correct(tmp_path, email="right@example.org")
    corrected = table.read_bytes()
    more = [person(8), person(9), *with_one_wrong()]
    assert batch(tmp_path, more).code == 1
    (tmp_path / "old.csv").write_bytes(corrected)
    assert batch(tmp_path, "old.csv").code == 0
    assert names(tmp_path) == EVERYBODY | {"Person 8 Example", "Person 9 Example"}
    assert not (tmp_path / "out/problems.csv").exists()
    assert batch(tmp_path, more).code == 0, "the table still has the row as it was"


def test_half_a_correction_is_kept_too(tmp_path: Path) -> None:
    rows = with_one_wrong()
    rows[1]["country"] = "Nowhere"
    batch(tmp_path, rows)
    assert batch(tmp_path, correct(tmp_path, email="right@example.org")).code == 1
    assert batch(tmp_path, rows).code == 1
    (problem,) = read_csv(tmp_path / "out/problems.csv")
    assert (problem["email"], problem["country"]) == ("right@example.org", "Nowhere")
    assert batch(tmp_path, correct(tmp_path, country="SE")).code == 0
    assert names(tmp_path) == EVERYBODY


def test_a_column_added_to_the_problems_corrects_them_for_good(tmp_path: Path) -> None:
    headings = ("name", "email", "country", "language", "ground")
    rows = [person(0, country="SE", ground=""), person(1)]
    table = write_table(tmp_path / "s.csv", [{key: row[key] for key in headings} for row in rows], headings)
    assert batch(tmp_path, table.name).code == 1
    path = tmp_path / "out/problems.csv"
    (problem,) = read_csv(path)
    write_table(path, [problem | {"because": "I teach."}], (*problem, "because"))
    assert batch(tmp_path, "out/problems.csv").code == 0
    assert batch(tmp_path, table.name).code == 0
    assert len(index(tmp_path)) == 2
    assert any(b"I teach." in content for content in letters(tmp_path).values())


def test_what_was_corrected_in_the_table_itself_counts_more(tmp_path: Path) -> None:
    rows = with_one_wrong()
    batch(tmp_path, rows)
    batch(tmp_path, correct(tmp_path, email="problems@example.org"))
    rows[1]["email"] = "table@example.org"
    assert batch(tmp_path, rows).code == 0
    assert any(b"table@example.org" in content for content in letters(tmp_path).values())


def test_problems_that_somebody_is_correcting_are_not_replaced(tmp_path: Path) -> None:
    batch(tmp_path, with_one_wrong())
    correct(tmp_path, email="right@example.org")
    run = batch(tmp_path, with_one_wrong())
    assert "problems-edited.csv" in run.err
    assert batch(tmp_path, "out/problems-edited.csv").code == 0
    assert names(tmp_path) == EVERYBODY


def test_overwriting_one_table_leaves_the_letters_of_another(tmp_path: Path) -> None:
    write_table(tmp_path / "sales.csv", staff(3))
    write_table(tmp_path / "research.csv", [person(7), person(8)])
    batch(tmp_path, "sales.csv")
    batch(tmp_path, "research.csv")
    assert len(index(tmp_path)) == 5
    write_table(tmp_path / "research.csv", [person(8)])
    assert batch(tmp_path, "research.csv", "--overwrite").code == 0
    found = {(row["name"], row["table"]) for row in index(tmp_path)}
    assert found == {(f"Person {number} Example", "sales.csv") for number in range(3)} | {
        ("Person 8 Example", "research.csv")
    }
    assert len(letters(tmp_path)) == 4


def test_a_renamed_table_lists_nobody_twice(tmp_path: Path) -> None:
    batch(tmp_path, staff(3))
    (tmp_path / "staff.csv").rename(tmp_path / "staff-2027.csv")
    run = batch(tmp_path, "staff-2027.csv", "--json")
    assert report(run)["unchanged"] == 3
    assert len(index(tmp_path)) == 3


def test_correcting_with_overwrite_dates_these_letters_today_and_leaves_the_others(tmp_path: Path) -> None:
    batch(tmp_path, with_one_wrong())
    before = letters(tmp_path)
    correct(tmp_path, email="right@example.org")
    later = DAY + timedelta(days=3)
    with patch("people.DAY", later), patch("commands.DAY", later):
        assert batch(tmp_path, "out/problems.csv", "--overwrite").code == 0
        dated = letters(tmp_path)
        run = batch(tmp_path, with_one_wrong(), "--json")
    assert report(run)["unchanged"] == 4
    assert letters(tmp_path) == dated
    assert {path: dated[path] for path in before} == before
    (new,) = (dated[path].decode() for path in dated.keys() - before.keys())
    assert "25 November 2026" in new


def test_a_letter_changed_by_hand_is_left_as_it_is(tmp_path: Path) -> None:
    batch(tmp_path, staff(2))
    path = next((tmp_path / "out/letters").rglob("letter.txt"))
    mine = path.read_bytes() + b"\nP.S. Mine."
    path.write_bytes(mine)
    run = batch(tmp_path, staff(2))
    assert "a file was changed by hand since it was written: it is left as it is" in run.err
    assert path.read_bytes() == mine


@pytest.mark.parametrize("options", [("--overwrite",), ()])
def test_a_letter_changed_by_hand_makes_room_for_a_new_one_and_stays(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    batch(tmp_path, staff(2))
    path = next((tmp_path / "out/letters").rglob("letter.txt"))
    mine = path.read_bytes() + b"\nP.S. Mine."
    path.write_bytes(mine)
    rows = [row | {"because": "Something new."} for row in staff(2)]
    run = batch(tmp_path, rows, *options)
    assert "the changed file is kept beside the new one (letter-edited.txt)" in run.err
    assert path.with_name("letter-edited.txt").read_bytes() == mine
    assert b"Something new." in path.read_bytes()
    assert batch(tmp_path, rows, "--json").code == 0
    assert path.with_name("letter-edited.txt").exists()


def test_the_letter_of_somebody_who_was_renamed_is_replaced(tmp_path: Path) -> None:
    batch(tmp_path, staff(3))
    rows = staff(3)
    rows[1]["name"] = "Person 1 Married"
    run = batch(tmp_path, rows)
    assert "the person's letter under an earlier name or reference was removed" in run.err
    assert len(letters(tmp_path)) == 3
    assert "older letter" not in run.err


def test_an_old_letter_that_was_changed_by_hand_stays_when_its_person_is_renamed(tmp_path: Path) -> None:
    batch(tmp_path, staff(1))
    path = next((tmp_path / "out/letters").rglob("letter.txt"))
    path.write_bytes(b"mine")
    batch(tmp_path, [person(0, name="Somebody Else")])
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize("option", ["--print", "--zip"])
def test_print_and_zip_replace_nothing_but_their_own(tmp_path: Path, option: str) -> None:
    target = tmp_path / ("all.pdf" if option == "--print" else "out.zip")
    options = (option, "all.pdf") if option == "--print" else (option,)
    target.write_bytes(b"somebody's")
    run = batch(tmp_path, staff(2), "--format", "pdf", *options)
    assert run.code == 2
    assert f"{target.name} can't be written: a file is there already" in run.err
    assert target.read_bytes() == b"somebody's"
    assert letters(tmp_path) == {}, "it is said before the first letter"
    target.unlink()
    assert batch(tmp_path, staff(2), "--format", "pdf", *options).code == 0
    assert batch(tmp_path, staff(3), "--format", "pdf", *options).code == 0, "its own it replaces"


def test_the_table_is_never_printed_over(tmp_path: Path) -> None:
    before = write_table(tmp_path / "staff.csv", staff(1)).read_bytes()
    run = batch(tmp_path, "staff.csv", "--format", "pdf", "--print", "staff.csv")
    assert (run.code, (tmp_path / "staff.csv").read_bytes()) == (2, before)
    assert "this is the table itself" in run.err


def test_a_place_to_print_to_that_is_missing_is_told_before_the_first_letter(tmp_path: Path) -> None:
    run = batch(tmp_path, staff(1), "--format", "pdf", "--print", "nowhere/all.pdf")
    assert run.code == 2
    assert "there is no folder nowhere" in run.err
    assert letters(tmp_path) == {}


def test_what_people_write_into_the_index_stays(tmp_path: Path) -> None:
    batch(tmp_path, staff(3))
    path = tmp_path / "out/index.csv"
    rows = read_csv(path)
    rows[1] |= {"sent": "2026-11-23", "notes": "=1+1 asked twice"}
    with path.open("w", encoding="cp1252", newline="") as file:  # as a German Excel saves it
        writer = csv.DictWriter(file, (*rows[0], "sent", "notes"), delimiter=";", restval="")
        writer.writeheader()
        writer.writerows(reversed(rows))
    renamed = staff(3)
    renamed[1]["name"] = "Person 1 Married"
    for table in (staff(3), renamed, renamed):
        batch(tmp_path, table)
        found = {row["name"]: (row["sent"], row["notes"]) for row in index(tmp_path)}
        assert found.pop(table[1]["name"]) == ("2026-11-23", "'=1+1 asked twice")
        assert set(found.values()) == {("", "")}
    assert "table" in index(tmp_path)[0]


def test_a_run_that_was_cut_short_takes_nobody_out_of_the_index(tmp_path: Path) -> None:
    batch(tmp_path, with_one_wrong())
    correct(tmp_path, email="right@example.org")
    with patch("article21.batch.placing.write_files", side_effect=KeyboardInterrupt):
        assert batch(tmp_path, [person(9), *with_one_wrong()]).code == 130
    assert batch(tmp_path, "out/problems.csv").code == 0
    assert names(tmp_path) == EVERYBODY


def test_a_journal_of_another_version_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with sqlite3.connect(tmp_path / "out" / FILE_NAME) as old:
        old.execute("CREATE TABLE batch (day TEXT)")
    old.close()
    run = batch(tmp_path, staff(1))
    assert run.code == 2
    assert "another version" in run.err
