"""``article21 countries | languages | grounds | ...``: what there is, as a table or as JSON."""

import json
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from article21.model import OBJECTION

if TYPE_CHECKING:
    from article21.facts import Deadline, Jurisdiction

Cell = str | bool | None | tuple[str, ...]
Row = Mapping[str, Cell]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON instead of a table.")]


def countries(*, as_json: AsJson = False) -> None:
    """List the places that have a law of their own here, with authority, deadline, languages and company."""
    from article21.facts import jurisdictions

    _show(map(_country, jurisdictions()), as_json=as_json)


def languages(*, as_json: AsJson = False) -> None:
    """List the languages there are letters in, and the laws each has."""
    from article21.facts import jurisdictions
    from article21.person.languages import language_name
    from article21.writing.catalogs import SOURCE, catalogs, languages_of

    laws = {place.law.key: place.law.letter(OBJECTION).template for place in jurisdictions()}
    rows: list[Row] = [
        {
            "tag": tag,
            "name": language_name(tag),
            "own_name": language_name(tag, tag),
            "laws": tuple(sorted(key for key, letter in laws.items() if tag in languages_of(letter))),
        }
        for tag in dict.fromkeys((SOURCE, *catalogs()))
    ]
    # A catalog may have been begun, and not be complete for any law yet.
    _show((row for row in rows if row["laws"]), as_json=as_json)


def grounds(*, as_json: AsJson = False) -> None:
    """List the grounds from a person's situation that there are words for."""
    _show(({"key": key, "label": label} for key, label in ground_labels().items()), as_json=as_json)


def purposes(*, as_json: AsJson = False) -> None:
    """List the purposes LinkedIn uses personal data for, where each applies, and what the setting covers."""
    from article21 import facts

    laws = sorted({place.law.key for place in facts.jurisdictions()})
    every = {purpose.key: purpose for key in laws for purpose in facts.purposes(key)}
    rows: Iterable[Row] = (
        {
            "key": key,
            "title": purpose.title,
            "laws": tuple(sorted(law for law, how in purpose.standing.items() if how != "possible")),
            "possible_under": tuple(
                sorted(law for law, how in purpose.standing.items() if how == "possible")
            ),
            "covered_by_setting": tuple(sorted(purpose.covered_by_setting)),
        }
        for key, purpose in sorted(every.items())
    )
    _show(rows, as_json=as_json)


def layouts(*, as_json: AsJson = False) -> None:
    """List the layouts there are, the countries each is used in without being asked for, and its paper."""
    from article21.render.envelopes import envelopes

    _show(
        (
            {
                "key": envelope.key,
                "title": envelope.title,
                "countries": envelope.countries,
                "paper": envelope.paper or "that of the country",
            }
            for envelope in envelopes().values()
        ),
        as_json=as_json,
    )


def ground_labels() -> Mapping[str, str]:
    """Return what each ground is called, by key; the names stand in the templates of the grounds."""
    from article21.person import known_grounds
    from article21.writing.blocks import render_blocks
    from article21.writing.templating import environment

    env = environment("en", "en")
    return {key: render_blocks(env, f"grounds/{key}.j2", {})["label"] for key in known_grounds()}


def _country(place: "Jurisdiction") -> Row:
    authority = place.authority.name("en") if place.authority else None
    return {
        "code": place.code,
        "name": place.name,
        "law": place.law.key,
        "law_name": place.law.name,
        "authority": "that of the region" if place.subdivision_authority else authority,
        "answer_due": _period(place.law.letter(OBJECTION).deadline),
        "languages": place.languages,
        "company": place.controller.name,
    }


def _period(deadline: "Deadline | None") -> str:
    if deadline is None:
        return "-"
    counts = {"month": deadline.months, "day": deadline.days, "working day": deadline.business_days}
    period = " ".join(f"{count} {unit}{'s' * (count > 1)}" for unit, count in counts.items() if count)
    return period if deadline.kind == "statutory" else f"{period} (asked for)"


def _show(rows: Iterable[Row], *, as_json: bool) -> None:
    rows = list(rows)
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif sys.stdout.isatty():
        _show_table(_lines(rows))
    else:
        _show_columns(_lines(rows))


def _lines(rows: list[Row]) -> list[list[str]]:
    # The keys of the laws are enough for a table: they are what the other tables say.
    columns = [column for column in rows[0] if column != "law_name"]
    heading = [column.replace("_", " ") for column in columns]
    return [heading, *([_text(row[column]) for column in columns] for row in rows)]


def _show_table(lines: list[list[str]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    heading, *rows = lines
    table = Table(*heading, box=box.SIMPLE)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def _show_columns(lines: list[list[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        typer.echo("  ".join(cells).rstrip())


def _text(cell: Cell) -> str:
    match cell:
        case None:
            return "-"
        case bool():
            return "yes" if cell else "no"
        case str():
            return cell
    return ", ".join(cell) or "-"
