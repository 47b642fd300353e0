"""GraphML that igraph and networkx read back as it was."""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import Any

import igraph
import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from networks import edge_keys, given_attributes, legal, networks, typed

from nato_kg.export.graphml import NAMESPACE, write_graphml
from nato_kg.network import Network, load_view, read_network
from nato_kg.network.model import in_edtf
from nato_kg.store import EmbeddedStore, open_store


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.fixture(scope="module", params=["whole", "meetings"])
def network(store: EmbeddedStore, request: pytest.FixtureRequest) -> Network:
    return read_network(store, view=load_view(request.param))


def written(network: Network) -> bytes:
    out = io.BytesIO()
    write_graphml(network, out)
    return out.getvalue()


def types_in(network: Network) -> dict[str, str]:
    keys = etree.fromstring(written(network)).iterfind(f"{{{NAMESPACE}}}key[@for='node']")
    return {str(key.get("attr.name")): str(key.get("attr.type")) for key in keys}


def expected(network: Network) -> dict[str, dict[str, str]]:
    types = types_in(network)
    return {
        n.id: {
            "label": repr(legal(n.label)),
            "kind": repr(n.kind),
            **({"when": repr(in_edtf(n.spells))} if n.spells else {}),
            **{k: repr(typed(v, types[k])) for k, v in given_attributes(n).items()},
        }
        for n in network.nodes.values()
    }


def without_empty(found: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {identifier: {k: v for k, v in data.items() if v != "''"} for identifier, data in found.items()}


def assert_networkx_reads_it(network: Network) -> None:
    graph: Any = nx.read_graphml(io.BytesIO(written(network)), force_multigraph=True)
    found = {name: {k: repr(v) for k, v in data.items()} for name, data in graph.nodes(data=True)}
    assert without_empty(found) == without_empty(expected(network))
    assert {(s, t, d["kind"], d["weight"]) for s, t, d in graph.edges(data=True)} == edge_keys(network)
    told = {(s, t, d["kind"]): (d.get("when", ""), d["sources"]) for s, t, d in graph.edges(data=True)}
    nodes = network.nodes
    assert told == {
        (nodes[e.source].id, nodes[e.target].id, e.kind): (in_edtf(e.spells), " ".join(e.sources))
        for e in network.edges
    }


def test_networkx_reads_the_graph_back(network: Network) -> None:
    assert_networkx_reads_it(network)


def test_igraph_reads_the_graph_back(network: Network, tmp_path: Path) -> None:
    file = tmp_path / "graph.graphml"
    file.write_bytes(written(network))
    graph = igraph.Graph.Read_GraphML(str(file))
    types = types_in(network)
    assert graph.vs["id"] == [n.id for n in network.nodes.values()]
    for vertex, n in zip(graph.vs, network.nodes.values(), strict=True):
        assert (vertex["label"], vertex["kind"], vertex["when"]) == (n.label, n.kind, in_edtf(n.spells))
        for name, value in n.attributes.items():
            assert vertex[name] == typed(value, types[name])
        absent = set(types) - set(n.attributes) - {"label", "kind", "when"}
        assert all(vertex[name] in {"", False} or math.isnan(vertex[name]) for name in absent)
    told = {(graph.vs[e.source]["id"], graph.vs[e.target]["id"], e["kind"], e["weight"]) for e in graph.es}
    assert told == edge_keys(network)


def test_forbidden_characters_are_counted() -> None:
    from networks import network_of, node

    assert write_graphml(network_of(node("a", "\x00b")), io.BytesIO()).replaced == 1


@given(networks())
@settings(max_examples=60, deadline=None)
def test_any_network_is_read_back(network: Network) -> None:
    assert_networkx_reads_it(network)


#: igraph reads what libxml2 reads; its numbers are doubles, and a vertex that lacks a value has an empty one.
@given(networks(values=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=5)))
@settings(max_examples=60, deadline=None)
def test_any_texts_are_read_back_by_igraph(tmp_path_factory: pytest.TempPathFactory, network: Network) -> None:
    file = tmp_path_factory.getbasetemp() / "any.graphml"
    file.write_bytes(written(network))
    graph = igraph.Graph.Read_GraphML(str(file))
    assert [graph.vs[n]["label"] for n in range(graph.vcount())] == [legal(n.label) for n in network.nodes.values()]
