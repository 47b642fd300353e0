"""GEXF that conforms to its schema and that others read back as it was."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from networks import edge_keys, given_attributes, in_days, legal, network_of, networks, node, typed

from nato_kg.export.gexf import NAMESPACE, VIZ, write_gexf
from nato_kg.network import Edge, Network, Node, Spell, Style, load_view, read_network, view_names
from nato_kg.network.model import merge_spells
from nato_kg.places import size_of
from nato_kg.store import EmbeddedStore, open_store

G, V = f"{{{NAMESPACE}}}", f"{{{VIZ}}}"


def written(network: Network) -> bytes:
    out = io.BytesIO()
    write_gexf(network, out)
    return out.getvalue()


def parsed(network: Network) -> etree._Element:
    return etree.fromstring(written(network))


def read_back(network: Network) -> Any:
    return nx.read_gexf(io.BytesIO(written(network)))


def types_in(network: Network) -> dict[str, str]:
    found = parsed(network).iterfind(f".//{G}attributes[@class='node']/{G}attribute")
    return {str(a.get("title")): str(a.get("type")) for a in found if a.get("title") != "kind"}


def spells_of(element: etree._Element) -> list[tuple[date | None, date | None]]:
    """The days of a node or edge in the file."""
    days = [(s.get("start"), s.get("end")) for s in element.iterfind(f"{G}spells/{G}spell")]
    return [tuple(date.fromisoformat(str(day)) if day else None for day in ends) for ends in days]  # type: ignore[misc]


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.fixture(scope="module", params=["whole", "policy", "meetings", "missions", "citations"])
def network(store: EmbeddedStore, request: pytest.FixtureRequest) -> Network:
    return read_network(store, view=load_view(request.param))


@pytest.fixture(scope="module")
def whole(store: EmbeddedStore) -> Network:
    return read_network(store)


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.RelaxNG:
    """The official schema, as RELAX NG."""
    return etree.RelaxNG(etree.parse(shared / "schemas" / "gexf-1.3" / "gexf.rng"))


def assert_valid(schema: etree.RelaxNG, network: Network) -> None:
    assert schema.validate(parsed(network)), schema.error_log


def assert_same(network: Network) -> None:
    """What networkx reads has the same nodes, edges, labels and attributes; lxml, the same kinds and spells."""
    graph, types = read_back(network), types_in(network)
    assert set(graph) == {n.id for n in network.nodes.values()}
    for n in network.nodes.values():
        data = {name: value for name, value in graph.nodes[n.id].items() if name not in {"viz", "spells"}}
        assert (data.pop("label"), data.pop("kind")) == (legal(n.label), n.kind)
        assert {k: repr(v) for k, v in data.items()} == {
            k: repr(typed(v, types[k])) for k, v in given_attributes(n).items()
        }
    told = {(s, t, network.style.label(kind), weight) for s, t, kind, weight in edge_keys(network)}
    assert {(s, t, d["label"], d["weight"]) for s, t, d in graph.edges(data=True)} == told
    assert_same_spells(network)


def assert_same_spells(network: Network) -> None:
    root = parsed(network)
    found = {str(n.get("id")): spells_of(n) for n in root.iterfind(f".//{G}node")}
    assert found == {n.id: in_days(n.spells) for n in network.nodes.values()}
    ends = {(e.get("source"), e.get("target"), e.get("kind")): spells_of(e) for e in root.iterfind(f".//{G}edge")}
    nodes = network.nodes
    assert ends == {(nodes[e.source].id, nodes[e.target].id, e.kind): in_days(e.spells) for e in network.edges}


# ------------------------------------------------------------ the graph and its views


def test_every_view_is_tried() -> None:
    assert set(view_names()) == {"whole", "policy", "meetings", "missions", "citations"}


def test_the_graph_and_its_views_are_valid(schema: etree.RelaxNG, network: Network) -> None:
    assert_valid(schema, network)


def test_the_graph_and_its_views_are_read_back(network: Network) -> None:
    assert len(network.nodes) > 10
    assert len(network.edges) > 10
    assert_same(network)


def test_attributes_are_typed(whole: Network) -> None:
    types = types_in(whole)
    assert types["troopsAtMost"] == "long"
    assert types["issued"] == "string"


def test_edges_carry_their_kind_where_gephi_reads_it_and_a_label_in_the_language(store: EmbeddedStore) -> None:
    edges = parsed(read_network(store, "nl")).iterfind(f".//{G}edge")
    assert ("concernsMission", "betreft missie") in {(edge.get("kind"), edge.get("label")) for edge in edges}


def test_time_is_where_gephi_reads_it(whole: Network) -> None:
    root = parsed(whole)
    graph = root.find(f"{G}graph")
    assert graph is not None
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    found = {n.get("id"): spells_of(n) for n in root.iterfind(f".//{G}node")}
    assert found["membership/nato-finland"] == [(date(2023, 4, 4), None)]
    assert found["letter/kst-28676-418"] == [(date(2022, 9, 30), date(2022, 9, 30))]
    assert found["meeting/nato-defence-ministers-2022-10-12"] == [(date(2022, 10, 12), date(2022, 10, 13))]
    assert found["kst-29521-BA/contribution-marines"] == [(date(2023, 10, 1), date(2024, 10, 31))]
    assert found["state/finland"] == []


def test_the_same_network_gives_the_same_bytes(network: Network) -> None:
    assert written(network) == written(network)


def test_nodes_have_places_of_their_own_colours_by_kind_and_sizes_by_degree(whole: Network) -> None:
    nodes = list(parsed(whole).iterfind(f".//{G}node"))
    places = {(n.find(f"{V}position").get("x"), n.find(f"{V}position").get("y")) for n in nodes}  # type: ignore[union-attr]
    assert len(places) == len(nodes)
    sizes = {n.get("id"): float(n.find(f"{V}size").get("value")) for n in nodes}  # type: ignore[union-attr, arg-type]
    degree = sum(f"state/{name}" in (e.source, e.target) for e in whole.edges for name in ["netherlands"])
    assert sizes["organisation/nato"] > sizes["mission/kfor"] > sizes["state/afghanistan"] == size_of(degree)
    colours = {tuple(n.find(f"{V}color").get(c) for c in "rgb") for n in nodes}  # type: ignore[union-attr]
    assert ("213", "94", "0") in colours  # a mission's
    assert len(colours) >= 8


# ------------------------------------------------------------ what could break a file


def test_forbidden_characters_are_replaced_and_counted() -> None:
    bad = network_of(node("a", "bell\x07 and \ud800 half a pair", note="\x00\ufffe"))
    assert write_gexf(bad, io.BytesIO()).replaced == 4
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
        ((1, Decimal("2.5")), "double"),
        ((1.5, float("inf")), "double"),
        ((True, False), "boolean"),
        ((True, 1), "string"),
        ((1, "one"), "string"),
        ((1, None), "long"),
        ((date(2022, 9, 30), 1), "string"),
        (([1, 2], 3), "string"),
        (([1], 3), "long"),
        ((2**63 - 1, -(2**63)), "long"),
        ((1, 2**63), "string"),
        ((1.5, 10**400), "string"),
    ],
)
def test_an_attribute_has_one_type_that_fits_all_its_values(values: tuple[Any, ...], expected: str) -> None:
    network = network_of(*(node(str(n), value=value) for n, value in enumerate(values)))
    assert types_in(network) == {"value": expected}
    assert_same(network)


def test_numbers_that_are_not_finite_are_written_as_in_xml_schema() -> None:
    text = written(network_of(*(node(str(n), x=float(n)) for n in ("inf", "-inf", "nan")))).decode()
    assert [word in text for word in ('"INF"', '"-INF"', '"NaN"')] == [True] * 3


def test_an_edge_without_both_its_nodes_is_left_out_and_counts_for_no_degree() -> None:
    network = network_of(
        node("a"), node("b"), edges=(Edge("a", "gone", "knows", ("g",)), Edge("a", "b", "knows", ("g",)))
    )
    done = write_gexf(network, io.BytesIO())
    assert (done.nodes, done.edges) == (2, 1)
    sizes = {float(n.get("value")) for n in parsed(network).iterfind(f".//{V}size")}  # type: ignore[arg-type]
    assert sizes == {size_of(1)}


def test_spells_that_overlap_become_one_and_impossible_ones_none() -> None:
    first, second, third = (Spell(date(2022, m, 1), date(2022, m + 1, 15)) for m in (1, 2, 6))
    assert merge_spells([third, second, first]) == (Spell(date(2022, 1, 1), date(2022, 3, 15)), third)
    assert merge_spells([first, Spell(None, date(2022, 1, 5))]) == (Spell(None, date(2022, 2, 15)),)
    assert merge_spells([Spell(date(2022, 1, 2), date(2022, 1, 1))]) == ()


@given(networks())
@settings(max_examples=100, deadline=None)
def test_any_network_is_read_back(network: Network) -> None:
    assert_same(network)


@given(networks())
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_network_conforms_to_the_schema(schema: etree.RelaxNG, network: Network) -> None:
    assert_valid(schema, network)


# ------------------------------------------------------------ large networks


class Many:
    """A network that is made as it goes by: nodes in a ring."""

    style = Style()

    def __init__(self, count: int, label: str) -> None:
        self._count, self._label = count, label

    def entries(self) -> Iterator[Node | Edge]:
        for number in range(self._count):
            yield Node(str(number), str(number), self._label, f"Kind{number % 7}", {"note": self._label})
            yield Edge(str(number), str((number + 1) % self._count), "next", ("g",))


def peak(label: str) -> int:
    """The most bytes that Python held while 20,000 nodes were written."""
    tracemalloc.start()
    with open("/dev/null", "wb") as nothing:  # noqa: PTH123
        write_gexf(Many(20_000, label), nothing)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def test_what_nodes_say_is_not_held_in_memory() -> None:
    assert peak("x" * 1_000) - peak("x") < 3_000_000  # 40 MB of text more in the file


def test_more_nodes_than_force_can_place_stand_by_kind() -> None:
    out = io.BytesIO()
    write_gexf(Many(6_000, ""), out)
    places: dict[str, list[tuple[float, float]]] = {}
    for n in etree.fromstring(out.getvalue()).iterfind(f".//{G}node"):
        place, kind = n.find(f"{V}position"), n.find(f"{G}attvalues/{G}attvalue")
        assert place is not None
        assert kind is not None
        places.setdefault(str(kind.get("value")), []).append((float(str(place.get("x"))), float(str(place.get("y")))))
    boxes = {kind: (min(found), max(found)) for kind, found in places.items()}
    assert len(boxes) == 7
    assert len({place for found in places.values() for place in found}) == 6_000
