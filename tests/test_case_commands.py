"""``article21 case``: the command line is a contract; each mistake has its sentence, and nothing is lost."""

import json
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from case_desks import TODAY, Desk, damage
from commands import MAJA, Run, invoke, letter


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("what", ["", "letter.json", "details.toml"])
def test_a_case_begins_with_the_folder_of_a_letter_or_a_file_in_it(desk, what):
    done = desk.case("add", f"{desk.reference}/{what}")
    assert f"Case {desk.reference}: Maja Lindqvist; General Data Protection Regulation" in done.err
    assert "Nothing has been sent" in done.err
    assert f"case sent {desk.reference} --on DATE --via form" in done.err


def test_a_case_begins_with_the_pdf_of_a_letter(desk):
    letter(desk.folder, "--date", "2026-10-12", "--format", "pdf", "--output", "mine.pdf")
    assert desk.reference in desk.case("add", "mine.pdf").err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sent", "A21-", "--on", "2026-10-13", "--via", "form"), None),
        (("sent", "A21-XXXXXXXX", "--on", "2026-10-13", "--via", "form"), "No case has this reference"),
        (
            ("sent", "REF", "--on", "2026-11-23", "--via", "form"),
            "This day is in the future (23 November 2026)",
        ),
        (("sent", "REF", "--on", "2026-10-11", "--via", "form"), "dated 12 October 2026"),
        (("sent", "REF", "--on", "soon", "--via", "form"), "--on: “soon”"),
        (("sent", "REF", "--on", "10/11/2026", "--via", "form"), "10/11/2026"),
        (("sent", "REF", "--on", "2026-10-32", "--via", "form"), "is not a day of the calendar"),
        (
            ("sent", "REF", "--on", "2026-10-13", "--via", "post", "--received", "2026-10-12"),
            "can't have been received on 12 October 2026",
        ),
        (("sent", "REF", "--on", "2026-10-13", "--via", "form", "--file", "no.pdf"), "no such file"),
        (("answered", "REF", "--on", "2026-10-20", "--how", "refused"), "is not recorded as sent"),
        (("next", "REF", "--kind", "reminder"), "is not recorded as sent"),
        (("add", "REF"), "already kept"),
        (("add", "nowhere"), "no such file"),
        (("add", "t.txt"), "t.txt holds no letter"),
        (("add", "empty"), "empty holds no letter"),
        (("add", "other.json"), "other.json holds no letter"),
        (("calendar", "--output", "due.ics"), "nothing for a calendar"),
        (("backup", "t.txt"), "Already there"),
    ],
)
def test_each_mistake_has_one_sentence_and_changes_nothing(desk, arguments, said):
    (desk.folder / "t.txt").write_text("Dear Sir or Madam", encoding="utf-8")
    (desk.folder / "other.json").write_text('{"letter": {"kind": "objection"}}', encoding="utf-8")
    (desk.folder / "empty").mkdir()
    desk.case("add", desk.reference)
    before = desk.case("show", desk.reference, "--json").text
    done = desk.case(
        *(desk.reference if each == "REF" else each for each in arguments), code=1 if said else 0
    )
    if said:
        (line,) = done.err.splitlines()
        assert said in line
        assert desk.case("show", desk.reference, "--json").text == before


def test_answers_have_their_order_too(desk):
    desk.sent()
    wrong = [
        (("--on", "2026-10-12", "--how", "refused"), "can't have come on 12 October 2026"),
        (("--on", "2026-11-23", "--how", "refused"), "in the future"),
        (("--on", "2026-11-10", "--how", "extended", "--until", "2026-11-09"), "before its answer"),
    ]
    for arguments, said in wrong:
        assert said in desk.case("answered", desk.reference, *arguments, code=1).err
    desk.case("answered", desk.reference, "--on", "2026-11-10", "--how", "refused")
    for arguments, said in (
        (("--on", "2026-11-12", "--how", "partial"), "already recorded (10 November 2026: refused)"),
        (("--on", "2026-11-10", "--how", "refused", "--another"), "already recorded (10 November 2026)"),
        (("--on", "2026-11-09", "--how", "partial", "--another"), "An answer of a later day (10 November"),
    ):
        assert said in desk.case("answered", desk.reference, *arguments, code=1).err
    assert (
        "Every letter of this case"
        in desk.case("sent", desk.reference, "--on", "2026-11-11", "--via", "form", code=1).err
    )


