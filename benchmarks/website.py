"""Measure the page as plain files in Chromium: ``./run bench website [DIR]``.

Prints a table to stderr and JSON to stdout. Bare Pyodide starts in the same run, in a worker as the
engine does, so that the ratio holds on any machine; each first visit is that of a new browser profile.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright
from tools.website.checking import first_visit
from tools.website.parts import get_parts

QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
LANGUAGE = "sv"
MILLISECONDS = 600_000
BARE = """
import { loadPyodide } from "./pyodide.mjs";
await loadPyodide();
postMessage("ready");
"""
BARE_PAGE = """<!doctype html><title>bare</title><script type="module">
const worker = new Worker("bare.js", { type: "module" });
worker.onmessage = () => { document.documentElement.dataset.engine = "ready"; };
</script>"""
READY = """() => new Promise((done) => {
  const look = () => document.documentElement.dataset.engine ? done(performance.now()) : setTimeout(look, 5);
  look();
})"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()"
KEYSTROKES = """async (count) => {
  const { ask } = await import("../engine/home.js");
  const times = [];
  for (let number = 0; number < count; number += 1) {
    const name = "Maja Lindqvist".slice(0, 3 + (number % 11));
    const place = { where: "SE", country: "SE" };
    const body = new URLSearchParams({ name, email: "m@example.org", ground: "job-search", ...place });
    const before = performance.now();
    await (await ask(`/${document.documentElement.lang}/letter-text`, { method: "POST", body })).text();
    times.push(performance.now() - before);
  }
  return times;
}"""


@dataclass(frozen=True)
class Measured:
    """What was measured, in milliseconds and against bare Pyodide's start."""

    name: str
    milliseconds: float
    of_bare_start: float | None
    limit: str


class _Quiet(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as the class it comes from has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, *_args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def visit(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(service_workers="allow")
    context.set_default_timeout(MILLISECONDS)
    yield context.new_page()
    context.close()


def measure(browser: Browser, site: str, bare: str, rounds: int) -> Iterator[Measured]:
    """Visit both in turn."""
    starts: dict[str, list[float]] = {
        "bare Pyodide": [], "start page readable": [], "engine ready": [], "keystroke to text": [],
        "second visit, engine ready": [],
    }  # fmt: skip
    for _ in range(rounds):
        with visit(browser) as page:
            page.goto(f"{bare}bare.html")
            starts["bare Pyodide"].append(page.evaluate(READY))
        with visit(browser) as page:
            page.goto(f"{site}{LANGUAGE}/")
            starts["start page readable"].append(page.evaluate(PAINTED))
            starts["engine ready"].append(page.evaluate(READY))
            page.evaluate(KEYSTROKES, 3)
            starts["keystroke to text"].append(median(page.evaluate(KEYSTROKES, 20)))
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
            page.goto(f"{site}{LANGUAGE}/")
            starts["second visit, engine ready"].append(page.evaluate(READY))
    limits = {"engine ready": "1.8 bare starts", "keystroke to text": "100 ms"}
    whole = median(starts["bare Pyodide"])
    for name, times in starts.items():
        ratio = median(times) / whole if name.endswith("ready") else None
        yield Measured(name, round(median(times), 1), ratio and round(ratio, 2), limits.get(name, ""))


def main() -> None:
    parser = argparse.ArgumentParser(prog="./run bench website", description=__doc__.splitlines()[0])
    parser.add_argument("site", type=Path, nargs="?", help="a site that was built")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as workplace:
        folder = asked.site or Path(workplace) / "site"
        if asked.site is None:
            subprocess.run([sys.executable, "-m", "tools.website", str(folder)], check=True)
        bare = Path(workplace) / "bare"
        bare.symlink_to(get_parts().pyodide, target_is_directory=True)
        around = Path(workplace) / "around"
        around.mkdir()
        for path in bare.iterdir():
            (around / path.name).symlink_to(path.resolve())
        (around / "bare.js").write_text(BARE, encoding="utf-8")
        (around / "bare.html").write_text(BARE_PAGE, encoding="utf-8")
        with served(folder) as site, served(around) as nothing_else, sync_playwright() as play:
            browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
            found = list(measure(browser, site, nothing_else, asked.rounds))
            browser.close()
        sent = sum(first_visit(folder, LANGUAGE).values())
    for each in found:
        ratio = f"{each.of_bare_start:.2f} bare starts" if each.of_bare_start else ""
        print(f"{each.name:<28}{each.milliseconds:>10,.1f} ms  {ratio:<18}{each.limit}", file=sys.stderr)
    print(f"{'first visit, compressed':<28}{sent / 1e6:>10,.2f} MB  {'':<18}8 MB", file=sys.stderr)
    print(json.dumps({"measured": [asdict(each) for each in found], "first_visit_bytes": sent}))


if __name__ == "__main__":
    main()
