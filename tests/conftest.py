"""What all tests share: one that needs a tool of the system says so with a marker and waits for the tool."""

import shutil

import pytest

TOOLS = {"hunspell": "hunspell", "verapdf": "javac", "chromium": "chromium"}


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, tool in TOOLS.items():
        if item.get_closest_marker(marker) and not shutil.which(tool):
            pytest.skip(f"{tool} is not installed; .ci/run installs it")
