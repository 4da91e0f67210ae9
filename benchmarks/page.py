"""The page on one's own machine, as somebody sees it in Chromium.

``./run bench page [TIMES]``: ready after the start, the first page, a letter after a keystroke as text and as
the picture of a page. Times are in milliseconds: the median, and the slowest of ten.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
)
FOLLOWED = """
(selector) => new Promise((resolve) => {
    const field = document.querySelector(selector);
    const began = performance.now();
    const watch = new MutationObserver(() => {
        const pages = document.getElementById("pages");
        const done = pages ? pages.querySelector("img") !== window.before : true;
        if (!done) return;
        watch.disconnect();
        resolve(performance.now() - began);
    });
    window.before = document.querySelector("#pages img");
    const watched = document.getElementById(window.before ? "pages" : "beside");
    watch.observe(watched, { childList: true, subtree: true });
    field.value += "x";
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
})
"""


def start(folder: str) -> tuple[subprocess.Popen[str], str, float]:
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "article21", "serve", "--no-open"],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": folder, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    found = re.search(r"http://\S+", process.stderr.readline() if process.stderr else "")
    if not found:
        raise SystemExit("article21 serve did not start")
    return process, found[0], 1000 * (time.perf_counter() - began)


def first_page(page: Page, root: str) -> float:
    page.goto(f"{root}/en/")
    script = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
    return float(page.evaluate(script))


def answer_until(page: Page, wanted: str) -> None:
    given = {
        "country": ("#where", "Ireland"),
        "name": ("#name", "Ann Murphy"),
        "email": ("#email", "ann@example.org"),
    }
    while (asked := page.locator("[name=at]").input_value()) != wanted:
        if asked in given:
            page.fill(*given[asked])
        if asked == "grounds":
            page.check("#ground-job-search", force=True)
        page.click("button[value=next]")
        page.locator(f"[name=at]:not([value={asked}])").wait_for(state="attached")


def told(name: str, times: Sequence[float], limit: float) -> None:
    slowest = sorted(times)[int(len(times) * 0.9)]
    print(f"{name:34}{statistics.median(times):8.0f}{slowest:8.0f}{limit:8.0f}")


def repeated(times: int, measure: Callable[[], float]) -> list[float]:
    return [measure() for _ in range(times)]


def main() -> None:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with TemporaryDirectory() as folder, sync_playwright() as play:
        process, address, ready = start(folder)
        try:
            chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
            page = chromium.new_page()
            page.goto(address)
            root = address.partition("/?")[0]
            print(f"{'milliseconds':34}{'median':>8}{'slow':>8}{'at most':>8}")
            told("ready after the start", [ready], 1000)
            told("first page", repeated(times, lambda: first_page(page, root)), 100)
            page.goto(f"{root}/en/letter")
            answer_until(page, "because")
            told("text after a keystroke", repeated(times, lambda: page.evaluate(FOLLOWED, "#because")), 50)
            answer_until(page, "letter")
            page.locator("#pages img").first.wait_for()
            page.wait_for_timeout(1000)
            page.click(".more summary")
            told("picture after a keystroke", repeated(times, lambda: page.evaluate(FOLLOWED, "#place")), 400)
        finally:
            process.kill()


if __name__ == "__main__":
    main()
