"""``article21 forget``: delete every trace that article21 keeps on this machine."""

from pathlib import Path
from typing import Annotated

import typer

_NOT_CONFIRMED = 1


def forget(
    *,
    folders: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[BATCH]...", help="Folders that a batch wrote; its letters are deleted, too."
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
) -> None:
    """Delete every trace that article21 keeps on this machine."""
    from article21.cli.streams import say, tell
    from article21.desk.forgetting import forget_everything, traces
    from article21.errors import Article21Error

    batches = [Path(folder) for folder in folders or ()]
    found = [*batches, *traces()]
    if not found:
        say("forget-nothing")
        return
    say("forget-found", paths=", ".join(map(str, found)))
    if not yes and not _confirmed():
        say("forget-without-answer")
        raise typer.Exit(_NOT_CONFIRMED)
    forgotten = forget_everything(batches)
    if forgotten.gone:
        say("forget-done", paths=", ".join(map(str, forgotten.gone)))
    for message in forgotten.foreign:
        tell(message)
    say("forget-not-reached")
    if forgotten.faults:
        raise Article21Error(*forgotten.faults)


def _confirmed() -> bool:
    from article21.cli.asking import on_terminal
    from article21.cli.dialogue.prompts import BackError, choose
    from article21.cli.sentences import terminal
    from article21.cli.streams import say
    from article21.interface import Message

    if not on_terminal():
        return False
    say("forget-question")
    try:
        return choose([terminal().say(Message(word)) for word in ("yes", "no")], 1) == 0
    except (BackError, EOFError):
        return False
