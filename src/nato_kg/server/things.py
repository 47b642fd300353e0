"""Addresses of the graph that lead somewhere: pages for people, descriptions for programs."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from pyoxigraph import NamedNode, Triple
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from nato_kg.namespaces import CODE, ID, NKG, ONTOLOGY_GRAPH
from nato_kg.server.addresses import page_address
from nato_kg.server.description import data_set
from nato_kg.server.negotiate import GRAPHS, HTML, choose
from nato_kg.server.replies import reply_graph
from nato_kg.server.state import State

#: Whether the server has a page at a path.
HasPage = Callable[[str], bool]


class Things:
    """``/id/…``, ``/code/…``, ``/ontology`` and ``/.well-known/void``."""

    def __init__(self, state: State, has_page: HasPage) -> None:
        self._state = state
        self._has_page = has_page

    def thing(self, request: Request) -> Response:
        """What the graph states of a thing."""
        return self._describe(request, ID + request.path_params["path"])

    def code(self, request: Request) -> Response:
        """What the graph states of a code of a code list."""
        return self._describe(request, CODE + request.path_params["path"])

    def ontology(self, request: Request) -> Response:
        """The ontology with all its terms."""
        page = self._page(request, NKG.rstrip("#"))
        store = self._state.store.store
        quads = store.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY_GRAPH))
        return page or reply_graph(request, (quad.triple for quad in quads), self._state.version)

    def void(self, request: Request) -> Response:
        """The description of the data set."""
        address = str(request.url.replace(query="", fragment=""))
        root = address.removesuffix(request.url.path)
        return reply_graph(request, data_set(self._state.store, address, root), self._state.version)

    def _describe(self, request: Request, iri: str) -> Response:
        triples = self._triples(iri)
        if not triples:
            raise HTTPException(404, f"the graph states nothing of {iri[:200]}")
        return self._page(request, iri) or reply_graph(request, triples, self._state.version)

    def _triples(self, iri: str) -> set[Triple]:
        try:
            node = NamedNode(iri)
        except ValueError:
            return set()
        return {quad.triple for quad in self._state.store.store.quads_for_pattern(node, None, None)}

    def _page(self, request: Request, iri: str) -> Response | None:
        """The way to the page, for a client that prefers one."""
        page = page_address(iri)
        wants_page = choose(request.headers.get("accept"), [*GRAPHS, HTML]) == HTML
        if page is None or not wants_page or not self._has_page(page):
            return None
        asked = f"?lang={quote(request.query_params['lang'])}" if "lang" in request.query_params else ""
        return RedirectResponse(page + asked, 303, {"Vary": "Accept"})
