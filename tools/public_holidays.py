"""Bring data/holidays.toml in step with the package ``holidays``: ``./run holidays [FIRST_YEAR]``.

The package takes 0.1 s to import, a fifth of the time of a letter; so the coming years are listed.
"""

import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from article21.facts.deadlines import count_holidays
from article21.resources import DATA

YEARS = 10
PLACES = ("IE", "GB-ENG", "US-CA", "CA-AB", "CA-BC")


def public_holidays(place: str, year: int) -> list[str]:
    """Return month and day of each."""
    return sorted(f"{day:%m-%d}" for day in count_holidays(place, year))


def lines(first: int, today: date) -> Iterator[str]:
    """Yield the file."""
    yield "# Written by ./run holidays. Years that are not listed are asked of the package."
    source = f"The package holidays {version('holidays')}: https://github.com/vacanza/holidays"
    yield f'sources = ["{source}"]'
    yield f"checked = {today.isoformat()}"
    yield 'confidence = "medium"  # the acts behind them were not read'
    for place in PLACES:
        yield f"\n[{place}]"
        for year in range(first, first + YEARS):
            days = ", ".join(f'"{day}"' for day in public_holidays(place, year))
            yield f"{year} = [{days}]"


if __name__ == "__main__":
    today = date.today()  # noqa: DTZ011 - the day where it is written
    first = int(sys.argv[1]) if len(sys.argv) > 1 else today.year
    (DATA / "holidays.toml").write_text("\n".join(lines(first, today)) + "\n", encoding="utf-8")
