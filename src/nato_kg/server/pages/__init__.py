"""The explorer's pages: made on the server, in nl and en, usable without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from nato_kg.errors import NatoKgError, UnknownNameError, UsageError
from nato_kg.interface import LANGUAGES
from nato_kg.server.pages.frontend import STATIC
from nato_kg.server.pages.keeping import give_page
from nato_kg.server.pages.ledger import give_csv, show_brief, show_ledger
from nato_kg.server.pages.listing import show_kind
from nato_kg.server.pages.network import give_network, show_network
from nato_kg.server.pages.overview import show_overview
from nato_kg.server.pages.questions import show_query, show_question
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.search import show_search
from nato_kg.server.pages.things import show_page
from nato_kg.server.pages.view import View, make_view

if TYPE_CHECKING:
    from nato_kg.server.state import State

__all__ = ["prepare", "routes"]

Show = Callable[[View], Response]
_PAGES: Final[dict[str, Show]] = {
    "/": show_overview,
    "/search": show_search,
    "/ledger": show_ledger,
    "/ledger.csv": give_csv,
    "/ledger/brief": show_brief,
    "/kind/{kind}": show_kind,
    "/network": show_network,
    "/network.json": give_network,
    "/query": show_query,
    "/query/{name}": show_question,
    "/page/{path:path}": show_page,
}
#: What all pages share is read by these: the ledger of the day, the names, kinds, words and network of any day.
_FIRST: Final = ("/", "/ledger", "/search?q=nato", "/network?about=nato", "/query")


def routes(state: State) -> list[BaseRoute]:
    """The routes of all pages, and of the files that they need."""
    pages: list[BaseRoute] = [Route(path, _endpoint(state, show), methods=["GET"]) for path, show in _PAGES.items()]
    files = GZipMiddleware(StaticFiles(directory=STATIC), minimum_size=1_000, compresslevel=6)
    sign = Route("/favicon.ico", lambda _: RedirectResponse("/static/mark.svg", 308))  # of what is no page of ours
    return [*pages, sign, Mount("/static", files, name="static")]


def prepare(state: State) -> None:
    """Make pages of today that read what all pages share, in each language, and keep them."""
    for language in LANGUAGES:
        for path in _FIRST:
            address, _, query = path.partition("?")
            asked = f"{query}&lang={language}" if query else f"lang={language}"
            scope = {"type": "http", "method": "GET", "path": address, "query_string": asked.encode(), "headers": []}
            _answer(Request(scope), state, _PAGES[address])


def _endpoint(state: State, show: Show) -> Callable[[Request], Response]:
    """An endpoint that makes the view and shows the page; what cannot be shown becomes a page that says why."""

    def endpoint(request: Request) -> Response:
        return _answer(request, state, show)

    return endpoint


def _answer(request: Request, state: State, show: Show) -> Response:
    version = state.version
    try:
        view = make_view(request, state)
    except UsageError as error:
        return PlainTextResponse(f"{error}\n", status_code=400)
    try:
        return give_page(view, state, version, show)
    except UnknownNameError as error:
        return render(view, "problem.html", status=404, problem=error, missing=True)
    except NatoKgError as error:
        return render(view, "problem.html", status=400, problem=error, missing=False)
