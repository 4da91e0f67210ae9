"""A site as somebody hosts it: built once for all tests, in a folder of a host that notes every request."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest

CHECKOUT = Path(__file__).parents[1]
SECONDS_TO_BUILD = 1200
BUILT = "ARTICLE21_SITE"
"""Names a site that is tested as it is, in place of a new one."""
NOT_TO_BE_HAD = ("could not be had", "was not found")


def build(folder: Path) -> None:
    """Build a site; skip, loudly, where what it is built from can't be had."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.website", str(folder)],
        cwd=CHECKOUT, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, capture_output=True, text=True,
        check=False, timeout=SECONDS_TO_BUILD,
    )  # fmt: skip
    if done.returncode and any(words in done.stderr for words in NOT_TO_BE_HAD):
        pytest.skip(f"the site in a browser: {done.stderr.strip()}")
    assert not done.returncode, done.stderr[-3000:]


def built_site(everybody: Path) -> Path:
    """Return the site that the first of the processes that test has built; the others wait for it."""
    if BUILT in os.environ:
        return Path(os.environ[BUILT])
    site, lock = everybody / "site", everybody / "site-lock"
    try:
        lock.mkdir()
    except FileExistsError:
        while not (lock / "done").exists():
            sleep(0.5)
    else:
        try:
            build(site)
        finally:
            (lock / "done").touch()
    if not site.exists():
        pytest.skip("the site in a browser: it could not be built; the first test says why")
    return site


@dataclass
class Host:
    """Serves a folder below ``/a/folder/`` and sends no header of its own but the type."""

    folder: Path
    asked: list[str] = field(default_factory=list)
    address: str = ""


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {  # noqa: RUF012 - as the class it comes from has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".wasm": "application/wasm",
        ".webmanifest": "application/manifest+json",
    }

    def __init__(self, *args: object, host: Host) -> None:
        self.host = host
        super().__init__(*args, directory=str(host.folder))  # type: ignore[arg-type]  # socketserver gives them

    def translate_path(self, path: str) -> str:
        return super().translate_path(
            path.removeprefix("/a/folder") if path.startswith("/a/folder/") else "/no"
        )

    def log_message(self, *_args: object) -> None:
        self.host.asked.append(f"{self.command} {self.path}")


@contextmanager
def serve(folder: Path) -> Iterator[Host]:
    host = Host(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, host=host))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f"http://127.0.0.1:{server.server_port}/a/folder/"
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
