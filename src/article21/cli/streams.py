"""The letter goes to standard output, everything else to standard error."""

import errno
import os
import re
import shutil
import sys
from contextlib import suppress
from typing import TextIO
from unicodedata import east_asian_width

import typer
from typer.exceptions import TyperException

from article21.cli.language import speak, unspoken
from article21.cli.sentences import terminal
from article21.errors import Article21Error
from article21.files import reason_of
from article21.interface import Message, Value, shown

_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
)
_OPENS, _CLOSES = "（「『《〈【", "，。、；：！？）」』》〉】…"  # noqa: RUF001 - wide ones are meant
_PIECES = re.compile(rf" *[{_OPENS}]*(?:[^ {_WIDE}]+|[{_WIDE}]|$)[{_CLOSES}]*")
"""What stays together on a line: a word, or a wide character, with the marks that open or close around it."""
_COPIED = {"command", "paths"}
"""What people copy from the screen is not broken into lines."""


class StandardOutputError(Article21Error):
    """Standard output leads to a device that is full, or broken."""


def answer_in(language: str) -> None:
    """Speak the language that was asked for; say so where nobody has translated it yet."""
    speak(language)
    if tag := unspoken():
        say("interface-unfinished", language=tag)


def say(code: str, /, **values: Value) -> None:
    """Say the sentence of a code."""
    tell(Message(code, **values))


def tell(message: Message) -> None:
    """Say a message."""
    sentence = terminal().say(message)
    if _COPIED & message.values.keys():
        typer.echo(sentence, err=True)
    else:
        show(sentence)


def show(text: str, indent: int = 0, *, err: bool = True) -> None:
    """Show text on standard error, or output; on a terminal no word is broken where the line ends."""
    stream = sys.stderr if err else sys.stdout
    if not stream.isatty():
        typer.echo(text, err=err)
        return
    for line in text.split("\n"):
        typer.echo("\n".join(_wrapped(line, indent, _columns(stream))), err=err)


def _wrapped(line: str, indent: int, columns: int) -> list[str]:
    from textwrap import wrap

    width = max(columns - 1, 20)
    hanging = " " * indent
    if any(map(_is_wide, line)):
        return _wrapped_between_characters(line, hanging, width)
    wrapped = wrap(line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
    return wrapped or [""]


def _wrapped_between_characters(line: str, hanging: str, width: int) -> list[str]:
    """Wrap a text in which a line may end after any wide character with the marks around it."""
    lines = [""]
    for word in _PIECES.findall(line):
        joined = lines[-1] + word
        if sum(1 + _is_wide(character) for character in joined.rstrip()) > width and lines[-1].strip():
            lines.append(hanging + word.lstrip())
        else:
            lines[-1] = joined
    return [each.rstrip() for each in lines]


def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF"


def _columns(stream: TextIO) -> int:
    """Return the width of the terminal that a stream goes to: the other one may go to a file."""
    if not os.environ.get("COLUMNS"):
        with suppress(OSError, ValueError):
            return os.get_terminal_size(stream.fileno()).columns
    return shutil.get_terminal_size().columns


def complain(error: Article21Error) -> None:
    """Say a mistake, a line for each thing that is wrong."""
    for message in error.messages:
        show(f"article21: {terminal().say(message)}")


def complain_of_usage(error: TyperException) -> None:
    """Say what is wrong with the command line, and which command tells more."""
    from article21.cli.usage import explain_usage

    if type(error).__name__ == "NoArgsIsHelpError":  # nothing was asked for: the help says where to begin
        typer.echo(error.message, err=True)
        return
    where, message, path = explain_usage(error)
    words = terminal()
    sentence = words.sentence(message)
    if where:
        sentence = words.sentence(Message("at-place", place=shown(where), sentence=sentence))
    if path:
        sentence = words.sentence(Message("see", sentence=sentence, command=f"{path} --help"))
    show(f"article21: {sentence}")


def write_stdout(content: bytes) -> None:
    """Write to standard output as it is, whatever its encoding."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What could not be written must not be tried again when Python closes the stream.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = "stdout-full" if error.errno in {errno.ENOSPC, errno.EDQUOT} else "stdout-failed"
        raise StandardOutputError(code, reason=reason_of(error)) from None
