"""Staffs whose letters the tests write, and what the tests look at afterwards."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from commands import Run, invoke

HEADINGS = ("name", "email", "country", "language", "ground", "because")
PLACES = ("SE", "GB", "CH", "CA", "HK", "US", "BR", "IN")


def person(number: int, **given: str) -> dict[str, str]:
    """Return a row that has its letter, in English, so that no translation is waited for."""
    row = {
        "name": f"Person {number} Example",
        "email": f"person{number}@example.org",
        "country": PLACES[number % len(PLACES)],
        "language": "en",
        "ground": "job-search",
        "because": "",
    }
    return row | given


def staff(count: int) -> list[dict[str, str]]:
    return [person(number) for number in range(count)]


def write_table(path: Path, rows: Iterable[Mapping[str, str]], headings: Sequence[str] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings)
        writer.writeheader()
        writer.writerows(rows)
    return path


def batch(folder: Path, rows: Iterable[Mapping[str, str]] | str, *options: str) -> Run:
    """Write a table and run ``article21 batch`` on it, as text and in this process unless told otherwise."""
    table = rows if isinstance(rows, str) else write_table(folder / "staff.csv", rows).name
    quick = () if "--format" in options else ("--format", "txt")
    alone = () if "--jobs" in options else ("--jobs", "1")
    output = () if {"--check", "--row", "--output"} & set(options) else ("--output", "out")
    return invoke(folder, "batch", table, *output, *quick, *alone, *options)


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def index(folder: Path) -> list[dict[str, str]]:
    return read_csv(folder / "out" / "index.csv")


def report(run: Run) -> dict[str, object]:
    found: dict[str, object] = json.loads(run.text)
    return found


def letters(folder: Path) -> dict[str, bytes]:
    """Return every file of the letters by its path."""
    top = folder / "out" / "letters"
    return {
        str(path.relative_to(top)): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()
    }