def test_a_day_that_was_recorded_wrongly_is_recorded_again(desk):
    desk.sent()
    done = desk.case("sent", desk.reference, "--on", "2026-10-15", "--via", "form")
    said = "This replaces what was recorded before: 13 October 2026 \u2013 Sent through"
    assert said in done.err
    assert "The day has passed" in done.err
    done = desk.case("sent", desk.reference, "--on", "2026-10-15", "--via", "post")
    assert "before: 15 October 2026 \u2013 Sent through" in done.err
    assert "replaces" not in desk.case("sent", desk.reference, "--on", "2026-10-15", "--via", "post").err


def test_an_answer_that_was_recorded_wrongly_is_corrected_and_a_second_one_is_kept_beside_it(desk):
    def answers() -> list[tuple[str, str]]:
        events = json.loads(desk.case("show", desk.reference, "--json").text)["events"]
        return [(event["date"], event["how"]) for event in events if "how" in event]

    desk.sent()
    letter(desk.folder, "--format", "txt", "--output", "answer.txt")
    first = ("--on", "2026-11-10", "--how", "identity", "--file", "answer.txt")
    desk.case("answered", desk.reference, *first)
    done = desk.case("answered", desk.reference, "--on", "2026-11-09", "--how", "refused", "--correct")
    assert "before: 10 November 2026 \u2013 Answer received. The answer asks" in done.err
    assert answers() == [("2026-11-09", "refused")]
    done = desk.case("answered", desk.reference, "--on", "2026-11-12", "--how", "partial", "--another")
    assert "replaces" not in done.err
    assert answers() == [("2026-11-09", "refused"), ("2026-11-12", "partial")]
    desk.case("evidence", desk.reference, "--output", "evidence.zip")
    with ZipFile(desk.folder / "evidence.zip") as packed:
        assert [name for name in packed.namelist() if "answer" in name] == [
            "documents/02-answer-2026-11-09-answer.txt"
        ], "the file stays with the answer that was corrected"


def test_a_letter_that_is_not_recorded_as_sent_is_told_and_kept_when_an_answer_comes(desk):
    desk.sent()
    desk.case("next", desk.reference, "--format", "txt")
    done = desk.case("answered", desk.reference, "--on", "2026-11-22", "--how", "refused")
    assert "1 letter that was written before is not recorded as sent." in done.err
    desk.case("evidence", desk.reference, "--output", "draft.zip")
    desk.case("sent", desk.reference, "--on", "2026-11-22", "--via", "email")
    desk.case("evidence", desk.reference, "--output", "sent.zip")
    names = []
    for name in ("draft.zip", "sent.zip"):
        with ZipFile(desk.folder / name) as packed:
            names.append([each for each in packed.namelist() if "reminder" in each])
    assert [len(each) for each in names] == [0, 1], "only what was sent is evidence"


def test_the_letter_after_an_answer_lies_beside_the_one_that_was_not_sent_and_says_so(desk):
    desk.sent()
    complain = ("next", desk.reference, "--kind", "complaint", "--format", "txt")
    desk.case(*complain)
    desk.case("answered", desk.reference, "--on", "2026-11-22", "--how", "refused")
    done = desk.case(*complain)
    assert (
        "An earlier letter (22 November 2026) no longer counts. If you have not sent it, do not send it."
        in done.err
    )
    folders = [desk.folder / f"{desk.reference}-complaint{number}" for number in ("", "-2")]
    first, second = ((folder / "letter.txt").read_text(encoding="utf-8") for folder in folders)
    assert first != second
    desk.case(*complain)
    assert len(list(desk.folder.glob("*-complaint*"))) == len(folders), (
        "the same letter again has the same place"
    )
    desk.case("sent", desk.reference, "--on", "2026-11-22", "--via", "post")
    desk.case("answered", desk.reference, "--on", "2026-11-22", "--how", "setting")
    done = desk.case("next", desk.reference, "--kind", "reply", "--format", "txt")
    assert "no longer counts" not in done.err


