"""The contract of the command line: options, formats, places, exit codes, stdout and stderr."""

import json
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import fastjsonschema
import pytest
from rich.cells import cell_len

from article21 import __version__
from article21.facts import jurisdictions
from article21.person import Details
from commands import GROUND, MAJA, files_in, invoke, letter

CHECKOUT = Path(__file__).parents[1]
EVERY_FILE = [
    "details.toml",
    "form.txt",
    "letter.eml",
    "letter.html",
    "letter.json",
    "letter.pdf",
    "letter.txt",
]


def options_for(*formats: str) -> list[str]:
    return [option for name in formats for option in ("--format", name)]


def test_without_a_format_a_new_folder_holds_pdf_text_and_form_kit(tmp_path: Path) -> None:
    run = letter(tmp_path)
    (folder,) = tmp_path.iterdir()
    assert run.code == 0
    assert folder.name.startswith("A21-")
    assert files_in(folder) == ["details.toml", "form.txt", "letter.pdf", "letter.txt"]
    assert (folder / "letter.pdf").read_bytes().startswith(b"%PDF-")


def test_stdout_stays_empty_when_files_are_written_and_stderr_says_what_comes_next(tmp_path: Path) -> None:
    run = letter(tmp_path, "--reference", "R1", *options_for("form", "txt"))
    assert run.out == b""
    described, written, after, _, again, *_ = run.err.splitlines()
    assert described.startswith("Your letter is ready. Language: English. Law: General Data Protection Reg")
    assert written == f"Written: {tmp_path / 'R1'}/ (form.txt, letter.txt, details.toml)"
    assert "turn off the setting" in after
    assert again == "To change the letter: article21 letter --details R1"


def test_every_format_has_its_file(tmp_path: Path) -> None:
    formats = options_for("pdf", "txt", "form", "html", "eml", "json")
    assert letter(tmp_path, *formats, "--output", "all").code == 0
    assert files_in(tmp_path / "all") == EVERY_FILE
    assert all(path.stat().st_size > 400 for path in (tmp_path / "all").iterdir())


@pytest.mark.parametrize("name", ["txt", "form", "html", "eml", "json", "pdf"])
def test_one_format_goes_to_stdout_and_nothing_else_does(tmp_path: Path, name: str) -> None:
    to_file = letter(tmp_path, "--format", name, "--output", "file")
    to_stdout = letter(tmp_path, "--format", name, "--output", "-")
    assert to_file.code == to_stdout.code == 0
    assert to_stdout.out == (tmp_path / "file").read_bytes()
    assert files_in(tmp_path) == ["file"]


def test_text_goes_to_stdout_when_no_format_is_named(tmp_path: Path) -> None:
    run = letter(tmp_path, "--output", "-")
    assert run.text.startswith("Maja Lindqvist\nmaja@example.org\n")
    assert files_in(tmp_path) == []


def test_a_format_that_is_named_twice_is_written_once(tmp_path: Path) -> None:
    assert letter(tmp_path, "--output", "-", *options_for("txt", "txt")).text.count("Yours sincerely") == 1


def test_several_formats_do_not_fit_into_stdout(tmp_path: Path) -> None:
    run = letter(tmp_path, "--output", "-", *options_for("txt", "html"))
    assert run.code == 2
    assert "only one --format" in run.err


def test_several_formats_go_to_a_folder_that_is_made_with_those_above_it(tmp_path: Path) -> None:
    assert letter(tmp_path, *options_for("txt", "form"), "--output", "a/b").code == 0
    assert files_in(tmp_path) == ["a", "a/b", "a/b/details.toml", "a/b/form.txt", "a/b/letter.txt"]


@pytest.mark.parametrize(
    ("output", "written"), [("x", "x"), ("there", "there/letter.txt"), ("new/", "new/letter.txt")]
)
def test_one_format_names_a_file_unless_the_path_is_a_folder(
    tmp_path: Path, output: str, written: str
) -> None:
    (tmp_path / "there").mkdir()
    assert letter(tmp_path, "--format", "txt", "--output", output).code == 0
    assert (tmp_path / written).is_file()


