"""``article21 letter | preview``; what they do is imported when they are run."""

from inspect import Signature
from typing import Any

from article21.cli.options import details_options, other_options


def letter(**given: Any) -> None:
    """Write one person's letter, and ask for what is missing."""
    from article21.cli.editing import take_options
    from article21.cli.writing import write_one

    file, formats, output, overwrite = (
        given.pop(name) for name in ("details", "format", "output", "overwrite")
    )
    asked = take_options(given)
    write_one(given, asked, file=file, formats=formats or (), output=output, overwrite=overwrite)


def preview(**given: Any) -> None:
    """Show one person's letter, page by page, as pictures."""
    from article21.cli.editing import take_options
    from article21.cli.preview import show_letter

    file, output, overwrite = (given.pop(name) for name in ("details", "output", "overwrite"))
    show_letter(given, take_options(given), file=file, output=output, overwrite=overwrite)


_ALL = [*details_options(), *other_options()]
# Typer reads a command's options from its signature.
letter.__signature__ = Signature(_ALL)  # type: ignore[attr-defined]  # functions may have one
preview.__signature__ = Signature([one for one in _ALL if one.name != "format"])  # type: ignore[attr-defined]  # as above
