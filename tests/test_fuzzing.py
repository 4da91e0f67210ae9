"""Mutated input is read or refused in a sentence: it never ends in a traceback, a hang or a full memory."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from tools import fuzz

from article21.errors import Article21Error
from article21.tables import panics

ROOT = Path(__file__).parents[1]
DAMAGED = sorted((ROOT / "tests/tables/damaged").glob("*.bin"))
SECONDS = 10


@pytest.mark.parametrize("path", DAMAGED, ids=lambda path: path.name)
def test_a_damaged_workbook_that_once_ended_badly_is_refused_without_a_word_of_its_reader(path, capfd):
    with pytest.raises(Article21Error):
        fuzz.table(path.read_bytes())
    assert capfd.readouterr() == ("", "")


def test_what_others_say_while_a_workbook_is_read_is_said(capfd):
    with panics.panics_caught():
        os.write(2, b"Something else.\n")
    assert capfd.readouterr().err == "Something else.\n"


def test_a_workbook_is_read_where_there_is_no_stderr_and_no_room(monkeypatch, capfd):
    def refuse(*_):
        raise OSError

    with monkeypatch.context() as machine:
        machine.setattr(tempfile, "TemporaryFile", refuse)
        machine.setattr(os, "dup", refuse)
        with panics.panics_caught():
            os.write(2, b"Still here.\n")
    assert capfd.readouterr().err == "Still here.\n"


@pytest.mark.parametrize(
    "damage", [b"\xff" * 40, b"\0" * 40, b"\x81\x01\x7f"], ids=["ones", "zeros", "varint"]
)
def test_a_case_file_damaged_anywhere_is_read_or_refused(damage):
    whole = fuzz.a_case_file()
    for place in range(0, len(whole), 211):
        damaged = whole[:place] + damage + whole[place + len(damage) :]
        with contextlib.suppress(Article21Error):
            fuzz.case_file(damaged)


@pytest.mark.skipif(sys.platform != "linux", reason="atheris needs Linux")
@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_a_target_stands_some_seconds_of_mutated_input(target, tmp_path):
    pytest.importorskip("atheris")
    # Always the same inputs, as many as the machine does in that time: what fails here fails again.
    command = [sys.executable, "-m", "tools.fuzz", target, f"--seconds={SECONDS}", "--seed=1"]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path), "PYTHONHASHSEED": "0"}
    run = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-3000:]
    assert "DONE" in run.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="atheris needs Linux")
@pytest.mark.parametrize(
    ("work", "ends"), [("time.sleep(1)", 0), ("re.match('(a+)+$', 'a' * 60 + 'b')", -signal.SIGABRT)]
)
def test_an_input_may_take_time_of_the_clock_and_not_of_the_processor(work, ends):
    code = f"import re, time; from tools import fuzz; fuzz.limit_processor_time(0.3); {work}"
    run = subprocess.run([sys.executable, "-c", code], check=False, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == ends, run.stderr
    assert not ends or "in match" in run.stderr  # where it was


@pytest.mark.parametrize("become", [b"<script>alert(1)</script>", b"<b>x</b>"])
def test_a_text_that_became_markup_would_be_noticed(become):
    with pytest.raises(fuzz.FaultError):
        fuzz._check_html(b"<!doctype html><p>" + become)


def test_a_header_that_nobody_wrote_would_be_noticed():
    with pytest.raises(fuzz.FaultError):
        fuzz._check_mail(b"Subject: x\r\nBcc: mallory@example.org\r\n\r\n")
