"""A person at a terminal: what they see on its screen, and what they type or paste when they are asked."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import pyte

DEADLINE = 30
_OF_THE_TERMINAL = ("LC_", "LANG", "COLUMNS", "LINES")
"""What a terminal tells of itself; the one that runs the tests is another."""
_CONTROL = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>()][0-9A-B]?)|\r")
PASTE = "\x1b[200~{}\x1b[201~"
CTRL_C, CTRL_D = "\x03", "\x04"


class Person:
    """Somebody who answers when asked; stdout goes to a pipe of its own, as in ``article21 ... > file``."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        terminal: str = "xterm-256color",
        locale: str = "en_GB.UTF-8",
        command: Sequence[str] = (sys.executable, "-m", "article21"),
        **environment: str,
    ) -> None:
        self.keyboard, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        self.screen = pyte.HistoryScreen(columns, 50, history=2000, ratio=0.5)
        self.screen.write_process_input = lambda data: os.write(self.keyboard, data.encode())
        self._stream = pyte.ByteStream(self.screen)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OF_THE_TERMINAL)}
        self.process = subprocess.Popen(
            [*command, *arguments],
            cwd=folder,
            stdin=slave,
            stderr=slave,
            stdout=subprocess.PIPE,
            start_new_session=True,
            # Without a terminal that controls it, a process hears of no Ctrl-C.
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - no threads here
            env={**kept, "TERM": terminal, "LANG": locale, "PYTHONUTF8": "0", **environment},
        )
        self._slave = slave
        self.encoding = environment.get("PYTHONIOENCODING", "utf-8")
        self.raw = ""
        self._from = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate(timeout=DEADLINE)
        for handle in (self.keyboard, self._slave):
            os.close(handle)

    def answer(self, question: str, text: str) -> None:
        """Wait for the question and the prompt after it, then type."""
        self.wait_for(question)
        self.wait_for(">")
        self.type(text)

    def type(self, text: str) -> None:
        content = text.replace("\n", "\r").encode(self.encoding)
        while content:
            content = content[os.write(self.keyboard, content[:512]) :]
            self._read(0.01)

    def paste(self, text: str) -> None:
        """Paste as terminals do: with marks around it, line ends as Enter sends them."""
        self.type(PASTE.format(text))

    def wait_for(self, text: str) -> None:
        """Wait until the words are seen, after those that were waited for before."""
        until, words = time.monotonic() + DEADLINE, "".join(text.split())
        while words not in (unread := self._unread()):
            assert time.monotonic() < until, f"{text!r} is not in {self.seen[-2000:]!r}"
            assert self._read(1) or self.process.poll() is None, f"{text!r} is not in {self.seen[-2000:]!r}"
        self._from = len(self._all()) - len(unread) + unread.index(words) + len(words)

    def wait_to_see(self, text: str) -> None:
        """Wait until the words are on the screen, whichever way they came there."""
        until = time.monotonic() + DEADLINE
        while text not in " ".join(self.lines()):
            assert time.monotonic() < until, "\n".join(self.lines())
            self._read(0.5)

    @property
    def seen(self) -> str:
        """All that came to the screen, without the terminal's own signs."""
        return _CONTROL.sub("", self.raw)

    def lines(self) -> list[str]:
        """The screen, with what has gone out of it at its top."""
        width = self.screen.columns
        above = ["".join(line[x].data for x in range(width)) for line in self.screen.history.top]
        return [line.rstrip() for line in (*above, *self.screen.display)]

    def end(self) -> tuple[int, str]:
        """Return the exit code and what went to stdout."""
        out, _ = self.process.communicate(timeout=DEADLINE)
        while self._read(0.2):
            pass
        return self.process.returncode, out.decode()

    def left_for_the_shell(self) -> bytes:
        """Return what the shell would read as commands, once the program has ended."""
        attributes = termios.tcgetattr(self._slave)
        attributes[3] &= ~termios.ICANON
        termios.tcsetattr(self._slave, termios.TCSANOW, attributes)
        ready, _, _ = select.select([self._slave], [], [], 0.2)
        return os.read(self._slave, 100_000) if ready else b""

    def _all(self) -> str:
        return "".join(self.seen.split())

    def _unread(self) -> str:
        return self._all()[self._from :]

    def _read(self, patience: float) -> bool:
        ready, _, _ = select.select([self.keyboard], [], [], patience)
        try:
            found = os.read(self.keyboard, 65536) if ready else b""
        except OSError:  # Linux says so when the other side is closed
            return False
        self.raw += found.decode(self.encoding, errors="replace")
        self._stream.feed(found)
        return bool(found)
