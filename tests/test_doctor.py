"""The state of this machine and the age of the facts; and how everything is forgotten."""

import errno
import json
import re
import subprocess
import sys
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path

import platformdirs
import pytest

from article21.desk import doctor, forgetting
from article21.desk.batches import open_staff
from article21.desk.letters import read_request
from article21.errors import Article21Error, NoPdfError
from article21.facts.age import facts_files, is_due
from article21.person import Given
from article21.rendering import fonts
from article21.temporary import prefix_of
from commands import files_in, invoke, letter
from people import DAY

SWEDE = Given(
    {"name": "Maja Lindqvist", "email": "maja@example.org", "country": "SE", "without_grounds": True}
)


def codes_on(day: date) -> list[str]:
    return [notice.code for notice in read_request(SWEDE, day).notices]


@pytest.mark.parametrize(
    ("checked", "change", "today", "due"),
    [
        ("2026-11-25", None, "2027-11-25", False),
        ("2026-11-25", None, "2027-11-26", True),
        ("2026-11-25", "2027-04-02", "2027-04-01", False),
        ("2026-11-25", "2027-04-02", "2027-04-02", True),
        ("2027-04-03", "2027-04-02", "2027-05-01", False),
    ],
)
def test_facts_are_due_after_a_year_and_from_the_day_they_change(checked, change, today, due):
    days = (date.fromisoformat(checked), change and date.fromisoformat(change), date.fromisoformat(today))
    assert is_due(*days) is due


def test_a_letter_from_old_facts_says_so_and_one_from_fresh_facts_does_not():
    assert "facts-due" not in codes_on(DAY)
    assert "facts-due" in codes_on(date(2028, 1, 10))


def test_the_terminal_says_that_facts_are_old(tmp_path, monkeypatch):
    monkeypatch.setattr("commands.DAY", date(2028, 1, 10))
    run = letter(tmp_path, "--format", "txt", "--output", "-")
    assert run.code == 0
    assert "were last checked on 2" in run.err


def test_doctor_finds_everything_in_order_here(tmp_path):
    run = invoke(tmp_path, "doctor")
    assert run.code == 0
    assert "!!" not in run.text
    assert "became a PDF of" in run.text


def test_doctor_says_what_keeps_a_pdf_from_being_made(tmp_path, monkeypatch):
    def fail(*_: object) -> None:
        raise NoPdfError("pango-missing-anywhere", command="", url="https://example.org")

    monkeypatch.setattr("article21.desk.letters.preview", fail)
    run = invoke(tmp_path, "doctor")
    assert run.code == 1
    assert "!!  A PDF needs the library Pango" in run.text


