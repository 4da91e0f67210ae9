"""``article21 letter | preview``; what they do is imported when they are run."""

from inspect import Signature
from typing import Any

from article21.cli.options import details_options, other_options


def letter(**given: Any) -> None:
    """Write one person's letter, and ask for what is missing."""
    from article21.cli.editing import take_options
    from article21.cli.writing import write_one

    _prepare(given.pop("interface"))
    file, formats, output, overwrite, opened = (
        given.pop(name) for name in ("details", "format", "output", "overwrite", "open")
    )
    asked = take_options(given)
    wishes = {"file": file, "output": output, "overwrite": overwrite, "opened": opened}
    write_one(given, asked, formats=formats or (), **wishes)


def preview(**given: Any) -> None:
    """Show one person's letter, page by page, as pictures."""
    from article21.cli.editing import take_options
    from article21.cli.preview import show_letter

    _prepare(given.pop("interface"))
    file, output, overwrite = (given.pop(name) for name in ("details", "output", "overwrite"))
    show_letter(given, take_options(given), file=file, output=output, overwrite=overwrite)


def _prepare(language: str | None) -> None:
    from article21.cli.streams import answer_in, tell
    from article21.extras import announcer

    announcer.set(tell)
    if language:
        answer_in(language)


_ALL = [*details_options(), *other_options()]
# Typer reads a command's options from its signature.
letter.__signature__ = Signature(_ALL)  # type: ignore[attr-defined]  # functions may have one
preview.__signature__ = Signature([one for one in _ALL if one.name not in {"format", "open"}])  # type: ignore[attr-defined]  # as above
