"""A view of a store as a stream of nodes and edges.

Triples come grouped by subject, so one thing at a time is in memory. Records that become edges are put on disk and
come last, one edge for each source, target and kind.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby, product
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from nato_kg.errors import UsageError
from nato_kg.namespaces import CODE, ID, INFERRED, NKG, ONTOLOGY_GRAPH, RDFS_LABEL, SKOS, XSD, nkg, short_id
from nato_kg.network.construct import constructed
from nato_kg.network.model import (
    Attribute,
    Edge,
    Network,
    Node,
    Spell,
    Style,
    collect,
    merge_spells,
    node_id,
    one_value,
)
from nato_kg.network.views import RecordEdge, TimeRule, View, load_view
from nato_kg.periods import PERIOD_PREFIX, parse_period
from nato_kg.store import EmbeddedStore
from nato_kg.vocabulary import Vocabulary

_KIND: Final = nkg("kind")
_LABELS: Final = (RDFS_LABEL, f"{SKOS}prefLabel", nkg("gloss"))
_NUMBERS: Final = frozenset(f"{XSD}{name}" for name in ("integer", "decimal", "double"))
_MOST_STEPS: Final = 4


def read_network(store: EmbeddedStore, language: str = "en", view: View | None = None) -> Network:
    """A view of the graph (the whole, when left out) in memory, with labels in ``language``."""
    return collect(stream_network(store, language, view))


def stream_network(store: EmbeddedStore, language: str = "en", view: View | None = None) -> GraphStream:
    """A view of the graph (the whole, when left out) as a stream, with labels in ``language``."""
    return GraphStream(store, view or load_view(), language)


@dataclass(slots=True)
class Described:
    """What stands of one thing: its kind, texts by language, values by property, things by property with graphs."""

    kind: str = ""
    texts: dict[int, dict[str, str]] = field(default_factory=dict)
    values: dict[str, list[Attribute]] = field(default_factory=dict)
    things: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def label(self, language: str) -> str | None:
        """The label in a language, else in another one; where it has none, what it says in our own words."""
        for texts in (self.texts[rank] for rank in sorted(self.texts)):
            return texts.get(language) or texts[min(texts)]
        return None


class GraphStream:
    """A view of a store, read anew each time that it is asked for its entries."""

    def __init__(self, store: EmbeddedStore, view: View, language: str) -> None:
        self._store = store
        self._view = view
        self._language = language
        self._records: defaultdict[str, list[RecordEdge]] = defaultdict(list)
        for rule in view.edges:
            self._records[rule.record].append(rule)
        self._spell_of = lru_cache(maxsize=10_000)(self._look_up_spell)

    @cached_property
    def style(self) -> Style:
        """Colours and words of the view."""
        quads = self._store.store.quads_for_pattern(None, None, None, NamedNode(ONTOLOGY_GRAPH))
        return self._view.style(Vocabulary(quad.triple for quad in quads), self._language)

    def entries(self) -> Iterator[Node | Edge]:
        """Nodes, each with the edges from it; then the edges that records became."""
        with closing(_RecordEdges()) as from_records:
            for iri, quads in groupby(self._quads(), key=_subject):
                if not iri.startswith(ID):
                    continue
                found = describe(quads)
                if found.kind in self._records:
                    spells = self._spells(found)
                    for rule in self._records[found.kind]:
                        from_records.add(rule, found, spells)
                elif found.kind and found.kind not in self._view.without:
                    yield from self._node_with_edges(iri, found)
            yield from from_records.edges()

    def _quads(self) -> Iterable[Quad]:
        if self._view.sparql is None:
            return self._store.by_subject()
        return constructed(self._store, self._view)

    def _node_with_edges(self, iri: str, found: Described) -> Iterator[Node | Edge]:
        hidden = self._view.hide
        spells = self._spells(found)
        attributes = {
            name: value
            for name in sorted(found.values)
            if name not in hidden and (value := one_value(found.values[name])) is not None
        }
        identifier = node_id(iri)
        label = found.label(self._language) or identifier
        yield Node(identifier, iri, label, found.kind, attributes, spells)
        for name in sorted(found.things):
            if name not in hidden:
                for target, graphs in sorted(found.things[name].items()):
                    yield Edge(iri, target, name, _sources(*graphs), 0, spells)

    # ------------------------------------------------------------ time

    def _spells(self, found: Described) -> tuple[Spell, ...]:
        spell = self._spell(found, _MOST_STEPS)
        return merge_spells([spell]) if spell else ()

    def _spell(self, found: Described, steps: int) -> Spell | None:
        for rule in self._view.time:
            if rule.kinds and found.kind not in rule.kinds:
                continue
            spell = self._like(found.things.get(rule.like), steps) if rule.like else spell_by(rule, found.values)
            if spell:
                return spell
        return None

    def _like(self, others: Mapping[str, object] | None, steps: int) -> Spell | None:
        """That of the first other thing that has one; a circle of things ends after some steps."""
        if not others or not steps:
            return None
        return next((spell for iri in sorted(others) if (spell := self._spell_of(iri, steps - 1))), None)

    def _look_up_spell(self, iri: str, steps: int) -> Spell | None:
        return self._spell(describe(self._store.store.quads_for_pattern(NamedNode(iri), None, None)), steps)


@lru_cache(maxsize=10_000)
def _sources(*graphs: str) -> tuple[str, ...]:
    """The short names of graphs, each once, in order."""
    return tuple(sorted(set(map(short_id, graphs))))


def describe(quads: Iterable[Quad]) -> Described:
    """What quads with one subject state; of entailments only the kind is taken."""
    found = Described()
    for quad in quads:
        predicate, value = quad.predicate.value, quad.object
        if predicate == _KIND:
            found.kind = short_id(value.value) if isinstance(value, NamedNode) else ""
            continue
        graph = quad.graph_name.value  # type: ignore[union-attr]  # no default graph here; asked for every quad
        if graph.startswith(INFERRED):
            continue
        if isinstance(value, NamedNode):
            _add_name(found, predicate, value.value, graph)
        elif isinstance(value, Literal):
            _add_literal(found, predicate, value)
    return found


def _add_name(found: Described, predicate: str, iri: str, graph: str) -> None:
    name = predicate[len(NKG) :] if predicate.startswith(NKG) else short_id(predicate)
    if iri.startswith(PERIOD_PREFIX):
        found.values.setdefault(name, []).append(parse_period(iri.removeprefix(PERIOD_PREFIX)).edtf)
    elif iri.startswith(ID):
        found.things.setdefault(name, {}).setdefault(iri, []).append(graph)
    elif iri.startswith(CODE):
        found.values.setdefault(name, []).append(short_id(iri))


def _add_literal(found: Described, predicate: str, value: Literal) -> None:
    """A value, or a text in a language: a label or gloss, and no attribute."""
    language = value.language
    if predicate in _LABELS:
        texts = found.texts.setdefault(_LABELS.index(predicate), {})
        known = texts.setdefault(language or "", value.value)
        texts[language or ""] = min(known, value.value)
    elif not language:
        name = predicate[len(NKG) :] if predicate.startswith(NKG) else short_id(predicate)
        found.values.setdefault(name, []).append(_plain_literal(value))


def _plain_literal(literal: Literal) -> Attribute:
    datatype = literal.datatype.value
    if datatype in _NUMBERS:
        return int(literal.value) if datatype.endswith("integer") else float(literal.value)
    return literal.value == "true" if datatype == f"{XSD}boolean" else literal.value


# ---------------------------------------------------------------- time


def spell_by(rule: TimeRule, values: Mapping[str, list[Attribute]]) -> Spell | None:
    """The days that a rule gives from a thing's values; ``None`` where it has none of them.

    Where the days are not exactly known, all on which it may have been there.
    """
    if rule.day:
        days = [bounds for text in values.get(rule.day, ()) if (bounds := bounds_of(str(text)))]
        return Spell(_first(days), _last(days)) if days else None
    starts = [bounds for text in values.get(rule.start, ()) if (bounds := bounds_of(str(text)))]
    ends = [bounds for text in values.get(rule.end, ()) if (bounds := bounds_of(str(text)))]
    if not starts and not ends:
        return None
    return Spell(_first(starts), _last(ends) if ends else None)


@lru_cache(maxsize=100_000)
def bounds_of(edtf: str) -> tuple[date | None, date | None] | None:
    """The first and last day that a day, month, year or range in EDTF can mean; ``None`` for another text."""
    try:
        period = parse_period(edtf.replace("/", "--").replace("..", "open"))
    except UsageError:
        return None
    return period.earliest, period.latest


def _first(bounds: list[tuple[date | None, date | None]]) -> date | None:
    days = [start for start, _ in bounds]
    return None if None in days else min((day for day in days if day), default=None)


def _last(bounds: list[tuple[date | None, date | None]]) -> date | None:
    days = [end for _, end in bounds]
    return None if None in days else max((day for day in days if day), default=None)


# ---------------------------------------------------------------- records that become edges


class _RecordEdges:
    """Edges from records, kept on disk until all are known (SQLite puts a database without a name there)."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("BEGIN")
        self._database.execute("CREATE TABLE edge (source, target, kind, record, graph, first, last)")
        self._records = 0

    def add(self, rule: RecordEdge, found: Described, spells: tuple[Spell, ...]) -> None:
        """The edges that one record stands for; none from a thing to itself."""
        self._records += 1
        spell = spells[0] if spells else None
        first, last = (spell.start, spell.end) if spell else (None, None)
        pairs = product(found.things.get(rule.source, {}).items(), found.things.get(rule.target, {}).items())
        rows = [
            (s, t, rule.kind, self._records, graph, first and first.isoformat(), last and last.isoformat())
            for (s, _), (t, graphs) in pairs
            if s != t
            for graph in graphs
        ]
        self._database.executemany("INSERT INTO edge VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def edges(self) -> Iterator[Edge]:
        """One edge for each source, target and kind, with the time of all its records."""
        rows = self._database.execute("SELECT * FROM edge ORDER BY source, target, kind, record, graph")
        for (source, target, kind), same in groupby(rows, key=lambda row: row[:3]):
            found = list(same)
            sources = tuple(sorted({short_id(row[4]) for row in found}))
            spells = [Spell(*(date.fromisoformat(d) if d else None for d in row[5:])) for row in found]
            always = any(spell == Spell(None, None) for spell in spells)
            yield Edge(
                source, target, kind, sources, len({row[3] for row in found}), () if always else merge_spells(spells)
            )

    def close(self) -> None:
        """Forget them."""
        self._database.close()


def _subject(quad: Quad) -> str:
    subject = quad.subject
    return subject.value if isinstance(subject, NamedNode) else ""
