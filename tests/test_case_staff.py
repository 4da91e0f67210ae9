"""The cases of a staff: from the index of its letters to all reminders, and only of those who want them."""

import csv
import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from article21.cases import staff as due_letters
from article21.resources import DATA
from article21.tables.columns import fold_heading
from article21.writing.catalogs import catalogs
from commands import Run, invoke
from pages import page_texts

SENT, OVERDUE, LATER = date(2026, 10, 13), date(2027, 1, 4), date(2027, 2, 28)
PLACES = ("SE", "GB", "CH", "CA-AB", "US-CA", "IN")


class Staff:
    def __init__(self, folder: Path, *formats: str) -> None:
        self.folder = folder
        lines = ["name,email,country,language,ground,consent"]
        lines += [
            f"Person {name},{name}@example.org,{place},en,confidentiality,{'no' if name == 'L' else 'yes'}"
            for name, place in zip("ABCDEFGHIJKL", PLACES * 2, strict=True)
        ]
        (folder / "staff.csv").write_text("\n".join(lines), encoding="utf-8")
        wanted = [part for name in formats for part in ("--format", name)]
        done = self.run("batch", "staff.csv", "--output", "out", "--require-consent", *wanted, today=SENT)
        assert done.code == 0, done.err

    def run(self, *arguments: str, today: date = SENT) -> Run:
        return invoke(self.folder, *arguments, today=today)

    def case(self, *arguments: str, today: date = SENT, code: int = 0) -> Run:
        done = self.run("case", *arguments, "--database", "cases.db", today=today)
        assert done.code == code, done.err
        return done

    def note(self, folder: str = "out", **columns: str | list[str]) -> list[dict[str, str]]:
        """Fill in columns of an index, as people do, and save it."""
        path = self.folder / folder / "index.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        for number, row in enumerate(rows):
            for heading, values in columns.items():
                value = values if isinstance(values, str) else values[number % len(values)]
                row[heading.replace("_", " ")] = value
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return rows


@pytest.fixture
def staff(tmp_path: Path) -> Staff:
    return Staff(tmp_path, "json")


def test_a_no_in_the_table_reaches_the_cases(staff: Staff) -> None:
    staff.note(sent="2026-10-13", via="form", Team="Sales")
    staff.case("add", "out")

    def answer(before: str, now: str) -> None:
        table = staff.folder / "staff.csv"
        wanted, said = (f"SE,en,confidentiality,{each}" for each in (before, now))
        table.write_text(table.read_text("utf-8").replace(wanted, said, 1), "utf-8")

    declining = [row["name"] for row in staff.note()][:1]
    answer("yes", "no")
    for options in ((), ("--overwrite",), ()):
        assert staff.run("batch", "staff.csv", "--output", "out", "--format", "json", *options).code == 0
        rows = {row["name"]: row for row in staff.note()}
        said_no = [name for name, row in rows.items() if row["consent"] == "no"]
        assert (len(rows), said_no) == (11, declining)
        assert (rows[declining[0]]["sent"], rows[declining[0]]["Team"]) == ("2026-10-13", "Sales")
        assert not rows[declining[0]]["files"]
    assert "without consent: 1" in staff.case("add", "out", today=OVERDUE).err
    staff.case("next", "--all-due", "--output", "rem", "--format", "txt", today=OVERDUE)
    reminded = [row["name"] for row in staff.note("rem")]
    assert len(reminded) > 5
    assert declining[0] not in reminded
    answer("no", "yes")
    assert staff.run("batch", "staff.csv", "--output", "out", "--format", "json").code == 0
    assert [row["consent"] for row in staff.note()] == ["yes"] * 11


def test_a_no_counts_even_where_its_row_can_not_be_read(staff: Staff) -> None:
    staff.note(sent="2026-10-13", via="form")
    staff.case("add", "out")
    staff.note(consent=["no"], sent="some day")
    staff.case("add", "out", code=1, today=OVERDUE)
    assert (
        "Nothing has to be done now." in staff.case("next", "--all-due", "--output", "rem", today=OVERDUE).err
    )