GONE = "An earlier letter (22 November 2026) no longer counts. If you have not sent it, do not send it."


def test_a_letter_that_an_answer_made_void_is_told_wherever_the_case_is_until_another_one_is_sent(desk):
    desk.sent()
    desk.case("answered", desk.reference, "--on", "2026-11-20", "--how", "refused")
    desk.case("next", desk.reference, "--format", "txt")
    done = desk.case("answered", desk.reference, "--on", "2026-11-22", "--how", "partial", "--another")
    assert GONE in done.err
    assert GONE in desk.case("show", desk.reference).err
    done = desk.case("next", "--all-due", "--output", "due", "--format", "txt")
    assert f"{desk.reference}: {GONE}" in done.err
    assert GONE in desk.case("show", desk.reference).err
    assert GONE not in desk.case("sent", desk.reference, "--on", "2026-11-22", "--via", "post").err
    assert GONE not in desk.case("show", desk.reference).err


def test_a_letter_about_an_answer_that_is_corrected_no_longer_counts_and_its_files_are_replaced(desk):
    def reply() -> Run:
        return desk.case("next", desk.reference, "--kind", "reply", "--format", "txt")

    desk.sent()
    desk.case("answered", desk.reference, "--on", "2026-11-20", "--how", "refused")
    reply()
    path = desk.folder / f"{desk.reference}-reply" / "letter.txt"
    first = path.read_text(encoding="utf-8")
    correct = ("answered", desk.reference, "--on", "2026-11-20", "--correct", "--how")
    assert GONE in desk.case(*correct, "setting").err
    assert "Replaced" in reply().err
    assert path.read_text(encoding="utf-8") != first
    assert GONE in desk.case("next", desk.reference, "--kind", "complaint", "--format", "txt").err
    done = reply()
    assert "Replaced" in done.err
    assert GONE in done.err, "of the complaint"
    desk.case(*correct, "public-data")
    path.write_text("Changed.", encoding="utf-8")
    arguments = ("next", desk.reference, "--kind", "reply", "--format", "txt")
    assert "Already there" in desk.case(*arguments, code=1).err, "what somebody changed is kept"
    desk.case(*arguments, "--overwrite")
    desk.case("sent", desk.reference, "--on", "2026-11-22", "--via", "form")
    assert "Replaced" not in reply().err, "what was sent is kept"


def test_a_day_beyond_what_the_law_allows_is_told_and_not_kept(desk):
    desk.sent()
    until = ("--how", "extended", "--until", "2027-06-01")
    done = desk.case("answered", desk.reference, "--on", "2026-11-10", *until)
    assert "LinkedIn names 1 June 2027, but the law allows no later day than 13 January 2027" in done.err
    assert "(Article 12(3) GDPR)" in done.err
    for shown in (desk.case("show", desk.reference), desk.case("list"), desk.case("list", "--json")):
        assert "June" not in shown.text + shown.err
        assert "Jun 2027" not in shown.text


def test_a_letter_that_is_written_again_before_it_is_sent_takes_the_place_of_the_first(desk):
    desk.case("add", desk.reference)
    assert "already kept" in desk.case("add", f"{desk.reference}/letter.json", code=1).err
    again = ("--date", "2026-10-13", "--because", "I counsel people.", "--format", "json")
    letter(desk.folder, *again, "--output", "again.json")
    done = desk.case("add", "again.json")
    assert "This replaces what was recorded before: 12 October 2026 \u2013 First letter written" in done.err
    kept = json.loads(desk.case("show", desk.reference, "--json").text)
    assert (kept["events"][0]["date"], kept["details"]["because"]) == ("2026-10-13", "I counsel people.")
    assert "already kept" in desk.case("add", "again.json", code=1).err
    letter(desk.folder, *again, "--tone", "friendly", "--overwrite", "--output", "again.json")
    assert "This replaces" in desk.case("add", "again.json").err, "the words of the letter are others"
    desk.case("sent", desk.reference, "--on", "2026-10-13", "--via", "form")
    letter(desk.folder, *again, "--overwrite", "--output", "again.json")
    assert "already kept" in desk.case("add", "again.json", code=1).err, "what was sent stays"


