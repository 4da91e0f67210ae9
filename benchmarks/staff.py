"""Measure the press on a staff as it is: ``./run bench staff [--letters N ...] [--write]``.

People of 12 countries (``crowd.py``) are printed by the press, each batch in a process of its own, and
between the batches by the plain WeasyPrint loop, Typst, ReportLab and fpdf2. Then the command line writes
1,000 of them, as PDFs alone and with texts and kits. A figure is CPU time of one core, since the machine may
be shared; the ratios say more. ``--verify-all`` compares every letter of the press with the typeset one
instead.
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
from statistics import median

from article21.errors import Article21Error
from article21.rendering.pdf import to_pdf
from article21.rendering.press import Press, Tally
from article21.rendering.press.comparison import find_difference
from charts import draw_bars
from crowd import letters, people, write_table
from printers import CHINESE, OTHERS, PRINTERS, ByLanguage, PlainLoop, Printer
from speed import DOCS, FOLDER, peak_megabytes, run_command

SEED = 1
TURN = 12
"""Letters that the slow ways print in a turn."""
COUNTS = (1_000, 10_000)
ROWS = 1_000
SLICE = 200


@dataclass(frozen=True)
class Batch:
    """What a batch costs in a process of its own, from the press's start."""

    letters: int
    cpu_milliseconds_a_letter: float
    warm_milliseconds_a_letter: float
    """Of the last half."""
    times_faster: float
    """Than the plain loop, in this run."""
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

    def take(self) -> None:
        """Have every way print the next letters."""
        for way, cost in self._take().items():
            self._costs[way].append(cost)

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


def print_batch(count: int) -> dict[str, object]:
    """Print a batch in a fresh process and read what it says of itself."""
    command = [sys.executable, __file__, "--print", str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, object] = json.loads(done.stdout)
    return result


def _print(count: int) -> dict[str, object]:
    """Print and write the letters; making them is not counted."""
    upcoming, used, size = letters(count, SEED), list[float](), 0
    press: Press | None = None
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "letter.pdf"
        while some := list(islice(upcoming, SLICE)):
            start = time.process_time()
            press = press or Press()
            for letter in some:
                pdf = press.print_letter(letter)
                path.write_bytes(pdf)
                size += len(pdf)
            used.append(time.process_time() - start)
    tally = press.tally if press else Tally()
    warm = used[len(used) // 2 :]
    return {
        "cpu": sum(used) / count * 1000,
        "warm": sum(warm) / len(warm) / SLICE * 1000,
        "stamped": tally.stamped,
        "typeset": dict(tally.typeset),
        "memory": peak_megabytes(),
        "bytes": size // count,
        "difference": tally.difference,
    }


def read_batch(count: int, printed: dict[str, object], plain: float) -> Batch:
    """Compare what a batch said of itself with the plain loop."""
    cost = float(str(printed["cpu"]))
    return Batch(
        count,
        round(cost, 2),
        round(float(str(printed["warm"])), 2),
        round(plain / cost, 1),
        int(str(printed["stamped"])),
        dict(printed["typeset"]),  # type: ignore[call-overload]  # what _print has written
        round(float(str(printed["memory"]))),
        int(str(printed["bytes"])),
        str(printed["difference"] or "") or None,
    )


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
    turns, printed = Turns(), {}
    for count in counts:
        turns.take()
        turns.take()
        printed[count] = print_batch(count)
        print(count, printed[count], file=sys.stderr, flush=True)
    turns.take()
    ways = turns.medians()
    batches = [read_batch(count, each, ways["plain loop"]) for count, each in printed.items()]
    return ways, batches, measure_command()


def main() -> None:
    """Print what was measured, and the JSON."""
    parser = argparse.ArgumentParser(prog="./run bench staff", description=__doc__.partition("\n")[0])
    parser.add_argument("--letters", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--write", action="store_true", help=f"write {DOCS.name}/staff.json and its chart")
    parser.add_argument("--verify-all", type=int, metavar="N", help="compare N letters, and measure nothing")
    parser.add_argument("--print", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.print:
        print(json.dumps(_print(asked.print)))
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
