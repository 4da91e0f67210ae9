"""Asks an ASGI application as a browser would, without a network."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message, Receive, Send

BOUNDARY = "between-the-parts-of-a-test"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(  # noqa: PLR0913, PLR0917 - what a request consists of
    app: ASGIApp,
    path: str,
    form: Mapping[str, object] | None = None,
    files: Iterable[tuple[str, str, bytes]] = (),
    headers: Iterable[tuple[str, str]] = (),
    method: str | None = None,
) -> Answer:
    """Send a request; a form makes it a POST, files make it one of several parts."""
    return asyncio.run(request(app, path, form, files, headers, method))


async def request(  # noqa: PLR0913, PLR0917 - as above
    app: ASGIApp,
    path: str,
    form: Mapping[str, object] | None = None,
    files: Iterable[tuple[str, str, bytes]] = (),
    headers: Iterable[tuple[str, str]] = (),
    method: str | None = None,
) -> Answer:
    kind, body = _body(form, tuple(files))
    sent = [(name.lower().encode(), value.encode()) for name, value in headers]
    if body:
        sent += [(b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())]
    plain, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method or ("GET" if form is None else "POST"),
        "scheme": "http",
        "path": plain,
        "raw_path": plain.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": sent,
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8421),
    }
    came: list[Message] = []
    await app(scope, _receiver(body), _collector(came))
    names = {name.decode().lower(): value.decode() for name, value in came[0]["headers"]}
    return Answer(came[0]["status"], names, b"".join(part.get("body", b"") for part in came[1:]))


def _receiver(body: bytes) -> Receive:
    parts = [body]

    async def receive() -> Message:
        if parts:
            return {"type": "http.request", "body": parts.pop(), "more_body": False}
        await asyncio.sleep(3600)
        raise AssertionError

    return receive


def _collector(came: list[Message]) -> Send:
    async def send(message: Message) -> None:
        came.append(message)

    return send


def _body(form: Mapping[str, object] | None, files: tuple[tuple[str, str, bytes], ...]) -> tuple[str, bytes]:
    pairs = [
        (name, str(value))
        for name, values in (form or {}).items()
        for value in (values if isinstance(values, list | tuple) else (values,))
    ]
    if not files:
        return "application/x-www-form-urlencoded", urlencode(pairs).encode()
    parts = [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in pairs]
    parts += [f'name="{name}"; filename="{file}"\r\n\r\n'.encode() + content for name, file, content in files]
    between = f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode()
    whole = b"".join(between + part + b"\r\n" for part in parts) + f"--{BOUNDARY}--\r\n".encode()
    return f"multipart/form-data; boundary={BOUNDARY}", whole
