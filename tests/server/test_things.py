"""Addresses of the graph lead somewhere: to descriptions for programs and pages for people."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from starlette.testclient import TestClient

from nato_kg.namespaces import ID, NKG

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
PAGES = find_spec("nato_kg.server.pages") is not None


@pytest.mark.parametrize(
    ("accept", "syntax"),
    [
        ("*/*", RdfFormat.TURTLE),
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/ld+json", RdfFormat.JSON_LD),
        ("application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_a_description_for_programs(client: TestClient, accept: str, syntax: RdfFormat) -> None:
    done = client.get("/id/mission/eufor-althea", headers={"Accept": accept})
    assert (done.status_code, done.headers["vary"]) == (200, "Accept")
    mission = NamedNode(f"{ID}mission/eufor-althea")
    triples = {quad.triple for quad in parse(done.content, syntax)}
    assert {triple.subject for triple in triples} == {mission}
    assert Triple(mission, NamedNode(f"{NKG}kind"), NamedNode(f"{NKG}Mission")) in triples


def test_what_is_not_there_and_forms_that_there_are_not(client: TestClient) -> None:
    assert client.get("/id/mission/none").status_code == 404
    assert client.get("/id/a%20b%3C").status_code == 404
    assert client.get("/id/mission/eufor-althea", headers={"Accept": "image/png"}).status_code == 406


@pytest.mark.skipif(not PAGES, reason="the pages are another package")
def test_the_way_to_the_page_for_people(client: TestClient) -> None:
    for path, page in {
        "/id/mission/eufor-althea": "/page/mission/eufor-althea",
        "/id/mission/eufor-althea?lang=nl": "/page/mission/eufor-althea?lang=nl",
        "/code/timeliness/late": "/page/code/timeliness/late",
        "/ontology": "/page/ontology",
        "/sparql": "/query",
    }.items():
        done = client.get(path, headers={"Accept": BROWSER}, follow_redirects=False)
        assert (done.status_code, done.headers["location"]) == (303, page)


def test_codes_and_the_ontology(client: TestClient) -> None:
    assert '"te laat nagekomen"@nl' in client.get("/code/timeliness/late").text
    ontology = rdflib.Graph().parse(data=client.get("/ontology").text, format="turtle")
    assert (rdflib.URIRef(f"{NKG}Mission"), rdflib.RDF.type, rdflib.OWL.Class) in ontology


def test_head_and_a_tag(client: TestClient) -> None:
    done = client.head("/id/mission/eufor-althea")
    assert (done.status_code, done.content) == (200, b"")
    again = client.get("/id/mission/eufor-althea", headers={"If-None-Match": f'"x", {done.headers["etag"]}'})
    assert again.status_code == 304


def test_the_description_of_the_data_set(client: TestClient) -> None:
    graph = rdflib.Graph().parse(data=client.get("/.well-known/void").text, format="turtle")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    data = graph.value(None, rdflib.RDF.type, void.Dataset)
    assert graph.value(data, void.sparqlEndpoint) == rdflib.URIRef("http://localhost/sparql")
    assert str(graph.value(data, void.uriSpace)) == ID
    assert int(str(graph.value(data, void.triples))) > 1000
