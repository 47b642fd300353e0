"""What goes over the pipes between the server and a worker."""

from __future__ import annotations

import os
import threading
import time

import pytest

from nato_kg.server import frames


def test_a_frame_of_any_size_arrives_whole() -> None:
    reader, writer = os.pipe()
    body = os.urandom(3_000_000)
    writing = threading.Thread(target=frames.write, args=(writer, {"é": [1]}, body))
    writing.start()
    assert frames.read(reader, time.monotonic() + 10) == ({"é": [1]}, body)
    writing.join()
    os.close(writer)
    assert frames.read(reader) is None
    os.close(reader)


def test_a_frame_that_breaks_off_is_none_and_one_that_does_not_come_is_late() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"\0\0\0\x02\0\0\0\x05{}ab")
    with pytest.raises(frames.FrameTimeoutError):
        frames.read(reader, time.monotonic() + 0.05)
    os.close(writer)
    os.close(reader)
    reader, writer = os.pipe()
    os.write(writer, b"\0\0\0\x02\0\0\0\x05{}ab")
    os.close(writer)
    assert frames.read(reader, time.monotonic() + 1) is None
    os.close(reader)
