"""The application: routes, in an order that a reader can follow, and what stands around all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Match, Route

from nato_kg.errors import NatoKgError
from nato_kg.server.catalogue import Catalogue
from nato_kg.server.faults import reply_error, reply_http
from nato_kg.server.guard import Guard
from nato_kg.server.operation import Operation
from nato_kg.server.settings import Settings
from nato_kg.server.sparql import SparqlEndpoint
from nato_kg.server.state import State
from nato_kg.server.things import Things
from nato_kg.server.workers import WorkerPool

QUERY_PAGE: Final = "/query"


def make_app(store_folder: Path, settings: Settings | None = None) -> Starlette:
    """The application on the graph that is published in ``store_folder``; ``app.state.shared`` is its :class:`State`.

    Requests must name the host as one of ``settings.hosts`` (a test client: ``base_url="http://localhost"``). Worker
    processes start with the application's lifespan and end with it.
    """
    state = State(store_folder, settings)
    pool = WorkerPool(state.settings, state.metrics)
    pages, prepare = _page_routes(state)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        pool.warm(state.edition.build)
        try:
            with state.watched(prepare) if state.settings.warm else nullcontext():
                yield
        finally:
            pool.close()

    app = Starlette(
        routes=[*_program_routes(state, pool, pages), *pages],
        middleware=[Middleware(Guard, state=state)],
        exception_handlers={NatoKgError: reply_error, HTTPException: reply_http},
        lifespan=lifespan,
    )
    app.state.shared = state
    app.state.pool = pool
    return app


def _program_routes(state: State, pool: WorkerPool, pages: list[BaseRoute]) -> list[BaseRoute]:
    """What programs ask."""
    endpoint = SparqlEndpoint(state, pool, QUERY_PAGE if _has_page(pages, QUERY_PAGE) else None)
    things = Things(state, lambda path: _has_page(pages, path))
    catalogue = Catalogue(state)
    operation = Operation(state, pool)
    return [
        Route("/api/questions/{name}", catalogue.answer),  # first what is asked most
        Route("/sparql", endpoint.answer, methods=["GET", "POST"]),
        Route("/id/{path:path}", things.thing),
        Route("/code/{path:path}", things.code),
        Route("/ontology", things.ontology),
        Route("/.well-known/void", things.void),
        Route("/api/questions", catalogue.questions),
        Route("/api/openapi.json", catalogue.description),
        Route("/health", operation.health),
        Route("/metrics", operation.metrics),
    ]


def _page_routes(state: State) -> tuple[list[BaseRoute], Callable[[State], None]]:
    """The explorer's pages, where they are installed, and what has the most asked of them ready."""
    if find_spec("nato_kg.server.pages") is None:
        return [], lambda _state: None
    from nato_kg.server.pages import prepare, routes

    return list(routes(state)), prepare


def _has_page(pages: list[BaseRoute], path: str) -> bool:
    scope = {"type": "http", "method": "GET", "path": path.partition("#")[0], "root_path": ""}
    return any(route.matches(scope)[0] is Match.FULL for route in pages)