def test_what_is_there_is_written_over_only_when_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    refused = letter(tmp_path, "--format", "txt", "--output", "x")
    assert (refused.code, (tmp_path / "x").read_text()) == (1, "mine")
    assert letter(tmp_path, "--format", "txt", "--output", "x", "--overwrite").code == 0
    assert (tmp_path / "x").read_text().startswith("Maja")


def test_the_same_details_on_the_same_day_give_the_same_bytes(tmp_path: Path) -> None:
    formats = options_for("pdf", "txt", "form", "html", "eml", "json")
    for folder in ("one", "two"):
        assert letter(tmp_path, *formats, "--output", folder).code == 0
    assert [(tmp_path / "one" / name).read_bytes() for name in EVERY_FILE] == [
        (tmp_path / "two" / name).read_bytes() for name in EVERY_FILE
    ]


def test_every_field_of_the_details_has_its_option(tmp_path: Path) -> None:
    text = invoke(tmp_path, "letter", "--help").text
    for name in Details.model_fields:
        assert f"--{name.replace('_', '-')} " in text


def test_all_options_reach_the_letter(tmp_path: Path) -> None:
    run = letter(
        tmp_path, "--email", "second@example.org", "--given-name", "Maja", "--family-name", "Lindqvist",
        "--profile-url", "linkedin.com/in/maja", "--address-line", "Storgatan 1",
        "--address-line", "411 01 Göteborg",
        "--place", "Göteborg", "--ground", "past-content", "--because", "In my\nown words.", "--purpose", "A",
        "--setting-off", "2025-10-30", "--content-url", "https://example.org/x", "--date", "2026-12-01",
        "--reference", "R-1", "--length", "medium", "--tone", "friendly", "--without-grounds",
        "--format", "json", "--output", "-",
    )  # fmt: skip
    assert json.loads(run.text)["details"] == {
        "name": "Maja Lindqvist",
        "given_name": "Maja",
        "family_name": "Lindqvist",
        "email": ["maja@example.org", "second@example.org"],
        "country": "SE",
        "language": "en",
        "profile_url": "https://www.linkedin.com/in/maja",
        "address_line": ["Storgatan 1", "411 01 Göteborg"],
        "place": "Göteborg",
        "ground": ["confidentiality", "past-content"],
        "because": "In my\nown words.",
        "without_grounds": True,
        "purpose": ["A"],
        "content_url": ["https://example.org/x"],
        "date": "2026-12-01",
        "reference": "R-1",
        "length": "medium",
        "tone": "friendly",
    }


@pytest.mark.parametrize("place", [place.code for place in jurisdictions() if place.code != "other"])
def test_the_json_keeps_to_its_schema_everywhere(tmp_path: Path, place: str) -> None:
    validate = fastjsonschema.compile(
        json.loads((CHECKOUT / "docs/letter-schema.json").read_text(encoding="utf-8"))
    )
    run = letter(tmp_path, "--country", place, "--date", "2026-11-20", "--format", "json", "--output", "-")
    validate(json.loads(run.text))
    with pytest.raises(fastjsonschema.JsonSchemaException):
        validate(json.loads(run.text) | {"letter": {}})


