"""People from many places write their letters at a terminal, each in their own language."""

import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from article21.cli.sentences import TERMINAL
from article21.facts.places import name_place
from article21.interface import Message, Value, catalog_of
from commands import GROUND, MAJA, letter
from staffs import person as row
from staffs import write_table
from terminals import Person

OPTIONAL = ("ask-profile", "ask-address", "ask-setting")


def words_in(language: str) -> Callable[..., str]:
    """Return what the terminal says in a language."""
    surface = replace(TERMINAL, language=language)

    def words(code: str, **values: Value) -> str:
        return surface.say(Message(code, **values))

    return words


def kept(folder: Path) -> dict[str, object]:
    (path,) = folder.glob("A21-*/details.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def answer_the_rest(person: Person, words: Callable[..., str], *, grounds: str = "\n") -> None:
    """Give a name and an address, some grounds and nothing else, then confirm."""
    person.answer(words("ask-name"), "Eva Müller\n")
    person.answer(words("ask-email"), "eva@example.org\n")
    person.answer(words("how-to-choose-several"), grounds)
    person.wait_for(words("ask-own-words"))
    person.answer("", "\n")
    for question in OPTIONAL:
        person.answer(words(question), "\n")


def test_a_member_of_a_works_council_in_bavaria_names_the_land_and_gets_its_authority(tmp_path: Path) -> None:
    words = words_in("de")
    with Person(tmp_path, "letter", "--format", "txt", locale="de_DE.UTF-8") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), "Bayern\n")
        answer_the_rest(person, words, grounds="7\n")
        person.wait_for("Bayern, Deutschland")
        person.wait_for("Bayerisches Landesamt für Datenschutzaufsicht")
        person.answer(words("ask-to-confirm"), "\n")
        assert person.end()[0] == 0
        assert person.left_for_the_shell() == b""
        assert words("ask-region") not in " ".join(person.lines())
    assert kept(tmp_path)["country"] == "DE-BY"


def test_who_names_the_country_as_an_option_is_asked_for_the_part_that_decides_on_the_authority(
    tmp_path: Path,
) -> None:
    words = words_in("de")
    options = ("--country", "DE", "--name", "Eva", "--email", "eva@example.org", "--language", "de")
    with Person(tmp_path, "letter", *options, locale="de_DE.UTF-8") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-region"), "Bayern\n")
        person.wait_for(words("ask-grounds"))


def test_a_sentence_about_an_answer_stands_alone_and_begins_with_a_capital(tmp_path: Path) -> None:
    words = words_in("el")
    with Person(tmp_path, "letter", "--format", "txt", locale="el_GR.UTF-8") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), "\n")
        person.answer("Δώστε τη χώρα όπου διαμένετε.", "Ελλάδα\n")
        person.wait_for(words("ask-name"))


def test_the_works_council_sees_how_far_the_staff_s_letters_are_in_its_language(tmp_path: Path) -> None:
    rows = [row(number, country="DE-BY", language="de") for number in range(5)]
    rows.append(row(6, email="niemand"))
    write_table(tmp_path / "team.csv", rows)
    options = ("team.csv", "--output", "out", "--format", "txt", "--jobs", "1")
    with Person(tmp_path, "batch", *options, locale="de_DE.UTF-8") as person:
        code, _ = person.end()
        screen = "\n".join(person.lines())
    words = words_in("de")
    assert code == 1
    assert words("letters-in-progress") in person.seen
    assert words("email-without-at", given="n••••••") in screen
    assert words("nothing-sent")[:40] in " ".join(screen.split())
    (problems,) = tmp_path.rglob("problems.csv")
    assert words("email-without-at", given="n••••••") in problems.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("place", "system", "language"),
    [("India", "en_IN", "en"), ("Türkiye", "tr_TR", "en"), ("Argentina", "es_AR", "es")],
)
def test_where_no_statute_is_known_the_letter_asks_and_is_in_the_language_of_the_person(
    tmp_path: Path, place: str, system: str, language: str
) -> None:
    words = words_in(language)
    with Person(tmp_path, "letter", "--format", "txt", locale=f"{system}.UTF-8", NO_COLOR="1") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), f"{place}\n")
        if language != "en":
            person.answer(words("ask-language"), "\n")
        answer_the_rest(person, words)
        person.wait_for(name_place(system[-2:], language))
        person.wait_for(catalog_of(language).gettext("No statute claimed"))
        person.wait_for("LinkedIn Corporation")
        person.answer(words("ask-to-confirm"), "\n")
        assert person.end()[0] == 0
        assert person.left_for_the_shell() == b""
        assert not re.search(r"\x1b\[[0-9;]*[34][0-7]m", person.raw), "no colour"
    assert str(kept(tmp_path)["country"]) == system[-2:]
    text = next(tmp_path.glob("A21-*/letter.txt")).read_text(encoding="utf-8")
    assert ("Atentamente" in text) == (language == "es")


