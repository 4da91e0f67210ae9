"""What is said when a letter is written: what it is, where it lies, what comes next."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from article21.cli.command import command
from article21.cli.sentences import terminal
from article21.cli.streams import say, show, tell
from article21.interface import Message, Value
from article21.model import Format
from article21.writing.requests import Request


def tell_of_files(paths: Sequence[Path], *, replaced: bool = False) -> None:
    """Say which files were written, and where: the folder in full, then their names."""
    folder = Path(os.path.abspath(paths[0].parent))  # noqa: PTH100 - a link stays the name the person knows
    names = ", ".join(path.name for path in paths)
    whole = str(folder / paths[0].name) if len(paths) == 1 else f"{folder}{os.sep} ({names})"
    message = Message("replaced" if replaced else "written", paths=whole)
    if " " in str(folder):
        tell(message)  # in one piece, to be copied
    else:
        show(terminal().say(message))


def tell_of_letter(request: Request, files: Mapping[Format, bytes]) -> None:
    """Say what was written: language, law, pages, the day an answer is due."""
    if not request.due:
        return
    known: dict[str, Value] = {"language": request.language, "law": request.law.name, "day": request.due}
    if Format.PDF in files:
        say("letter-described", count=_pages(files[Format.PDF]), **known)
    else:
        say("letter-described-without-pages", **known)


def tell_what_is_next(request: Request, formats: Sequence[Format]) -> None:
    """Say what to do now."""
    if Format.FORM not in formats:
        say("next-letter")
    elif request.no_account or request.details.setting_off:
        say("next-kit", file=Format.FORM.file_name)
    else:
        say("next-setting", file=Format.FORM.file_name)


def tell_of_answers(kept: Path) -> None:
    """Say where the answers are, and how the letter can be changed."""
    say("answers-kept", file=kept.name)
    say("to-change", command=command("letter", "--details", str(kept.parent)))


def open_file(path: Path) -> None:
    """Open a file in the program that the system has for it."""
    try:
        if sys.platform == "win32":
            os.startfile(path)  # noqa: S606 - the person asked for it
            return
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([opener, str(path)], check=True, timeout=10, **quiet)  # type: ignore[call-overload] # noqa: S603
    except (OSError, subprocess.SubprocessError):
        say("not-opened", path=str(path))


def kept_note() -> str:
    """Return what details.toml says of itself."""
    return terminal().say(Message("answers-kept", file="details.toml"))


def _pages(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
