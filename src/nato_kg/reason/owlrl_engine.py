"""The owlrl library as an engine: complete, and the oracle that the fast rules are tested against."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from pyoxigraph import NamedNode, Triple

from nato_kg.namespaces import OWL, RDF, RDFS, XSD
from nato_kg.terms import from_rdflib, to_rdflib

_BUILT_IN = (OWL, RDF, RDFS, XSD)


def close_with_owlrl(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The triples together with all that follows from them, but for what :data:`TRIVIAL` names."""
    import owlrl

    given = frozenset(triples)
    graph = to_rdflib(given)
    owlrl.DeductiveClosure(
        owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False, datatype_axioms=False
    ).expand(graph)
    return given | frozenset(t for t in from_rdflib(graph) if not trivial_reason(t))


def trivial_reason(triple: Triple) -> str | None:
    """The name of the reason for which an entailment says nothing; ``None`` for one that counts."""
    return next((name for name, holds in TRIVIAL.items() if holds(triple)), None)


def _same_as_itself(triple: Triple) -> bool:
    return triple.predicate.value == f"{OWL}sameAs" and triple.subject == triple.object


def _about_built_in(triple: Triple) -> bool:
    return isinstance(triple.subject, NamedNode) and triple.subject.value.startswith(_BUILT_IN)


#: Entailments that the engine drops, by name: true of everything, or about OWL itself rather than about us.
#: (Those with a literal as subject have no form in RDF 1.1; :func:`~nato_kg.terms.from_rdflib` leaves them out.)
TRIVIAL: Final[dict[str, Callable[[Triple], bool]]] = {
    "everything is the same as itself (eq-ref)": _same_as_itself,
    "about RDF, RDFS, OWL or XSD itself (cls-thing, scm-cls, prp-ap, dt-type1 and the like)": _about_built_in,
}
