"""Hands the requests of a page to the application in this process: ASGI without a network."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

Event = MutableMapping[str, Any]
Application = Callable[
    [Event, Callable[[], Awaitable[Event]], Callable[[Event], Awaitable[None]]], Awaitable[None]
]
Headers = Iterable[tuple[str, str]]


@dataclass
class Answer:
    """What the application answered."""

    status: int = 0
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


async def ask(app: Application, method: str, target: str, headers: Headers = (), body: bytes = b"") -> Answer:
    """Return the answer to one request; ``target`` is a path with its query."""
    path, _, query = target.partition("?")
    scope: Event = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "client": None,
        "server": None,
    }
    answer, parts = Answer(), []
    asked = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Event:
        if not asked:
            await asyncio.Event().wait()  # nobody hangs up
        return asked.pop()

    async def send(event: Event) -> None:
        if event["type"] == "http.response.start":
            answer.status = event["status"]
            pairs = event.get("headers", ())
            answer.headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in pairs]
        else:
            parts.append(event.get("body", b""))

    await app(scope, receive, send)
    answer.body = b"".join(parts)
    return answer
