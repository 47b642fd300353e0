"""The OWL 2 RL rules that the ontology needs, run as SPARQL updates to a fixpoint.

The rules are files, ``ontology/rules/*.ru``, each named after its rule in the specification's tables
(OWL 2 Profiles, section 4.3). pyoxigraph evaluates them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pyoxigraph import Quad, QuerySolutions, Store, Triple

from nato_kg import resources
from nato_kg.terms import value_of


@cache
def load_rules() -> dict[str, str]:
    """The rules by name, as SPARQL updates."""
    folder = resources.path("ontology", "rules")
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.ru"))}


def close_with_rules(triples: Iterable[Triple]) -> frozenset[Triple]:
    """The triples together with all that follows from them."""
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    size = -1
    while size != len(store):
        size = len(store)
        for rule in load_rules().values():
            store.update(rule)
    return frozenset(quad.triple for quad in store)


def find_contradictions(store: Store) -> list[tuple[str, str, str]]:
    """Things that are of two disjoint kinds, over all graphs of a store: (thing, kind, other kind)."""
    query = resources.path("ontology", "rules", "cax-adc.rq").read_text(encoding="utf-8")
    rows = store.query(query, use_default_graph_as_union=True)
    assert isinstance(rows, QuerySolutions)
    return [(value_of(row["thing"]), value_of(row["first"]), value_of(row["second"])) for row in rows]
