"""The letter goes to standard output, everything else to standard error."""

import errno
import os
import sys
from contextlib import suppress

import typer

from article21.cli.sentences import terminal
from article21.errors import Article21Error
from article21.interface import Message, Value


class StandardOutputError(Article21Error):
    """Standard output leads to a device that is full, or broken."""


def say(code: str, /, **values: Value) -> None:
    """Say the sentence of a code."""
    tell(Message(code, **values))


def tell(message: Message) -> None:
    """Say a message."""
    typer.echo(terminal().say(message), err=True)


def usage_error(code: str, option: str) -> typer.BadParameter:
    """Return what Typer shows together with how the command is used."""
    return typer.BadParameter(terminal().sentence(Message(code)), param_hint=option)


def complain(error: Article21Error) -> None:
    """Say a mistake, a line for each thing that is wrong."""
    for message in error.messages:
        typer.echo(f"article21: {terminal().say(message)}", err=True)


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
