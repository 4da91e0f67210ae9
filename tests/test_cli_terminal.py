"""On a terminal, what is missing is asked for, nothing is lost, and nothing is left for the shell."""

import os
import re
import subprocess
import sys
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from article21.catalogs import interface_language
from article21.cli.listings import show_table
from article21.cli.sentences import TERMINAL
from article21.interface import Message, Value, catalog_of
from case_desks import Desk, damage
from commands import GROUND, MAJA, files_in, invoke, letter
from terminals import CTRL_C, CTRL_D, Person

FIVE_PARAGRAPHS = "\n\n".join(f"{number}. rm -rf x; {'wort å ' * 111}end" for number in range(1, 6))
FOUR_THOUSAND = FIVE_PARAGRAPHS + "!" * (4000 - len(FIVE_PARAGRAPHS))


def answer_until_grounds(person: Person, *, place: str = "Sverige") -> None:
    person.answer("LinkedIn account?", "1\n")
    person.answer("Where do you live?", f"{place}\n")
    person.answer("Which language", "\n")
    person.answer("Your name", "Maja Lindqvist\n")
    person.answer("e-mail address", "maja@example.org\n")


def skip_what_is_optional(person: Person) -> None:
    person.answer("LinkedIn profile", "\n")
    person.answer("postal address", "\n")
    person.answer("The day on which", "\n")


def kept_details(folder: Path) -> dict[str, object]:
    (path,) = folder.glob("A21-*/details.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_a_letter_is_asked_for_shown_and_written(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", "--format", "txt", "--format", "form") as person:
        answer_until_grounds(person)
        person.answer("Which of these are true for you?", "3, 99\n")
        person.answer("Type numbers from 1 to", "3 7\n")
        person.wait_for("duty of confidentiality")
        person.answer("in your own words", "I am a lawyer.\nMy clients are mine.\x04")
        person.wait_for("35 characters are kept")
        skip_what_is_optional(person)
        person.wait_for("This is what will be written")
        for shown in ("Sweden", "General Data Protection", "LinkedIn Ireland", "35 characters", "letter.txt"):
            person.wait_for(shown)
        person.answer("Enter writes the letter", "\n")
        person.wait_for("Your letter is ready")
        person.wait_for("details.toml holds your answers")
        assert person.end() == (0, "")
        assert person.left_for_the_shell() == b""
    assert kept_details(tmp_path)["because"] == "I am a lawyer.\nMy clients are mine."


@pytest.mark.parametrize("columns", [40, 80])
@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_four_thousand_pasted_characters_in_five_paragraphs_are_kept_exactly(
    tmp_path: Path, columns: int, terminal: str
) -> None:
    options = ("--language", "en", *MAJA, "--format", "txt")
    with Person(tmp_path, "letter", *options, columns=columns, terminal=terminal) as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Which of these are true for you?", "\n")
        person.wait_for("in your own words")
        person.wait_for(">")
        if terminal == "dumb":  # such a terminal pastes as if it were typed
            person.type(FOUR_THOUSAND)
            person.type("\n.\n")
        else:
            person.paste(FOUR_THOUSAND)
            person.type(CTRL_D)
        person.wait_for("4,000 characters are kept")
        skip_what_is_optional(person)
        person.answer("Enter writes the letter", "\n")
        assert person.end() == (0, "")
        assert person.left_for_the_shell() == b""
    assert kept_details(tmp_path)["because"] == FOUR_THOUSAND


def test_a_text_that_is_too_long_is_not_cut_but_given_back_to_shorten(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", *MAJA, "--format", "txt") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Which of these are true for you?", "\n")
        person.wait_for("in your own words")
        person.wait_for(">")
        person.paste(FOUR_THOUSAND + "xyz")
        person.type(CTRL_D)
        person.wait_for("This has 4,003 characters; the limit is 4,000")
        person.wait_for("Nothing is lost")
        person.wait_to_see("4,003 characters of at most 4,000")
        person.type("\x7f\x7f\x7f\x04")
        person.wait_for("4,000 characters are kept")
        person.type(CTRL_C)
        person.wait_for("Nothing was written")
        assert person.end()[0] == 130
    assert files_in(tmp_path) == []


