"""Run the command line inside the test, on the day the tests know, in a folder of the test."""

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from unittest.mock import patch

from article21.cli import main
from people import DAY

MAJA = ("--name", "Maja Lindqvist", "--email", "maja@example.org", "--country", "SE", "--language", "en")
GROUND = ("--ground", "confidentiality")


@dataclass(frozen=True)
class Run:
    """What a run left: its exit code and what it wrote."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()


def invoke(folder: Path, *arguments: str, today: date | None = None) -> Run:
    """Run ``article21`` as if in that folder, with nobody at a terminal; what isn't explained is raised."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    err.reconfigure(errors="backslashreplace")
    clock, nobody = (
        patch("article21.cli.writing.today", return_value=today or DAY),
        patch("sys.stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8")),
    )
    with chdir(folder), redirect_stdout(out), redirect_stderr(err), clock, nobody:
        code = main(arguments)
    return Run(code, out.buffer.getvalue(), err.buffer.getvalue().decode())


def letter(folder: Path, *arguments: str) -> Run:
    """Run ``article21 letter`` for Maja, who has a ground; later options win."""
    return invoke(folder, "letter", *MAJA, *GROUND, *arguments)


def files_in(folder: Path) -> list[str]:
    """Return every file and folder below, hidden ones too."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
