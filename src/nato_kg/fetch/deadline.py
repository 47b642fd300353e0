"""The time that an answer may take: a server that drips bytes is cut off, in its headers as in its body."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any
from weakref import WeakSet

# What httpcore tells of a connection that is there (its documented extension `trace`).
_CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class Deadline:
    """Within `with deadline:`, the connections that `trace` was told of end after `seconds`.

    One at a time; connections stay known from one use to the next, as they stay open.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.passed = False
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._timer = threading.Timer(seconds, self._cut_off)

    def trace(self, event: str, details: dict[str, Any]) -> None:
        """Take note of a connection; to be given to httpx as the request's extension `trace`."""
        if event in _CONNECTED:
            self._sockets.add(details["return_value"].get_extra_info("socket"))

    def __enter__(self) -> Deadline:
        self.passed = False
        self._timer = threading.Timer(self.seconds, self._cut_off)
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def _cut_off(self) -> None:
        """End the connections: whoever waits for them gets an error at once."""
        self.passed = True
        for connection in list(self._sockets):
            with contextlib.suppress(OSError):  # it was closed already
                connection.shutdown(socket.SHUT_RDWR)
