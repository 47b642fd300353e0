"""What goes over the pipes between the server and a worker: a header in JSON and a body of bytes, both with lengths."""

from __future__ import annotations

import json
import os
import select
import struct
import time
from collections.abc import Mapping
from typing import Any, Final

_LENGTHS: Final = struct.Struct(">II")
_CHUNK: Final = 1_048_576


class FrameTimeoutError(Exception):
    """Nothing came, or not all of it, before the time was up."""


def write(descriptor: int, header: Mapping[str, Any], body: bytes) -> None:
    """Write a frame."""
    head = json.dumps(header).encode()
    rest = memoryview(_LENGTHS.pack(len(head), len(body)) + head + body)
    while rest:
        rest = rest[os.write(descriptor, rest[:_CHUNK]) :]


def read(descriptor: int, until: float | None = None) -> tuple[dict[str, Any], bytes] | None:
    """Read a frame; ``None`` when the other end has closed. ``until`` is a moment of :func:`time.monotonic`.

    Raises :class:`FrameTimeoutError` when the frame is not there by then.
    """
    lengths = _read_exactly(descriptor, _LENGTHS.size, until)
    if lengths is None:
        return None
    head_length, body_length = _LENGTHS.unpack(lengths)
    head = _read_exactly(descriptor, head_length, until)
    body = _read_exactly(descriptor, body_length, until)
    return None if head is None or body is None else (json.loads(head), body)


def _read_exactly(descriptor: int, length: int, until: float | None) -> bytes | None:
    parts = []
    while length:
        if until is not None:
            left = until - time.monotonic()
            if left <= 0 or not _wait_for(descriptor, left):
                raise FrameTimeoutError
        part = os.read(descriptor, min(length, _CHUNK))
        if not part:
            return None
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


def _wait_for(descriptor: int, seconds: float) -> bool:
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(seconds * 1000))
