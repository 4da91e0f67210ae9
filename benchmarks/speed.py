"""Measure how fast letters become PDFs, ours and others': ``./run bench speed [--quick] [--write]``.

All ways print the same letters, turn by turn in one run; a figure is the median of the turns, in CPU time
of one core, since the machine may be shared. Files are written to memory (``BENCH_FOLDER`` names another
place). ``--write`` puts results and charts into docs/benchmarks.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Any, TypeVar

from alike import STAFFS, letters, write_table
from charts import draw_bars, draw_lines
from printers import PRINTERS

DOCS = Path(__file__).parents[1] / "docs" / "benchmarks"
# How many letters each way prints in a turn: enough to be measured, few enough to take turns.
LETTERS = {"batch": 400, "floor": 200, "typst": 20, "reportlab": 10}
OTHERWISE = 3
COUNTS = (1, 10, 100, 1_000, 10_000)
PAGES = (1, 2, 5, 10)
_MEMORY = Path("/dev/shm")  # noqa: S108 - not for secrets; folders below it have names of their own
FOLDER = os.environ.get("BENCH_FOLDER") or (str(_MEMORY) if _MEMORY.is_dir() else None)
"""Where files are written: in memory if possible, since a disk takes for a new file what it likes."""
_Measured = TypeVar("_Measured", "Speed", "Batch")


@dataclass(frozen=True)
class Speed:
    """What a letter costs one way in one language."""

    language: str
    pages: int
    way: str
    milliseconds: float
    """CPU time of a letter, the median of the turns."""
    times_faster: float
    """Than the plain loop, in the same turns."""
    bytes: int


@dataclass(frozen=True)
class Batch:
    """What a batch costs in a process of its own, all counted that comes after Python's start."""

    letters: int
    jobs: int
    cpu_milliseconds_a_letter: float
    seconds: float
    peak_megabytes: float
    bytes_a_letter: int
    typeset: int


def compare(language: str, pages: int, turns: int) -> list[Speed]:
    """Let every way print the same new letters in each turn."""
    printers = {way: make(language) for way, make in PRINTERS.items()}
    costs: dict[str, list[float]] = {way: [] for way in PRINTERS}
    sizes: dict[str, int] = {}
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "letter.pdf"
        for turn in range(turns + 1):  # the first one warms everything and is not counted
            for way, printer in printers.items():
                count = LETTERS.get(way, OTHERWISE)
                batch = list(letters(language, count, pages, seed=turn))
                start = time.process_time()
                for letter in batch:
                    printer.write(letter, path)
                costs[way].append((time.process_time() - start) / count * 1000)
                sizes[way] = path.stat().st_size
    plain = costs["plain loop"][1:]
    return [
        Speed(
            language,
            pages,
            way,
            round(median(times[1:]), 3),
            round(median(loop / own for loop, own in zip(plain, times[1:], strict=True)), 1),
            sizes[way],
        )
        for way, times in costs.items()
    ]