def test_a_whole_batch_becomes_cases_and_the_days_come_back_from_the_columns_of_people(staff):
    done = staff.case("add", "out/index.csv")
    assert "Cases added: 11; with new days: 0; unchanged: 0" in done.err
    assert staff.case("list", "--due", today=SENT).text.count("Send the letter") == 11
    staff.note(gesendet_am="13.10.2026", Versandweg=["Einschreiben", "Formular"])
    done = staff.case("add", "out")
    assert "with new days: 11" in done.err
    assert "unchanged: 11" in staff.case("add", "out").err
    staff.note(answered=["2026-11-02", "", "", "", "", ""], answer=["abgelehnt", "", "", "", "", ""])
    assert "with new days: 2" in staff.case("add", "out", today=OVERDUE).err
    listed = staff.case("list", "--due", today=OVERDUE).text
    assert listed.count("Reply to the answer") == 2
    assert listed.count("Complain to LinkedIn") == 2
    assert "Person L" not in listed


def test_an_index_takes_the_words_of_every_language_and_a_message_names_those_of_the_reader(staff):
    answers = ["refus", "Mehr Zeit", "OK", "odmowa", "平", ""]
    staff.note(sent="2026-10-13", via=["par mail", "E-postă", "電郵"], answered="2026-10-20", how=answers)
    said = staff.case("add", "out", "--interface", "fr-CA", today=OVERDUE, code=1).err
    assert "accepté, refusé, paramètre" in said
    assert "accepted" not in said
    said = staff.case("add", "out", today=OVERDUE, code=1).err
    assert "is not one of accepted, refused, setting" in said


def test_the_words_of_an_index_are_there_in_every_language_of_the_letters_and_mean_one_thing():
    found = tomllib.loads((DATA / "tables" / "tracking.toml").read_text(encoding="utf-8"))
    tags = {tag if tag in found["said"] else tag.partition("-")[0] for tag in catalogs()}
    assert tags - {"en"} == found["said"].keys()
    for field in ("via", "how"):
        words = [
            (fold_heading(word), key)
            for key, several in found[field].items()
            for word in (key, *several, *(said[key] for said in found["said"].values()))
        ]
        assert len({word for word, _ in words}) == len(set(words))
    for words in found["said"].values():
        assert words.keys() == found["via"].keys() | found["how"].keys()


@pytest.mark.parametrize(
    "days",
    [
        ["03/11/2026", "30/10/2026"],  # the whole column is written so
        ["11/03/2026", "10/30/2026"],
        ["3/11/26", "30/10/26"],
        ["3/11/2026"],  # no letter is sent before it is written
        ["11/3/26"],
        ["le 3 novembre 2026", "3-Nov-26"],
    ],
)
def test_a_day_that_could_be_two_is_told_by_its_column_or_by_the_case(staff, days):
    staff.note(sent=days, via="form")
    assert "with new days: 0" in staff.case("add", "out", today=date(2026, 11, 9)).err
    shown = staff.case("show", staff.note()[0]["reference"], today=OVERDUE).text
    assert "3 Nov 2026   Sent" in shown
    assert "unchanged: 11" in staff.case("add", "out", today=date(2027, 11, 26)).err


def test_a_day_that_its_column_and_the_case_leave_open_is_asked_about(staff):
    staff.note(sent="2026-10-13", answered=["02/01/2027", "", "", "", "", ""], how="refused")
    assert "may be 2027-01-02 or 2027-02-01" in staff.case("add", "out", today=LATER, code=1).err
    assert "Cases added: 2" in staff.case("add", "out", today=OVERDUE).err
    assert "unchanged: 11" in staff.case("add", "out", today=LATER).err, "what is kept is known"
    staff.note(answered=["02/01/2027", "13/01/2027", "", "", "", ""])
    assert "with new days: 2" in staff.case("add", "out", today=LATER).err
    staff.note(answered=["01/02/2027", "31/12/2026", "", "", "", ""])
    assert "may be 2027-02-01 or 2027-01-02" in staff.case("add", "out", today=OVERDUE, code=1).err


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"sent": "2026-10-12"}, "can't have been sent on 12 October 2026"),
        ({"sent": "soon"}, "“soon”"),
        ({"sent": "2026-10-13", "via": "pigeon"}, "“pigeon”"),
        ({"sent": "2026-10-13", "answered": "2026-10-13"}, "but not what"),
        ({"answered": "2026-10-13", "how": "refused"}, "is not recorded as sent"),
        ({"files": ""}, "neither the PDF nor the JSON"),
        ({"files": "letters/nowhere/letter.json"}, "no such file"),
    ],
)
def test_a_row_that_is_wrong_is_told_and_the_others_are_kept(staff, columns, said):
    rows = staff.note()
    first = {
        heading: [value, *[row.get(heading, "") for row in rows[1:]]] for heading, value in columns.items()
    }
    staff.note(**first)
    done = staff.case("add", "out", code=1)
    assert "Cases added: 10" in done.err
    assert "1 row was not added:" in done.err
    assert said in done.err