def test_arrows_and_tabs_edit_and_do_not_end_up_in_the_words(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", *MAJA, "--language", "en", "--format", "txt") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Which of these are true for you?", "\n")
        person.answer("in your own words", "ac\x1b[Db\x1b[C\td\x04")
        skip_what_is_optional(person)
        person.answer("Enter writes the letter", "\n")
        assert person.end()[0] == 0
    assert kept_details(tmp_path)["because"] == "abc\td"


def test_own_words_may_be_written_in_an_editor_and_no_copy_of_them_stays(tmp_path: Path) -> None:
    editor, copies = tmp_path / "my-editor", tmp_path / "copies"
    copies.mkdir()
    editor.write_text('#!/bin/sh\nprintf "Written elsewhere.\\n\\nIn paragraphs." >"$1"\n')
    editor.chmod(0o755)
    options = (*MAJA, "--language", "en", "--format", "txt")
    with Person(tmp_path, "letter", *options, EDITOR=str(editor), VISUAL="", TMPDIR=str(copies)) as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Which of these are true for you?", "\n")
        person.answer("in your own words", "\x18\x05")
        person.wait_for("34 characters are kept")
        skip_what_is_optional(person)
        person.answer("Enter writes the letter", "\n")
        assert person.end()[0] == 0
    assert kept_details(tmp_path)["because"] == "Written elsewhere.\n\nIn paragraphs."
    assert list(copies.iterdir()) == []


def test_a_wrong_answer_is_told_at_once_and_typing_replaces_it(tmp_path: Path) -> None:
    with Person(tmp_path, "letter") as person:
        person.answer("LinkedIn account?", "yes\n")
        person.answer("Where do you live?", "Atlantis\n")
        person.answer("Unknown country “Atlantis”.", "Georgia\n")
        person.answer("Several places are called “Georgia”", "1\n")
        person.answer("Your name", "123\n")
        person.answer("is not a name", "Maja\n")
        person.answer("e-mail address", "maja\n")
        person.answer("“maja” is not an e-mail address", "maja@example.org\n")
        person.wait_for("Which of these are true for you?")


