"""The access log: one line a request, on standard error, with how long the query took where there was one."""

from __future__ import annotations

import logging
from typing import Final

from starlette.types import Scope

_LOG: Final = logging.getLogger("nato_kg.access")
_MOST: Final = 300  # characters of a path


def write_line(scope: Scope, status: int, size: int, seconds: float) -> None:
    """Write the line of a request. What was asked is not in it but for the path: queries can be private."""
    if not _LOG.isEnabledFor(logging.INFO):
        return
    client = (scope.get("client") or ("-",))[0]
    path = (scope.get("raw_path") or b"").decode("latin-1")[:_MOST]
    shown = path if path.isascii() and path.isprintable() else ascii(path)
    query = scope.get("query_seconds")
    asked = "" if query is None else f" query_ms={query * 1000:.1f}"
    line = f"{client} {scope['method']} {shown} {status} {size} ms={seconds * 1000:.1f}{asked}"
    # As `_LOG.info`, which would look up the caller for each line.
    _LOG.handle(_LOG.makeRecord(_LOG.name, logging.INFO, "", 0, line, (), None))
