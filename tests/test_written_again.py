"""A letter is written again from its folder: same reference, same place, nothing of a person's own lost."""

import tomllib
from pathlib import Path

import pytest

from article21.model import Format
from commands import GROUND, MAJA, files_in, invoke, letter

WORDS = 'One "quoted" \\ line.\n\n\tTwo: å """ end.'
TEXT = ("--format", "txt", "--format", "form")


def folder_of(tmp_path: Path) -> Path:
    (folder,) = tmp_path.glob("A21-*")
    return folder


def test_the_folder_keeps_the_answers_for_the_person_alone(tmp_path: Path) -> None:
    assert letter(tmp_path, "--because", WORDS, *TEXT).code == 0
    kept = folder_of(tmp_path) / "details.toml"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert tomllib.loads(kept.read_text(encoding="utf-8"))["because"] == WORDS


@pytest.mark.parametrize("source", ["", "details.toml", "letter.pdf"])
def test_a_letter_is_written_again_in_its_place_and_says_so(tmp_path: Path, source: str) -> None:
    assert letter(tmp_path, "--because", WORDS).code == 0
    folder = folder_of(tmp_path)
    before = files_in(folder)
    again = invoke(tmp_path, "letter", "--details", str(folder / source), "--name", "Maja Berg")
    assert again.code == 0, again.err
    assert "Replaced, because it is the same letter" in again.err
    assert files_in(tmp_path) == [folder.name, *(f"{folder.name}/{name}" for name in before)]
    text = (folder / "letter.txt").read_text(encoding="utf-8")
    assert text.startswith("Maja Berg\n")
    assert folder.name in text


def test_a_file_that_somebody_changed_is_not_replaced(tmp_path: Path) -> None:
    assert letter(tmp_path, *TEXT).code == 0
    file = folder_of(tmp_path) / "letter.txt"
    file.write_text("my own corrections")
    again = invoke(tmp_path, "letter", "--details", str(file.parent))
    assert again.code == 1
    assert "was changed after article21 wrote it" in again.err
    assert file.read_text() == "my own corrections"


def test_answers_may_be_changed_in_their_file(tmp_path: Path) -> None:
    assert letter(tmp_path, *TEXT).code == 0
    kept = folder_of(tmp_path) / "details.toml"
    kept.write_text(kept.read_text().replace("Maja Lindqvist", "Maja Ek"))
    assert invoke(tmp_path, "letter", "--details", str(kept)).code == 0
    assert (kept.parent / "letter.txt").read_text().startswith("Maja Ek\n")


def test_answers_that_were_changed_are_not_lost_to_a_letter_from_options(tmp_path: Path) -> None:
    assert letter(tmp_path, *TEXT).code == 0
    kept = folder_of(tmp_path) / "details.toml"
    edited = kept.read_text().replace("confidentiality", "minor")
    kept.write_text(edited)
    assert letter(tmp_path, *TEXT).code == 1
    assert kept.read_text() == edited


def test_a_redacted_copy_keeps_no_answers(tmp_path: Path) -> None:
    run = letter(tmp_path, "--redacted", *TEXT)
    assert files_in(tmp_path / "redacted") == ["form.txt", "letter.txt"]
    assert "Don't send it to LinkedIn" in run.err


def test_own_words_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "words.txt").write_bytes("\ufeffOne.\r\n\r\nTwo.\r\n".encode())
    run = invoke(tmp_path, "letter", *MAJA, *GROUND, "--because", "@words.txt", "--output", "-")
    assert "One.\n\nTwo.\n" in run.text
    missing = invoke(tmp_path, "letter", *MAJA, "--because", "@nowhere.txt", "--output", "-")
    assert "nowhere.txt can't be read: there is no such file." in missing.err


def test_every_format_of_the_first_time_is_written_again(tmp_path: Path) -> None:
    assert letter(tmp_path, "--format", "html", "--format", "txt").code == 0
    folder = folder_of(tmp_path)
    old = (folder / Format.HTML.file_name).read_bytes()
    assert invoke(tmp_path, "letter", "--details", str(folder), "--length", "short").code == 0
    assert (folder / Format.HTML.file_name).read_bytes() != old
