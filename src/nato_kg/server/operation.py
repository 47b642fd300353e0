"""For those who run the server: whether it answers, and what it has counted."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from nato_kg.server.state import State
from nato_kg.server.workers import WorkerPool


class Operation:
    """``/health`` and ``/metrics``."""

    def __init__(self, state: State, pool: WorkerPool) -> None:
        self._state = state
        self._pool = pool

    def health(self, _request: Request) -> Response:
        """Whether the graph that is published answers, and which one it is."""
        edition = self._state.edition
        letters = edition.store.info.letters
        answers = any(True for _ in edition.store.select("SELECT ?s WHERE { ?s a ?kind } LIMIT 1"))
        told = {
            "status": "ok" if answers else "empty",
            "version": edition.version,
            "build": edition.build.name,
            "letters": len(letters),
            "queries": self._pool.inside,
        }
        return JSONResponse(told, 200 if answers else 503, {"Cache-Control": "no-store"})

    def metrics(self, _request: Request) -> Response:
        """The counts, for Prometheus."""
        info = self._state.edition.store.info
        gauges = {
            "queries_inside": self._pool.inside,
            "workers": self._state.settings.workers,
            "letters": len(info.letters),
            "triples": info.asserted + info.inferred,
        }
        text = self._state.metrics.as_text(gauges)
        return PlainTextResponse(text, headers={"Cache-Control": "no-store"}, media_type="text/plain; version=0.0.4")