def test_two_letters_of_one_reference_are_one_case_and_the_row_that_is_kept_is_named(staff):
    rows = staff.note()
    twice = [rows[0]["reference"], rows[0]["reference"], *[row["reference"] for row in rows[2:]]]
    staff.note(reference=twice)
    for _ in range(2):  # new, and known
        done = staff.case("add", "out", code=1)
        assert "Row 3: this is the reference of row 2 already" in done.err
    assert rows[0]["name"] in staff.case("list").text
    assert rows[1]["name"] not in staff.case("list").text


def test_a_cell_that_is_corrected_corrects_the_case_and_a_later_answer_is_a_second_one(staff):
    def events() -> list[dict[str, str]]:
        return json.loads(staff.case("show", reference, "--json", today=OVERDUE).text)["events"]

    reference = staff.note(sent="2026-10-13", via="form")[0]["reference"]
    staff.case("add", "out")
    staff.note(via="post")
    assert "with new days: 11" in staff.case("add", "out").err
    assert events()[0]["via"] == "post"
    for day, how, answers in (
        ("2026-11-02", "refused", [("2026-11-02", "refused")]),
        ("2026-11-02", "partial", [("2026-11-02", "partial")]),
        ("2026-11-03", "partial", [("2026-11-03", "partial")]),
        ("2026-11-20", "accepted", [("2026-11-03", "partial"), ("2026-11-20", "accepted")]),
    ):
        staff.note(answered=day, answer=how)
        staff.case("add", "out", today=OVERDUE)
        assert [(each["date"], each["how"]) for each in events()[1:]] == answers


def test_a_letter_about_an_answer_whose_cell_is_corrected_no_longer_counts(staff):
    day = {"sent": "2026-10-13", "via": "form", "answered": "2026-11-02"}
    reference = staff.note(**day, answer="refused")[0]["reference"]
    staff.case("add", "out", today=OVERDUE)
    staff.case("next", reference, "--format", "txt", today=OVERDUE)
    staff.note(answer="partial")
    done = staff.case("add", "out", today=OVERDUE)
    assert f"{reference}: An earlier letter (4 January 2027) no longer counts." in done.err
    assert done.err.count("no longer counts") == 1, "nobody else had one"


def test_a_letter_that_is_written_again_replaces_the_one_that_was_not_sent(staff):
    def because() -> str:
        return json.loads(staff.case("show", reference, "--json").text)["details"].get("because", "")

    reference = staff.note()[0]["reference"]
    staff.case("add", "out")
    for words, code in (("I counsel people.", 0), ("I teach.", 1)):
        table = (staff.folder / "staff.csv").read_text(encoding="utf-8").splitlines()
        rows = [f"{row},{words if 'Person A,' in row else ''}" for row in table[1:]]
        (staff.folder / "again.csv").write_text("\n".join([f"{table[0]},because", *rows]), encoding="utf-8")
        staff.run("batch", "again.csv", "--output", "out", "--require-consent", "--format", "json")
        done = staff.case("add", "out", code=code)
        assert because() == "I counsel people."
        staff.case("sent", reference, "--on", "2026-10-13", "--via", "form")
    assert "Another letter is kept under this reference" in done.err
    assert f"({reference}: Person A, 13 October 2026)" in done.err


def test_who_withdraws_consent_gets_no_more_letters_and_may_come_back(staff):
    staff.note(sent="2026-10-13", via="form")
    staff.case("add", "out")
    rows = staff.note()
    staff.note(consent=["no", *["yes"] * (len(rows) - 1)])
    assert "without consent: 1" in staff.case("add", "out").err
    name = rows[0]["name"]
    assert name not in staff.case("list", "--due", today=OVERDUE).text
    done = staff.case("next", "--all-due", "--output", "rem", "--format", "txt", today=OVERDUE)
    assert "Letters written: 10" in done.err
    assert not list((staff.folder / "rem" / "letters").glob(f"{rows[0]['reference']}*"))
    refused = staff.case("next", rows[0]["reference"], "--kind", "reminder", today=OVERDUE, code=1)
    assert "wants no more letters" in refused.err
    staff.note(consent="yes")
    staff.case("add", "out")
    assert name in staff.case("list", "--due", today=OVERDUE).text


