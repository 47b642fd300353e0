"""What goes wrong, as a client hears it: a status and a plain reason, never a traceback."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from nato_kg.errors import (
    AmbiguousNameError,
    BusyError,
    ForbiddenQueryError,
    NatoKgError,
    QueryLimitError,
    StoreError,
    UnknownNameError,
    UsageError,
)

RETRY_AFTER: Final = "2"
_LOG: Final = logging.getLogger("nato_kg.server")
#: The first that fits counts.
_STATUS: Final[tuple[tuple[type[NatoKgError], int], ...]] = (
    (ForbiddenQueryError, 403),
    (UnknownNameError, 404),
    (AmbiguousNameError, 409),
    (UsageError, 400),
    (StoreError, 503),
)


def reply_error(request: Request, error: Exception) -> Response:
    """The reply to an error of ours."""
    assert isinstance(error, NatoKgError)
    status = next((code for kind, code in _STATUS if isinstance(error, kind)), 500)
    headers = {"Retry-After": RETRY_AFTER} if isinstance(error, BusyError) else {}
    near = {}
    if isinstance(error, UnknownNameError | AmbiguousNameError):
        names = error.suggestions if isinstance(error, UnknownNameError) else error.candidates
        near = {"candidates": list(names)}
    reason = str(error)
    if status >= 500 and not isinstance(error, BusyError | QueryLimitError):
        _LOG.error("%s", error)
        reason = "the server cannot answer this at the moment"  # files and folders of the machine stay in the log
    return _reply(request, status, reason, headers, near)


def reply_http(request: Request, error: Exception) -> Response:
    """The reply where a request is not as HTTP or a route of ours has it."""
    assert isinstance(error, HTTPException)
    return _reply(request, error.status_code, str(error.detail), dict(error.headers or {}), {})


def reply_crash(request: Request, error: Exception) -> Response:
    """The reply to what nobody foresaw; the log has the rest."""
    _LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _reply(request, 500, "something went wrong on the server", {}, {})


def _reply(request: Request, status: int, reason: str, headers: dict[str, str], more: dict[str, list[str]]) -> Response:
    """RFC 9457 for the JSON API, a line of text for all others."""
    headers = {**headers, "Cache-Control": "no-store"}
    if not request.url.path.startswith("/api"):
        return Response(f"{reason}\n", status, headers, media_type="text/plain; charset=utf-8")
    problem = {"title": HTTPStatus(status).phrase, "status": status, "detail": reason, **more}
    body = json.dumps(problem, ensure_ascii=False)
    return Response(body, status, headers, media_type="application/problem+json")
