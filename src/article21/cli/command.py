"""How the person started the program, for hints that they can run as they are."""

import os
import shutil
import sys
from pathlib import Path

COMMAND = "ARTICLE21_COMMAND"
"""``./run`` puts into this variable how it was called."""


def command(*arguments: str) -> str:
    """Return a command line that runs here: ``./run countries``, ``python -m article21 countries``."""
    return " ".join(map(_quoted, (*program(), *arguments)))


def program() -> tuple[str, ...]:
    """Return what the person typed to start the program: ``./run``, or ``python -m article21``."""
    if started := os.environ.get(COMMAND):
        return (started,)
    path = Path(sys.argv[0])
    if path.name == "__main__.py":
        return ("python", "-m", "article21")
    if path.stem != "article21":  # a test, or a program of somebody else's
        return ("article21",)
    found = shutil.which(path.stem)
    return (path.stem if found and Path(found).resolve() == path.resolve() else sys.argv[0],)


def _quoted(argument: str) -> str:
    if os.name == "nt":
        return f'"{argument}"' if " " in argument else argument
    import shlex

    return shlex.quote(argument)
