"""``article21 new``: a commented sample to fill in, of one person's details or of a table of people."""

from pathlib import Path
from typing import Annotated

import typer


def new(
    *,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="File to write: person.toml, staff.csv or staff.xlsx.")
    ],
) -> None:
    """Write a commented sample: a person's details or a table."""
    from article21.cli.afterwards import tell_of_files
    from article21.cli.command import command
    from article21.cli.language import spoken
    from article21.cli.streams import say
    from article21.desk.samples import SUFFIXES, sample
    from article21.errors import Article21Error
    from article21.files import write_files

    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise Article21Error("sample-name", example=f"{path or 'me'}.toml")
    if file.exists():
        raise Article21Error("sample-exists", path=path)
    tell_of_files(write_files(file.parent, {file.name: sample(suffix, spoken())}))
    next_one = (
        ("letter", "--details", path) if suffix == ".toml" else ("invite", "--output", "invitations", path)
    )
    say("next-sample", command=command(*next_one))
