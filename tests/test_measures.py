"""Measures of networks, beside those of networkx and by hand."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from nato_kg import KnowledgeGraph
from nato_kg.errors import UsageError
from nato_kg.measures import measure_centrality
from nato_kg.network import Edge, Network, Node


@pytest.fixture(scope="module")
def kg(built_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(built_store)


def star() -> Network:
    """One thing in the middle of four, told in both directions and twice to one of them."""
    nodes = {name: Node(name, name, name, "Thing" if name == "m" else "Leaf", {}) for name in "mabcd"}
    ends = (("m", "a"), ("a", "m"), ("b", "m"), ("m", "c"), ("d", "m"), ("m", "m"))
    return Network(nodes, tuple(Edge(s, t, "knows", ("g",)) for s, t in ends))


def test_the_middle_of_a_star_is_its_most_central_thing() -> None:
    first, *others = measure_centrality(star())
    assert (first.id, first.degree, first.betweenness, first.closeness) == ("m", 4, 6, 1)
    assert {(c.degree, c.betweenness, c.closeness) for c in others} == {(1, 0, 0.625)}
    assert [c.id for c in others] == ["a", "b", "c", "d"]


def test_measures_are_those_of_networkx(kg: KnowledgeGraph) -> None:
    found = {central.id: central for central in kg.centrality()}
    graph = nx.Graph(kg.to_networkx().to_undirected())
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    ranks, near = walk(graph), nx.harmonic_centrality(graph)
    between = nx.betweenness_centrality(graph, normalized=False)
    for name, central in found.items():
        assert central.degree == graph.degree[name]
        assert central.pagerank == pytest.approx(ranks[name], abs=1e-6)
        assert central.betweenness == pytest.approx(between[name], abs=1e-6)
        assert central.closeness == pytest.approx(near[name] / (len(graph) - 1))


def walk(graph: nx.Graph[str]) -> dict[str, float]:
    """The share of steps that a walk spends at each thing: it follows an edge, or in 15 of 100 steps goes anywhere."""
    count = len(graph)
    ranks = dict.fromkeys(graph, 1 / count)
    for _ in range(300):
        lost = sum(ranks[name] for name in graph if not graph.degree[name])
        given = {name: sum(ranks[other] / graph.degree[other] for other in graph[name]) for name in graph}
        ranks = {name: 0.15 / count + 0.85 * (given[name] + lost / count) for name in graph}
    return ranks


def test_one_kind_in_the_order_of_a_measure() -> None:
    assert [c.id for c in measure_centrality(star(), kind="Thing")] == ["m"]
    with pytest.raises(UsageError, match="no measure is called 'size'; use one of degree, pagerank"):
        measure_centrality(star(), by="size")


def test_a_network_of_nothing() -> None:
    assert measure_centrality(Network({}, ())) == []


def test_named_together_counts_letters_by_period(kg: KnowledgeGraph) -> None:
    (found,) = kg.together("KFOR", "NMI")
    assert (found.id, found.letters, found.periods) == ("nmi", 1, {"2022": 1})
    assert "kfor" not in {together.id for together in kg.together("KFOR")}
    with pytest.raises(UsageError, match="no period is called 'day'"):
        kg.together("KFOR", by="day")


def test_named_together_through_time(archive_store: Path) -> None:
    kg = KnowledgeGraph.open(archive_store, language="nl")
    rows = kg.sparql("SELECT ?t (COUNT(DISTINCT ?l) AS ?n) { ?m nkg:mentions ?t ; nkg:statedIn ?l } GROUP BY ?t")
    most = max(rows, key=lambda row: int(row["n"].value))["t"].value  # type: ignore[arg-type]
    for together in kg.together(most):
        assert together.letters == sum(together.periods.values()) >= 1


def test_each_step_of_a_way_has_what_it_rests_on(kg: KnowledgeGraph) -> None:
    way = next(way for way in kg.paths("EUFOR Althea", "kst-29521-BA") if "com-althea" in str(way))
    grounds = kg.grounds(way)
    assert [ground.step for ground in grounds] == list(way.steps)
    assert grounds[0].places[0].letter == "kst-28676-418"
    assert grounds[0].graphs == ("kst-28676-418",)
    assert all(ground.sources for ground in grounds[1:])  # partial facts on a later letter
