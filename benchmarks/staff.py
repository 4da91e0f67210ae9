"""Measure the press on a staff as it is: ``./run bench staff [--letters N ...] [--write]``.

People of 12 countries (``crowd.py``) are printed by the press, each batch in a process of its own, which
takes turns with the plain WeasyPrint loop, Typst, ReportLab and fpdf2. Then the command line writes 1,000 of
them, as PDFs alone and with texts and kits. A figure is CPU time of one core, since the machine may be
shared; the ratios say more. ``--verify-all`` compares every letter with the typeset one instead.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from statistics import mean, median
from typing import Any

from article21.errors import Article21Error
from article21.rendering.pdf import to_pdf
from article21.rendering.press import Press, Tally
from article21.rendering.press.comparison import find_difference
from charts import draw_bars
from crowd import letters, people, write_table
from printers import CHINESE, OTHERS, PRINTERS, ByLanguage, PlainLoop, Printer
from speed import DOCS, FOLDER, peak_megabytes, run_command

SEED = 1
TURN = 4
"""Letters that the slow ways print in a turn."""
TURNS = 10
"""That each batch is printed in, at most."""
COUNTS = (1_000, 10_000)
ROWS = 1_000


@dataclass(frozen=True)
class Batch:
    """What a batch costs in a process of its own, from the press's start."""

    letters: int
    cpu_milliseconds_a_letter: float
    warm_milliseconds_a_letter: float
    """Of the last half."""
    times_faster: float
    """Than the plain loop, which took turns with it."""
    warm_times_faster: float
    stamped: int
    typeset: dict[str, int]
    """By the reason why."""
    peak_megabytes: float
    bytes_a_letter: int
    difference: str | None


class Turns:
    """Lets the slow ways print letters, each way the same."""

    def __init__(self) -> None:
        others = {way: ByLanguage(PRINTERS[way]) for way in OTHERS}
        self._printers: dict[str, Printer] = {"plain loop": PlainLoop(CHINESE), **others}
        self._upcoming = letters(10_000, SEED)
        self._costs: dict[str, list[float]] = {way: [] for way in self._printers}
        self._take()  # warms everything and is not counted

    def take(self) -> float:
        """Have every way print the next letters; return what the plain loop took for one."""
        costs = self._take()
        for way, cost in costs.items():
            self._costs[way].append(cost)
        return costs["plain loop"]

    def medians(self) -> dict[str, float]:
        """Return the CPU milliseconds of a letter."""
        return {way: median(costs) for way, costs in self._costs.items()}

    def _take(self) -> dict[str, float]:
        batch, costs = list(islice(self._upcoming, TURN)), {}
        with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
            for way, printer in self._printers.items():
                start = time.process_time()
                for letter in batch:
                    printer.write(letter, Path(folder) / "letter.pdf")
                costs[way] = (time.process_time() - start) / TURN * 1000
        return costs


def print_batch(count: int, turns: Turns) -> Batch:
    """Print a batch in a fresh process, in turns with the slow ways."""
    command = [sys.executable, __file__, "--print", str(count)]
    plain = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout or ():
            said: dict[str, Any] = json.loads(line)
            if said:
                break
            plain.append(turns.take())
            print("next", file=process.stdin, flush=True)
    costs = said.pop("costs")
    half = len(costs) // 2
    cost, warm = mean(costs), mean(costs[half:])
    return Batch(
        count,
        round(cost, 2),
        round(warm, 2),
        round(mean(plain) / cost, 1),
        round(mean(plain[half:]) / warm, 1),
        **said,
    )


def _print(count: int) -> None:
    """Print the letters, a slice whenever the other side says so; making them is not counted."""
    upcoming, costs, size = letters(count, SEED), list[float](), 0
    slice_ = max(count // TURNS, 1)
    press: Press | None = None
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "letter.pdf"
        while some := list(islice(upcoming, slice_)):
            start = time.process_time()
            press = press or Press()
            for letter in some:
                pdf = press.print_letter(letter)
                path.write_bytes(pdf)
                size += len(pdf)
            costs.append((time.process_time() - start) / len(some) * 1000)
            print("{}", flush=True)
            input()
    tally = press.tally if press else Tally()
    result = {
        "costs": costs,
        "stamped": tally.stamped,
        "typeset": dict(tally.typeset),
        "peak_megabytes": round(peak_megabytes()),
        "bytes_a_letter": size // count,
        "difference": tally.difference,
    }
    print(json.dumps(result))


def measure_command() -> dict[str, float]:
    """Return the CPU milliseconds of a row of ``article21 batch``, by the formats."""
    formats = (("pdf",), ("pdf", "txt", "form"))
    return {
        ", ".join(names): round(run_command(ROWS, names, write_table) / ROWS * 1000, 2) for names in formats
    }


def verify(count: int) -> int:
    """Compare every letter of the press with the typeset one; return how many differ."""
    press, differing = Press(verify=0), 0
    for number, (details, letter) in enumerate(zip(people(count, SEED), letters(count, SEED), strict=True)):
        try:
            pdf, typeset = press.print_letter(letter), to_pdf(letter)
        except Article21Error as error:
            print(f"person {number} ({details.country}): {error}", file=sys.stderr)
            continue
        if difference := find_difference(pdf, typeset):
            differing += 1
            print(f"person {number} ({details.country}, {letter.language}): {difference}", file=sys.stderr)
    print(press.tally, file=sys.stderr)
    return differing


def measure(counts: list[int]) -> tuple[dict[str, float], list[Batch], dict[str, float]]:
    """Return what the slow ways, the batches and the command cost."""
    turns, batches = Turns(), []
    for count in counts:
        batches.append(print_batch(count, turns))
        print(batches[-1], file=sys.stderr, flush=True)
    return turns.medians(), batches, measure_command()


def main() -> None:
    """Print what was measured, and the JSON."""
    parser = argparse.ArgumentParser(prog="./run bench staff", description=__doc__.partition("\n")[0])
    parser.add_argument("--letters", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--write", action="store_true", help=f"write {DOCS.name}/staff.json and its chart")
    parser.add_argument("--verify-all", type=int, metavar="N", help="compare N letters, and measure nothing")
    parser.add_argument("--print", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.print:
        _print(asked.print)
        return
    if asked.verify_all:
        sys.exit(verify(asked.verify_all) > 0)
    ways, batches, command = measure(asked.letters)
    results = {
        "milliseconds": {way: round(cost, 2) for way, cost in ways.items()},
        "batches": [asdict(batch) for batch in batches],
        "command_milliseconds": command,
    }
    if asked.write:
        (DOCS / "staff.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
        rates = {way: 1000 / cost for way, cost in ways.items()}
        rates |= {f"batch of {batch.letters:,}": 1000 / batch.cpu_milliseconds_a_letter for batch in batches}
        chart = draw_bars("Letters of a staff a second, on one core", rates)
        (DOCS / "staff.svg").write_text(chart, encoding="utf-8")
    print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