def test_one_can_go_back_and_change_what_the_summary_shows(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", "--format", "txt") as person:
        answer_until_grounds(person)
        person.answer("Which of these are true for you?", "<\n")
        person.answer("e-mail address", "eva@example.org\n")
        person.answer("Which of these are true for you?", "7\n")
        person.answer("in your own words", "\n")
        skip_what_is_optional(person)
        person.wait_for("eva@example.org")
        person.answer("Enter writes the letter", "2\n")
        person.answer("Where do you live?", "Canada\n")
        person.answer("Which part is it?", "Quebec\n")
        person.answer("Which language", "2\n")
        person.wait_for("LinkedIn Corporation")
        person.answer("Enter writes the letter", "\n")
        assert person.end()[0] == 0
    kept = kept_details(tmp_path)
    assert (kept["country"], kept["language"], kept["email"]) == ("CA-QC", "fr-CA", ["eva@example.org"])


def test_without_grounds_the_law_is_named_and_the_answers_stay(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", *MAJA, "--language", "en", "--format", "txt") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("The law where you live asks for grounds", "\n")
        person.answer("in your own words", "\n")
        person.answer("Do you want to write it without grounds?", "2\n")
        person.answer("The law where you live asks for grounds", "\n")
        person.answer("in your own words", "Because.\x04")
        skip_what_is_optional(person)
        person.answer("Enter writes the letter", "\n")
        assert person.end()[0] == 0
    assert kept_details(tmp_path)["because"] == "Because."


def test_who_wants_no_letter_without_grounds_chooses_from_the_list_or_goes_on_back(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", *MAJA, "--language", "en", "--format", "txt") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("The law where you live asks for grounds", "\n")
        person.answer("in your own words", "\n")
        person.answer("Do you want to write it without grounds?", "no\n")
        person.answer("The law where you live asks for grounds", "<\n")
        person.answer("LinkedIn account?", "1\n")
        person.answer("The law where you live asks for grounds", "7\n")
        person.answer("in your own words", "\n")
        skip_what_is_optional(person)
        person.answer("Enter writes the letter", "\n")
        assert person.end()[0] == 0
    assert len(kept_details(tmp_path)["ground"]) == 1


def test_who_has_no_account_is_not_asked_what_only_members_have(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", "--format", "txt") as person:
        person.answer("LinkedIn account?", "no\n")
        person.answer("Where do you live?", "United States\n")
        person.answer("Which part is it?", "Texas\n")
        person.answer("Your name:", "Maja\n")
        person.answer("Your e-mail address:", "maja@example.org\n")
        person.answer("Which of these are true for you?", "\n")
        person.answer("in your own words", "\n")
        person.answer("what is published about you", "www.example.org/maja\n")
        person.answer("postal address", "Main Street 1\nAustin\n\n")
        person.answer("Enter writes the letter", "\n")
        assert person.end()[0] == 0
        assert "profile" not in person.seen
    kept = kept_details(tmp_path)
    assert kept["no_account"] is True
    assert kept["address_line"] == ["Main Street 1", "Austin"]


def test_nothing_is_asked_when_nothing_is_missing(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", *MAJA, *GROUND, "--output", "-") as person:
        code, out = person.end()
    assert code == 0
    assert out.startswith("Maja Lindqvist\n")


def test_a_wrong_option_is_told_before_anything_is_asked(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", "--date", "2026-02-30") as person:
        person.wait_for("--date: “2026-02-30” is not a day of the calendar")
        assert person.end() == (1, "")
        assert "account" not in person.seen


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_who_stops_is_told_that_nothing_was_written(tmp_path: Path, terminal: str) -> None:
    with Person(tmp_path, "letter", terminal=terminal) as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Where do you live?", CTRL_C)
        person.wait_for("Nothing was written.")
        assert person.end() == (130, "")
        assert "Traceback" not in person.seen
        assert person.left_for_the_shell() == b""
    assert files_in(tmp_path) == []


@pytest.mark.parametrize("terminal", ["xterm-256color", "dumb"])
def test_the_key_that_ends_a_text_ends_nothing_else(tmp_path: Path, terminal: str) -> None:
    with Person(tmp_path, "letter", terminal=terminal) as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Where do you live?", CTRL_D)
        person.wait_for("Ctrl-C ends")
        person.answer("", "Ireland\n")
        person.wait_for("Which language should the letter be in?")


def test_after_escape_the_next_letter_is_a_letter(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", "--country", "US") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Which part is it?", "Another\n")
        person.answer("Your name", "\x1b")
        time.sleep(0.5)
        person.type("ann\n")
        person.wait_for("> ann")
        person.wait_for("e-mail address")


def test_the_words_are_asked_for_again_when_a_new_place_changes_the_language(tmp_path: Path) -> None:
    options = ("--name", "Kari", "--email", "kari@example.org", *GROUND, "--because", "Jeg er lege.")
    with Person(tmp_path, "letter", *options, "--format", "txt") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Where do you live?", "Norge\n")
        person.answer("Which language", "norsk bokmål\n")
        skip_what_is_optional(person)
        person.answer("To change a line", "2\n")
        person.answer("Where do you live?", "Ohio\n")
        person.wait_for("in your own words")
        person.wait_to_see("> Jeg er lege.")
        person.type(f" I am a doctor.{CTRL_D}")
        person.wait_for("27 characters are kept")
        person.answer("Enter writes the letter", "\n")
        assert person.end()[0] == 0
    assert kept_details(tmp_path).get("language") is None


def test_what_is_typed_instead_of_a_number_is_understood(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", *MAJA[:4], *GROUND, "--because", "I am ill.") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Where do you live?", "Sweeden\n")
        person.answer("Did you mean one of these?", "99\n")
        person.wait_for("Type a number from 1 to")
        person.answer("", "Kanada\n")
        person.answer("Which part is it?", "Ontario\n")
        person.answer("Which language", "Elbonian\n")
        person.wait_for("Unknown language “Elbonian”.")
        person.answer("Which language", "French\n")
        skip_what_is_optional(person)
        person.wait_for("Place of residence: Ontario, Canada")
        person.wait_for("Language: Canadian French")


def test_an_address_ends_with_a_dot_or_takes_one_back(tmp_path: Path) -> None:
    options = ("--country", "IE", "--language", "en", "--name", "Ann", *GROUND, "--because", "I am ill.")
    with Person(tmp_path, "letter", *options, "--profile-url", "in/ann", terminal="dumb") as person:
        person.answer("e-mail address", "ann@example.org\n")
        person.answer("Your postal address", "<\n")
        person.answer("e-mail address", "\n")
        person.answer("Your postal address", "Storgatan 1\n.\n")
        person.answer("The day on which", "\n")
        person.wait_for("Postal address: Storgatan 1")
        person.wait_for("Setting turned off")


def test_a_day_is_read_as_people_write_it_and_asked_about_where_it_could_be_two(tmp_path: Path) -> None:
    options = ("--country", "IE", "--language", "en", "--name", "Ann", *GROUND, "--because", "I am ill.")
    with Person(tmp_path, "letter", *options, "--profile-url", "in/ann", "--address-line", "x") as person:
        person.answer("e-mail address", "ann@example.org\n")
        person.answer("The day on which", "02/03/2026\n")
        person.wait_for("may be 2026-03-02 or 2026-02-03")
        person.type("3. Februar 2026\n")
        person.wait_for("Setting turned off: 3 February 2026")


def test_a_name_pasted_from_two_lines_is_one_name(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", "--country", "IE", "--language", "en") as person:
        person.answer("LinkedIn account?", "1\n")
        person.wait_for("Your name")
        person.wait_for(">")
        person.paste("Ann\nMurphy\n")
        person.type("\n")
        person.answer("e-mail address", "<\n")
        person.wait_to_see("> Ann Murphy")


def test_a_line_of_chinese_is_broken_where_it_may_be(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", "--country", "HK", columns=40, locale="zh_HK.UTF-8") as person:
        person.wait_for("1.")
        lines = person.lines()
    assert lines[0].startswith("按Enter接受")
    assert lines[1].startswith("<返回")
    assert not any(line[:1] in set("，。、；：」）") for line in lines)  # noqa: RUF001 - as they are


def test_a_list_in_chinese_fits_a_narrow_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    show_table(["檔號", "姓名", "期限的來源"], [["A21-7FGXFETK", "王小明", "個人資料（私隱）條例" * 3]])  # noqa: RUF001 - as they are
    first, *others = capsys.readouterr().out.splitlines()
    assert first == "A21-7FGXFETK  王小明"
    assert len(others) > 1
    assert [line for line in others if cell_len(line) > 30 or not line.startswith("    ")] == []


def test_what_was_typed_ahead_is_not_left_for_the_shell(tmp_path: Path) -> None:
    with Person(tmp_path, "letter") as person:
        person.answer("LinkedIn account?", f"1\n{CTRL_C}rm -rf important\n")
        person.wait_for("Nothing was written.")
        person.end()
        assert person.left_for_the_shell() == b""


def test_the_names_of_the_files_are_not_broken(tmp_path: Path) -> None:
    options = (*MAJA, *GROUND, "--format", "txt", "--format", "form", "--format", "json", "--output", "x")
    with Person(tmp_path, "letter", *options, columns=40) as person:
        assert person.end()[0] == 0
        words = " ".join(person.lines()).split()
        assert {"(letter.txt,", "form.txt,", "letter.json,", "details.toml)"} <= set(words)


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_questions_fit_a_narrow_screen_and_break_no_word(tmp_path: Path, language: str) -> None:
    surface = replace(TERMINAL, language=language)
    locale = {"en": "en_GB.UTF-8", "de": "de_DE.UTF-8"}[language]
    with Person(tmp_path, "letter", columns=40, NO_COLOR="1", locale=locale) as person:
        person.answer(surface.say(Message("ask-account")), "1\n")
        person.wait_for(surface.say(Message("ask-country")))
        lines = person.lines()
        assert max(map(len, lines)) <= 40
        words = set(" ".join(lines).split())
        for code in ("how-to-answer", "ask-account", "ask-country"):
            assert set(surface.say(Message(code)).split()) <= words
        assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", person.raw), "no colour"


def test_a_screen_without_utf8_is_served(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", PYTHONIOENCODING="latin-1") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Where do you live?", "Österreich\n")
        person.answer("Which language", "2\n")
        person.answer("Your name", "Jörg Groß\n")
        person.answer("e-mail address", "j\n")
        person.wait_for('"j" is not an e-mail address')


@pytest.mark.parametrize(
    ("locale", "encoding", "language"),
    [
        ("el_GR.UTF-8", "latin-1", "en"),
        ("pl_PL.UTF-8", "cp1252", "en"),
        ("el_GR.UTF-8", "iso8859-7", "el"),
        ("fr_FR.UTF-8", "latin-1", "fr"),
        ("de_DE.UTF-8", "cp850", "de"),
    ],
)
def test_a_screen_that_lacks_the_letters_of_a_language_is_spoken_to_in_english(
    tmp_path: Path, locale: str, encoding: str, language: str
) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "article21", "letter", "--country", "Atlantis"],
        env=os.environ | {"LC_ALL": locale, "PYTHONIOENCODING": encoding},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    said = run.stderr.decode(encoding)
    missing = replace(TERMINAL, language=language).say(Message("name-missing"))
    assert "".join(filter(str.isalpha, missing)) in "".join(filter(str.isalpha, said))
    assert "??" not in said


SPEAKING = ["en", *(tag for tag in ("sv", "de", "fr") if interface_language(tag) == tag)]


@pytest.mark.parametrize("tag", SPEAKING)
def test_the_whole_conversation_is_in_the_language_of_the_system(tmp_path: Path, tag: str) -> None:
    plain = replace(TERMINAL, language=tag)

    def words(code: str, **values: Value) -> str:
        return plain.say(Message(code, **values))

    locale = f"{tag}_{'GB' if tag == 'en' else tag.upper()}.UTF-8"
    with Person(tmp_path, "letter", "--format", "txt", locale=locale) as person:
        person.wait_for(words("how-to-answer"))
        person.answer(words("ask-account"), "1\n")
        person.answer(words("ask-country"), "BE\n")
        person.answer(words("ask-language"), "1\n")
        person.answer(words("ask-name"), "Eva Groß\n")
        person.answer(words("ask-email"), "eva\n")
        person.answer(words("email-without-at", given="eva"), "eva@example.org\n")
        person.answer(words("ask-grounds"), "7\n")
        person.wait_for(words("ground-says"))
        person.answer(words("ask-own-words"), "Weil.\x04")
        person.wait_for(words("own-words-kept", count=5))
        person.answer(words("ask-profile"), "\n")
        person.answer(words("ask-address"), "\n")
        person.answer(words("ask-setting"), "2026-02-30\n")
        person.answer(words("no-such-day", given="2026-02-30"), "2026-02-03\n")
        person.wait_for(words("summary"))
        person.wait_for(words("label-law"))
        person.wait_for(catalog_of(tag).gettext("General Data Protection Regulation"))
        person.answer(words("ask-to-confirm"), "\n")
        person.wait_for(words("answers-kept", file="details.toml"))
        assert person.end()[0] == 0
        if tag != "en":
            assert "letter will" not in person.seen
            assert "Your " not in person.seen


def test_a_city_is_taken_for_its_place_and_one_of_several_is_asked_about(tmp_path: Path) -> None:
    with Person(tmp_path, "letter", locale="de_DE.UTF-8", columns=40) as person:
        person.answer("LinkedIn-Konto", "1\n")
        person.answer("Wo wohnen Sie?", "Freiburg\n")
        person.wait_for("Freiburg, Baden-Württemberg")
        person.answer("eine Nummer", "3\n")  # none of these
        person.answer("Wo wohnen Sie?", "München\n")
        person.wait_for("München: Bayern, Deutschland")
        person.answer("Ihr Name", "<\n")


def test_the_words_of_the_letter_are_shown_in_its_language(tmp_path: Path) -> None:
    given = ("--country", "SE", "--language", "sv", "--name", "Eva", "--email", "eva@example.org")
    with Person(tmp_path, "letter", *given, columns=40) as person:
        person.answer("account", "1\n")
        person.answer("Which of these", "5\n")
        person.wait_for("Your letter will say:")
        person.wait_for("Swedish: Jag")
        person.wait_for("(I ")


def test_who_asks_for_another_language_gets_it_and_errors_speak_it(tmp_path: Path) -> None:
    if interface_language("sv") != "sv":
        pytest.skip("the Swedish interface is a draft")
    run = letter(tmp_path, "--interface", "sv", "--date", "2026-02-30")
    assert run.code == 1
    swedish = replace(TERMINAL, language="sv").say(Message("no-such-day", given="2026-02-30"))
    assert swedish in run.err


@pytest.mark.parametrize(
    "command", ["countries", "batch --columns", "forget", "case list", "case show A21-AAAA"]
)
def test_every_command_speaks_the_language_that_is_asked_for(tmp_path: Path, command: str) -> None:
    spoken = {tag: invoke(tmp_path, "--interface", tag, *command.split()) for tag in ("en", "de")}
    assert {run.code for run in spoken.values()} <= {0, 1}
    texts = {tag: run.text + run.err for tag, run in spoken.items()}
    assert texts["en"] == "".join((run := invoke(tmp_path, *command.split())).text + run.err)
    assert texts["en"] != texts["de"]


def test_the_beginning_of_a_place_is_completed_into_an_offer(tmp_path: Path) -> None:
    with Person(tmp_path, "letter") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Where do you live?", "Liechten\n")
        person.wait_for("Did you mean one of these?")
        person.wait_for("Liechtenstein")


def test_answers_are_not_lost_when_the_folder_is_taken(tmp_path: Path) -> None:
    assert letter(tmp_path, "--format", "txt").code == 0
    (folder,) = tmp_path.glob("A21-*")
    (folder / "letter.txt").write_text("changed by hand")
    with Person(tmp_path, "letter", *MAJA, "--format", "txt") as person:
        person.answer("LinkedIn account?", "1\n")
        person.answer("Which of these are true for you?", "7\n")
        person.answer("in your own words", "\n")
        skip_what_is_optional(person)
        person.answer("Enter writes the letter", "\n")
        person.wait_for("was changed after article21 wrote it")
        assert person.end()[0] == 0
    assert (folder / "letter.txt").read_text() == "changed by hand"
    assert (tmp_path / f"{folder.name}-2/letter.txt").exists()


@pytest.mark.parametrize("command", ["list", "show"])
def test_nothing_in_a_case_file_reaches_a_terminal_or_a_pipe_as_a_command(tmp_path, command):
    desk = Desk(tmp_path)
    damage(desk)
    reference = (desk.reference,) if command == "show" else ()
    asked = ("case", command, *reference, "--database", "cases.db")
    with Person(tmp_path, *asked) as piped:
        assert piped.end()[1].count("\x1b") == piped.raw.count("\x1b") == 0
    shell = ("sh", "-c", 'exec "$0" -m article21 "$@" >&2', sys.executable)
    with Person(tmp_path, *asked, command=shell) as person:
        code, _ = person.end()
    assert (code, "Damaged cases" in person.seen) == (1, True), person.seen
    assert "\x1b" not in person.raw
    assert "evil" not in person.raw
