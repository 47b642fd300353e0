"""RDF syntaxes: Turtle, TriG, N-Quads and JSON-LD, in a fixed order."""

from __future__ import annotations

from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, serialize

from nato_kg.namespaces import PREFIXES
from nato_kg.store import EmbeddedStore

RDF_FORMATS: Final = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
}


def to_rdf(store: EmbeddedStore, format_name: str) -> bytes:
    """The whole graph in an RDF syntax. Turtle has no named graphs: there each triple comes once."""
    syntax = RDF_FORMATS[format_name]
    quads = sorted(store.store, key=str)
    if not syntax.supports_datasets:
        quads = sorted({Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in quads}, key=str)
    prefixes = {name: iri for name, iri in PREFIXES.items() if NamedNode(iri)}
    if syntax == RdfFormat.N_QUADS:
        return serialize(quads, format=syntax) or b""
    return serialize(quads, format=syntax, prefixes=prefixes) or b""
