"""The page on one's own machine: a server on the loopback address that ends with its user."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from errno import EADDRINUSE
from pathlib import Path
from secrets import token_urlsafe
from time import monotonic

import uvicorn

from article21.catalogs import SOURCE
from article21.errors import Article21Error
from article21.web.application import create_app
from article21.web.drawing import ProcessRenderer
from article21.web.guard import Guard
from article21.web.home import Home
from article21.web.speaking import pages
from article21.web.workplace import Workplace, run_in_thread

LOOPBACK = "127.0.0.1"
USUAL_PORT = 8421
_SECONDS_BETWEEN_LOOKS = 1.0


class PortError(Article21Error):
    """A port that can't be used."""


@dataclass(frozen=True)
class Ended:
    """Why the server ended."""

    idle: bool


def listen(port: int | None) -> socket.socket:
    """Return a socket on the loopback address; without a port, the usual one or any that is free."""
    try:
        return _bound(USUAL_PORT if port is None else port)
    except PortError:
        if port is not None:
            raise
    return _bound(0)


def _bound(port: int) -> socket.socket:
    # asyncio turns off Nagle's algorithm only for a socket that says that it is TCP: it would hold the end
    # of each answer back until the browser has acknowledged its beginning: 40 ms.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((LOOPBACK, port))
        listening.listen(64)
    except (OSError, OverflowError) as error:
        listening.close()
        if isinstance(error, OSError) and error.errno == EADDRINUSE:
            raise PortError("port-taken", port=str(port)) from None
        reason = getattr(error, "strerror", None) or str(error)
        raise PortError("port-refused", port=str(port), reason=reason) from None
    return listening


def serve(
    listening: socket.socket,
    *,
    idle_minutes: float,
    opened: Callable[[str], None],
    case_file: Path | None = None,
    language: str = SOURCE,
) -> Ended:
    """Serve the page until Ctrl-C, or until nobody used it for so long; ``opened`` is told its address."""
    host = f"{LOOPBACK}:{listening.getsockname()[1]}"
    key, renderer = token_urlsafe(24), ProcessRenderer()

    def begin() -> None:
        opened(f"http://{host}/?key={key}")
        renderer.warm_up()  # while the browser opens
        for template in ("start.j2", "letter.j2"):
            pages(language).get_template(template)

    with Workplace() as workplace:
        home = Home(
            renderer=renderer,
            case_file=case_file,
            token=token_urlsafe(24),
            is_hosted=False,
            run=run_in_thread,
            workplace=workplace.folder,
            jobs=None,
        )
        guard = Guard(create_app(home), host, key)
        try:
            return asyncio.run(_serve(guard, listening, idle_minutes, begin))
        finally:
            renderer.close()


async def _serve(
    guard: Guard, listening: socket.socket, idle_minutes: float, begin: Callable[[], None]
) -> Ended:
    # Nothing is logged: an address or a form would tell of people.
    config = uvicorn.Config(
        guard,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=100,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    while not (server.started or serving.done()):
        await asyncio.sleep(0.01)
    begun = asyncio.create_task(asyncio.to_thread(begin))
    idle = False
    while not serving.done():
        await asyncio.wait({serving}, timeout=_SECONDS_BETWEEN_LOOKS)
        if idle_minutes and monotonic() - guard.last_used > idle_minutes * 60:
            idle = server.should_exit = True
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        await serving
    await begun
    return Ended(idle)
