"""Show a letter again whenever its words, facts or looks change: ``./run watch [OPTIONS OF letter]``.

Without options it shows the letter of examples/person.toml as text; Ctrl-C ends it.
"""

import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from time import sleep, strftime

from article21.resources import PACKAGE, TEMPLATES

EXAMPLE = Path(__file__).parents[1] / "examples" / "person.toml"
SECONDS_BETWEEN_LOOKS = 0.3


def main(arguments: Sequence[str]) -> int:
    """Show the letter until the person has seen enough."""
    options = arguments or ("--details", str(EXAMPLE), "--output", "-")
    with suppress(KeyboardInterrupt):
        watch(lambda: show(options), lambda: times_of((TEMPLATES, PACKAGE)))
    return 0


def watch(
    show: Callable[[], None],
    look: Callable[[], Mapping[Path, int]],
    wait: Callable[[], None] = lambda: sleep(SECONDS_BETWEEN_LOOKS),
) -> None:
    """Show once, then after each change, for ever."""
    seen = look()
    show()
    while True:
        wait()
        if (now := look()) != seen:
            seen = now
            show()


def show(options: Sequence[str]) -> None:
    """Write the letter in a process of its own, which has read nothing before."""
    print(f"\n== {strftime('%H:%M:%S')}", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "article21", "letter", *options], check=False)  # noqa: S603 - our own command


def times_of(folders: Iterable[Path]) -> Mapping[Path, int]:
    """Return when each file was last written, in nanoseconds."""
    times = {}
    for path in (path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc"):
        with suppress(FileNotFoundError):  # an editor may be putting a new file in its place
            times[path] = path.stat().st_mtime_ns
    return times


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
