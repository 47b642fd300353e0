"""The access log: one line a request, on standard error, with how long the query took where there was one."""

from __future__ import annotations

import logging
from typing import Final

from starlette.types import Scope

_LOG: Final = logging.getLogger("nato_kg.access")
_MOST: Final = 300  # characters of a path


def write_line(scope: Scope, status: int, size: int, seconds: float) -> None:
    """Write the line of a request. What was asked is not in it but for the path: queries can be private."""
    client = (scope.get("client") or ("-",))[0]
    path = (scope.get("raw_path") or b"").decode("latin-1")[:_MOST]
    shown = "".join(c if 32 < ord(c) < 127 else "?" for c in path)
    query = scope.get("query_seconds")
    asked = f" query_ms={query * 1000:.1f}" if query is not None else ""
    _LOG.info("%s %s %s %d %d ms=%.1f%s", client, scope["method"], shown, status, size, seconds * 1000, asked)
