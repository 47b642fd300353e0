"""Answers that are kept for as long as the graph that gave them is the one published."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it goes out: body, media type and the tag by which a client asks whether it has changed."""

    body: bytes
    media_type: str
    etag: str


class AnswerCache:
    """The answers asked for last, within a number of bytes. The version of the graph is a part of every key."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Kept | None:
        """The answer kept under ``key``."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
            return kept

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer; those asked for longest ago make room."""
        if len(kept.body) > self._most // 4:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self._held += len(kept.body) - (len(before.body) if before else 0)
            self._kept[key] = kept
            while self._held > self._most:
                self._held -= len(self._kept.popitem(last=False)[1].body)
