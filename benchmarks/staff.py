"""Measure the press on a staff as it is: ``./run bench staff [--letters N ...] [--others] [--write]``.

People of 12 countries (``crowd.py``) are printed by the plain WeasyPrint loop and by the press, a batch in a
process of its own, in one run. A figure is CPU time of one core, since the machine may be shared; the ratio
says more.
``--verify-all`` compares every letter of the press with the typeset one instead.
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

from article21.errors import Article21Error
from article21.rendering.pdf import to_pdf
from article21.rendering.press import Press, Tally
from article21.rendering.press.comparison import find_difference
from charts import draw_bars
from crowd import letters, people
from printers import OTHERS, PlainLoop, Printer
from speed import DOCS, FOLDER, peak_megabytes

SEED = 1
SAMPLE = 40
"""Letters that are printed in the ways that are slow."""
COUNTS = (1_000, 10_000)


@dataclass(frozen=True)
class Batch:
    """What a batch costs in a process of its own, from the press's start."""

    letters: int
    cpu_milliseconds_a_letter: float
    times_faster: float
    """Than the plain loop, in this run."""
    stamped: int
    typeset: dict[str, int]
    """By the reason why."""
    peak_megabytes: float
    bytes_a_letter: int
    difference: str | None


def measure_plain(count: int) -> float:
    """Return the CPU milliseconds of a letter in a plain loop that is warm."""
    return _measure(PlainLoop("de"), count)


def _measure(printer: Printer, count: int) -> float:
    batch = list(letters(count + 3, SEED))
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "letter.pdf"
        for letter in batch[:3]:
            printer.write(letter, path)
        start = time.process_time()
        for letter in batch[3:]:
            printer.write(letter, path)
        return (time.process_time() - start) / count * 1000


def print_batch(count: int) -> dict[str, object]:
    """Print a batch in a fresh process and read what it says of itself."""
    command = [sys.executable, __file__, "--print", str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    result: dict[str, object] = json.loads(done.stdout)
    return result


def _print(count: int) -> dict[str, object]:
    """Print and write the letters; making them is not counted."""
    upcoming, used, size = letters(count, SEED), 0.0, 0
    press: Press | None = None
    with tempfile.TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "letter.pdf"
        while some := list(islice(upcoming, 100)):
            start = time.process_time()
            press = press or Press()
            for letter in some:
                pdf = press.print_letter(letter)
                path.write_bytes(pdf)
                size += len(pdf)
            used += time.process_time() - start
    tally = press.tally if press else Tally()
    return {
        "cpu": used,
        "stamped": tally.stamped,
        "typeset": dict(tally.typeset),
        "memory": peak_megabytes(),
        "bytes": size,
        "difference": tally.difference,
    }


def measure(count: int, plain: float) -> Batch:
    """Return what a batch costs, compared with the plain loop."""
    printed = print_batch(count)
    cost = float(str(printed["cpu"])) / count * 1000
    return Batch(
        count,
        round(cost, 3),
        round(plain / cost, 1),
        int(str(printed["stamped"])),
        dict(printed["typeset"]),  # type: ignore[call-overload]  # what _print has written
        round(float(str(printed["memory"])), 1),
        int(str(printed["bytes"])) // count,
        str(printed["difference"] or "") or None,
    )


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


def main() -> None:
    """Print what was measured, and the JSON."""
    parser = argparse.ArgumentParser(prog="./run bench staff", description=__doc__.partition("\n")[0])
    parser.add_argument("--letters", type=int, nargs="+", default=COUNTS)
    parser.add_argument("--others", action="store_true", help="measure Typst, ReportLab and fpdf2 as well")
    parser.add_argument("--write", action="store_true", help=f"write {DOCS.name}/staff.json and its chart")
    parser.add_argument("--verify-all", type=int, metavar="N", help="compare N letters, and measure nothing")
    parser.add_argument("--print", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.print:
        print(json.dumps(_print(asked.print)))
        return
    if asked.verify_all:
        sys.exit(verify(asked.verify_all) > 0)
    before = measure_plain(SAMPLE)
    batches = []
    for count in asked.letters:
        batch = print_batch_told(count, before)
        batches.append(batch)
    others = (
        {way: round(_measure(make("de"), SAMPLE), 2) for way, make in OTHERS.items()} if asked.others else {}
    )
    results = {
        "plain_loop_milliseconds": round(before, 2),
        "others_milliseconds": others,
        "batches": [asdict(batch) for batch in batches],
    }
    if asked.write:
        (DOCS / "staff.json").write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
        rates = {"plain loop": 1000 / before} | {way: 1000 / each for way, each in others.items()}
        rates |= {f"batch of {batch.letters:,}": 1000 / batch.cpu_milliseconds_a_letter for batch in batches}
        chart = draw_bars("Letters of a staff a second, on one core", rates)
        (DOCS / "staff.svg").write_text(chart, encoding="utf-8")
    print(json.dumps(results, indent=2))


def print_batch_told(count: int, plain: float) -> Batch:
    """Measure a batch and tell of it at once."""
    batch = measure(count, plain)
    print(batch, file=sys.stderr, flush=True)
    return batch


if __name__ == "__main__":
    main()
