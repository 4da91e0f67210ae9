"""Looks of a letter: which window envelope it fits, and where that envelope is used."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from article21.errors import UnknownKeyError
from article21.resources import TEMPLATES

FOLDER = TEMPLATES / "envelopes"
PLAIN = "plain"


@dataclass(frozen=True)
class Envelope:
    """A kind of window envelope: its style sheets and what the layout must know to use it."""

    key: str
    title: str
    countries: tuple[str, ...]
    paper: str | None
    """``A4`` or ``Letter``; None takes the letter's own."""
    return_line: bool
    sheets: tuple[str, ...]
    """The names of the style sheets; two envelopes with a window in the same place share one."""

    @property
    def stylesheets(self) -> tuple[Path, ...]:
        """Return the style sheets that set the envelope's positions; a later one goes before."""
        return tuple(FOLDER / f"{sheet}.css" for sheet in self.sheets)


@cache
def envelopes() -> dict[str, Envelope]:
    """Return every envelope by its key."""
    records = tomllib.loads((FOLDER / "envelopes.toml").read_text(encoding="utf-8"))
    return {
        key: Envelope(
            key,
            record["title"],
            tuple(record["countries"]),
            record.get("paper"),
            record["return_line"],
            tuple(record.get("sheets", (key,))),
        )
        for key, record in records.items()
    }


def find_envelope(key: str) -> Envelope:
    """Return the envelope of that key, or raise an error that offers the nearest."""
    if key not in envelopes():
        raise UnknownKeyError("envelope", key, envelopes())
    return envelopes()[key]


def envelope_of(country: str) -> Envelope:
    """Return the envelope that is usual in a country (``DE``) or a part of one (``DE-BY``)."""
    state = country.partition("-")[0]
    return next(
        (envelope for envelope in envelopes().values() if state in envelope.countries), envelopes()[PLAIN]
    )
