"""The application: routes, in an order that a reader can follow, and what stands around all of them."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import BaseRoute

from nato_kg.server.settings import Settings
from nato_kg.server.state import State


def make_app(store_folder: Path, settings: Settings | None = None) -> Starlette:
    """The application on the graph that is published in ``store_folder``; ``app.state.shared`` is its :class:`State`.

    Requests must name the host as one of ``settings.hosts`` (a test client: ``base_url="http://localhost"``).
    """
    state = State(store_folder, settings)
    app = Starlette(routes=[*_page_routes(state)])
    app.state.shared = state
    return app


def _page_routes(state: State) -> list[BaseRoute]:
    """The explorer's pages, where they are installed."""
    if find_spec("nato_kg.server.pages") is None:
        return []
    from nato_kg.server.pages import routes

    return list(routes(state))
