"""Bring data/holidays.toml in step with the package ``holidays``: ``./run holidays [FIRST_YEAR]``.

The package takes 0.1 s to import, a fifth of the time of a letter; so the coming years are listed.
"""

import sys
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from article21.deadlines import count_holidays
from article21.resources import DATA

YEARS = 10
SOURCES = {
    "IE": "Organisation of Working Time Act 1997, Second Schedule: https://www.irishstatutebook.ie/eli/1997/act/20/",
    "GB-ENG": "Banking and Financial Dealings Act 1971, Schedule 1: https://www.legislation.gov.uk/ukpga/1971/80",
    "US-CA": "California Government Code, section 6700: https://leginfo.legislature.ca.gov/",
}


def public_holidays(place: str, year: int) -> list[str]:
    """Return month and day of each."""
    return sorted(f"{day:%m-%d}" for day in count_holidays(place, year))


def lines(first: int, today: date) -> Iterator[str]:
    """Yield the file."""
    yield f"# Written by ./run holidays, as the package holidays {version('holidays')} counts them."
    yield "# Years that are not listed are asked of the package."
    yield "sources = ["
    yield from (f'  "{source}",' for source in SOURCES.values())
    yield "]"
    yield f"checked = {today.isoformat()}"
    yield 'confidence = "high"'
    for place in SOURCES:
        yield f"\n[{place}]"
        for year in range(first, first + YEARS):
            days = ", ".join(f'"{day}"' for day in public_holidays(place, year))
            yield f"{year} = [{days}]"


if __name__ == "__main__":
    today = date.today()  # noqa: DTZ011 - the day where it is written
    first = int(sys.argv[1]) if len(sys.argv) > 1 else today.year
    (DATA / "holidays.toml").write_text("\n".join(lines(first, today)) + "\n", encoding="utf-8")
