"""Terms of RDF: pyoxigraph's as plain text, and to rdflib's and back. The only place where the two libraries meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Triple

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def value_of(term: object) -> str:
    """The address of a node or graph, or the lexical form of a literal.

    pyoxigraph's types allow more (quoted triples, the default graph) than this project's graphs ever hold.
    """
    assert isinstance(term, NamedNode | Literal), f"{term!r} is neither an address nor a literal"
    return term.value


def to_rdflib(triples: Iterable[Triple]) -> rdflib.Graph:
    """An in-memory rdflib graph with the triples; they hold no blank nodes."""
    import rdflib

    graph = rdflib.Graph()
    for triple in triples:
        value = triple.object
        graph.add(
            (
                rdflib.URIRef(value_of(triple.subject)),
                rdflib.URIRef(triple.predicate.value),
                _to_rdflib_literal(value) if isinstance(value, Literal) else rdflib.URIRef(value_of(value)),
            )
        )
    return graph


def from_rdflib(graph: rdflib.Graph) -> Iterator[Triple]:
    """The graph's triples; those with a literal or blank subject, or a blank value, are left out."""
    import rdflib

    for subject, predicate, value in graph:
        if (
            isinstance(subject, rdflib.URIRef)
            and isinstance(predicate, rdflib.URIRef)
            and not isinstance(value, rdflib.BNode)
        ):
            yield Triple(NamedNode(str(subject)), NamedNode(str(predicate)), _from_rdflib(value))


def _to_rdflib_literal(literal: Literal) -> rdflib.Literal:
    import rdflib

    if literal.language:
        return rdflib.Literal(literal.value, lang=literal.language)
    if literal.datatype.value == str(rdflib.XSD.string):
        return rdflib.Literal(literal.value)
    return rdflib.Literal(literal.value, datatype=rdflib.URIRef(literal.datatype.value), normalize=False)


def _from_rdflib(node: Node) -> NamedNode | Literal:
    import rdflib

    if isinstance(node, rdflib.Literal):
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype or rdflib.XSD.string)))
    return NamedNode(str(node))
