"""Whether somebody is at the terminal, and a wait for them."""

import sys

import typer

from article21.cli.sentences import terminal
from article21.interface import Message


def on_terminal() -> bool:
    """Tell whether somebody is there to answer a question."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def wait_for_enter() -> None:
    """Wait until the person has seen enough."""
    typer.echo(f"{terminal().sentence(Message('ask-to-close'))} ", nl=False, err=True)
    # Not input(), which writes to stdout.
    if not sys.stdin.readline():
        raise EOFError
