"""What a view's CONSTRUCT gives, with what the graph says of each thing in it, grouped by subject."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from nato_kg.errors import DataError, UsageError
from nato_kg.namespaces import GRAPH, ID, INFERRED, short_id
from nato_kg.network.views import View
from nato_kg.periods import PERIOD_PREFIX
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of


def constructed(store: EmbeddedStore, view: View) -> Iterator[Quad]:
    """The triples that the view's query gives, each with the graphs that state it.

    What follows from a graph counts as stated there; what only the query says has the view's own name.

    Beside them stands each thing's own data: kind, texts, codes, days and numbers. Triples wait in a store on disk, so
    that memory does not grow with the view. Raises :class:`~nato_kg.errors.UsageError` when the query is no CONSTRUCT.
    """
    with tempfile.TemporaryDirectory(prefix="nato-kg-view-", ignore_cleanup_errors=True) as folder:
        yield from _staged(Store(folder), store, view)


def _staged(staged: Store, store: EmbeddedStore, view: View) -> Iterator[Quad]:
    """A function of its own, so that nothing holds the staging store open when its folder goes."""
    things: set[str] = set()
    staged.bulk_extend(quad for triple in _ask(store, view) for quad in _with_graphs(store, view, triple, things))
    for iri in sorted(things):
        yield from _own_data(store, iri)
        yield from staged.quads_for_pattern(NamedNode(iri), None, None)


def _ask(store: EmbeddedStore, view: View) -> QueryTriples:
    try:
        answer = store.query(view.sparql or "")
    except UsageError as error:
        raise DataError(f"view '{view.name}': {error.message}", hint=error.hint) from error
    if not isinstance(answer, QueryTriples):
        raise DataError(f"the query of view '{view.name}' is no CONSTRUCT", hint="see docs/gephi.md")
    return answer


def _with_graphs(store: EmbeddedStore, view: View, triple: Triple, things: set[str]) -> Iterator[Quad]:
    if not isinstance(triple.subject, NamedNode):
        return
    for term in (triple.subject, triple.object):
        if isinstance(term, NamedNode) and term.value.startswith(ID) and not term.value.startswith(PERIOD_PREFIX):
            things.add(term.value)
    found = store.store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
    graphs = {value_of(quad.graph_name) for quad in found}
    stated = {graph for graph in graphs if not graph.startswith(INFERRED)}
    for graph in sorted(stated or {GRAPH + short_id(graph) for graph in graphs} or {GRAPH + view.name}):
        yield Quad(triple.subject, triple.predicate, triple.object, NamedNode(graph))


def _own_data(store: EmbeddedStore, iri: str) -> Iterator[Quad]:
    """What the graph says of a thing, but for its relations to other things."""
    for quad in store.store.quads_for_pattern(NamedNode(iri), None, None):
        value = quad.object
        if not (isinstance(value, NamedNode) and value.value.startswith(ID)) or value.value.startswith(PERIOD_PREFIX):
            yield quad