def test_a_reference_belongs_to_one_letter_and_what_is_kept_is_named(desk):
    desk.sent()
    kept = f"({desk.reference}: Maja Lindqvist, 12 October 2026). Nothing was changed"
    assert f"already kept {kept}" in desk.case("add", desk.reference, code=1).err
    letter(desk.folder, "--because", "I counsel people.", "--format", "json", "--output", "again.json")
    other = ("--name", "Luc Tremblay", "--reference", desk.reference)
    letter(desk.folder, *other, "--format", "json", "--output", "luc.json")
    before = desk.case("show", desk.reference, "--json").text
    for name in ("again.json", "luc.json"):
        assert f"Another letter is kept under this reference {kept}" in desk.case("add", name, code=1).err
    assert desk.case("show", desk.reference, "--json").text == before


@pytest.mark.parametrize("day", ["13.10.2026", "13 October 2026", "13/10/2026", "2026-10-13"])
def test_a_day_is_understood_as_people_write_it(desk, day):
    desk.sent(day)
    assert json.loads(desk.case("show", desk.reference, "--json").text)["events"][0]["sent"] == "2026-10-13"


def test_a_letter_that_a_wrong_clock_dated_is_no_case(desk):
    first = ("--date", "1970-01-01", "--format", "json", "--output", "old.json")
    invoke(desk.folder, "letter", *MAJA, "--ground", "confidentiality", *first, today=date(1970, 1, 1))
    assert "check the clock" in desk.case("add", "old.json", code=1).err
    assert "No case is kept yet." in desk.case("list").err


def test_a_letter_may_not_be_a_later_one_or_a_redacted_copy(desk):
    desk.sent()
    desk.case("next", desk.reference, "--format", "json", "--output", "reminder.json")
    assert "later letter of a case" in desk.case("add", "reminder.json", code=1).err
    letter(desk.folder, "--format", "json", "--redacted", "--output", "shared.json")
    assert "redacted copy" in desk.case("add", "shared.json", code=1).err


def test_nothing_is_kept_where_one_only_looks(desk):
    assert "No case is kept yet." in desk.case("list").err
    assert not (desk.folder / "cases.db").exists()


def test_the_list_is_a_table_that_a_person_understands(desk):
    desk.sent()
    done = desk.case("list", "--due")
    heading, row = done.text.splitlines()
    assert heading.split("  ")[0] == "Reference"
    assert f"{desk.reference}  Maja Lindqvist  Send a reminder  13 Nov 2026" in row
    assert "Article 12(3) GDPR" in row
    early = desk.case("list", "--due", today=date(2026, 11, 1))
    assert (early.text, "Nothing has to be done now." in early.err) == ("", True)


def test_programs_read_the_list_and_a_case(desk):
    desk.sent()
    (line,) = json.loads(desk.case("list", "--due", "--json").text)
    assert line["step"] == "remind"
    assert (line["due"], line["basis"]) == ("2026-11-13", "Article 12(3) GDPR")
    shown = json.loads(desk.case("show", desk.reference, "--json").text)
    assert shown["events"][0]["sent"] == "2026-10-13"
    assert shown["sentences"]
    assert json.loads(desk.case("list", "--json", today=date(2026, 11, 1)).text)[0]["step"] == "wait"


def test_an_empty_list_is_empty_json(desk):
    assert json.loads(desk.case("list", "--json").text) == []


