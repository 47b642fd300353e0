"""Measures of networks: which things are central, by igraph, and which are named together through time.

igraph, since its measures of whole graphs are tens of times faster than those of networkx. Directions of edges are left
aside: they say who states what of whom, not what flows where. Several edges between two things are one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

from pyoxigraph import NamedNode

from nato_kg.errors import UsageError
from nato_kg.names import labels_of
from nato_kg.namespaces import short_id
from nato_kg.network import Network
from nato_kg.store import EmbeddedStore
from nato_kg.terms import value_of

#: The measures, in the order in which they are shown. ``data/language/interface.toml`` says what each means.
MEASURES: Final = ("degree", "pagerank", "betweenness", "closeness")
#: Periods by name: how many characters of a day (2023-10-05) name one.
PERIODS: Final = {"year": 4, "month": 7}


@dataclass(frozen=True, slots=True)
class Central:
    """A thing with its measures.

    ``degree``: with how many things it has a relation. ``pagerank``: how often a walk along random relations comes by,
    of 1 in all. ``betweenness``: for how many pairs of things it lies on the shortest way between them (shared where
    several are as short). ``closeness``: how near it is to all others, the mean of 1 / steps.
    """

    id: str
    label: str
    kind: str
    degree: int
    pagerank: float
    betweenness: float
    closeness: float


def measure_centrality(network: Network, *, by: str = "pagerank", kind: str | None = None) -> list[Central]:
    """The things of a network with their measures, the most central by one of :data:`MEASURES` first.

    ``kind`` keeps things of one kind; measures count the whole network. Raises
    :class:`~nato_kg.errors.UsageError` for another measure.
    """
    import igraph

    if by not in MEASURES:
        raise UsageError(f"no measure is called '{by}'", hint=f"use one of {', '.join(MEASURES)}")
    nodes = list(network.nodes.values())
    numbers = {iri: number for number, iri in enumerate(network.nodes)}
    ends = {tuple(sorted((numbers[edge.source], numbers[edge.target]))) for edge in network.edges}
    graph = igraph.Graph(len(nodes), sorted((a, b) for a, b in ends if a != b))
    measured = zip(
        nodes,
        graph.degree(),
        graph.pagerank(),
        graph.betweenness(),
        graph.harmonic_centrality(),
        strict=True,
    )
    found = [Central(n.id, n.label, n.kind, *values) for n, *values in measured if kind in {None, n.kind}]
    return sorted(found, key=lambda central: (-attrgetter(by)(central), central.id))


@dataclass(frozen=True, slots=True)
class Together:
    """A thing that letters name together with another: in how many letters, and in how many of each period."""

    iri: str
    label: str
    kind: str
    letters: int
    periods: dict[str, int]

    @property
    def id(self) -> str:
        """The last segment of the address, which people type."""
        return short_id(self.iri)


def count_together(
    store: EmbeddedStore, thing: str, *, other: str | None = None, by: str = "year", language: str = "en"
) -> list[Together]:
    """Which things the letters that name a thing name too, those named in most letters first.

    ``thing`` and ``other`` (left out: any) are addresses, ``by`` one of :data:`PERIODS`. Raises
    :class:`~nato_kg.errors.UsageError` for another period.
    """
    if by not in PERIODS:
        raise UsageError(f"no period is called '{by}'", hint=f"use one of {', '.join(PERIODS)}")
    values = f"VALUES ?other {{ {NamedNode(other)} }}" if other else ""
    rows = store.select(f"""
        SELECT DISTINCT ?other ?kind ?letter ?day WHERE {{
          {values}
          ?mention nkg:mentions {NamedNode(thing)} ; nkg:statedIn ?letter .
          ?letter nkg:issued ?day .
          ?another nkg:mentions ?other ; nkg:statedIn ?letter .
          ?other nkg:kind ?kind .
          FILTER(?other != {NamedNode(thing)})
        }} ORDER BY ?day ?letter
    """)
    counts: defaultdict[str, dict[str, int]] = defaultdict(dict)
    kinds = {}
    for row in rows:
        iri, period = value_of(row["other"]), value_of(row["day"])[: PERIODS[by]]
        kinds[iri] = short_id(value_of(row["kind"]))
        counts[iri][period] = counts[iri].get(period, 0) + 1
    labels = labels_of(store, counts, language)
    found = [Together(iri, labels[iri], kinds[iri], sum(n.values()), n) for iri, n in counts.items()]
    return sorted(found, key=lambda together: (-together.letters, together.iri))
