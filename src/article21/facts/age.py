"""How old the facts are: each data file says when it was checked, and some when they are known to change."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from pathlib import Path

from article21.facts.record import Confidence, Record
from article21.resources import DATA

LASTS = timedelta(days=365)
"""After so long somebody has to read the sources again."""


@dataclass(frozen=True)
class FactsFile:
    """What a data file says of itself, for the person who checks it."""

    name: str
    """Its path below ``data/``, with slashes."""
    checked: Date
    next_change: Date | None
    confidence: Confidence
    uncertain: tuple[str, ...]
    sources: tuple[str, ...]

    def is_due(self, today: Date) -> bool:
        """Say whether it has to be checked again."""
        return is_due(self.checked, self.next_change, today)


def is_due(checked: Date, next_change: Date | None, today: Date) -> bool:
    """Say whether facts are older than a year, or past a day from which they are known to be different."""
    return today - checked > LASTS or (next_change is not None and checked < next_change <= today)


def due_among(records: Iterable[Record | None], today: Date) -> tuple[Record, ...]:
    """Return those of the records that have to be checked again."""
    return tuple(each for each in records if each and is_due(each.checked, each.next_change, today))


def facts_files() -> Iterator[FactsFile]:
    """Read what every data file says of itself, in the order of their names."""
    for path in sorted(DATA.rglob("*.toml")):
        yield _read(path)


def _read(path: Path) -> FactsFile:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return FactsFile(
        path.relative_to(DATA).as_posix(),
        table["checked"],
        table.get("next_change"),
        table["confidence"],
        tuple(table.get("uncertain", ())),
        tuple(table["sources"]),
    )
