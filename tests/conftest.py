"""What all tests share: one that needs a tool of the system says so with a marker and waits for the tool."""

import os
import shutil
import signal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# The first example of a test builds tables and reads facts: its time says nothing about the code.
settings.register_profile("first example", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("first example")

# New English words leave letters in other languages as drafts until they are translated. What most tests
# say, of layout, files and rows, holds for drafts as well; test_drafts.py tells what people get.
os.environ.setdefault("ARTICLE21_DRAFTS", "1")

# Most tests read what is said in English, whatever the language of the machine they run on.
os.environ["LC_ALL"] = "C.UTF-8"

# What a shell starts in the background ignores Ctrl-C, and all that it starts does; tests end programs by it.
signal.signal(signal.SIGINT, signal.default_int_handler)

TOOLS = {"hunspell": "hunspell", "verapdf": "javac", "chromium": "chromium", "site": "npm"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, tool in TOOLS.items():
        if item.get_closest_marker(marker) and not shutil.which(tool):
            pytest.skip(f"{tool} is not installed; .ci/run installs it")


QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")  # as long as it is there, nothing else in the process can run an event loop
def browser() -> "Iterator[Browser]":
    """Give Debian's Chromium; what it opens is a person's own until they leave."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        yield chromium
        chromium.close()
