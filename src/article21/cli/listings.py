"""``article21 countries | languages | grounds | ...``: what there is, as a table or as JSON."""

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer
from rich.cells import cell_len

from article21.cli.language import spoken
from article21.cli.sentences import terminal
from article21.cli.streams import show
from article21.interface import Message

if TYPE_CHECKING:
    from article21.desk.listings import Cell, Row

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


def countries(*, as_json: AsJson = False) -> None:
    """List places: law, authority, deadline, languages, company."""
    from article21.desk.listings import list_countries

    _show(list_countries, as_json=as_json)


def languages(*, as_json: AsJson = False) -> None:
    """List the languages of letters, and the laws each covers."""
    from article21.desk.listings import list_languages

    _show(list_languages, as_json=as_json)


def grounds(*, as_json: AsJson = False) -> None:
    """List the grounds that a letter can give."""
    from article21.desk.listings import list_grounds

    _show(list_grounds, as_json=as_json)


def purposes(*, as_json: AsJson = False) -> None:
    """List the purposes for which LinkedIn uses personal data."""
    from article21.desk.listings import list_purposes

    _show(list_purposes, as_json=as_json)


def envelopes(*, as_json: AsJson = False) -> None:
    """List window envelopes, and the countries that use them."""
    from article21.desk.listings import list_envelopes

    _show(list_envelopes, as_json=as_json)


def _show(listing: Callable[..., Iterable["Row"]], *, as_json: bool) -> None:
    if as_json:  # for programs: the same in every language
        typer.echo(json.dumps(list(listing()), ensure_ascii=False, indent=2))
        return
    rows = list(listing(spoken()))
    heading, *lines = _lines(rows)
    show_table(heading, lines)


def show_table(heading: list[str], lines: list[list[str]]) -> None:
    """Print a table, or each line as an entry of its own where the terminal is narrow."""
    width = shutil.get_terminal_size().columns
    if not sys.stdout.isatty() or _width_of([heading, *lines]) <= width:
        _show_columns([heading, *lines])
    else:
        _show_entries(heading, lines)


def _lines(rows: list["Row"]) -> list[list[str]]:
    # The keys of the laws are enough for a table: they are what the other tables say.
    columns = [column for column in rows[0] if column != "law_name"]
    heading = [terminal().sentence(Message(f"listed-{column}")) for column in columns]
    return [heading, *([_text(row[column]) for column in columns] for row in rows)]


def _show_entries(heading: list[str], lines: list[list[str]]) -> None:
    """Show each row as an entry of its own: a screen this narrow has no room for columns."""
    for line in lines:
        show("  ".join(line[:2]), indent=6, err=False)
        for name, text in zip(heading[2:], line[2:], strict=True):
            said = terminal().sentence(Message("at-place", place=name, sentence=text))
            show(f"    {said}".rstrip(), indent=6, err=False)


def _show_columns(lines: list[list[str]]) -> None:
    widths = _widths(lines)
    padded = ((_padded(cell, width) for cell, width in zip(line, widths, strict=True)) for line in lines)
    typer.echo("\n".join("  ".join(cells).rstrip() for cells in padded))


def _width_of(lines: list[list[str]]) -> int:
    return sum(_widths(lines)) + 2 * len(lines[0])


def _widths(lines: list[list[str]]) -> list[int]:
    return [max(map(cell_len, column)) for column in zip(*lines, strict=True)]


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - cell_len(cell))  # a Chinese character takes two places


def _text(cell: "Cell") -> str:
    match cell:
        case None:
            return "-"
        case bool():
            return terminal().sentence(Message("yes" if cell else "no"))
        case str():
            return cell
    return ", ".join(cell) or "-"
