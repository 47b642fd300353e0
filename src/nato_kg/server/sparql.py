"""``/sparql``: a query is read, screened, answered by a worker, and given in the form that the client likes best."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import NamedNode
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nato_kg.errors import BusyError, NatoKgError, QueryLimitError, UsageError
from nato_kg.server.clients import Clients
from nato_kg.server.description import service_description
from nato_kg.server.negotiate import BOOLEANS, GRAPHS, HTML, ROWS, choose
from nato_kg.server.protocol import Asked, read_query
from nato_kg.server.replies import matches, reply_graph
from nato_kg.server.screen import Screened, screen
from nato_kg.server.state import Edition, State
from nato_kg.server.workers import Query, WorkerPool

_FORMS: Final[Mapping[str, Mapping[str, str]]] = {"SELECT": ROWS, "ASK": BOOLEANS}


class SparqlEndpoint:
    """The endpoint on the graph that is published at the moment of each query."""

    def __init__(self, state: State, pool: WorkerPool, query_page: str | None) -> None:
        self._state = state
        self._pool = pool
        self._query_page = query_page
        self._clients = Clients(state.settings)

    async def answer(self, request: Request) -> Response:
        """The answer to a query; without one, the description of the service."""
        asked = await read_query(request, self._state.settings.limits)
        if asked is None:
            return await self._describe(request)
        outcome = "answered"
        try:
            return await self._answer(request, asked)
        except QueryLimitError as error:
            outcome = error.limit
            raise
        except BusyError:
            outcome = "busy"
            raise
        except (NatoKgError, HTTPException):
            outcome = "refused"
            raise
        finally:
            self._state.metrics.count("queries", outcome=outcome)

    async def _answer(self, request: Request, asked: Asked) -> Response:
        edition, limits = self._state.edition, self._state.settings.limits
        screened = screen(asked.query, limits)
        _check_graphs(edition, (*asked.default, *asked.named, *screened.graphs))
        media, ending = _media_type(request, screened)
        base = str(request.url.replace(query="", fragment=""))
        # What a query gives depends on these alone, but for the few functions of time and chance.
        held = repr((edition.version, asked, media, base))
        etag = "" if screened.changing else f'"{hashlib.sha256(held.encode()).hexdigest()[:24]}"'
        headers = {"Vary": "Accept", "Cache-Control": "no-cache", **({"ETag": etag} if etag else {})}
        if etag and matches(request, etag):
            return Response(status_code=304, headers=headers)
        union = not (asked.default or asked.named or screened.graphs)
        query = Query(asked.query, ending, base, asked.default, asked.named, union)
        async with self._clients.turn(request.client.host if request.client else ""):
            found = await asyncio.wrap_future(self._pool.submit(edition.build, query))
        request.scope["query_seconds"] = found.seconds
        return Response(found.body, headers=headers, media_type=media)

    async def _describe(self, request: Request) -> Response:
        chosen = choose(request.headers.get("accept"), [*GRAPHS, HTML])
        if chosen == HTML and self._query_page:
            return RedirectResponse(self._query_page, 303, {"Vary": "Accept"})
        endpoint = str(request.url.replace(query="", fragment=""))
        triples = await run_in_threadpool(service_description, self._state.edition.store, endpoint)
        return reply_graph(request, triples, self._state.version)


def _check_graphs(edition: Edition, graphs: Iterable[str]) -> None:
    for graph in graphs:
        try:
            known = edition.store.store.contains_named_graph(NamedNode(graph))
        except ValueError as error:
            raise UsageError(f"'{graph[:100]}' is no address of a graph: {error}", hint="write it in full") from error
        if not known:
            raise UsageError(
                f"the store has no graph <{graph[:200]}>, and nothing outside it is read",
                hint="SELECT DISTINCT ?g { GRAPH ?g { } } lists the graphs",
            )


def _media_type(request: Request, screened: Screened) -> tuple[str, str]:
    """The media type of the answer and its ending. Raises HTTPException 406 when the client takes none that we have."""
    offers = _FORMS.get(screened.form, GRAPHS)
    chosen = choose(request.headers.get("accept"), list(offers))
    if chosen is None:
        raise HTTPException(406, f"{screened.form} is answered as {', '.join(offers)}")
    return chosen, offers[chosen]
