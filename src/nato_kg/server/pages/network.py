"""A part of the graph as a network: what lies near a thing, as lists, and drawn where that can be."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any, Final

from starlette.responses import JSONResponse, Response

from nato_kg.errors import NatoKgError
from nato_kg.names import resolve_name
from nato_kg.namespaces import nkg, short_id
from nato_kg.network import Edge, Network, read_network
from nato_kg.server.pages.described import Described, describe, letter_of
from nato_kg.server.pages.frontend import has_library
from nato_kg.server.pages.rendering import render
from nato_kg.server.pages.view import View

_MOST_HOPS: Final = 3
_MOST_NODES: Final = 150


@dataclass(frozen=True, slots=True)
class Part:
    """The chosen part: nodes with how many edges they have in it, edges, and how many nodes were left out."""

    nodes: tuple[tuple[Described, int], ...]
    edges: tuple[tuple[Described, Edge, Described], ...]
    left_out: int
    kinds: tuple[tuple[str, str, int], ...]


def show_network(view: View) -> Response:
    """The page of a part of the network."""
    start, hops, hidden, problem = _asked(view)
    part = _part(view, start, hops, hidden) if start else None
    return render(
        view,
        "network.html",
        about=view.asked.get("about", ""),
        start=start,
        hops=hops,
        hidden=hidden,
        problem=problem,
        part=part,
        label=_labels(view),
        library=has_library("sigma"),
        data=view.request.url.replace(path="/network.json", scheme="", netloc=""),
        status=404 if problem else 200,
    )


def give_network(view: View) -> Response:
    """The same part for the script that draws it."""
    start, hops, hidden, _ = _asked(view)
    part = _part(view, start, hops, hidden) if start else Part((), (), 0, ())
    nodes = [_node(view, node, degree) for node, degree in part.nodes]
    label = _labels(view)
    edges = [{"source": a.iri, "target": b.iri, "label": label.get(e.kind, e.kind)} for a, e, b in part.edges]
    return JSONResponse({"start": start, "nodes": nodes, "edges": edges})


def _node(view: View, node: Described, degree: int) -> dict[str, Any]:
    return {"id": node.iri, "label": node.title, "kind": node.kind_label, "degree": degree, "page": view.page(node.iri)}


def _asked(view: View) -> tuple[str | None, int, frozenset[str], str | None]:
    """From which thing, how far, without which kinds, and what is wrong with that."""
    hops = view.asked.get("hops", "1")
    number = min(max(int(hops), 1), _MOST_HOPS) if hops.isdecimal() and len(hops) < 4 else 1
    hidden = frozenset(view.request.query_params.getlist("without"))
    about = view.asked.get("about")
    if not about:
        return None, number, hidden, None
    try:
        return resolve_name(view.graph.store, about), number, hidden, None
    except NatoKgError as error:
        return None, number, hidden, str(error)


def _known(view: View) -> Network:
    """The network without what letters of a later day state."""
    return view.once("network", lambda: _up_to_the_day(view))


def _up_to_the_day(view: View) -> Network:
    whole = view.once("network", lambda: read_network(view.graph.store, view.language), on_any_day=True)
    later = {iri for iri in whole.nodes if {letter_of(iri), short_id(iri)} & view.later_letters}
    edges = (edge for edge in whole.edges if edge.source not in later and edge.target not in later)
    return Network({iri: node for iri, node in whole.nodes.items() if iri not in later}, tuple(edges))


def _part(view: View, start: str, hops: int, hidden: frozenset[str]) -> Part:
    network = _known(view)
    distances = _distances(network, start, hops, hidden)
    near = sorted(distances, key=lambda iri: (distances[iri], iri))
    kept = set(near[:_MOST_NODES])
    edges = [edge for edge in network.edges if edge.source in kept and edge.target in kept]
    degrees = Counter(end for edge in edges for end in (edge.source, edge.target))
    named = describe(view, kept)
    nodes = [(named[iri], degrees[iri]) for iri in near[:_MOST_NODES]]
    all_kinds = Counter(network.nodes[iri].kind for iri in _distances(network, start, hops, frozenset()))
    return Part(
        tuple(nodes),
        tuple((named[edge.source], edge, named[edge.target]) for edge in edges),
        len(near) - len(kept),
        tuple((kind, view.vocabulary.label(nkg(kind), view.language), n) for kind, n in all_kinds.most_common()),
    )


def _distances(network: Network, start: str, hops: int, hidden: frozenset[str]) -> dict[str, int]:
    """How far each node is from the start, without stepping on kinds that are hidden."""
    found = {start: 0} if start in network.nodes else {}
    for distance in range(1, hops + 1):
        edge_ends = [(edge.source, edge.target) for edge in network.edges]
        last = {iri for iri, far in found.items() if far == distance - 1}
        for one, other in (*edge_ends, *((b, a) for a, b in edge_ends)):
            if one in last and other not in found and network.nodes[other].kind not in hidden:
                found[other] = distance
    return found


def _labels(view: View) -> dict[str, str]:
    """The words for properties and kinds that edges and nodes name."""
    vocabulary = view.vocabulary
    terms = vocabulary.properties | vocabulary.classes
    return view.once(
        "term-labels", lambda: {short_id(t): vocabulary.label(t, view.language) for t in terms}, on_any_day=True
    )
