"""Looks of a letter: which window envelope it fits, and where that envelope is used."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from article21.errors import UnknownKeyError
from article21.resources import TEMPLATES

FOLDER = TEMPLATES / "themes"
PLAIN = "plain"


@dataclass(frozen=True)
class Theme:
    """A style sheet and what the layout must know to use it."""

    key: str
    title: str
    countries: tuple[str, ...]
    paper: str | None
    """``A4`` or ``Letter``; None takes the letter's own."""
    return_line: bool

    @property
    def stylesheet(self) -> Path:
        """Return the style sheet that sets the theme's positions."""
        return FOLDER / f"{self.key}.css"


@cache
def themes() -> dict[str, Theme]:
    """Return every theme by its key."""
    records = tomllib.loads((FOLDER / "themes.toml").read_text(encoding="utf-8"))
    return {
        key: Theme(
            key, record["title"], tuple(record["countries"]), record.get("paper"), record["return_line"]
        )
        for key, record in records.items()
    }


def find_theme(key: str) -> Theme:
    """Return the theme of that key, or raise an error that offers the nearest."""
    if key not in themes():
        raise UnknownKeyError("layout", key, themes(), listing="layouts")
    return themes()[key]


def theme_of(country: str) -> Theme:
    """Return the theme for the envelopes of a country (``DE``) or a part of one (``DE-BY``)."""
    state = country.partition("-")[0]
    return next((theme for theme in themes().values() if state in theme.countries), themes()[PLAIN])
