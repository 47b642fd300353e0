"""The lane of strangers' queries: a few worker processes, a short queue, and an end to whatever takes too long.

A worker answers one query at a time. One that exceeds a limit is killed and another started in its place, so that the
next query does not pay for the last. When as many queries wait as may, the next is refused at once.
"""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from nato_kg.errors import BusyError, QueryLimitError, StoreError, UsageError
from nato_kg.server import frames
from nato_kg.server.metrics import Metrics
from nato_kg.server.settings import Limits, Settings

_MOST_QUERIES: Final = 500  # then a fresh process, whose memory is not in pieces
_START_SECONDS: Final = 20.0
#: How a process that died by a signal failed.
_BY_SIGNAL: Final = {-signal.SIGABRT: "memory", -signal.SIGXCPU: "time", -signal.SIGKILL: "memory"}


@dataclass(frozen=True, slots=True)
class Query:
    """A query that has passed the screen, the dataset that the request names, and the format of the answer."""

    query: str
    format: str  # json, xml, csv, tsv; ttl, nt, rdf, jsonld
    base: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    union: bool = True  # whether the default graph is the union of all


@dataclass(frozen=True, slots=True)
class Found:
    """A whole answer: never a part of one."""

    body: bytes
    rows: int
    seconds: float


class WorkerPool:
    """The worker processes and who waits for one. Threads of its own wait for answers, so no page waits with them."""

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self._waiting = ThreadPoolExecutor(settings.workers + settings.waiting, "sparql")
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        for _ in range(settings.workers):
            self._idle.put(None)
        self._lock = threading.Lock()
        self._inside = 0
        self._closed = False

    @property
    def inside(self) -> int:
        """How many queries run or wait."""
        return self._inside

    def submit(self, build: Path, asked: Query) -> Future[Found]:
        """Ask a query of the graph of a build. Raises :class:`~nato_kg.errors.BusyError` at once when the lane is full.

        The future raises it too when no worker came free in time, and :class:`~nato_kg.errors.UsageError` for what is
        no query, :class:`~nato_kg.errors.QueryLimitError` for one that takes too much.
        """
        with self._lock:
            if self._inside >= self._settings.workers + self._settings.waiting:
                raise self._busy()
            self._inside += 1
        try:
            return self._waiting.submit(self._answer, build, asked, time.monotonic())
        except RuntimeError:  # the server is closing
            self._leave()
            raise self._busy() from None

    def warm(self, build: Path) -> None:
        """Start the workers before the first query."""
        for worker in [self._idle.get() for _ in range(self._settings.workers)]:
            self._idle.put(worker or self._start(build))

    def close(self) -> None:
        """End all workers; queries that run end with them, within their limits."""
        self._closed = True
        self._waiting.shutdown(wait=True, cancel_futures=True)
        while not self._idle.empty():
            worker = self._idle.get()
            if worker is not None:
                worker.end()

    def _answer(self, build: Path, asked: Query, came: float) -> Found:
        """Wait for a worker and for its answer: together no longer than both may take."""
        left = came + self._settings.wait_seconds - time.monotonic()
        try:
            worker = self._idle.get(timeout=max(left, 0.001))
        except queue.Empty:
            self._leave()
            raise self._busy() from None
        try:
            if worker is None or not worker.fits(build):
                if worker is not None:
                    worker.end()
                worker = self._start(build)
            return worker.ask(asked, came + self._settings.wait_seconds + self._settings.limits.seconds)
        finally:
            if worker is not None and worker.ended:
                worker = None if self._closed else self._start(build)
            self._idle.put(worker)
            self._leave()

    def _start(self, build: Path) -> _Worker:
        self._metrics.count("workers_started")
        return _Worker(build, self._settings.limits)

    def _leave(self) -> None:
        with self._lock:
            self._inside -= 1

    def _busy(self) -> BusyError:
        return BusyError(
            f"all {self._settings.workers} workers are busy and {self._settings.waiting} queries wait",
            hint="ask again in some seconds",
        )


class _Worker:
    """One worker process on one build."""

    def __init__(self, build: Path, limits: Limits) -> None:
        self.build = build
        self.ended = False
        self.walls: list[str] = []
        self._limits = limits
        self._asked = 0
        self._ready = False
        command = [sys.executable, "-I", "-m", "nato_kg.server.worker", str(build / "store")]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [*command, str(limits.memory_mb), str(limits.seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"MALLOC_ARENA_MAX": "2", "PYTHONDONTWRITEBYTECODE": "1"},
            bufsize=0,
        )
        assert self._process.stdin
        assert self._process.stdout
        self._to, self._from = self._process.stdin.fileno(), self._process.stdout.fileno()

    def fits(self, build: Path) -> bool:
        """Whether it lives, holds that build, and is not worn."""
        alive = not self.ended and self._process.poll() is None
        return alive and self.build == build and self._asked < _MOST_QUERIES

    def ask(self, asked: Query, until: float) -> Found:
        """Have a query answered, before a moment; the process is ended when it takes too much."""
        self._await_start()
        self._asked += 1
        begun = time.monotonic()
        header = {field: getattr(asked, field) for field in Query.__slots__}
        limits = {"rows": self._limits.rows, "bytes": self._limits.answer_bytes}
        try:
            frames.write(self._to, {**header, **limits}, b"")
            answer = frames.read(self._from, min(until, begun + self._limits.seconds))
        except frames.FrameTimeoutError:
            self.end()
            raise self._too_much("time") from None
        except BrokenPipeError:
            answer = None
        if answer is None:
            raise self._too_much(self._cause_of_death())
        header, body = answer
        if "failed" in header:
            raise self._failure(header)
        return Found(body, header["rows"], time.monotonic() - begun)

    def end(self) -> None:
        """Kill the process and wait until it is gone."""
        self.ended = True
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()

    def _await_start(self) -> None:
        if self._ready:
            return
        try:
            hello = frames.read(self._from, time.monotonic() + _START_SECONDS)
        except frames.FrameTimeoutError:
            hello = None
        if hello is None:
            self.end()
            raise StoreError("a worker could not open the graph", path=self.build, hint="ask again, or build it again")
        self._ready, self.walls = True, hello[0]["walls"]

    def _cause_of_death(self) -> str:
        code = self._process.wait()
        self.end()
        return _BY_SIGNAL.get(code, "crash")

    def _failure(self, header: dict[str, Any]) -> UsageError | StoreError:
        match header["failed"]:
            case "syntax":
                return UsageError(f"no valid SPARQL: {header['reason']}", hint="mend the query at that place")
            case "query":
                return UsageError(f"the query failed: {header['reason']}", hint="change it or ask for another format")
            case limit:
                if limit == "memory":
                    self.end()
                return self._too_much(limit)

    def _too_much(self, limit: str) -> QueryLimitError:
        told = {
            "time": f"the query takes more than {self._limits.seconds:g} s",
            "memory": f"the query takes more than {self._limits.memory_mb} MB of memory",
            "rows": f"the answer has more than {self._limits.rows} rows",
            "bytes": f"the answer is larger than {self._limits.answer_bytes} bytes",
            "crash": "the query ended the process that ran it",
        }
        return QueryLimitError(told[limit], limit=limit, hint="narrow it, or add LIMIT")
