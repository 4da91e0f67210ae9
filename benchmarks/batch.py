"""Measure a whole batch: ``./run bench batch [--rows N] [--format F] [--jobs N] [--table csv|xlsx]``.

Writes a table of N people, runs ``article21 batch`` on it as a process of its own, and looks at the memory
of all its processes while it runs: the peak, and how much it grew from the first tenth to the last (Linux).
Prints a table to stderr and JSON to stdout.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

PLACES = ("SE", "DE-BY", "FR", "GB", "CH", "CA-QC", "HK", "US-CA", "IN", "PL")
HEADINGS = ("name", "email", "country", "street", "postcode", "city", "ground", "because")


@dataclass(frozen=True)
class Cost:
    """What one batch cost."""

    rows: int
    formats: tuple[str, ...]
    jobs: int
    table: str
    seconds: float
    letters_per_second: float
    cpu_seconds: float
    peak_megabytes: float
    """Of all processes together, shared pages counted once."""
    peak_of_one_megabytes: float
    early_megabytes: float
    """Of all processes, when a tenth of the time was over."""
    late_megabytes: float
    again_seconds: float
    """The same command once more, when everything is as it should be."""


def people(count: int) -> Iterator[tuple[str, ...]]:
    """Yield the headings and so many people."""
    yield HEADINGS
    for number in range(count):
        because = f"I am number {number} of many, and I have my own reason."
        address = (f"Street {number}", "", f"Town {number % 977}")
        place = PLACES[number % len(PLACES)]
        yield (
            f"Person {number:06} Example",
            f"p{number}@example.org",
            place,
            *address,
            "job-search",
            because,
        )


def write_table(path: Path, count: int) -> None:
    """Write the table in the format its name tells."""
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(people(count))
        return
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(people(count)):
            sheet.write_row(number, 0, row)


def processes_of(group: int) -> list[int]:
    """Return the processes of a group (Linux)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group:
            found.append(int(path.parent.name))
    return found


def megabytes_of(process: int) -> tuple[float, float]:
    """Return the memory of a process: its share, and all it can see."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines if line.endswith("kB")}
    return sizes.get("Pss", 0.0), sizes.get("Rss", 0.0)


def cpu_seconds_of(process: int) -> float:
    """Return the CPU time a process has used."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def watch(process: subprocess.Popen[bytes]) -> tuple[list[tuple[float, float]], float]:
    """Return the memory of all processes together and of the largest, twice a second, and their CPU time."""
    seen, used = [], dict[int, float]()
    while process.poll() is None:
        group = processes_of(process.pid)
        sizes = [megabytes_of(each) for each in group]
        if sizes:
            seen.append((sum(share for share, _ in sizes), max(whole for _, whole in sizes)))
        used |= {each: max(used.get(each, 0.0), cpu_seconds_of(each)) for each in group}
        time.sleep(0.5)
    return seen, sum(used.values())


def measure(rows: int, formats: tuple[str, ...], jobs: int, table: str) -> Cost:
    """Run the batch twice and return what it cost."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_FOLDER")) as folder:
        path = Path(folder) / f"staff.{table}"
        write_table(path, rows)
        chosen = [word for name in formats for word in ("--format", name)]
        options = ("--output", "out", *chosen, "--jobs", str(jobs), "--quiet")
        command = [sys.executable, "-m", "article21", "batch", path.name, *options]
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, start_new_session=True)
        seen, cpu = watch(process)
        seconds = time.monotonic() - began
        if process.returncode:
            raise SystemExit(f"the batch ended with {process.returncode}")
        began = time.monotonic()
        subprocess.run(command, cwd=folder, check=True)
        again = time.monotonic() - began
    early, late = (seen[int(len(seen) * part)][0] for part in (0.1, 0.9))
    peak, peak_of_one = max(both for both, _ in seen), max(one for _, one in seen)
    return Cost(
        rows, formats, jobs, table, seconds, rows / seconds, cpu, peak, peak_of_one, early, late, again
    )


def main() -> None:
    """Print the table and the JSON."""
    parser = argparse.ArgumentParser(prog="./run bench batch", description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--format", action="append")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--table", choices=["csv", "xlsx"], default="csv")
    asked = parser.parse_args()
    cost = measure(asked.rows, tuple(asked.format or ["txt"]), asked.jobs, asked.table)
    for name, value in asdict(cost).items():
        shown = f"{value:,.1f}" if isinstance(value, float) else value
        print(f"{name.replace('_', ' '):<24} {shown}", file=sys.stderr)
    print(json.dumps(asdict(cost), indent=2))


if __name__ == "__main__":
    main()