def test_a_reader_of_welsh_is_offered_a_welsh_letter_first(tmp_path: Path) -> None:
    words = words_in("cy")
    with Person(tmp_path, "letter", "--format", "txt", locale="cy_GB.UTF-8") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), "Cymru\n")
        person.wait_for("1. Cymraeg")
        person.answer("", "\n")
        answer_the_rest(person, words, grounds="7\n")
        person.answer(words("ask-to-confirm"), "\n")
        assert person.end()[0] == 0
    assert kept(tmp_path)["language"] == "cy-GB"


def test_the_summary_shows_what_the_letter_will_print(tmp_path: Path) -> None:
    words = words_in("sv")
    with Person(tmp_path, "letter", "--format", "txt", locale="sv_SE.UTF-8") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), "Sverige\n")
        person.answer(words("ask-name"), "Åsa   Öberg\n")
        person.answer(words("ask-email"), "asa@example.org, asa@work.example\n")
        person.answer(words("how-to-choose-several"), "7\n")
        person.answer(words("ask-own-words"), "\n")
        person.answer(words("ask-profile"), "se.linkedin.com/in/asa-oberg?trk=x\n")
        person.answer(words("ask-address"), "\n")
        person.answer(words("ask-setting"), "2026-02-03\n")
        person.wait_for(words("summary"))
        for shown in (
            ": Åsa Öberg",
            "asa@work.example",
            "https://www.linkedin.com/in/asa-oberg",
            "3 februari",
        ):
            person.wait_for(shown)
        person.wait_for(words("ask-to-confirm"))
        shown = " ".join(person.lines())
        assert ": Åsa Öberg" in shown
        assert shown.count("trk=x") == 1, "only where it was typed"


@pytest.mark.parametrize(
    ("system", "place", "first"),
    [
        ("fr_BE", "Belgique", "français"),
        ("fr_CH", "Suisse", "français suisse"),
        ("sv_FI", "Finland", "svenska"),
        ("de_IT", "Italien", "Deutsch"),
    ],
)
def test_the_language_of_the_system_is_the_first_that_is_offered(
    tmp_path: Path, system: str, place: str, first: str
) -> None:
    words = words_in(system.replace("_", "-"))
    with Person(tmp_path, "letter", locale=f"{system}.UTF-8") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), f"{place}\n")
        person.wait_for(words("ask-language"))
        person.wait_for(f"1. {first}")


def test_a_name_that_no_font_has_is_noted_at_once_and_its_letter_is_written_all_the_same(
    tmp_path: Path,
) -> None:
    words = words_in("en")
    formats = ("--format", "pdf", "--format", "txt")
    with Person(tmp_path, "letter", *formats, locale="en_IE.UTF-8") as person:
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), "Ireland\n")
        person.answer(words("ask-language"), "\n")
        person.answer(words("ask-name"), "Anna 🦩 Murphy\n")
        person.wait_for("The PDF can't print these characters: 🦩")
        person.answer(words("ask-email"), "anna@example.org\n")
        person.answer(words("how-to-choose-several"), "7\n")
        person.answer(words("ask-own-words"), "\n")
        for question in OPTIONAL:
            person.answer(words(question), "\n")
        person.answer(words("ask-to-confirm"), "\n")
        assert person.end()[0] == 1
    (folder,) = tmp_path.glob("A21-*")
    assert (folder / "letter.txt").read_text(encoding="utf-8").startswith("Anna 🦩 Murphy\n")
    assert not (folder / "letter.pdf").exists()


def test_who_has_the_pdf_alone_writes_the_same_letter_again_without_a_question(tmp_path: Path) -> None:
    assert letter(tmp_path, "--because", "I am between two jobs.").code == 0
    (first,) = tmp_path.glob("A21-*")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "letter.pdf").write_bytes((first / "letter.pdf").read_bytes())
    with Person(elsewhere, "letter", "--details", "letter.pdf", "--length", "short") as person:
        person.wait_for("Your letter is ready")
        assert person.end() == (0, "")
        assert "Do you have" not in person.seen
    (again,) = elsewhere.glob("A21-*")
    assert again.name == first.name
    pages = pypdf.PdfReader(again / "letter.pdf").pages
    assert "Maja Lindqvist" in pages[0].extract_text()
    assert len(pages) <= len(pypdf.PdfReader(first / "letter.pdf").pages)


def test_the_letter_is_changed_with_the_command_that_was_said(tmp_path: Path) -> None:
    options = (*MAJA, *GROUND, "--format", "txt")
    with Person(tmp_path, "letter", *options) as person:
        person.wait_for("To change the letter:")
        assert person.end()[0] == 0
    (folder,) = tmp_path.glob("A21-*")
    said = re.search(r"To change the letter: (.*)", person.seen)
    assert said
    assert said[1].strip() == f"python -m article21 letter --details {folder.name}"
    with Person(tmp_path, "letter", "--details", folder.name, "--tone", "friendly") as person:
        person.wait_for("Replaced, because it is the same letter")
        assert person.end()[0] == 0
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
