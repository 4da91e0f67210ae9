"""A batch that was killed, stopped or changed goes on where it was, and ends as if nothing had happened."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from article21.batch.journal import Journal
from article21.cli import main
from article21.files import TEMPORARY, OutputError, write_files
from people import DAY
from staffs import batch, index, letters, person, report, staff, write_table


def counts(folder: Path, rows: list[dict[str, str]], *options: str) -> tuple[int, int, int]:
    """Run a batch and return how many letters were written, were as they should be, were not possible."""
    found = report(batch(folder, rows, "--json", "--quiet", *options))
    return int(found["written"]), int(found["unchanged"]), int(found["rejected"])


def start(folder: Path, *options: str) -> subprocess.Popen[bytes]:
    """Start a batch as a process of its own, with a process group of its own."""
    command = [sys.executable, "-m", "article21", "batch", "staff.csv", "--output", "out", "--json", *options]
    return subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


def is_gone(group: int, seconds: float) -> bool:
    """Wait until no process of the group is left."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


def finished(folder: Path) -> list[Path]:
    """Return the people's folders that stand in their places."""
    with suppress(FileNotFoundError):
        return [path for path in (folder / "out/letters").iterdir() if not path.name.startswith(TEMPORARY)]
    return []


def test_killed_at_any_moment_it_ends_like_an_undisturbed_run(tmp_path: Path) -> None:
    options = ("--format", "txt", "--format", "form", "--jobs", "2", "--quiet")
    rows = [*staff(200), person(200, email="wrong")]
    undisturbed, killed = tmp_path / "undisturbed", tmp_path / "killed"
    for folder in (undisturbed, killed):
        folder.mkdir()
        write_table(folder / "staff.csv", rows)
    reports, deaths, moments = [], 0, random.Random(21)  # noqa: S311 - nothing secret
    while not reports:
        before = len(finished(killed))
        process = start(killed, *options)
        wanted = before + moments.randint(60, 90)
        while process.poll() is None and len(finished(killed)) < wanted:
            time.sleep(0.005)
        if process.poll() is None:
            time.sleep(moments.random() * 0.05)
            process.kill()
            deaths += 1
            process.communicate()
            assert is_gone(process.pid, 5), "workers outlive the process that started them"
            assert {len(list(path.iterdir())) for path in finished(killed)} == {2}, "half a letter"
            assert len(finished(killed)) > before, "a run that was killed has got on"
            continue
        reports.append(json.loads(process.communicate()[0]))
    assert deaths >= 2
    assert (reports[0]["written"] + reports[0]["unchanged"], reports[0]["rejected"]) == (200, 1)
    assert reports[0]["unchanged"] > 0, "what was written is not written again"
    process = start(undisturbed, *options)
    process.communicate(timeout=60)
    assert process.returncode == 1
    for name in ("index.csv", "problems.csv"):
        assert (killed / "out" / name).read_bytes() == (undisturbed / "out" / name).read_bytes()
    assert letters(killed) == letters(undisturbed)
    assert list((killed / "out").rglob(f"{TEMPORARY}[!s]*")) == []


def test_ctrl_c_ends_it_cleanly(tmp_path: Path) -> None:
    write_table(tmp_path / "staff.csv", staff(6000))
    process = start(tmp_path, "--format", "pdf", "--jobs", "2")
    while not finished(tmp_path):
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b"")
    assert err.decode().splitlines()[-1].startswith("Stopped. Letters already written are kept")
    assert b"Traceback" not in err
    assert is_gone(process.pid, 5)
    assert {len(list(path.iterdir())) for path in finished(tmp_path)} == {1}
    assert list((tmp_path / "out").rglob(f"{TEMPORARY}[!s]*")) == []


def test_nothing_is_written_twice_and_a_changed_row_alone_is_written_anew(tmp_path: Path) -> None:
    rows = staff(6)
    assert counts(tmp_path, rows) == (6, 0, 0)
    before, times = letters(tmp_path), {path: path.stat().st_mtime_ns for path in finished(tmp_path)}
    assert counts(tmp_path, rows) == (0, 6, 0)
    rows[2]["because"] = "I changed my mind about what to say."
    assert counts(tmp_path, rows) == (1, 5, 0)
    after = letters(tmp_path)
    assert before.keys() == after.keys()
    assert sum(before[path] != after[path] for path in before) == 1
    assert sum(times[path] != path.stat().st_mtime_ns for path in finished(tmp_path)) == 1


