"""Which triples of the ontology are axioms, and through which properties graphs can join."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Triple

from nato_kg.namespaces import OWL, RDF, RDF_TYPE, RDFS
from nato_kg.terms import value_of

_AXIOMS = frozenset(
    [f"{RDFS}{name}" for name in ("subClassOf", "subPropertyOf", "domain", "range")]
    + [f"{OWL}{name}" for name in ("inverseOf", "propertyChainAxiom")]
    + [f"{RDF}first", f"{RDF}rest"]
)
_TRANSITIVE = f"{OWL}TransitiveProperty"


def select_axioms(ontology: Iterable[Triple]) -> frozenset[Triple]:
    """The triples from which something can follow; labels, definitions and declarations are left out."""
    return frozenset(
        t
        for t in ontology
        if t.predicate.value in _AXIOMS or (t.predicate.value == RDF_TYPE and _names(t.object, _TRANSITIVE))
    )


def joining_properties(schema: Iterable[Triple]) -> frozenset[str]:
    """The properties whose triples can join with triples elsewhere.

    They are the transitive ones and the members of chains, with the properties below them and their inverses.
    Every other rule needs one triple of data only.
    """
    schema = list(schema)
    members = _chain_members(schema) | {value_of(t.subject) for t in schema if _names(t.object, _TRANSITIVE)}
    while True:
        wider = set(members)
        for triple in schema:
            if isinstance(triple.object, NamedNode):
                if triple.predicate.value == f"{RDFS}subPropertyOf" and value_of(triple.object) in wider:
                    wider.add(value_of(triple.subject))
                if (
                    triple.predicate.value == f"{OWL}inverseOf"
                    and {value_of(triple.subject), value_of(triple.object)} & wider
                ):
                    wider |= {value_of(triple.subject), value_of(triple.object)}
        if wider == members:
            return frozenset(members)
        members = wider


def _chain_members(schema: list[Triple]) -> set[str]:
    rest = {t.subject: t.object for t in schema if t.predicate.value == f"{RDF}rest"}
    first = {t.subject: t.object for t in schema if t.predicate.value == f"{RDF}first"}
    members: set[str] = set()
    for triple in schema:
        node = triple.object if triple.predicate.value == f"{OWL}propertyChainAxiom" else None
        while isinstance(node, NamedNode) and node in first:
            members.add(value_of(first[node]))
            node = rest.get(node)
    return members


def _names(term: object, iri: str) -> bool:
    return isinstance(term, NamedNode) and term.value == iri
