"""A full disk, a folder that can't be written, a damaged journal: one sentence, and nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pikepdf
import pytest

from article21.batch.database import FILE_NAME
from commands import Run, invoke
from staffs import batch, index, letters, person, report, staff, write_table

as_root = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if not as_root or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("NOT TESTED: a full disk needs the right to mount one")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def ends_with_a_sentence(run: Run, code: int) -> str:
    """Assert that a run ended as it should and return its last words."""
    assert run.code == code, run.err
    assert "Traceback" not in run.err
    return run.err


def test_a_full_disk_ends_with_a_sentence_and_the_run_goes_on_when_there_is_room(
    tmp_path: Path, small_disk: Path
) -> None:
    run = batch(tmp_path, staff(150), "--output", str(small_disk / "out"), "--format", "json")
    assert "The disk is full" in ends_with_a_sentence(run, 1)
    assert "Run the same command again to resume" in run.err
    written = len(list(small_disk.rglob("letter.json")))
    assert 10 < written < 150
    subprocess.run(["mount", "-o", "remount,size=40m", str(small_disk)], check=True)
    run = batch(tmp_path, staff(150), "--output", str(small_disk / "out"), "--format", "json", "--json")
    assert run.code == 0
    # What the journal could still save: it does so five times a second.
    assert int(str(report(run)["unchanged"])) > 0
    assert len(list(small_disk.rglob("letter.json"))) == 150


def test_a_disk_too_small_for_the_printer_s_file_costs_no_letter(tmp_path: Path, small_disk: Path) -> None:
    (small_disk / "fill").write_bytes(b"x" * 1_000_000)
    write_table(tmp_path / "staff.csv", staff(3))
    command = [sys.executable, "-m", "article21", "batch", "staff.csv", "--output", "out", "--format", "pdf"]
    done = subprocess.run(
        [*command, "--print", str(small_disk / "all.pdf")],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr  # and not by a signal
    assert "The disk is full" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(letters(tmp_path)) == 3
    assert [path.name for path in small_disk.iterdir()] == ["fill"]


@pytest.mark.parametrize("begun", [False, True])
def test_a_disk_that_can_only_be_read_is_told(tmp_path: Path, small_disk: Path, *, begun: bool) -> None:
    out = small_disk / "out"
    if begun:
        assert batch(tmp_path, staff(2), "--output", str(out)).code == 0
    else:
        out.mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    run = batch(tmp_path, staff(3), "--output", str(out))
    assert "can't be written: nothing can be written there" in ends_with_a_sentence(run, 2)
    run = batch(tmp_path, staff(3), "--format", "pdf", "--print", str(small_disk / "all.pdf"))
    assert "can't be written" in ends_with_a_sentence(run, 2)
    assert letters(tmp_path) == {}, "it is said before the first letter"


@pytest.mark.skipif(as_root, reason="NOT TESTED: root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    assert "you may not write there" in ends_with_a_sentence(batch(tmp_path, staff(1)), 2)


@pytest.mark.parametrize("keep", [0, 100, 5000])
def test_a_damaged_journal_is_told(tmp_path: Path, keep: int) -> None:
    batch(tmp_path, staff(30))
    before = letters(tmp_path)
    journal = tmp_path / "out" / FILE_NAME
    content = journal.read_bytes()
    journal.write_bytes(content[:keep] + b"\xff" * (len(content) - keep))
    ends_with_a_sentence(run := batch(tmp_path, staff(30)), run.code)
    assert run.code in {1, 2}
    assert "remove it" in run.err
    assert letters(tmp_path) == before
    journal.unlink()
    assert batch(tmp_path, staff(30), "--overwrite").code == 0
    assert letters(tmp_path) == before


@pytest.mark.parametrize("place", [b"CREATE TABLE tables", b'"files": [[', b'", "message": ["'])
@pytest.mark.parametrize("damage", [b"\xff" * 8, b"\0" * 8, b"\x81\x01\x7f"], ids=["ones", "zeros", "varint"])
def test_a_journal_damaged_in_one_place_is_told_or_of_no_matter(
    tmp_path: Path, place: bytes, damage: bytes
) -> None:
    batch(tmp_path, [person(1), person(2, email="nowhere")])
    journal = tmp_path / "out" / FILE_NAME
    content = journal.read_bytes()
    found = content.index(place)
    journal.write_bytes(content[:found] + damage + content[found + len(damage) :])
    for run in (batch(tmp_path, [person(1)]), invoke(tmp_path, "batch", "--forget", "out")):
        assert run.code in {0, 1, 2}
        assert run.code == 0 or "remove it" in run.err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no file has such a name")
def test_names_of_files_that_are_no_utf_8_are_as_good_as_others(tmp_path: Path) -> None:
    odd = os.fsdecode(b"\xff\xfe")
    table = write_table(tmp_path / f"{odd}.csv", [person(1), person(2, email="nowhere")]).name
    places = ("--output", f"out{odd}", "--format", "pdf", "--print", f"{odd}.pdf")
    for _ in range(2):
        run = batch(tmp_path, table, *places)
        assert (run.code, "Traceback" in run.err) == (1, False)
    assert invoke(tmp_path, "case", "add", f"out{odd}", "--database", odd).code == 0
    assert invoke(tmp_path, "batch", "--forget", f"out{odd}").code == 0
    assert not (tmp_path / f"out{odd}").exists()
    assert not (tmp_path / f"{odd}.pdf").exists()
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / f"{odd}.toml").write_text('name = "Maja"\nemail = "m@example.org"\ncountry = "SE"\n')
    assert batch(tmp_path, "back").code == 1
    assert "udcff" in (tmp_path / "out/problems.csv").read_text()


def test_a_table_that_changes_while_it_is_read_ends_the_run_and_what_is_written_stays(tmp_path: Path) -> None:
    from article21.batch.placing import place_files

    table = write_table(tmp_path / "staff.csv", staff(90))
    count = 0

    def write_and_change(*arguments: object, **options: object) -> object:
        nonlocal count
        count += 1
        if count == 30:
            write_table(table, [*staff(90), person(91)])
        return place_files(*arguments, **options)  # type: ignore[arg-type] # as they came

    with patch("article21.batch.jobs.place_files", write_and_change):
        run = batch(tmp_path, "staff.csv")
    assert "The table changed while it was read" in ends_with_a_sentence(run, 1)
    assert len(letters(tmp_path)) >= 30
    assert batch(tmp_path, "staff.csv").code == 0
    assert len(index(tmp_path)) == 91


def test_a_letter_that_somebody_spoiled_is_named_when_it_is_to_be_printed(tmp_path: Path) -> None:
    batch(tmp_path, staff(2), "--format", "pdf")
    path = next((tmp_path / "out/letters").rglob("letter.pdf"))
    with pikepdf.new() as locked:
        locked.add_blank_page()
        locked.save(path, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    run = batch(tmp_path, staff(2), "--format", "pdf", "--print", "all.pdf")
    assert "letter.pdf can't be read" in ends_with_a_sentence(run, 1)
    shutil.rmtree(tmp_path / "out")