def print_batch(language: str, count: int, jobs: int) -> Batch:
    """Print a batch in a fresh process (``_print``) and read what it says of itself."""
    command = [sys.executable, __file__, "--print", language, str(count), str(jobs)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Batch(**json.loads(done.stdout))


def _print(language: str, count: int, jobs: int) -> Batch:
    """Print and write the letters; making them is not counted."""
    from multiprocessing import get_context

    shares = [(language, count, jobs, share) for share in range(jobs)]
    if jobs == 1:
        parts = [_print_share(*shares[0])]
    else:
        with get_context("fork").Pool(jobs) as pool:
            parts = pool.starmap(_print_share, shares)
    return Batch(
        count,
        jobs,
        round(sum(part["cpu"] for part in parts) / count * 1000, 3),
        round(max(part["seconds"] for part in parts), 3),
        round(sum(part["memory"] for part in parts), 1),
        round(sum(part["bytes"] for part in parts) / count),
        round(sum(part["typeset"] for part in parts)),
    )


def _print_share(language: str, count: int, jobs: int, share: int) -> dict[str, float]:
    started, seconds, size = 0.0, 0.0, 0
    press = None
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        for number, letter in enumerate(letters(language, count)):
            if number % jobs != share:
                continue
            place = Path(folder) / f"{number // 1000}"
            place.mkdir(exist_ok=True)
            cpu, clock = time.process_time(), time.perf_counter()
            if press is None:
                from article21.rendering.press import Press

                press = Press()
            pdf = press.print_letter(letter)
            (place / f"{number}.pdf").write_bytes(pdf)
            started += time.process_time() - cpu
            seconds += time.perf_counter() - clock
            size += len(pdf)
    tally = press.tally if press else None
    return {
        "cpu": started,
        "seconds": seconds,
        "memory": peak_megabytes(),
        "bytes": size,
        "typeset": sum(tally.typeset.values()) if tally else 0,
    }


def peak_megabytes() -> float:
    """Return the most memory this process has had (Linux); ``ru_maxrss`` would count its parent's."""
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    (line,) = (line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def run_command(count: int, formats: tuple[str, ...], write: Callable[[Path, int], None]) -> float:
    """Return the CPU seconds of ``article21 batch`` for so many people, from its start to its end."""
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        table = Path(folder) / "staff.jsonl"
        write(table, count)
        options = [option for name in formats for option in ("--format", name)]
        command = [
            sys.executable,
            "-m",
            "article21",
            "batch",
            str(table),
            "--output",
            f"{folder}/out",
            "--jobs",
            "1",
        ]
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([*command, *options, "--quiet"], check=True, capture_output=True)
        after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def measure(*, quick: bool) -> dict[str, Any]:
    """Measure everything and return it as JSON has it."""
    turns = 2 if quick else 3
    speeds = [speed for language in STAFFS for speed in _told(compare(language, 2, turns))]
    if not quick:
        speeds += [speed for pages in PAGES if pages != 2 for speed in _told(compare("de", pages, turns))]
    counts = COUNTS[:4] if quick else COUNTS
    batches = [batch for count in counts for batch in _told([print_batch("de", count, 1)])]
    batches += _told([print_batch("de", counts[-1], 2)])
    plain = next(each.milliseconds for each in speeds if each.way == "plain loop")
    commands = {}
    for count in (100, 1_000):
        for formats in (("pdf",), ("pdf", "txt", "form")):
            seconds = run_command(count, formats, partial(write_table, language="de"))
            commands[f"{count} letters as {', '.join(formats)}"] = {
                "cpu_milliseconds_a_letter": round(seconds / count * 1000, 2),
                "times_faster_than_plain_loop": round(plain * count / 1000 / seconds, 1),
            }
    return {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "speeds": [asdict(speed) for speed in speeds],
        "batches": [asdict(batch) for batch in batches],
        "commands": commands,
    }


def _told(measured: list[_Measured]) -> list[_Measured]:
    for each in measured:
        print(each, file=sys.stderr, flush=True)
    return measured


def write_docs(results: dict[str, Any]) -> None:
    """Write the results and the two charts that the documentation shows."""
    DOCS.mkdir(exist_ok=True)
    (DOCS / "speed.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    speeds = [Speed(**each) for each in results["speeds"]]
    batches = [Batch(**each) for each in results["batches"]]
    rates = {
        each.way: 1000 / each.milliseconds for each in speeds if (each.language, each.pages) == ("de", 2)
    }
    bars = draw_bars("Two-page German letters a second, on one core", rates)
    (DOCS / "ways.svg").write_text(bars, encoding="utf-8")
    line = [(each.letters, each.cpu_milliseconds_a_letter) for each in batches if each.jobs == 1]
    (plain,) = (
        each.milliseconds
        for each in speeds
        if (each.language, each.pages, each.way) == ("de", 2, "plain loop")
    )
    series = {"batch": line, "plain loop": [(count, plain) for count, _ in line]}
    lines = draw_lines("CPU time of a letter, by the letters of the batch", "ms", series)
    (DOCS / "batches.svg").write_text(lines, encoding="utf-8")


def main() -> None:
    """Print the table and the JSON."""
    parser = argparse.ArgumentParser(prog="./run bench speed", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="fewer turns, and batches of 1,000 at most")
    parser.add_argument("--write", action="store_true", help=f"write {DOCS.name}/ for the documentation")
    parser.add_argument("--print", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.print:
        language, count, jobs = asked.print
        print(json.dumps(asdict(_print(language, int(count), int(jobs)))))
        return
    results = measure(quick=asked.quick)
    if asked.write:
        write_docs(results)
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
