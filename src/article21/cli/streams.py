"""The letter goes to standard output, everything else to standard error."""

import errno
import os
import shutil
import sys
from contextlib import suppress

import typer

from article21.cli.sentences import terminal
from article21.errors import Article21Error
from article21.interface import Message, Value

_COPIED = {"command", "paths"}
"""What people copy from the screen is not broken into lines."""


class StandardOutputError(Article21Error):
    """Standard output leads to a device that is full, or broken."""


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


def show(text: str, indent: int = 0) -> None:
    """Show text on standard error; on a terminal no word is broken where the line ends."""
    if not sys.stderr.isatty():
        typer.echo(text, err=True)
        return
    for line in text.split("\n"):
        typer.echo("\n".join(_wrapped(line, indent)), err=True)


def _wrapped(line: str, indent: int) -> list[str]:
    from textwrap import wrap

    width = max(shutil.get_terminal_size().columns - 1, 20)
    hanging = " " * indent
    wrapped = wrap(line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
    return wrapped or [""]


def usage_error(code: str, option: str) -> typer.BadParameter:
    """Return what Typer shows together with how the command is used."""
    return typer.BadParameter(terminal().sentence(Message(code)), param_hint=option)


def complain(error: Article21Error) -> None:
    """Say a mistake, a line for each thing that is wrong."""
    for message in error.messages:
        show(f"article21: {terminal().say(message)}")


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
        raise StandardOutputError(code, reason=error.strerror or str(error)) from None
