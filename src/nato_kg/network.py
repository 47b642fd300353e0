"""The graph as nodes and edges, for programs that look at networks: networkx, Gephi, spreadsheets.

Nodes are things and records; codes, days and numbers become attributes. A letter's mention of a thing becomes an edge
from the letter to the thing. Entailments are left out: they repeat in other words what was stated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from nato_kg.names import labels_of, texts_of
from nato_kg.namespaces import CODE, ID, INFERRED, XSD, nkg, short_id
from nato_kg.periods import PERIOD_PREFIX, period_of
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

#: Kinds that say how the graph knows something, and are no part of the network.
PLUMBING = frozenset(nkg(name) for name in ("Evidence", "Rendition", "Period", "Mention", "Date"))
_HIDDEN = frozenset(nkg(name) for name in ("id", "kind", "origin", "statedIn", "knownFrom", "identifier"))
_NUMBERS = frozenset(f"{XSD}{name}" for name in ("integer", "decimal"))

Attribute = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Node:
    """A thing or record: short id, address, label, kind, and its own data (codes and days as text)."""

    id: str
    iri: str
    label: str
    kind: str
    attributes: Mapping[str, Attribute]


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation between two things: ``kind`` is the property's name, ``sources`` the graphs that state it."""

    source: str
    target: str
    kind: str
    sources: tuple[str, ...]

    @property
    def weight(self) -> int:
        """How many graphs state it."""
        return len(self.sources)


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by address, and edges between them, both in a fixed order."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]


def read_network(store: EmbeddedStore, language: str = "en") -> Network:
    """All things and records of the graph and the relations between them."""
    kinds = _kinds(store)
    shown = {iri: kind for iri, kind in kinds.items() if kind not in PLUMBING}
    labels = labels_of(store, shown, language)
    own = texts_of(store, shown, "rdfs:label|nkg:gloss", language)
    values: defaultdict[str, defaultdict[str, set[Attribute]]] = defaultdict(lambda: defaultdict(set))
    sources: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for quad in _asserted(store):
        subject, name = value_of(quad.subject), quad.predicate.value
        if subject in shown and name not in _HIDDEN:
            if isinstance(quad.object, NamedNode) and value_of(quad.object) in shown:
                sources[subject, name, value_of(quad.object)].add(short_id(value_of(quad.graph_name)))
            elif (value := _attribute(quad.object)) is not None:
                values[subject][short_id(name)].add(value)
    for letter, thing, graph in _mentions(store, kinds):
        if letter in shown and thing in shown and letter != thing:
            sources[letter, nkg("mentions"), thing].add(graph)
    nodes = {
        iri: Node(
            _node_id(iri),
            iri,
            labels[iri] if iri in own else _node_id(iri),
            short_id(kind),
            {name: _one(found) for name, found in sorted(values[iri].items())},
        )
        for iri, kind in sorted(shown.items())
    }
    edges = tuple(Edge(s, o, short_id(p), tuple(sorted(graphs))) for (s, p, o), graphs in sorted(sources.items()))
    return Network(nodes, edges)


def _one(values: set[Attribute]) -> Attribute:
    """The value of an attribute; several become one text, in a fixed order."""
    return next(iter(values)) if len(values) == 1 else " | ".join(sorted(map(str, values)))


def _node_id(iri: str) -> str:
    """The path below ``id/``: unlike the last segment, it is unique."""
    return iri.removeprefix(ID)


def _kinds(store: EmbeddedStore) -> dict[str, str]:
    found = store.store.quads_for_pattern(None, NamedNode(nkg("kind")), None)
    return {value_of(q.subject): value_of(q.object) for q in found if value_of(q.subject).startswith(ID)}


def _asserted(store: EmbeddedStore) -> Iterator[Quad]:
    for graph in store.store.named_graphs():
        if not graph.value.startswith(INFERRED):
            yield from store.store.quads_for_pattern(None, None, None, graph)


def _mentions(store: EmbeddedStore, kinds: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Letter, thing and graph of every mention."""
    stated = {
        q.subject: value_of(q.object) for q in store.store.quads_for_pattern(None, NamedNode(nkg("statedIn")), None)
    }
    for quad in store.store.quads_for_pattern(None, NamedNode(nkg("mentions")), None):
        if quad.subject in stated and kinds.get(value_of(quad.subject)) == nkg("Mention"):
            yield stated[quad.subject], value_of(quad.object), short_id(value_of(quad.graph_name))


def _attribute(value: object) -> Attribute | None:
    """A literal or code as a plain value; text in a language is a label or gloss and no attribute."""
    if isinstance(value, NamedNode):
        if value.value.startswith(PERIOD_PREFIX):
            period = period_of(value.value)
            return period.edtf if period else None
        return short_id(value.value) if value.value.startswith(CODE) else None
    if not isinstance(value, Literal) or value.language:
        return None
    datatype = value.datatype.value
    if datatype in _NUMBERS:
        return int(value.value) if datatype.endswith("integer") else float(value.value)
    return value.value == "true" if datatype == f"{XSD}boolean" else value.value
