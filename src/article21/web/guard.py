"""What stands between the network and the page on one's own machine: only its own browser tab gets in."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from time import monotonic

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from article21.web.answering import Refusal, refuse

MEGABYTE = 1_000_000
LARGE, SMALL = 64 * MEGABYTE, 2 * MEGABYTE
_TAKES_FILES = ("/staff", "/letter-open", "/cases")
SECONDS_TO_SEND, SECONDS_TO_ANSWER = 30, 600
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "cache-control": "no-store",
}


@dataclass
class Guard:
    """Lets in who brings the key to exactly this address; what changes something only from a page of ours."""

    app: ASGIApp
    host: str
    """The address with its port: ``127.0.0.1:8421``."""
    key: str = field(repr=False)
    """Whoever started the program knows it; the browser keeps it in a cookie."""
    last_used: float = field(default_factory=monotonic)

    @property
    def _cookie(self) -> str:
        return f"article21-{self.host.rpartition(':')[2]}"  # cookies are shared by all ports

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        self.last_used = monotonic()
        request, answer = Request(scope), _Protected(send)
        try:
            self._check(request)
            limit = LARGE if request.url.path.endswith(_TAKES_FILES) else SMALL
            if request.query_params.get("key"):
                await self._let_in()(scope, receive, answer)
                return
            async with asyncio.timeout(SECONDS_TO_ANSWER):
                await self.app(scope, _Limited(receive, limit), answer)
        except Refusal as refusal:
            await self._refuse(request, refusal, answer)
        except TimeoutError:
            if not answer.begun:  # what has begun to come can only end
                await self._refuse(request, Refusal(408, "request-too-slow"), answer)

    def _check(self, request: Request) -> None:
        headers = request.headers
        if headers.getlist("host") != [self.host]:
            raise Refusal(421, "request-refused")
        if request.method not in ("GET", "HEAD", "POST"):
            raise Refusal(405, "request-refused")
        if request.method == "POST" and not self._is_our_own(request):
            raise Refusal(403, "request-refused")
        if request.url.path.startswith("/static/"):
            return
        if not self._has_key(request):
            raise Refusal(403, "page-locked")
        if int(headers.get("content-length", "0")) > LARGE:
            raise Refusal(413, "request-too-large", megabytes=LARGE // MEGABYTE)

    def _is_our_own(self, request: Request) -> bool:
        """Tell whether a page of ours sends this.

        Without a referrer browsers write ``Origin: null`` on forms, our own as well: what they say then is
        ``Sec-Fetch-Site``, which no page can write (Fetch Metadata Request Headers, W3C).
        """
        origins = request.headers.getlist("origin")
        if origins == [f"http://{self.host}"]:
            return request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
        return origins == ["null"] and request.headers.get("sec-fetch-site") == "same-origin"

    def _has_key(self, request: Request) -> bool:
        if given := request.query_params.get("key"):
            return request.url.path == "/" and compare_digest(given.encode(), self.key.encode())
        try:
            kept = SimpleCookie(request.headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return kept is not None and compare_digest(kept.value.encode(), self.key.encode())

    def _let_in(self) -> RedirectResponse:
        """Keep the key in a cookie of this session, and take it out of the address."""
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(self._cookie, self.key, httponly=True, samesite="strict", path="/")
        return answer

    async def _refuse(self, request: Request, refusal: Refusal, send: Send) -> None:
        request.scope.setdefault("app", self.app)
        answer = await refuse(request, refusal)
        await answer(request.scope, request.receive, send)


class _Limited:
    """Reads a body as far as its limit, in as much time as there is."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._limit, self._read = receive, limit, 0
        self._until = monotonic() + SECONDS_TO_SEND
        self._whole = False

    async def __call__(self) -> Message:
        if self._whole:
            return await self._receive()
        async with asyncio.timeout(max(self._until - monotonic(), 0)):
            message = await self._receive()
        self._read += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._read > self._limit:
            raise Refusal(413, "request-too-large", megabytes=self._limit // MEGABYTE)
        return message


class _Protected:
    """Sends an answer, and tells the browser to keep the page to itself."""

    def __init__(self, send: Send) -> None:
        self._send, self.begun = send, False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            present = {name.lower() for name, _ in message["headers"]}
            added = [
                (name.encode(), value.encode())
                for name, value in _HEADERS.items()
                if name.encode() not in present
            ]
            message = {**message, "headers": [*message["headers"], *added]}
        await self._send(message)
