"""On a terminal, what is missing is asked for; the questions go to stderr."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Self

from commands import GROUND, MAJA, files_in

DEADLINE = 20


class Terminal:
    """A person at a terminal who answers when asked; stdout goes to a pipe of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.screen, slave = pty.openpty()
        command = [sys.executable, "-m", "article21", *arguments]
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=slave, stderr=slave, stdout=subprocess.PIPE
        )
        os.close(slave)
        self.seen = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate(timeout=DEADLINE)
        os.close(self.screen)

    def answer(self, question: str, text: str) -> None:
        self.wait_for(question)
        os.write(self.screen, text.encode())

    def wait_for(self, text: str) -> None:
        until = time.monotonic() + DEADLINE
        while text not in self.seen:
            assert time.monotonic() < until, self.seen
            assert self._read(), self.seen
        self.seen = self.seen.partition(text)[2]

    def end(self) -> tuple[int, str]:
        """Return the exit code and what went to stdout."""
        out, _ = self.process.communicate(timeout=DEADLINE)
        while self._read():
            pass
        return self.process.returncode, out.decode()

    def _read(self) -> bool:
        ready, _, _ = select.select([self.screen], [], [], DEADLINE)
        try:
            found = os.read(self.screen, 4096) if ready else b""
        except OSError:  # Linux says so when the other side is closed
            return False
        self.seen += found.decode(errors="replace").replace("\r\n", "\n")
        return bool(found)


def test_name_email_country_and_grounds_are_asked_for(tmp_path: Path) -> None:
    with Terminal(tmp_path, "letter", "--language", "en", "--output", "-") as person:
        person.answer("Your name", "Maja Lindqvist\n")
        person.answer("The e-mail", "maja\n")
        person.wait_for("“maja” is not an e-mail address")
        person.answer("The e-mail", "maja@example.org\n")
        person.answer("Where do you live", "sverige\n")
        person.wait_for("3. professional confidentiality")
        person.answer("Type the numbers", "3, 99\n")
        person.answer("numbers from 1 to", "3 7\n")
        person.answer("own words", "I am a lawyer.\nMy clients are mine.\n\n")
        code, out = person.end()
        assert code == 0
        assert out.startswith("Maja Lindqvist\nmaja@example.org\n")
        assert "duty of confidentiality" in out
        assert "Much of the content about me is years old" in out
        assert "I am a lawyer.\nMy clients are mine.\n" in out
        assert "Where do you live" not in out


def test_who_gives_no_ground_is_told_the_ways_on(tmp_path: Path) -> None:
    with Terminal(tmp_path, "letter", *MAJA, "--output", "-") as person:
        person.answer("Type the numbers", "\n")
        person.answer("own words", "\n")
        person.wait_for("--without-grounds")
        assert person.end() == (1, "")


def test_only_who_has_no_account_has_that_ground(tmp_path: Path) -> None:
    with Terminal(tmp_path, "letter", *MAJA, "--output", "-") as person:
        person.answer("Which of these are true for you?", "\n\n")
        person.end()
        assert "content from years ago" in person.seen
        assert "no account" not in person.seen


def test_nothing_is_asked_when_nothing_is_missing(tmp_path: Path) -> None:
    with Terminal(tmp_path, "letter", *MAJA, *GROUND, "--output", "-") as person:
        code, out = person.end()
    assert code == 0
    assert out.startswith("Maja Lindqvist\n")


def test_a_person_who_interrupts_gets_no_traceback(tmp_path: Path) -> None:
    with Terminal(tmp_path, "letter") as person:
        person.wait_for("Your name")
        person.process.send_signal(signal.SIGINT)
        assert person.end() == (130, "")
        assert "Traceback" not in person.seen


def test_a_person_who_ends_the_input_gets_no_traceback(tmp_path: Path) -> None:
    with Terminal(tmp_path, "letter") as person:
        person.answer("Your name", "\x04")
        assert person.end() == (1, "")
        assert "Traceback" not in person.seen
        assert files_in(tmp_path) == []
