"""Nothing phones home: every command does its work with the network forbidden."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.main import get_command

from article21.cli.app import app
from article21.cli.case import app as case_app

ROOT = Path(__file__).parents[1]
FORBIDDEN = """
import sys
def refuse(event, arguments):
    if event in {"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "http.client.connect"}:
        raise PermissionError(f"the network was asked for: {event}")
    reaching = event in {"socket.connect", "socket.bind", "socket.sendto"}
    if reaching and not isinstance(arguments[1], (str, bytes)):  # a path is a socket of this machine
        raise PermissionError(f"the network was asked for: {event} {arguments[1]}")
sys.addaudithook(refuse)
from article21.cli import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""
PERSON = (
    "--name",
    "Maja Lindqvist",
    "--email",
    "maja@example.org",
    "--country",
    "SE",
    "--ground",
    "job-search",
)
EVERY_FORMAT = [word for name in ("pdf", "txt", "form", "html", "eml", "json") for word in ("--format", name)]
COMMANDS = {
    "letter": ["letter", *PERSON, *EVERY_FORMAT, "--output", "out"],
    "preview": ["preview", *PERSON, "--output", "pages"],
    "batch": ["batch", "staff.csv", "--output", "staff", "--jobs", "2", *EVERY_FORMAT],
    "invite": ["invite", "staff.csv", "--output", "invitations"],
    "new": ["new", "me.toml"],
    "countries": ["countries"],
    "languages": ["languages"],
    "grounds": ["grounds"],
    "purposes": ["purposes"],
    "envelopes": ["envelopes"],
    "doctor": ["doctor"],
    "forget": ["forget"],
}
SERVES = {"serve"}
"""Opens a socket of its own, on the loopback address; its own tests hold it to that."""
TODAY = date.today().isoformat()  # noqa: DTZ011 - as the program counts days
CASE = (
    ("add", "letter.json"),
    ("sent", "A21-", "--on", TODAY, "--via", "post", "--file", "letter.json"),
    ("list", "--due"),
    ("show", "A21-"),
    ("calendar", "--output", "due.ics"),
    ("answered", "A21-", "--on", TODAY, "--how", "refused"),
    ("next", "--all-due", "--output", "due"),
    ("next", "A21-", *EVERY_FORMAT),
    ("evidence", "A21-", "--output", "evidence.zip"),
    ("backup", "copy.db"),
    ("remove", "A21-"),
)
"""The life of a case: each step is a command."""


def run(folder: Path, *arguments: str, program: str = FORBIDDEN) -> subprocess.CompletedProcess[str]:
    script = folder / "program.py"
    script.write_text(program)
    return subprocess.run(
        [sys.executable, str(script), *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "ARTICLE21_DRAFTS": "1"},
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_its_work_without_a_network(name, tmp_path):
    rows = "name,email,country,because\nMaja Lindqvist,maja@example.org,SE,I handle files.\n"
    (tmp_path / "staff.csv").write_text(rows * 1)
    done = run(tmp_path, *COMMANDS[name])
    assert done.returncode == 0, done.stderr
    assert "network" not in done.stderr


def test_a_case_is_kept_to_its_end_without_a_network(tmp_path):
    letter = ("letter", *PERSON, "--format", "json", "--output", "letter.json")
    steps = [letter, *(("case", *step, "--database", "cases.db") for step in CASE)]
    one_after_the_other = FORBIDDEN.replace("main(sys.argv[1:])", f"max(map(main, {steps!r}))")
    done = run(tmp_path, program=one_after_the_other)
    assert done.returncode == 0, done.stderr
    assert "network" not in done.stderr


def test_every_command_is_among_them():
    known = {name for name, command in get_command(app).commands.items() if not command.hidden}
    assert known - SERVES == {*COMMANDS, "case"}
    assert set(get_command(case_app).commands) == {step[0] for step in CASE}


def test_a_program_that_asks_for_the_network_would_be_noticed(tmp_path):
    asking = FORBIDDEN + "\nimport socket\nsocket.create_connection(('127.0.0.1', 9))\n"
    done = run(tmp_path, "countries", program=asking.replace("    sys.exit(main(sys.argv[1:]))", "    pass"))
    assert "the network was asked for" in done.stderr


@pytest.mark.parametrize(
    "word", ["https://evil.example/x.png", "file:///etc/passwd", "<img src=https://evil.example>"]
)
def test_a_name_or_reason_fetches_nothing_into_the_pdf(word, tmp_path):
    person = [
        "--name",
        f"Maja {word[:60]}",
        "--email",
        "maja@example.org",
        "--country",
        "SE",
        "--because",
        word,
    ]
    done = run(tmp_path, "letter", *person, "--format", "pdf", "--format", "html", "--output", "out")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out/letter.html").read_text()
    assert "<img" not in page
    assert b"root:x:0" not in (tmp_path / "out/letter.pdf").read_bytes()
