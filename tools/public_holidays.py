"""Bring data/holidays.toml in step with the package ``holidays``: ``./run holidays [FIRST_YEAR]``.

The package takes 0.1 s to import, a fifth of the time of a letter; so the coming years are listed.
"""

import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from article21.facts import authority, law, periods
from article21.facts.deadlines import count_holidays
from article21.facts.reading import stems
from article21.resources import DATA

YEARS = 10


def places() -> list[str]:
    """Return the places whose public holidays some period counts."""
    rules = [rule.deadline for key in stems("laws") for rule in law(key).letters.values()]
    waits = [authority(key).complaint.wait for key in stems("authorities")]
    steps = [step for key in stems("periods") for step in periods(key).values()]
    found = {period.holidays for period in (*rules, *waits, *steps) if period} - {""}
    return sorted(found, reverse=True)


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
    for place in places():
        yield f"\n[{place}]"
        for year in range(first, first + YEARS):
            days = ", ".join(f'"{day}"' for day in public_holidays(place, year))
            yield f"{year} = [{days}]"


if __name__ == "__main__":
    today = date.today()  # noqa: DTZ011 - the day where it is written
    first = int(sys.argv[1]) if len(sys.argv) > 1 else today.year
    (DATA / "holidays.toml").write_text("\n".join(lines(first, today)) + "\n", encoding="utf-8")
