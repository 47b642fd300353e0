"""The graph as nodes and edges."""

from __future__ import annotations

from pathlib import Path

import pytest

from nato_kg.namespaces import ID
from nato_kg.network import Network, read_network
from nato_kg.store import EmbeddedStore, open_store

ALTHEA = f"{ID}mission/eufor-althea"
LETTER = f"{ID}letter/kst-28676-418"


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@pytest.fixture(scope="module")
def network(store: EmbeddedStore) -> Network:
    return read_network(store)


def edges_of(network: Network, kind: str) -> set[tuple[str, str]]:
    return {
        (network.nodes[e.source].id, network.nodes[e.target].id) for e in network.edges if e.kind == kind
    }  # fmt: skip


def test_nodes_are_things_and_records_with_labels_and_kinds(network: Network) -> None:
    node = network.nodes[ALTHEA]
    assert (node.id, node.label, node.kind) == ("mission/eufor-althea", "EUFOR Althea", "Mission")
    assert {n.kind for n in network.nodes.values()} >= {"Letter", "Decision", "Commitment", "State", "Membership"}


def test_plumbing_is_no_part_of_it(network: Network) -> None:
    assert not {n.kind for n in network.nodes.values()} & {"Evidence", "Rendition", "Mention", "Period", "Date"}
    assert not {e.kind for e in network.edges} & {"evidence", "statedIn", "kind"}


def test_codes_days_and_numbers_are_attributes(store: EmbeddedStore, network: Network) -> None:
    marines = network.nodes[f"{ID}kst-29521-BA/contribution-marines"].attributes
    assert marines == {"end": "2024-10", "start": "2023-10", "troopsAtMost": 150}
    assert network.nodes[f"{ID}kst-28676-418/com-althea"].attributes["status"] == "open"


def test_several_values_of_an_attribute_become_one_text(network: Network) -> None:
    assert network.nodes[f"{ID}organisation/nato"].attributes["acronym"] == "NATO | NAVO"


def test_edges_are_what_was_stated_and_no_entailment(network: Network) -> None:
    assert ("kst-28676-418/dec-althea-contrib", "mission/eufor-althea") in edges_of(network, "concernsMission")
    assert edges_of(network, "hasDecision") == set()  # inferred


def test_a_mention_becomes_an_edge_from_the_letter(network: Network) -> None:
    assert ("letter/kst-28676-418", "mission/kfor") in edges_of(network, "mentions")
    assert not any(source == target for source, target in edges_of(network, "mentions"))


def test_an_edge_says_which_graphs_state_it(network: Network) -> None:
    edge = next(e for e in network.edges if (e.source, e.kind) == (f"{ID}mission/nmi", "inCountry"))
    assert set(edge.sources) <= {"kst-28676-418", "reference"}
    assert edge.weight == len(edge.sources)


def test_every_edge_joins_nodes_and_comes_once(network: Network) -> None:
    keys = [(e.source, e.target, e.kind) for e in network.edges]
    assert len(keys) == len(set(keys))
    assert {end for key in keys for end in key[:2]} <= set(network.nodes)


def test_labels_come_in_dutch(store: EmbeddedStore) -> None:
    assert read_network(store, "nl").nodes[f"{ID}state/netherlands"].label == "Nederland"
