"""The W3C's tests of the SPARQL 1.1 Protocol and Service Description, with the exceptions that a reader may expect.

``data0`` is not shipped with the tests: a stand-in with one triple is published here. Updates are refused with 403.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Triple, parse
from rdflib.collection import Collection
from served import SETTINGS
from starlette.testclient import TestClient

from nato_kg.server import make_app
from nato_kg.store import BuildInfo, publish

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/"
SD = "http://www.w3.org/ns/sparql-service-description#"
#: Not passed as they stand, and why.
EXCEPTIONS = {
    "update_dataset_default_graph": "an update; 403",
    "update_dataset_default_graphs": "an update; 403",
    "update_dataset_named_graphs": "an update; 403",
    "update_dataset_full": "an update; 403",
    "update_post_form": "an update; 403",
    "update_post_direct": "an update; 403",
    "update_base_uri": "an update; 403",
}
QUERIES = [
    "query_post_form",
    "query_dataset_default_graphs_get",
    "query_dataset_default_graphs_post",
    "query_dataset_named_graphs_post",
    "query_dataset_named_graphs_get",
    "query_dataset_full",
    "query_multiple_dataset",
    "query_get",
    "query_content_type_select",
    "query_content_type_ask",
    "query_content_type_describe",
    "query_content_type_construct",
    "query_post_direct",
    "bad_query_method",
    "bad_multiple_queries",
    "bad_query_wrong_media_type",
    "bad_query_missing_form_type",
    "bad_query_missing_direct_type",
    "bad_query_non_utf8",
    "bad_query_syntax",
    "bad_update_get",
    "bad_multiple_updates",
    "bad_update_wrong_media_type",
    "bad_update_missing_form_type",
    "bad_update_non_utf8",
    "bad_update_syntax",
    "bad_update_dataset_conflict",
]
FORMATS = {
    "boolean": {"application/sparql-results+json", "application/sparql-results+xml"},
    "tabular": {"application/sparql-results+json", "application/sparql-results+xml", "text/csv"},
    "RDF": {"text/turtle", "application/rdf+xml", "application/n-triples"},
}


@pytest.fixture(scope="module")
def manifest(shared: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(shared / "suites" / "sparql11" / "protocol" / "manifest.ttl")


@pytest.fixture(scope="module")
def endpoint(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The data of the suite as named graphs."""
    folder = shared / "suites" / "sparql11" / "protocol"
    graphs = {f"{DATA}data{n}.rdf": [q.triple for q in parse(path=str(folder / f"data{n}.nt"))] for n in (1, 2, 3)}
    graphs[f"{DATA}data0.rdf"] = [Triple(NamedNode(f"{DATA}data0.rdf"), NamedNode("urn:is"), Literal("a stand-in"))]
    store = tmp_path_factory.mktemp("suite")
    publish(store, graphs, BuildInfo("0", "rules", {}, 4, 0, 0, 0, forced=False))
    with TestClient(make_app(store, SETTINGS), base_url="http://localhost") as client:
        yield client


def requests_of(manifest: rdflib.Graph, name: str) -> list[rdflib.term.Node]:
    action = manifest.value(iri_of(manifest, name), MF.action)
    head = manifest.value(action, HT.requests)
    assert head is not None
    return list(Collection(manifest, head))


def iri_of(manifest: rdflib.Graph, name: str) -> rdflib.term.Node:
    return next(s for s in manifest.subjects(rdflib.RDF.type, MF.ProtocolTest) if str(s).endswith(f"#{name}"))


def send(client: TestClient, manifest: rdflib.Graph, asked: rdflib.term.Node) -> Any:
    path = str(manifest.value(asked, HT.absolutePath)).replace("/sparql/", "/sparql", 1)
    head = manifest.value(asked, HT.headers)
    headers = {
        str(manifest.value(h, HT.fieldName)): str(manifest.value(h, HT.fieldValue))
        for h in (Collection(manifest, head) if head else [])
    }
    body = manifest.value(asked, HT.body)
    content = None
    if body is not None:
        encoding = str(manifest.value(body, CNT.characterEncoding))
        content = str(manifest.value(body, CNT.chars)).encode(encoding)
    return client.request(str(manifest.value(asked, HT.methodName)), path, content=content, headers=headers)


def test_every_test_of_the_suite_is_run_or_named_as_an_exception(manifest: rdflib.Graph) -> None:
    names = {str(s).rpartition("#")[2] for s in manifest.subjects(rdflib.RDF.type, MF.ProtocolTest)}
    assert names == set(QUERIES) | set(EXCEPTIONS)
    assert len(names) == 34


@pytest.mark.parametrize("name", QUERIES)
def test_the_protocol(endpoint: TestClient, manifest: rdflib.Graph, name: str) -> None:
    for asked in requests_of(manifest, name):
        done = send(endpoint, manifest, asked)
        expected = manifest.value(asked, HT.resp)
        statuses = {str(s)[-3] for s in manifest.objects(expected, MF.expectedStatus)}
        assert str(done.status_code)[0] in statuses, done.text
        form = manifest.value(expected, MF.expectedFormat)
        if form is not None:
            assert done.headers["content-type"].split(";")[0] in FORMATS[str(form)]
        boolean = manifest.value(expected, MF.expectedBoolean)
        if boolean is not None:
            assert done.json()["boolean"] == boolean.toPython()  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", EXCEPTIONS)
def test_updates_are_refused(endpoint: TestClient, manifest: rdflib.Graph, name: str) -> None:
    done = send(endpoint, manifest, requests_of(manifest, name)[0])
    assert done.status_code == 403
    assert "takes no updates" in done.text


def test_the_service_description(endpoint: TestClient, shared: Path) -> None:
    """The three tests: it is RDF, it names the endpoint, and it uses its vocabulary as its schema has it."""
    text = (shared / "suites" / "sparql11" / "service-description" / "manifest.ttl").read_text()
    assert set(re.findall(r"^:([\w-]+) rdf:type", text, re.MULTILINE)) == {
        "has-endpoint-triple",
        "returns-rdf",
        "conforms-to-schema",
    }
    done = endpoint.get("/sparql")
    graph = rdflib.Graph().parse(data=done.text, format="turtle")
    sd = rdflib.Namespace(SD)
    service = graph.value(None, sd.endpoint, rdflib.URIRef("http://localhost/sparql"))
    assert (service, rdflib.RDF.type, sd.Service) in graph
    kinds = {sd.defaultDataset: sd.Dataset, sd.defaultGraph: sd.Graph, sd.namedGraph: sd.NamedGraph, sd.graph: sd.Graph}
    for predicate, kind in kinds.items():
        assert list(graph.objects(None, predicate))
        assert all((o, rdflib.RDF.type, kind) in graph for o in graph.objects(None, predicate))
    known = {"Service", "SPARQL11Query", "UnionDefaultGraph", "Dataset", "Graph", "NamedGraph"}
    known |= {"endpoint", "supportedLanguage", "feature", "resultFormat"}
    known |= {"defaultDataset", "defaultGraph", "namedGraph", "name", "graph"}
    assert {str(t).removeprefix(SD) for triple in graph for t in triple if str(t).startswith(SD)} <= known
    assert unquote(f"{DATA}data1.rdf") in {str(o) for o in graph.objects(None, sd.name)}
