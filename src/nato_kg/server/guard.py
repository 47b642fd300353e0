"""What stands around every request: whom it is for, what a browser may do with the answer, and how many at a time."""

from __future__ import annotations

import re
import time
from typing import Final

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from nato_kg.server.faults import RETRY_AFTER, reply_crash
from nato_kg.server.journal import write_line
from nato_kg.server.settings import Settings
from nato_kg.server.state import State

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
_OPEN_HEADERS: Final = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"ETag, Retry-After"),
)
#: What programs on other sites' pages may read; never with credentials, of which there are none here.
_OPEN: Final = ("/sparql", "/api", "/id/", "/code/", "/ontology", "/.well-known/")
_LANES: Final = {"sparql": "sparql", "api": "catalogue", "health": "operation", "metrics": "operation"}
_HOST: Final = re.compile(r"(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")


class Guard:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp, state: State) -> None:
        self._app = app
        self._state = state
        self._busy = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it before anything of it is read; then count it and write a line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        sent = _Sent(scope, send, self._state.settings)
        lane, begun = _lane(scope["path"]), time.perf_counter()
        try:
            await self._answer(scope, receive, sent, lane)
        except Exception as error:
            if sent.started:
                raise
            await reply_crash(Request(scope), error)(scope, receive, sent)
        finally:
            seconds = time.perf_counter() - begun
            self._state.metrics.observe(lane, sent.status, seconds)
            write_line(scope, sent.status, sent.size, seconds)

    async def _answer(self, scope: Scope, receive: Receive, sent: _Sent, lane: str) -> None:
        refusal = _refusal(scope, self._state.settings)
        if refusal is not None:
            await refusal(scope, receive, sent)
            return
        if lane in {"sparql", "operation"}:  # the first has a queue of its own
            await self._app(scope, receive, sent)
            return
        if self._busy >= self._state.settings.most_requests:
            full = PlainTextResponse("too many requests at a time; ask again in some seconds\n", 503)
            full.headers["Retry-After"] = RETRY_AFTER
            await full(scope, receive, sent)
            return
        self._busy += 1
        try:
            await self._app(scope, receive, sent)
        finally:
            self._busy -= 1


class _Sent:
    """What is sent, with the headers of :data:`_HEADERS`, and without a body where the request is a HEAD."""

    def __init__(self, scope: Scope, send: Send, settings: Settings) -> None:
        self.started = False
        self.status = 500
        self.size = 0
        self._bodiless = scope["method"] == "HEAD"
        self._cors = settings.cors and _is_open(scope["path"])
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            held = message["headers"]
            given = {name for name, _ in held}  # a page may have a policy of its own
            more = [header for header in _HEADERS if header[0] not in given]
            message = {**message, "headers": [*held, *more, *(_OPEN_HEADERS if self._cors else ())]}
            self.started = True
        elif message["type"] == "http.response.body":
            if self._bodiless:
                message = {**message, "body": b""}
            self.size += len(message.get("body", b""))
        await self._send(message)


def _refusal(scope: Scope, settings: Settings) -> Response | None:
    """A name of another server (DNS rebinding comes so) is refused; a preflight is answered."""
    headers = Headers(scope=scope)
    name = _HOST.fullmatch(headers.get("host", ""))
    if name is None or name.group(1).strip("[]").lower() not in settings.hosts:
        return PlainTextResponse("this server does not go by that name; see 'nato-kg serve --hostname'\n", 421)
    if scope["method"] != "OPTIONS" or not _is_open(scope["path"]):
        return None
    methods = "GET, HEAD, POST" if scope["path"].startswith("/sparql") else "GET, HEAD"
    response = Response(status_code=204, headers={"Allow": f"{methods}, OPTIONS"})
    if settings.cors:
        response.headers["Access-Control-Allow-Methods"] = methods
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _is_open(path: str) -> bool:
    return path.startswith(_OPEN)


def _lane(path: str) -> str:
    return _LANES.get(path.split("/", 2)[1], "pages")