def test_the_next_letter_has_a_folder_of_its_own_and_is_written_again_until_it_is_sent(desk):
    desk.sent()
    first = desk.case("next", desk.reference, "--format", "txt")
    assert "The day has passed without an answer." in first.err
    reminder = desk.folder / f"{desk.reference}-reminder" / "letter.txt"
    assert "13 October 2026" in reminder.read_text(encoding="utf-8")
    again = desk.case("next", desk.reference, "--format", "txt", "--length", "short")
    assert "Replaced" in again.err
    reminder.write_text("changed by hand", encoding="utf-8")
    kept = desk.case("next", desk.reference, "--format", "txt", code=1)
    assert "Already there" in kept.err
    assert reminder.read_text(encoding="utf-8") == "changed by hand"
    desk.case("next", desk.reference, "--format", "txt", "--overwrite")
    assert "13 October 2026" in reminder.read_text(encoding="utf-8")
    assert len(json.loads(desk.case("show", desk.reference, "--json").text)["events"]) == 2


def test_while_there_is_nothing_to_write_one_is_told_so(desk):
    desk.sent()
    done = desk.case("next", desk.reference, today=date(2026, 11, 1))
    assert "There is nothing to do yet. The answer is expected by 13 November 2026." in done.err
    assert not list(desk.folder.glob("*-reminder"))


def test_a_letter_can_be_asked_for_by_its_kind(desk):
    desk.sent()
    done = desk.case("next", desk.reference, "--kind", "complaint", "--output", "-")
    assert "Integritetsskyddsmyndigheten" in done.text or "Article 77" in done.text
    assert "no answer is recorded" in desk.case("next", desk.reference, "--kind", "reply", code=1).err


def test_a_german_names_their_land_when_the_complaint_is_written(tmp_path):
    desk = Desk(tmp_path, "--country", "Germany")
    desk.sent()
    said = desk.case("next", desk.reference, "--kind", "complaint", code=1).err
    assert "depends on the part of the country" in said
    options = ("--kind", "complaint", "--country", "DE-BY", "--output", "-")
    assert "BayLDA" in desk.case("next", desk.reference, *options).text
    assert json.loads(desk.case("show", desk.reference, "--json").text)["country"] == "DE-BY"


def test_what_is_given_for_a_letter_goes_over_what_is_kept_and_is_kept_for_the_next(desk):
    desk.sent()
    desk.case("answered", desk.reference, "--on", "2026-11-10", "--how", "no-grounds")
    words = ("--because", "I counsel people in crises.", "--tone", "friendly")
    assert "I counsel people" in desk.case("next", desk.reference, *words, "--output", "-").text
    details = json.loads(desk.case("show", desk.reference, "--json").text)["details"]
    assert details["because"] == "I counsel people in crises."
    assert "tone" not in details


def test_grounds_that_are_missing_are_asked_for_before_the_reply_is_written(tmp_path):
    invoke(
        tmp_path,
        "letter",
        *MAJA,
        "--without-grounds",
        "--date",
        "2026-10-12",
        "--format",
        "json",
        "--output",
        "l.json",
    )
    case = ("--database", "c.db")
    reference = json.loads((tmp_path / "l.json").read_text(encoding="utf-8"))["letter"]["reference"]
    invoke(tmp_path, "case", "add", "l.json", *case)
    invoke(tmp_path, "case", "sent", reference, "--on", "2026-10-13", "--via", "form", *case)
    invoke(tmp_path, "case", "answered", reference, "--on", "2026-11-10", "--how", "no-grounds", *case)
    done = invoke(tmp_path, "case", "next", reference, *case)
    assert done.code == 1
    assert "give --ground, or --because with your own words" in done.err
    done = invoke(tmp_path, "case", "next", reference, "--ground", "confidentiality", "--output", "-", *case)
    assert "confidential" in done.text
    assert "Without recognising that grounds were missing" not in done.text


def test_a_redacted_copy_is_no_letter_of_the_case(desk):
    desk.sent()
    desk.case("next", desk.reference, "--redacted", "--format", "txt")
    assert len(json.loads(desk.case("show", desk.reference, "--json").text)["events"]) == 1


def test_a_case_is_removed_with_all_that_is_kept(desk):
    desk.sent()
    assert "has been removed" in desk.case("remove", desk.reference).err
    assert "No case is kept yet." in desk.case("list").err


