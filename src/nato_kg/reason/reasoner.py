"""What follows from one graph and the ontology, and what follows only from several graphs together."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Final

from pyoxigraph import Triple

from nato_kg.errors import UsageError
from nato_kg.namespaces import INFERRED, LINKS_GRAPH, ONTOLOGY_GRAPH, REFERENCE_GRAPH, inferred_graph
from nato_kg.reason.axioms import joining_properties, select_axioms
from nato_kg.reason.owlrl_engine import close_with_owlrl
from nato_kg.reason.rules import close_with_rules

Closure = Callable[[Iterable[Triple]], frozenset[Triple]]

ENGINES: Final[Mapping[str, Closure]] = {"rules": close_with_rules, "owlrl": close_with_owlrl}


class Reasoner:
    """Entailments by the axioms of one ontology.

    ``engine`` is a name in :data:`ENGINES`; another raises :class:`~nato_kg.errors.UsageError`.
    """

    def __init__(self, ontology: Collection[Triple], engine: str = "rules") -> None:
        if engine not in ENGINES:
            raise UsageError(f"no reasoner is called '{engine}'", hint=f"use one of {', '.join(ENGINES)}")
        self._close = ENGINES[engine]
        self._ontology = frozenset(ontology)
        self._axioms = select_axioms(ontology)

    @cached_property
    def schema(self) -> frozenset[Triple]:
        """The axioms with what follows from them alone."""
        return self._axioms | self._close(self._axioms)

    @cached_property
    def _joining(self) -> frozenset[str]:
        return joining_properties(self.schema)

    def entail(self, data: Iterable[Triple], background: Collection[Triple] = ()) -> frozenset[Triple]:
        """What follows from ``data`` with the ontology and ``background``, and stands in none of them.

        ``background`` is to hold its own entailments. Of it, only triples that can join with others take part.
        """
        given = frozenset(data)
        closed = self._close(self.schema | given | self._joinable(background))
        return closed - given - self.schema - self._ontology - frozenset(background)

    def entail_all(self, graphs: Mapping[str, frozenset[Triple]]) -> dict[str, frozenset[Triple]]:
        """The graphs of entailments for asserted graphs: one each, and one for what joins letters.

        Keys in are asserted named graphs, the ontology and the reference graph among them; keys out are inferred ones.
        """
        inferred = {inferred_graph(ONTOLOGY_GRAPH): self.schema - self._ontology}
        reference = graphs.get(REFERENCE_GRAPH, frozenset())
        inferred[inferred_graph(REFERENCE_GRAPH)] = self.entail(reference)
        background = reference | inferred[inferred_graph(REFERENCE_GRAPH)]
        for iri, triples in graphs.items():
            if iri not in {ONTOLOGY_GRAPH, REFERENCE_GRAPH}:
                inferred[_inferred_beside(iri, inferred)] = self.entail(triples, background)
        inferred[LINKS_GRAPH] = self._link([*graphs.values(), *inferred.values()])
        return inferred

    def _link(self, graphs: Iterable[frozenset[Triple]]) -> frozenset[Triple]:
        """What follows only when several graphs are read together."""
        known: frozenset[Triple] = frozenset().union(*graphs)
        return self.entail(self._joinable(known)) - known

    def _joinable(self, triples: Iterable[Triple]) -> frozenset[Triple]:
        return frozenset(t for t in triples if t.predicate.value in self._joining)


def _inferred_beside(graph: str, taken: Collection[str]) -> str:
    """The inferred graph of ``graph``; partial facts beside a whole letter get one apart."""
    plain = inferred_graph(graph)
    return plain if plain not in taken else f"{INFERRED}curated/{plain.removeprefix(INFERRED)}"
