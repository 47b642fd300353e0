"""RDF syntaxes: rdflib, which shares no code with the writer, reads the same triples or quads from each."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.term import Node

from nato_kg.export.rdf import RDF_FORMATS, to_rdf
from nato_kg.namespaces import NKG, PREFIXES
from nato_kg.store import EmbeddedStore, open_store

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # of rdflib's parsers, not of ours
SYNTAXES = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}
Quad = tuple[Node, Node, Node, str]


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


@cache
def quads_in(data: bytes, syntax: str) -> frozenset[Quad]:
    dataset = Dataset()
    dataset.parse(data=data, format=syntax)
    return frozenset((s, p, o, str(g)) for s, p, o, g in dataset.quads())


@pytest.mark.parametrize("name", ["trig", "jsonld"])
def test_datasets_hold_the_same_quads(store: EmbeddedStore, name: str) -> None:
    expected = quads_in(to_rdf(store, "nquads"), "nquads")
    assert len(expected) == len(set(store.store))
    assert quads_in(to_rdf(store, name), SYNTAXES[name]) == expected


def test_turtle_holds_each_triple_once(store: EmbeddedStore) -> None:
    turtle = to_rdf(store, "turtle")
    expected = {quad[:3] for quad in quads_in(to_rdf(store, "nquads"), "nquads")}
    assert set(Graph().parse(data=turtle, format="turtle")) == expected
    assert sum(1 for _ in parse(turtle, RdfFormat.TURTLE)) == len(expected)


def test_n_quads_are_sorted_and_are_those_that_the_build_wrote(store: EmbeddedStore) -> None:
    data = to_rdf(store, "nquads")
    assert data == (store.folder / "current" / "graph.nq").read_bytes()
    assert data.splitlines() == sorted(data.splitlines())


def test_trig_opens_each_graph_once(store: EmbeddedStore) -> None:
    lines = to_rdf(store, "trig").decode().splitlines()
    opened = [line for line in lines if line.endswith("{")]
    assert len(opened) == len(set(opened)) == len(list(store.store.named_graphs()))


def test_json_ld_declares_our_prefixes_and_uses_them(store: EmbeddedStore) -> None:
    document = json.loads(to_rdf(store, "jsonld"))
    assert document["@context"] == dict(PREFIXES)
    text = json.dumps(document["@graph"])
    assert '"nkg:Mission"' in text
    assert NKG not in text


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_the_same_graph_gives_the_same_bytes(store: EmbeddedStore, name: str) -> None:
    assert to_rdf(store, name) == to_rdf(store, name)
