"""The graph as networkx, igraph and pandas hold it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import networkx as nx
import pytest

from nato_kg import KnowledgeGraph
from nato_kg.errors import UsageError
from nato_kg.network import node_id


@pytest.fixture(scope="module")
def kg(built_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(built_store)


def test_the_three_hold_the_same(kg: KnowledgeGraph) -> None:
    network = kg.network()
    plain, fast, (nodes, edges) = kg.to_networkx(), kg.to_igraph(), kg.to_pandas()
    ids = [node.id for node in network.nodes.values()]
    assert list(plain) == fast.vs["name"] == list(nodes.index) == ids
    keys = {(node_id(e.source), node_id(e.target), e.kind) for e in network.edges}
    assert set(plain.edges(keys=True)) == keys
    names = fast.vs["name"]
    assert {(names[e.source], names[e.target], e["kind"]) for e in fast.es} == keys
    assert set(edges[["source", "target", "kind"]].itertuples(index=False, name=None)) == keys


def test_attributes_and_time(kg: KnowledgeGraph) -> None:
    marines = "kst-29521-BA/contribution-marines"
    assert kg.to_networkx().nodes[marines]["troopsAtMost"] == 150
    fast = kg.to_igraph()
    assert fast.vs.find(name=marines)["troopsAtMost"] == 150
    assert fast.vs.find(name="state/finland")["troopsAtMost"] is None
    nodes, _ = kg.to_pandas()
    assert (nodes.loc[marines, "troopsAtMost"], nodes.loc[marines, "when"]) == (150, "2023-10-01/2024-10-31")


def test_a_view_and_a_part(kg: KnowledgeGraph) -> None:
    graph = kg.to_networkx("missions", about="KFOR", hops=1)
    assert "organisation/nato" in graph
    assert "mission/nmi" not in graph


def test_networkx_writes_it_again(kg: KnowledgeGraph) -> None:
    graph, out = kg.to_networkx(), io.BytesIO()
    nx.write_gexf(graph, out)
    nx.write_graphml(graph, out)
    assert out.getvalue()


def test_without_pandas_the_error_says_what_to_install(kg: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pandas is not installed; pip install 'nato-kg\[pandas\]'"):
        kg.to_pandas()
