"""``article21 new``: a commented details file to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from article21.errors import Article21Error


class SampleNameError(Article21Error):
    """A sample under a name that the tool could not read again."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"A sample is a TOML file: give it a name that ends in .toml, such as {path or 'me'}.toml."
        )


def new(
    *,
    path: Annotated[str, typer.Argument(metavar="FILE", help="The file to write, such as person.toml.")],
) -> None:
    """Write a commented sample of a details file."""
    from article21.output import FilesExistError, write_files  # noqa: PLC0415 - so that --help is quick
    from article21.resources import TEMPLATES  # noqa: PLC0415 - so that --help is quick

    file = Path(path)
    if file.suffix.lower() != ".toml":
        raise SampleNameError(path)
    if file.exists():
        raise FilesExistError([file], "choose another name")
    sample = TEMPLATES / "samples" / "person.toml"
    (written,) = write_files(file.parent, {file.name: sample.read_bytes()})
    typer.echo(f"Written: {written}", err=True)
    typer.echo(f"Next: fill it in, then run article21 letter --details {written}", err=True)