def test_a_letter_written_as_json_can_be_written_again(tmp_path: Path) -> None:
    words = "One.\n\nTwo: {{ name }} <b>"
    assert letter(tmp_path, "--because", words, *options_for("json", "txt"), "--output", "one").code == 0
    again = invoke(
        tmp_path, "letter", "--details", "one/letter.json", *options_for("json", "txt"), "--output", "two"
    )
    assert again.code == 0
    for name in ("letter.json", "letter.txt"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_options_win_over_a_details_file(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_text(
        'name = "Maja"\nemail = "a@example.org"\ncountry = "SE"\nground = "minor"\n'
    )
    run = invoke(
        tmp_path, "letter", "--details", "p.toml", "--name", "Nora", "--country", "GB", "--output", "-"
    )
    assert run.text.startswith("Nora\na@example.org\n\nLinkedIn Corporation\n")


def test_the_example_person_has_her_letter(tmp_path: Path) -> None:
    run = invoke(
        tmp_path, "letter", "--details", str(CHECKOUT / "examples/person.toml"), "--output", "letters"
    )
    assert run.code == 0, run.err
    text = (tmp_path / "letters/letter.txt").read_text(encoding="utf-8")
    assert text.startswith("Maja Lindqvist\n")
    assert "Jag arbetar som kurator" in text
    assert files_in(tmp_path / "letters") == ["details.toml", "form.txt", "letter.pdf", "letter.txt"]


def test_the_letter_and_form_shown_as_examples_are_the_ones_that_are_written(tmp_path: Path) -> None:
    """Where this fails: ./run letter --details examples/person.toml --date 2026-11-22 --output FOLDER."""
    person = str(CHECKOUT / "examples/person.toml")
    formats = ("--format", "txt", "--format", "form")
    run = invoke(tmp_path, "letter", "--details", person, "--date", "2026-11-22", *formats, "--output", "x")
    assert run.code == 0, run.err
    for name in ("letter.txt", "form.txt"):
        assert (tmp_path / "x" / name).read_text(encoding="utf-8") == (
            CHECKOUT / "examples" / name
        ).read_text(encoding="utf-8")


def test_a_letter_that_is_not_in_the_wanted_language_says_so(tmp_path: Path) -> None:
    run = letter(tmp_path, "--language", "Klingon", "--output", "-")
    assert run.code == 0
    assert "Note: There is no letter in this language (Klingon)" in run.err


@pytest.mark.parametrize(
    "written", ["30.10.2025", "30 October 2025", "30. Oktober 2025", "30/10/2025", "2025-10-30"]
)
def test_a_day_in_an_option_may_be_written_as_people_write_days(tmp_path: Path, written: str) -> None:
    run = invoke(
        tmp_path, "letter", *MAJA, *GROUND, "--setting-off", written, "--format", "json", "--output", "-"
    )
    assert json.loads(run.text)["details"]["setting_off"] == "2025-10-30"


@pytest.mark.parametrize("option", ["--setting-off", "--date"])
def test_a_day_in_an_option_that_could_be_two_is_refused(tmp_path: Path, option: str) -> None:
    run = invoke(tmp_path, "letter", *MAJA, *GROUND, option, "10/11/2026", "--output", "-")
    assert run.code == 1
    assert f"{option}: “10/11/2026” may be 2026-11-10 or 2026-10-11: write year-month-day." in run.err


def test_a_sample_is_written_and_claims_nothing_until_a_person_does(tmp_path: Path) -> None:
    assert invoke(tmp_path, "new", "person.toml").code == 0
    run = invoke(tmp_path, "letter", "--details", "person.toml", "--output", "-")
    assert (run.code, "asks for grounds" in run.err) == (1, True)
    assert invoke(tmp_path, "letter", "--details", "person.toml", *GROUND, "--output", "-").code == 0
    (tmp_path / "person.toml").write_text("mine")
    refused = invoke(tmp_path, "new", "person.toml")
    assert (refused.code, (tmp_path / "person.toml").read_text()) == (1, "mine")


@pytest.mark.parametrize("name", ["staff.ods", "person", "person.json", ""])
def test_a_sample_is_a_file_that_can_be_read_again(tmp_path: Path, name: str) -> None:
    run = invoke(tmp_path, "new", name)
    assert (run.code, run.err.startswith("article21: A sample is a TOML file")) == (1, True)


def test_the_version_is_the_package_s(tmp_path: Path) -> None:
    assert invoke(tmp_path, "--version").text == f"article21 {__version__}\n"


def test_the_module_runs_like_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "article21", "letter", "--country", "XX"]
    run = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert run.returncode == 1
    assert run.stdout == ""
    assert [line.split(":")[1].strip() for line in run.stderr.splitlines()] == [
        "--name",
        "--email",
        "--country",
    ]


class TestListings:
    """What there is, for people and for programs."""

    @pytest.mark.parametrize(
        ("command", "columns", "first"),
        [
            ("countries", ["code", "name", "law", "authority", "answer_due", "languages", "company"], "AT"),
            ("languages", ["tag", "name", "own_name", "laws"], "en"),
            ("grounds", ["key", "label"], "authorship"),
            ("purposes", ["key", "title", "laws", "possible_under", "covered_by_setting"], "A"),
            ("layouts", ["key", "title", "countries", "paper"], "din5008-b"),
        ],
    )
    def test_a_table_and_its_json_say_the_same(
        self, tmp_path: Path, command: str, columns: list[str], first: str
    ) -> None:
        rows = json.loads(invoke(tmp_path, command, "--json").text)
        lines = invoke(tmp_path, command).text.splitlines()
        assert [column for column in rows[0] if column != "law_name"] == columns
        assert lines[0].split() == " ".join(columns).replace("_", " ").split()
        assert len(lines) == len(rows) + 1
        assert (rows[0][columns[0]], lines[1].split()[0]) == (first, first)

    def test_columns_stand_under_each_other_in_chinese(self, tmp_path: Path) -> None:
        with patch.dict("os.environ", LC_ALL="zh_HK.UTF-8"):
            lines = invoke(tmp_path, "envelopes").text.splitlines()
        papers = {cell_len(line[: line.rindex("A4")]) for line in lines if line.endswith("A4")}
        assert len(papers) == 1

    def test_every_place_is_listed_with_its_company_and_the_time_for_an_answer(self, tmp_path: Path) -> None:
        rows = {row["code"]: row for row in json.loads(invoke(tmp_path, "countries", "--json").text)}
        assert set(rows) == {place.code for place in jurisdictions()}
        assert (rows["SE"]["answer_due"], rows["CH"]["answer_due"]) == ("1 month", "30 days (asked for)")
        assert rows["GB"]["company"] == "LinkedIn Corporation"
        assert rows["DE"]["authority"] == "that of the region"

    def test_every_language_that_is_listed_has_a_letter(self, tmp_path: Path) -> None:
        for row in json.loads(invoke(tmp_path, "languages", "--json").text):
            places = [
                place
                for place in jurisdictions()
                if place.law.key == row["laws"][0] and place.code != "other"
            ]
            country = places[0].code if places else "IN"
            run = letter(tmp_path, "--language", row["name"], "--country", country, "--output", "-")
            assert run.code == 0
            assert "There is no letter" not in run.err

    def test_every_ground_that_is_listed_can_be_given(self, tmp_path: Path) -> None:
        keys = [row["key"] for row in json.loads(invoke(tmp_path, "grounds", "--json").text)]
        assert keys
        members = [option for key in keys if key != "no-account" for option in ("--ground", key)]
        assert invoke(tmp_path, "letter", *MAJA, *members, "--output", "-").code == 0
        others = [option for key in keys if key != "job-search" for option in ("--ground", key)]
        assert invoke(tmp_path, "letter", *MAJA, *others, "--output", "-").code == 0

    def test_every_layout_that_is_listed_can_be_chosen(self, tmp_path: Path) -> None:
        letters = {
            row["key"]: letter(tmp_path, "--layout", row["key"], "--format", "pdf", "--output", "-").out
            for row in json.loads(invoke(tmp_path, "layouts", "--json").text)
        }
        assert len(letters) == len(set(letters.values())) >= 10
        assert letters["c5-nordic"] == letter(tmp_path, "--format", "pdf", "--output", "-").out

    def test_a_purpose_is_listed_with_the_laws_under_which_the_setting_covers_it(
        self, tmp_path: Path
    ) -> None:
        rows = json.loads(invoke(tmp_path, "purposes", "--json").text)
        covered = {row["key"]: row["covered_by_setting"] for row in rows}
        assert {key for key, laws in covered.items() if "gdpr" in laws} == {"A"}
        assert covered["C"] == ["uk-gdpr"]


def test_a_letter_needs_a_ground_or_the_decision_to_go_without(tmp_path: Path) -> None:
    assert invoke(tmp_path, "letter", *MAJA, "--output", "-").code == 1
    without = invoke(tmp_path, "letter", *MAJA, "--without-grounds", "--output", "-")
    assert without.code == 0
    assert "easier to refuse" in without.err
    assert invoke(tmp_path, "letter", *MAJA, *GROUND, "--output", "-").code == 0


def test_the_old_names_of_envelopes_still_work(tmp_path: Path) -> None:
    assert invoke(tmp_path, "layouts").out == invoke(tmp_path, "envelopes").out
    for option in ("--layout", "--envelope"):
        assert letter(tmp_path, option, "us", "--format", "html", "--output", f"{option}.html").code == 0
    assert (tmp_path / "--layout.html").read_bytes() == (tmp_path / "--envelope.html").read_bytes()
    assert (tmp_path / "--layout.html").read_bytes() != letter(
        tmp_path, "--format", "html", "--output", "-"
    ).out
