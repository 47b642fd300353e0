"""RDF syntaxes: Turtle, TriG, N-Quads and JSON-LD, in a fixed order."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from nato_kg.namespaces import INFERRED, PREFIXES
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

RDF_FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


def to_rdf(store: EmbeddedStore, format_name: str) -> bytes:
    """The whole graph in an RDF syntax, sorted: N-Quads by line, the others graph by graph, subject by subject.

    Turtle has no named graphs: there each triple comes once.
    """
    syntax = RDF_FORMATS[format_name]
    if syntax == RdfFormat.N_QUADS:
        return serialize(sorted(store.store, key=str), format=syntax) or b""
    quads: Iterable[Quad] = store.store
    if not syntax.supports_datasets:
        quads = {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}
    ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    if syntax == RdfFormat.JSON_LD:
        return _to_json_ld(ordered)
    return serialize(ordered, format=syntax, prefixes=dict(PREFIXES)) or b""


def _to_json_ld(quads: Iterable[Quad]) -> bytes:
    """JSON-LD with our prefixes as its context; pyoxigraph writes full addresses only."""
    expanded = json.loads(serialize(quads, format=RdfFormat.JSON_LD) or b"[]")
    document = {"@context": dict(PREFIXES), "@graph": _shorten(expanded)}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _shorten(node: Any, key: str = "") -> Any:
    if isinstance(node, list):
        return [_shorten(item, key) for item in node]
    if isinstance(node, dict):
        return {_shorten_iri(name): _shorten(value, name) for name, value in node.items()}
    return _shorten_iri(node) if key in {"@id", "@type"} else node


def _shorten_iri(iri: str) -> str:
    """The address as ``prefix:rest``, by the longest prefix."""
    fitting = [name for name, start in PREFIXES.items() if iri.startswith(start)]
    if not fitting:
        return iri
    name = max(fitting, key=lambda fit: len(PREFIXES[fit]))
    return f"{name}:{iri[len(PREFIXES[name]) :]}"


def things_to_turtle(store: EmbeddedStore, iris: Iterable[str]) -> str:
    """Everything that was stated of some things, as Turtle; entailments are left out."""
    found = {
        quad.triple
        for iri in iris
        for quad in store.store.quads_for_pattern(NamedNode(iri), None, None)
        if not value_of(quad.graph_name).startswith(INFERRED)
    }
    return (serialize(sorted(found, key=str), format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"").decode()
