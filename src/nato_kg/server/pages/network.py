"""A part of the graph as a network: what lies near a thing, as a list, and drawn where that can be."""

from __future__ import annotations

from typing import Any, Final

from starlette.responses import JSONResponse, Response

from nato_kg.errors import NatoKgError
from nato_kg.names import resolve_name
from nato_kg.queries.parameters import parse_day
from nato_kg.server.pages.frontend import has_library
from nato_kg.server.pages.overview import read_suggestions
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.surroundings import Asked, Node, Part, read_part
from nato_kg.server.pages.view import View

_MOST_HOPS: Final = 3


def show_network(view: View) -> Response:
    """The page of a part of the network."""
    asked, problem = None, None
    try:
        asked = _asked(view)
    except NatoKgError as error:
        problem = str(error)
    return render(
        view,
        "network.html",
        about=view.asked.get("about", ""),
        then=view.asked.get("then", ""),
        hops=_hops(view),
        without=_without(view),
        asked=asked,
        problem=problem,
        part=read_part(view, asked) if asked else None,
        suggestions=read_suggestions(view),
        library=has_library("sigma"),
        data=view.request.url.replace(path="/network.json", scheme="", netloc=""),
        status=404 if problem else 200,
    )


def give_network(view: View) -> Response:
    """The same part for the script that draws it: nodes in the order of the page's list, and edges by their numbers."""
    try:
        asked = _asked(view)
    except NatoKgError:
        asked = None
    part = read_part(view, asked) if asked else Part()
    return JSONResponse({"nodes": [_node(node) for node in part.nodes], "edges": part.edges})


def _node(node: Node) -> dict[str, Any]:
    first, last = node.span.first, node.span.last
    return {
        "label": node.thing.title,
        "kind": node.thing.kind,
        "first": first.isoformat() if first else None,
        "last": last.isoformat() if last else None,
    }


def _asked(view: View) -> Asked | None:
    """What the address asks for; nothing without a thing to begin at.

    Raises :class:`~nato_kg.errors.NatoKgError` where no thing is called so, or the day is none.
    """
    about, then = view.asked.get("about"), view.asked.get("then")
    if not about:
        return None
    start = resolve_name(view.graph.store, about)
    return Asked(start, _hops(view), _without(view), parse_day(then, "then") if then else None)


def _hops(view: View) -> int:
    hops = view.asked.get("hops", "1")
    return min(max(int(hops), 1), _MOST_HOPS) if hops.isdecimal() and len(hops) < 4 else 1


def _without(view: View) -> frozenset[str]:
    return frozenset(view.request.query_params.getlist("without"))
