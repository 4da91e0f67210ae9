"""What machines do to programs: no home, a narrow encoding, little memory, a wrong clock, a closed pipe."""

import json
import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from article21.desk.letters import read_request, write
from article21.model import Format
from article21.person import Given

NAME = "Zoë Łukasiewicz-Ωmega"
PERSON = ("--name", NAME, "--email", "zoe@example.org", "--country", "SE", "--ground", "job-search")
TRACEBACK = "Traceback (most recent call last)"


def run(
    folder: Path, *arguments: str, limit: int = 0, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    def restrict() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    return subprocess.run(
        [sys.executable, "-m", "article21", *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        preexec_fn=restrict,
        env={"PATH": "/usr/bin:/bin", **environment},
    )


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOME": "/nonexistent"},
        {"HOME": "/proc"},
        {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"LC_ALL": "C", "PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "tlh_KX.UTF-8"},
        {"LANG": "../../etc/passwd"},
        {"TERM": "dumb", "COLUMNS": "1"},
        {"COLUMNS": "not a number"},
        {"TMPDIR": "/nonexistent"},
    ],
    ids=str,
)
def test_a_letter_is_written_whatever_the_environment(environment: dict[str, str], tmp_path: Path):
    done = run(
        tmp_path, "letter", *PERSON, "--format", "txt", "--format", "json", "--output", "out", **environment
    )
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert TRACEBACK.encode() not in done.stderr
    assert NAME in (tmp_path / "out/letter.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "out/letter.json").read_text(encoding="utf-8"))["details"]["name"] == NAME


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp1252"])
def test_the_letter_on_standard_output_is_whole_whatever_the_terminal_writes(encoding: str, tmp_path: Path):
    done = run(tmp_path, "letter", *PERSON, "--format", "txt", "--output", "-", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert NAME in done.stdout.decode("utf-8")


@pytest.mark.parametrize("megabytes", [80, 120, 200, 300])
def test_too_little_memory_leaves_no_half_written_letter(megabytes: int, tmp_path: Path):
    arguments = ("letter", *PERSON, "--format", "txt", "--format", "pdf", "--output", "out")
    run(tmp_path, *arguments, limit=megabytes * 2**20, HOME=str(tmp_path / "home"))
    written = (
        [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
        if (tmp_path / "out").exists()
        else []
    )
    assert all(path.suffix in {".txt", ".pdf", ".toml"} and path.stat().st_size > 100 for path in written)
    for path in written:
        if path.suffix == ".pdf":
            assert path.read_bytes().rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize("day", [date(1970, 1, 1), date(2026, 2, 28), date(2038, 1, 20), date(9998, 1, 1)])
def test_a_clock_that_is_wrong_gives_a_letter_of_that_day(day: date):
    given = Given({"name": "Maja", "email": "maja@example.org", "country": "SE", "because": "Mine."})
    written = write(read_request(given, day), formats=(Format.TXT, Format.FORM, Format.JSON))
    assert json.loads(written.files[Format.JSON])["letter"]["date"] == day.isoformat()


def test_a_pipe_that_is_closed_is_no_fault(tmp_path: Path):
    words = " ".join(f"'{word}'" for word in PERSON)
    command = f"{sys.executable} -m article21 letter {words} --format txt --output - | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, check=False, capture_output=True, timeout=60)
    assert TRACEBACK.encode() not in done.stderr
