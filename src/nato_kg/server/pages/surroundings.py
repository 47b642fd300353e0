"""The part of the network that lies near a thing: nodes with what each is linked to, and which are there on a day."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from nato_kg.namespaces import nkg, short_id
from nato_kg.network import Edge, Network, read_network
from nato_kg.server.pages.described import Described, describe, letter_of
from nato_kg.server.pages.spans import ALWAYS, Span, read_spans
from nato_kg.server.pages.view import View

_MOST_NODES: Final = 150


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part is asked for: around which thing, how many steps far, without which kinds, as it was on which day."""

    start: str
    hops: int
    without: frozenset[str] = frozenset()
    then: date | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One link as a node has it: in words, to the node of that number, away from it or towards it."""

    label: str
    other: int
    outward: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A node with its links, the days on which it is there, and whether it is shown on the day that is asked for."""

    thing: Described
    links: tuple[Link, ...]
    span: Span
    shown: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The nodes, the nearest first; edges as numbers of nodes with their words; how many nodes are further on.

    ``kinds`` are those of all near nodes, hidden ones too: name, label, how many.
    """

    nodes: tuple[Node, ...] = ()
    edges: tuple[tuple[int, int, str], ...] = ()
    left_out: int = 0
    kinds: tuple[tuple[str, str, int], ...] = ()

    @property
    def shown(self) -> tuple[int, int]:
        """How many nodes and edges are there on the day that is asked for."""
        edges = [a for a, b, _ in self.edges if self.nodes[a].shown and self.nodes[b].shown]
        return sum(node.shown for node in self.nodes), len(edges)


def read_part(view: View, asked: Asked) -> Part:
    """The part of the network that is asked for, as far as the reader's day knows it."""
    network = _known(view)
    edges_of = _edges_of(network.edges)
    distances = _distances(edges_of, asked, lambda iri: network.nodes[iri].kind not in asked.without)
    if asked.start not in network.nodes:
        return Part()
    near = sorted(distances, key=lambda iri: (distances[iri], network.nodes[iri].kind, iri))
    kept = {iri: number for number, iri in enumerate(near[:_MOST_NODES])}
    edges = [edge for edge in network.edges if edge.source in kept and edge.target in kept]
    links = _links(edges, kept, _labels(view))
    all_kinds = Counter(network.nodes[iri].kind for iri in _distances(edges_of, asked, lambda _: True))
    return Part(
        _nodes(view, asked, kept, edges, links),
        tuple((number, link.other, link.label) for number, own in links.items() for link in own if link.outward),
        len(near) - len(kept),
        tuple((kind, view.vocabulary.label(nkg(kind), view.language), n) for kind, n in all_kinds.most_common()),
    )


def _nodes(
    view: View, asked: Asked, kept: Mapping[str, int], edges: Collection[Edge], links: Mapping[int, list[Link]]
) -> tuple[Node, ...]:
    spans, day = read_spans(view), asked.then

    def is_there(iri: str) -> bool:
        return iri in kept and (day is None or spans.get(iri, ALWAYS).holds_on(day))

    there = _distances(_edges_of(edges), asked, is_there)
    named = describe(view, kept)
    return tuple(
        Node(named[iri], tuple(links[number]), spans.get(iri, ALWAYS), iri in there) for iri, number in kept.items()
    )


def _links(edges: Collection[Edge], numbers: Mapping[str, int], label: Mapping[str, str]) -> dict[int, list[Link]]:
    """The links of each node, those of one sort together."""
    links: defaultdict[int, list[Link]] = defaultdict(list)
    for edge in edges:
        source, target, words = numbers[edge.source], numbers[edge.target], label.get(edge.kind, edge.kind)
        links[source].append(Link(words, target, outward=True))
        links[target].append(Link(words, source, outward=False))
    ordered = {number: sorted(own, key=lambda link: (link.label, link.other)) for number, own in links.items()}
    return defaultdict(list, ordered)


def _known(view: View) -> Network:
    """The network without what letters of a later day state."""
    return view.once("network", lambda: _up_to_the_day(view))


def _up_to_the_day(view: View) -> Network:
    whole = view.once("network", lambda: read_network(view.graph.store, view.language), on_any_day=True)
    later = {iri for iri in whole.nodes if {letter_of(iri), short_id(iri)} & view.later_letters}
    edges = (edge for edge in whole.edges if edge.source not in later and edge.target not in later)
    return Network({iri: node for iri, node in whole.nodes.items() if iri not in later}, tuple(edges))


def _edges_of(edges: Collection[Edge]) -> Mapping[str, set[str]]:
    """The neighbours of each node."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for edge in edges:
        found[edge.source].add(edge.target)
        found[edge.target].add(edge.source)
    return found


def _distances(neighbours: Mapping[str, set[str]], asked: Asked, admits: Callable[[str], bool]) -> dict[str, int]:
    """How far each node is from the start, stepping only on what is admitted; the start always is."""
    found, last = {asked.start: 0}, {asked.start}
    for distance in range(1, asked.hops + 1):
        reached = {other for iri in last for other in neighbours.get(iri, ()) if other not in found and admits(other)}
        found.update(dict.fromkeys(reached, distance))
        last = reached
    return found


def _labels(view: View) -> Mapping[str, str]:
    """The words for properties and kinds that edges and nodes name."""
    vocabulary = view.vocabulary
    terms = vocabulary.properties | vocabulary.classes
    return view.once(
        "term-labels", lambda: {short_id(t): vocabulary.label(t, view.language) for t in terms}, on_any_day=True
    )
