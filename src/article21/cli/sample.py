"""``article21 new``: a commented sample to fill in, of one person's details or of a table of people."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from article21.errors import Article21Error


class SampleNameError(Article21Error):
    """A sample under a name that the tool could not read again."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            "A sample is a TOML file for one person, CSV or XLSX for many: give it a name that ends in "
            f".toml, .csv or .xlsx, such as {path or 'me'}.toml."
        )


def new(
    *,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="The file to write: person.toml, staff.csv or staff.xlsx.")
    ],
) -> None:
    """Write a commented sample: of one person's details, or of a table of people."""
    from article21.files import FilesExistError, write_files

    file = Path(path)
    if file.suffix.lower() not in _SAMPLES:
        raise SampleNameError(path)
    if file.exists():
        raise FilesExistError([file], "choose another name")
    (written,) = write_files(file.parent, {file.name: _SAMPLES[file.suffix.lower()]()})
    command = "letter --details" if file.suffix.lower() == ".toml" else "batch --output letters"
    typer.echo(f"Written: {written}", err=True)
    typer.echo(f"Next: fill it in, then run article21 {command} {written}", err=True)


def _person() -> bytes:
    from article21.resources import TEMPLATES

    return (TEMPLATES / "samples" / "person.toml").read_bytes()


def _csv() -> bytes:
    from article21.tables.samples import sample_csv

    return sample_csv()


def _xlsx() -> bytes:
    from article21.tables.samples import sample_xlsx

    return sample_xlsx()


_SAMPLES: Mapping[str, Callable[[], bytes]] = {".toml": _person, ".csv": _csv, ".xlsx": _xlsx}