def test_a_row_put_on_top_writes_no_other_letter_again(tmp_path: Path) -> None:
    assert counts(tmp_path, staff(4)) == (4, 0, 0)
    assert counts(tmp_path, [person(9), *staff(4)]) == (1, 4, 0)
    assert [row["row"] for row in index(tmp_path)] == ["2", "3", "4", "5", "6"]


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(path.read_bytes()[:100])])
def test_a_letter_that_was_lost_or_cut_short_is_written_again(tmp_path: Path, harm: object) -> None:
    counts(tmp_path, staff(4))
    before = letters(tmp_path)
    harm(next((tmp_path / "out/letters").rglob("letter.txt")))
    assert counts(tmp_path, staff(4)) == (1, 3, 0)
    assert letters(tmp_path) == before


def test_other_options_write_everything_anew_and_leave_no_old_file(tmp_path: Path) -> None:
    assert counts(tmp_path, staff(3), "--format", "txt", "--format", "form") == (3, 0, 0)
    assert len(letters(tmp_path)) == 6
    assert counts(tmp_path, staff(3), "--format", "txt") == (3, 0, 0)
    assert {Path(path).name for path in letters(tmp_path)} == {"letter.txt"}
    mine = next((tmp_path / "out/letters").iterdir()) / "signed.pdf"
    mine.write_bytes(b"mine")
    assert counts(tmp_path, staff(3), "--format", "json") == (3, 0, 0)
    assert mine.exists(), "a file that is not ours stays"


def test_letters_of_people_who_left_the_table_are_told_and_removed_on_request(tmp_path: Path) -> None:
    counts(tmp_path, staff(4))
    run = batch(tmp_path, staff(2))
    assert "holds 2 older letters that belong to no row of this table" in run.err
    assert (len(index(tmp_path)), len(letters(tmp_path))) == (2, 4)
    assert counts(tmp_path, staff(2), "--overwrite") == (2, 0, 0)
    assert len(letters(tmp_path)) == 2
    assert len(finished(tmp_path)) == 2


def test_a_batch_keeps_the_day_it_began(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batch(tmp_path, staff(2))
    before = (tmp_path / "out/index.csv").read_bytes()
    monkeypatch.chdir(tmp_path)
    command = ["batch", "staff.csv", "--output", "out", "--format", "txt", "--jobs", "1"]
    with patch("article21.cli.writing.today", return_value=DAY + timedelta(days=3)):
        assert main(command) == 0
        assert (tmp_path / "out/index.csv").read_bytes() == before
        assert main([*command, "--overwrite"]) == 0
    assert (tmp_path / "out/index.csv").read_bytes() != before, "the day an answer is due is a later one"
    assert len(finished(tmp_path)) == 2, "the letters of the earlier day are gone"


def test_a_full_disk_stops_it_with_a_sentence_and_it_goes_on_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = 70

    def write_until_full(folder: Path, *arguments: object, **options: object) -> object:
        nonlocal room
        room -= 1
        if room < 0:
            raise OutputError(folder, OSError(errno.ENOSPC, "full"))
        return write_files(folder, *arguments, **options)

    with monkeypatch.context() as full:
        full.setattr("article21.batch.placing.write_files", write_until_full)
        run = batch(tmp_path, staff(90))
    assert run.code == 1
    assert "The disk is full" in run.err
    assert "Run the same command again to resume." in run.err
    assert len(letters(tmp_path)) == 70
    assert counts(tmp_path, staff(90)) == (20, 70, 0)


def test_two_batches_never_write_to_one_folder_at_once(tmp_path: Path) -> None:
    batch(tmp_path, staff(1))
    with Journal(tmp_path / "out"):
        run = batch(tmp_path, staff(1))
    assert run.code == 2
    assert "Another batch is writing to out: wait until it has ended." in run.err
    assert batch(tmp_path, staff(1)).code == 0


def test_a_journal_that_is_none_is_told(tmp_path: Path) -> None:
    batch(tmp_path, staff(1))
    (tmp_path / "out/.article21.sqlite3").write_bytes(b"something else " * 100)
    run = batch(tmp_path, staff(1))
    assert run.code == 2
    assert "remove it, then start again with --overwrite" in run.err


def test_the_result_is_the_same_however_many_processes_write_it(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for folder, jobs in ((one, "1"), (two, "2")):
        folder.mkdir()
        assert batch(folder, staff(80), "--jobs", jobs).code == 0
    assert (one / "out/index.csv").read_bytes() == (two / "out/index.csv").read_bytes()
    assert letters(one) == letters(two)
