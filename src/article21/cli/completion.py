"""``--install-completion``: the shell completes commands and options, however the program was started."""

import os
import re
from pathlib import Path

import typer

from article21.cli.command import program

VARIABLE = "_ARTICLE21_COMPLETE"
"""With this variable the shell asks what may follow; a shell script drops one with a ``/`` in its name."""
_STARTS = re.compile(r"(complete_zsh|\(commandline -cp\)) [\w.-]+")
"""Where the scripts for zsh and fish start the program; bash knows by itself how it was called."""


def install_completion(*, wanted: bool) -> None:
    """Write the script for the person's shell, and have the shell read it."""
    if not wanted:
        return
    from typer.completion import install  # type: ignore[attr-defined]  # Typer exports no name for this

    from article21.cli.afterwards import tell_of_files

    _, path = install(prog_name=_name(), complete_var=VARIABLE, shell=_shell())
    path.write_text(_startable(path.read_text(encoding="utf-8")), encoding="utf-8")
    tell_of_files([path])
    raise typer.Exit


def show_completion(*, wanted: bool) -> None:
    """Print the script for the person's shell."""
    if not wanted:
        return
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # as above

    script = get_completion_script(prog_name=_name(), complete_var=VARIABLE, shell=_shell())
    typer.echo(_startable(script))
    raise typer.Exit


def _shell() -> str:
    """Return the shell that started the program, or one's own where that one completes nothing."""
    from typer.completion import Shells, _get_shell_name  # type: ignore[attr-defined]  # as above

    known = [shell.value for shell in Shells]
    for name in (_get_shell_name(), Path(os.environ.get("SHELL", "")).name):
        if name in known:
            return str(name)
    return "bash"


def _name() -> str:
    """Return the name alone: shells find by it what completes ``./run`` and ``~/a21/run``."""
    return Path(program()[-1]).name


def _startable(script: str) -> str:
    started = program()[0]
    if os.sep not in started:
        return script
    return _STARTS.sub(lambda found: f"{found[1]} '{Path(started).absolute()}'", script)


def prepare_to_complete() -> None:
    """Know the shells, when one of them asks what may follow."""
    if VARIABLE in os.environ:
        from typer.completion import completion_init  # type: ignore[attr-defined]  # as above

        completion_init()
