"""GEXF that conforms to its schema and that networkx reads back as it was."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from nato_kg.export.gexf import NAMESPACE, write_gexf
from nato_kg.network import Attribute, Edge, Network, Node, read_network
from nato_kg.store import open_store

LONG = range(-(2**63), 2**63)


def network_of(*nodes: Node, edges: tuple[Edge, ...] = ()) -> Network:
    return Network({node.iri: node for node in nodes}, edges)


def node(name: str, label: str = "", /, **attributes: Attribute) -> Node:
    return Node(name, f"iri:{name}", label, "Thing", attributes)


def written(network: Network) -> bytes:
    out = io.BytesIO()
    write_gexf(network, out)
    return out.getvalue()


def read_back(network: Network) -> Any:
    return nx.read_gexf(io.BytesIO(written(network)))


def types_in(network: Network) -> dict[str, str]:
    root = etree.fromstring(written(network))
    found = root.iterfind(f".//{{{NAMESPACE}}}attributes[@class='node']/{{{NAMESPACE}}}attribute")
    return {str(a.get("title")): str(a.get("type")) for a in found if a.get("title") != "kind"}


@pytest.fixture(scope="module")
def network(built_store: Path) -> Network:
    return read_network(open_store(built_store))


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.RelaxNG:
    """The official schema, as RELAX NG."""
    return etree.RelaxNG(etree.parse(shared / "schemas" / "gexf-1.3" / "gexf.rng"))


def assert_valid(schema: etree.RelaxNG, network: Network) -> None:
    document = etree.fromstring(written(network))
    assert schema.validate(document), schema.error_log


def assert_same(network: Network) -> None:
    """What networkx reads has the same nodes, edges, labels, kinds and attributes."""
    graph, types = read_back(network), types_in(network)
    assert set(graph) == {n.id for n in network.nodes.values()}
    for n in network.nodes.values():
        data = graph.nodes[n.id]
        assert (data.pop("label"), data.pop("kind")) == (legal(n.label), n.kind)
        assert {k: repr(v) for k, v in data.items()} == {k: repr(typed(v, types[k])) for k, v in n.attributes.items()}
    ends = {(network.nodes[e.source].id, network.nodes[e.target].id, e.kind, e.weight) for e in network.edges}
    assert {(s, t, d["label"], d["weight"]) for s, t, d in graph.edges(data=True)} == ends


def typed(value: Attribute, kind: str) -> Attribute:
    """The value as an attribute of a GEXF type gives it back."""
    if kind == "double":
        return float(value)
    if kind == "string":
        return str(value).lower() if isinstance(value, bool) else legal(str(value))
    return value


def legal(text: str) -> str:
    """The text with U+FFFD for what XML 1.0 does not allow."""
    ranges = ((0x20, 0xD7FF), (0xE000, 0xFFFD), (0x10000, 0x10FFFF))
    return "".join(c if c in "\t\n\r" or any(a <= ord(c) <= b for a, b in ranges) else "\ufffd" for c in text)


def test_the_graph_is_valid_and_comes_back(schema: etree.RelaxNG, network: Network) -> None:
    assert_valid(schema, network)


def test_networkx_reads_the_graph_back(network: Network) -> None:
    assert len(network.nodes) > 100
    assert len(network.edges) > 100
    assert_same(network)


def test_attributes_are_typed(network: Network) -> None:
    types = types_in(network)
    assert types["troopsAtMost"] == "long"
    assert types["issued"] == "string"


def test_edges_carry_their_kind_where_gephi_reads_it(network: Network) -> None:
    edges = etree.fromstring(written(network)).iterfind(f".//{{{NAMESPACE}}}edge")
    kinds = {(edge.get("kind"), edge.get("label")) for edge in edges}
    assert ("concernsMission", "concernsMission") in kinds
    assert all(kind == label for kind, label in kinds)


def test_the_same_network_gives_the_same_bytes(network: Network) -> None:
    assert written(network) == written(network)


def test_forbidden_characters_are_replaced_and_counted() -> None:
    bad = network_of(node("a", "bell\x07 and \ud800 half a pair", note="\x00\ufffe"))
    assert write_gexf(bad, io.BytesIO()) == 4
    data = read_back(bad).nodes["a"]
    assert data["label"] == "bell\ufffd and \ufffd half a pair"
    assert data["note"] == "\ufffd\ufffd"


def test_tabs_line_ends_markup_and_quotes_come_back() -> None:
    label = "a\tb\nc\rd <e> & \"f\" 'g'"
    assert read_back(network_of(node("a", label))).nodes["a"]["label"] == label


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((1, 2), "long"),
        ((1, 2.5), "double"),
        ((1.5, float("inf")), "double"),
        ((True, False), "boolean"),
        ((True, 1), "string"),
        ((1, "one"), "string"),
        ((2**63 - 1, -(2**63)), "long"),
        ((1, 2**63), "string"),
        ((1.5, 10**400), "string"),
    ],
)
def test_an_attribute_has_one_type_that_fits_all_its_values(values: tuple[Attribute, ...], expected: str) -> None:
    network = network_of(*(node(str(n), value=value) for n, value in enumerate(values)))
    assert types_in(network) == {"value": expected}
    assert_same(network)


def test_numbers_that_are_not_finite_are_written_as_in_xml_schema() -> None:
    text = written(network_of(*(node(str(n), x=float(n)) for n in ("inf", "-inf", "nan")))).decode()
    assert [word in text for word in ('"INF"', '"-INF"', '"NaN"')] == [True] * 3


TEXT = st.text(st.characters(), max_size=8)
VALUES = st.one_of(TEXT, st.integers(), st.booleans(), st.floats())
IDS = st.text("abcxyz/-é", min_size=1, max_size=6)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    names = draw(st.lists(IDS, unique=True, max_size=5))
    attributes = st.dictionaries(st.sampled_from(["size", "note", "open"]), VALUES, max_size=3)
    nodes = {name: Node(name, name, draw(TEXT), "Thing", draw(attributes)) for name in names}
    triples = [(source, target, kind) for source in names for target in names for kind in ("knows", "leads")]
    keys = draw(st.lists(st.sampled_from(triples), unique=True, max_size=6)) if triples else []
    return Network(nodes, tuple(Edge(s, t, kind, draw(st.sampled_from([("g",), ("g", "h")]))) for s, t, kind in keys))


@given(networks())
@settings(max_examples=100, deadline=None)
def test_any_network_is_read_back(network: Network) -> None:
    assert_same(network)


@given(networks())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_network_conforms_to_the_schema(schema: etree.RelaxNG, network: Network) -> None:
    assert_valid(schema, network)