@pytest.fixture
def without_room(tmp_path, monkeypatch):
    """Let there be no folder for anything: a home that nobody can write, and no temporary files."""

    def refuse(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    (tmp_path / "file").touch()
    monkeypatch.setattr(platformdirs, "user_cache_path", lambda _: tmp_path / "file/article21")
    for name in ("gettempdir", "TemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    for kept in (fonts.cut_fonts, fonts._temporary_folder):
        kept.cache_clear()
    yield
    fonts.cut_fonts.cache_clear()


@pytest.mark.usefixtures("without_room")
def test_doctor_says_that_nothing_can_be_written_anywhere(tmp_path):
    run = invoke(tmp_path, "doctor")
    assert run.code == 1
    assert "--  There is no safe folder for the fonts (Not a directory: " in run.text
    assert run.text.count("!!  There is no room for temporary files in TMPDIR (0 MB left).") == 2


@pytest.mark.usefixtures("without_room")
def test_a_letter_is_text_where_there_is_no_room_for_fonts(tmp_path):
    run = letter(tmp_path, "--format", "pdf", "--format", "txt", "--output", "out")
    assert "letter.txt" in files_in(tmp_path / "out")
    assert "letter.pdf" not in files_in(tmp_path / "out")
    assert "There is no room for temporary files" in run.err


@pytest.mark.usefixtures("without_room")
def test_a_table_from_a_pipe_is_refused_where_there_is_no_room_for_it():
    with (
        pytest.raises(Article21Error, match="no room for temporary files"),
        open_staff(BytesIO(b"x"), {}, frozenset()),
    ):
        pass


def test_doctor_writes_json(tmp_path):
    findings = json.loads(invoke(tmp_path, "doctor", "--json").text)
    assert {"state", "code", "sentence"} == findings[0].keys()


def test_doctor_names_facts_that_are_due_by_their_files():
    late = [each.message for each in doctor.examine(date(2028, 1, 10))]
    named = {message.values["file"] for message in late if message.code == "doctor-facts-due"}
    assert "laws/gdpr.toml" in named
    assert not [each for each in doctor.examine(DAY) if each.message.code == "doctor-facts-due"]


def test_the_worksheet_lists_every_file_of_facts_with_its_sources(tmp_path):
    text = invoke(tmp_path, "doctor", "--facts").text
    for file in facts_files():
        assert f"**{file.name}**" in text
        for source in file.sources:
            assert source in text


def test_a_change_that_is_known_stands_in_the_worksheet(tmp_path):
    assert "changes on 2027-04-02" in invoke(tmp_path, "doctor", "--facts").text


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """Give the machine's folders of article21, each with something in it."""
    folders = {"user_cache_path": tmp_path / "cache/article21", "user_data_path": tmp_path / "data/article21"}
    for name, folder in folders.items():
        (folder / "inside").mkdir(parents=True)
        (folder / "inside/file").write_text("Maja Lindqvist")
        monkeypatch.setattr(platformdirs, name, lambda _application, folder=folder: folder)
    return tuple(folders.values())


def test_forget_deletes_cases_and_caches_and_says_what_it_cannot_reach(tmp_path, kept):
    run = invoke(tmp_path, "forget", "--yes")
    assert run.code == 0
    assert not any(folder.exists() for folder in kept)
    assert "backups" in run.err


def test_forget_deletes_nothing_that_nobody_confirmed(tmp_path, kept):
    run = invoke(tmp_path, "forget")
    assert run.code == 1
    assert all((folder / "inside/file").exists() for folder in kept)


@pytest.mark.usefixtures("kept")
def test_forget_deletes_the_letters_of_a_batch_and_nothing_else_there(tmp_path):
    table = tmp_path / "staff.csv"
    table.write_text("name,email,country,because\nMaja Lindqvist,maja@example.org,SE,I handle files.\n")
    assert invoke(tmp_path, "batch", str(table), "--output", "out", "--format", "txt").code == 0
    (tmp_path / "out/notes.txt").write_text("mine")
    assert invoke(tmp_path, "forget", "--yes", "out").code == 0
    assert [path.name for path in (tmp_path / "out").rglob("*")] == ["notes.txt"]
    assert table.exists()


def test_forget_deletes_all_that_it_can_and_names_the_rest(tmp_path, kept, monkeypatch):
    (tmp_path / "staff.csv").write_text("name,email,country,because\nMaja,maja@example.org,SE,Mine.\n")
    for name in ("out", "stuck"):
        invoke(tmp_path, "batch", "staff.csv", "--output", name, "--format", "txt")
    (tmp_path / "out/notes.txt").write_text("mine")
    cache, data = kept
    data.rename(tmp_path / "elsewhere")
    unlink = Path.unlink

    def refuse(path: Path, **rest: bool) -> None:
        if "stuck" in path.parts:
            raise PermissionError(errno.EACCES, "no", str(path))
        unlink(path, **rest)

    monkeypatch.setattr(Path, "unlink", refuse)
    monkeypatch.setattr(forgetting, "rmtree", lambda *_, **__: None)
    run = invoke(tmp_path, "forget", "--yes", "nothing", "stuck", "out")
    assert run.code == 1
    told = run.err.splitlines()
    assert told[1] == "Deleted: out"
    assert told[2] == "1 file in out was not written by this program and is still there: notes.txt."
    assert told[4] == "article21: nothing holds no batch: there is no journal in it."
    assert re.fullmatch(r"article21: stuck/letters/.*/letter.txt can't be deleted: .*", told[5])
    assert told[6].startswith(f"article21: {cache} can't be deleted")


@pytest.mark.usefixtures("kept")
def test_forget_deletes_what_a_program_that_was_killed_left_among_temporary_files(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    left = [tmp_path / f"article21-{kind}-{ended.pid}-x" for kind in ("page", "preview", "fonts")]
    used = tmp_path / prefix_of("preview")
    for folder in (*left, used):
        folder.mkdir()
    assert invoke(tmp_path, "forget", "--yes").code == 0
    assert [folder for folder in (*left, used) if folder.exists()] == [used]


@pytest.mark.parametrize("number", [0, 1])
def test_forget_deletes_a_file_where_a_folder_should_be(tmp_path, kept, number):
    kept[number].rename(tmp_path / "elsewhere")
    kept[number].touch()
    assert invoke(tmp_path, "forget", "--yes").code == 0
    assert not kept[number].exists()


def test_forget_does_not_follow_a_link_that_somebody_laid(tmp_path, kept):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    _cache, data = kept
    data.rename(tmp_path / "elsewhere")
    data.symlink_to(mine)
    assert invoke(tmp_path, "forget", "--yes").code == 0
    assert (mine / "thesis.txt").exists()
    assert not data.is_symlink()


@pytest.mark.usefixtures("kept")
def test_forget_on_a_machine_that_keeps_nothing_says_so(tmp_path):
    invoke(tmp_path, "forget", "--yes")
    run = invoke(tmp_path, "forget", "--yes")
    assert run.code == 0
    assert "keeps nothing" in run.err