def test_a_backup_holds_all_cases(desk):
    desk.sent()
    desk.case("backup", "copy.db")
    copied = invoke(desk.folder, "case", "list", "--json", "--database", "copy.db", today=TODAY)
    assert copied.text == desk.case("list", "--json").text


def test_who_names_no_case_is_told_how(desk):
    assert "--all-due" in desk.case("next", code=2).err


def test_what_is_said_is_in_the_language_that_is_asked_for(desk):
    desk.sent()
    done = desk.case("show", desk.reference, "--interface", "de")
    assert "Erinnerung" in done.err + done.text


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    damage(desk)
    return desk


def test_a_damaged_case_is_named_in_a_sentence_and_the_others_are_listed(damaged):
    for options in (("list",), ("list", "--due"), ("list", "--json")):
        done = damaged.case(*options, code=1)
        assert "Luc Tremblay" in done.text
        (line,) = done.err.splitlines()
        assert f"Damaged cases in {damaged.folder / 'cases.db'}: {damaged.reference}." in line
        assert damaged.reference not in done.text


@pytest.mark.parametrize(
    "command",
    [
        ("show", "REF"),
        ("show", "REF", "--json"),
        ("next", "REF"),
        ("next", "REF", "--kind", "complaint", "--output", "-"),
        ("evidence", "REF", "--output", "evidence.zip"),
        ("calendar", "REF", "--output", "due.ics"),
        ("sent", "REF", "--on", "2026-10-13", "--via", "form"),
        ("answered", "REF", "--on", "2026-10-14", "--how", "refused"),
        ("add", "REF"),
    ],
)
def test_whatever_is_asked_of_a_damaged_case_ends_in_one_sentence(damaged, command):
    done = damaged.case(*(damaged.reference if each == "REF" else each for each in command), code=1)
    (line,) = done.err.splitlines()
    assert f": {damaged.reference}. All others can be used." in line
    assert done.text == ""


def test_the_calendar_of_all_cases_goes_on_without_a_damaged_one_and_names_it(damaged):
    damaged.case("sent", _reference_of_luc(damaged), "--on", "2026-11-22", "--via", "form")
    done = damaged.case("calendar", "--output", "due.ics", code=1)
    assert f": {damaged.reference}." in done.err
    assert (damaged.folder / "due.ics").read_text(encoding="utf-8").count("BEGIN:VEVENT") == 1


def test_a_damaged_case_is_removed_and_added_again(damaged):
    assert "has been removed" in damaged.case("remove", damaged.reference[4:8]).err
    assert "Luc Tremblay" in damaged.case("list").text
    damaged.case("add", damaged.reference)
    assert damaged.reference in damaged.case("list").text


def test_the_letters_of_a_staff_are_written_but_that_of_a_damaged_case(damaged):
    damaged.case("sent", _reference_of_luc(damaged), "--on", "2026-11-22", "--via", "form")
    options = ("next", "--all-due", "--output", "due", "--format", "txt")
    done = damaged.case(*options, today=date(2027, 1, 20), code=1)
    assert "Letters written: 1; cases without a letter: 1." in done.err
    assert f"{damaged.reference}: Damaged cases" in done.err


def _reference_of_luc(desk: Desk) -> str:
    return json.loads((desk.folder / "luc.json").read_text(encoding="utf-8"))["letter"]["reference"]


def test_what_pasting_left_in_the_words_of_a_later_letter_is_told(desk):
    desk.sent()
    done = desk.case("next", desk.reference, "--because", "R&amp;D", "--kind", "complaint", "--format", "txt")
    assert "Note: characters that were written as in web pages" in done.err


def test_the_command_that_comes_next_names_the_case_file_that_is_used(desk):
    file = f"--database {desk.folder / 'cases.db'}\n"
    assert desk.case("add", desk.reference).err.endswith(f"--on DATE --via form {file}")
    desk.case("sent", desk.reference, "--on", "2026-10-13", "--via", "form")
    assert desk.case("show", desk.reference).err.endswith(f"article21 case next {desk.reference} {file}")
