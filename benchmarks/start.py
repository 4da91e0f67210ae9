"""Measure what a start costs, in CPU seconds: ``./run bench [start] [--rounds N]``.

Prints a table to stderr and JSON to stdout. CPU time, not wall-clock time, since the machine may be shared;
the ratio to a bare Python start says more than the seconds when two machines are compared.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

PERSON = ("--name", "Ada Example", "--email", "ada@example.org", "--country", "SE", "--ground", "job-search")
LETTER = ("-m", "article21", "letter", *PERSON)

FIRST_QUESTION = """
import os, pty, subprocess, sys
keyboard, terminal = pty.openpty()
ends = dict.fromkeys(("stdin", "stdout", "stderr"), terminal)
asked = subprocess.Popen([sys.executable, "-m", "article21", "letter"], **ends)
seen = b""
while b"> " not in seen:
    seen += os.read(keyboard, 65536)
asked.terminate()
asked.wait()
"""
"""Start the dialogue on a terminal, and end it when it waits for the first answer."""


@dataclass(frozen=True)
class Cost:
    """What one kind of start costs."""

    name: str
    cpu_seconds: float
    bare_starts: float
    """How many starts of a bare Python it costs."""
    limit_seconds: float | None


@dataclass(frozen=True)
class Start:
    """One kind of start: Python's arguments and the promise, in CPU seconds."""

    name: str
    arguments: tuple[str, ...]
    limit_seconds: float | None = None
    empty_cache: bool = False


def starts(folder: Path) -> tuple[Start, ...]:
    """Return what is measured; files go to ``folder``."""
    pdf = (*LETTER, "--format", "pdf", "--output", str(folder / "letter.pdf"), "--overwrite")
    return (
        Start("bare Python", ("-c", "pass")),
        Start("--help", ("-m", "article21", "--help"), 0.6),
        Start("text letter", (*LETTER, "--format", "txt", "--output", "-"), 0.6),
        Start("first question", ("-c", FIRST_QUESTION), 0.5),
        Start("first PDF", pdf, 1.5),
        Start("first PDF, no font cache", pdf, empty_cache=True),
    )


def cpu_seconds(start: Start) -> float:
    """Run the start once and return the CPU time that it used."""
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | ({"XDG_CACHE_HOME": cache} if start.empty_cache else {})
        before = getrusage(RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *start.arguments], env=environment, check=True, capture_output=True)
        after = getrusage(RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def measure(rounds: int) -> list[Cost]:
    """Return the median cost of each kind of start; a first round fills the caches and is not counted."""
    costs: list[Cost] = []
    with tempfile.TemporaryDirectory() as folder:
        for start in starts(Path(folder)):
            seconds = median([cpu_seconds(start) for _ in range(rounds + 1)][1:])
            bare = costs[0].cpu_seconds if costs else seconds
            costs.append(Cost(start.name, round(seconds, 3), round(seconds / bare, 1), start.limit_seconds))
    return costs


def main() -> None:
    """Print the table and the JSON."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5, help="how often each start is measured")
    costs = measure(parser.parse_args().rounds)
    print(f"{'start':<24} {'CPU s':>7} {'limit':>7} {'bare starts':>12}", file=sys.stderr)
    for cost in costs:
        limit = f"{cost.limit_seconds:.1f}" if cost.limit_seconds else ""
        print(
            f"{cost.name:<24} {cost.cpu_seconds:>7.3f} {limit:>7} {cost.bare_starts:>12.1f}", file=sys.stderr
        )
    print(json.dumps([asdict(cost) for cost in costs], indent=2))


if __name__ == "__main__":
    main()