def test_all_letters_that_are_due_are_written_and_their_days_come_back_too(staff):
    staff.note(sent="2026-10-13", via="form")
    staff.case("add", "out")
    assert "Nothing has to be done now." in staff.case("next", "--all-due", "--output", "rem").err
    done = staff.case("next", "--all-due", "--output", "rem", "--format", "txt", today=OVERDUE)
    assert "Letters written: 11; cases without a letter: 0." in done.err
    folders = sorted((staff.folder / "rem/letters").iterdir())
    assert len(folders) == 11
    for folder in folders:
        assert "13 October 2026" in (folder / "letter.txt").read_text(encoding="utf-8") or "October 13" in (
            folder / "letter.txt"
        ).read_text(encoding="utf-8")
    again = staff.case("next", "--all-due", "--output", "rem", today=OVERDUE)
    assert "11 letters that were written before are not recorded as sent." in again.err
    staff.note("rem", sent="2027-01-04", via="officer-form")
    assert "with new days: 11" in staff.case("add", "rem", today=OVERDUE).err
    done = staff.case("next", "--all-due", "--output", "third", "--format", "txt", today=LATER)
    kinds = {path.name.split("-")[2] for path in (staff.folder / "third/letters").iterdir()}
    assert kinds == {"complaint", "reminder"}, "where no authority is known, one writes again"


def test_the_index_of_a_run_that_was_stopped_names_every_letter_and_keeps_what_people_wrote(
    staff, monkeypatch
):
    def stop(*arguments: object) -> None:
        kept.append(arguments)
        if len(kept) > 5:
            raise RuntimeError
        keep(*arguments)

    staff.note(sent="2026-10-13", via="form")
    staff.case("add", "out")
    keep, kept = due_letters._keep, []
    with monkeypatch.context() as patch:
        patch.setattr(due_letters, "_keep", stop)
        patch.setattr(due_letters, "_OF_A_CHUNK", 3)
        with pytest.raises(RuntimeError):
            staff.case("next", "--all-due", "--output", "rem", "--format", "txt", today=OVERDUE)
    known = staff.note("rem", remark="told by telephone")
    assert len(known) == 6
    done = staff.case("next", "--all-due", "--output", "rem", "--format", "txt", today=OVERDUE)
    assert "Letters written: 8" in done.err, "three were kept before"
    rows = staff.note("rem")
    assert len({row["reference"] for row in rows}) == 11
    assert sum(row["remark"] == "told by telephone" for row in rows) == 3
    staff.note("rem", sent="2027-01-04", via="officer-form")
    assert "with new days: 11" in staff.case("add", "rem", today=OVERDUE).err


def test_another_table_of_that_name_is_left_as_it_is(staff):
    staff.note(sent="2026-10-13", via="form")
    staff.case("add", "out")
    (staff.folder / "rem").mkdir()
    (staff.folder / "rem/index.csv").write_text("shop,milk\n", encoding="utf-8")
    done = staff.case("next", "--all-due", "--output", "rem", "--format", "txt", today=OVERDUE, code=1)
    assert "Already there" in done.err
    assert [path.name for path in (staff.folder / "rem").iterdir()] == ["index.csv"]


def test_the_letter_of_a_staff_is_that_of_one_person(tmp_path):
    staff = Staff(tmp_path, "json")
    staff.note(sent="2026-10-13", via="form")
    staff.case("add", "out")
    staff.case("backup", "before.db")
    staff.case("next", "--all-due", "--output", "rem", "--format", "pdf", "--format", "form", today=OVERDUE)
    for folder in sorted((tmp_path / "rem/letters").iterdir())[:3]:
        reference = "-".join(folder.name.split("-")[:2])
        alone = ("case", "next", reference, "--database", "before.db", "--output", f"alone-{reference}/")
        staff.run(*alone, "--format", "pdf", "--format", "form", today=OVERDUE)
        for name in ("letter.pdf", "form.txt"):
            both = [(place / name).read_bytes() for place in (folder, tmp_path / f"alone-{reference}")]
            first, second = both if name == "form.txt" else map(page_texts, both)
            assert first == second


def test_all_due_takes_no_wish_for_a_single_letter(staff):
    assert (
        "goes with --output and --format alone"
        in staff.case("next", "--all-due", "--output", "rem", "--tone", "firm", code=2).err
    )
    assert "--output" in staff.case("next", "--all-due", code=2).err
