"""``article21 preview``: the pages as pictures, on the screen where there is one."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from article21.cli.afterwards import tell_of_files
from article21.cli.asking import on_terminal, wait_for_enter
from article21.cli.editing import Asked, check_options, read_edition
from article21.cli.usage import usage_error
from article21.cli.writing import read_request, source_of
from article21.desk import letters
from article21.errors import Article21Error
from article21.files import write_files
from article21.model import Format
from article21.temporary import prefix_of


def show_letter(
    options: Mapping[str, object], asked: Asked, *, file: str | None, output: str | None, overwrite: bool
) -> None:
    """Write the pages of one person's letter as PNG and open them where there is a screen."""
    if output in ("", "-"):
        raise usage_error("pictures-need-a-folder", "output")
    if output is None and not (has_screen() and on_terminal()):
        raise Article21Error("no-display")
    check_options(asked, (Format.PDF,))
    request = read_request(options, source_of(file)[0])
    pages = letters.preview(request, read_edition(asked), as_one=output is None)
    pictures = {f"page-{number}.png": page for number, page in enumerate(pages, start=1)}
    with _folder(output) as folder:
        paths = write_files(folder, pictures, overwrite=overwrite or output is None)
        if output is not None:
            tell_of_files(paths)
        if has_screen():
            typer.launch(
                str(paths[0].absolute())
            )  # one window; what stands in a folder can be leafed through
        if output is None:
            wait_for_enter()


def has_screen() -> bool:
    """Tell whether a viewer would have a screen to show something on."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


@contextmanager
def _folder(output: str | None) -> Iterator[Path]:
    if output is not None:
        yield Path(output)
        return
    # The pages tell who writes: they go when they have been seen.
    with TemporaryDirectory(prefix=prefix_of("preview")) as folder:
        yield Path(folder)
