"""Measure what a list of many cases costs, in CPU seconds: ``./run bench cases [--cases N] [--due SHARE]``.

Prints a table to stderr and JSON to stdout. CPU time, not wall-clock time, since the machine may be shared;
the ratio to a bare Python start says more than the seconds when two machines are compared.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from time import process_time

from article21.cases.case import Case, KeptLetter
from article21.cases.store import Store
from article21.facts import find_jurisdiction

_PLACES = ("SE", "DE-BY", "FR", "GB", "CH", "AT", "NL", "IE", "CA-AB", "US-CA", "HK", "BR")
_AT_ONCE = 5_000


def make_cases(number: int, due: float, today: date) -> Iterator[Case]:
    """Yield cases whose first letter was sent; a share of them is overdue, the others wait."""
    for count in range(number):
        place = find_jurisdiction(_PLACES[count % len(_PLACES)])
        overdue = (count * 61) % 1000 < due * 1000
        sent = today - timedelta(days=80 if overdue else 2)
        reference = f"A21-{count:08}"
        letter = KeptLetter(kind="objection", date=sent, reference=reference, sent=sent, via="form")
        yield Case(
            reference=reference,
            details={"name": f"Person {count}", "email": [f"p{count}@example.org"], "country": place.code},
            country=place.code,
            law=place.law.key,
            language="en",
            company=place.controller.name,
            events=(letter,),
        )


def keep_cases(path: Path, number: int, due: float) -> float:
    """Keep so many cases in a file; return the CPU seconds."""
    began = process_time()
    cases = make_cases(number, due, date.today())  # noqa: DTZ011 - the day that the command sees
    with Store(path) as store:
        for _ in range(0, number, _AT_ONCE):
            with store.change():
                for case, _count in zip(cases, range(_AT_ONCE), strict=False):
                    store.save(case)
    return process_time() - began


def cpu_seconds(*arguments: str) -> float:
    """Run Python once and return the CPU time that it used."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=os.environ)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench cases", description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--due", type=float, default=0.05, help="the share that is due")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.sqlite3"
        kept = keep_cases(path, asked.cases, asked.due)
        here = ("-m", "article21", "case", "list", "--database", str(path))
        runs = {
            "bare Python": ("-c", "pass"),
            "list --due": (*here, "--due"),
            "list --due --json": (*here, "--due", "--json"),
            "list": here,
        }
        costs = {name: median(cpu_seconds(*run) for _ in range(asked.rounds)) for name, run in runs.items()}
        size = path.stat().st_size
    bare = costs["bare Python"]
    for name, seconds in costs.items():
        print(f"{name:20} {seconds:7.2f} s {seconds / bare:8.0f} starts of Python", file=sys.stderr)
    print(
        f"{asked.cases:,} cases, {asked.due:.0%} due; kept in {kept:.0f} s, {size / 1e6:.0f} MB",
        file=sys.stderr,
    )
    print(json.dumps({"cases": asked.cases, "due": asked.due, "kept": kept, "bytes": size, "seconds": costs}))


if __name__ == "__main__":
    main()
