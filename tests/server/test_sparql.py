"""The endpoint as clients meet it: the SPARQL 1.1 Protocol beyond the W3C's own tests."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from nato_kg.server.negotiate import GRAPHS

MISSIONS = "SELECT ?m { ?m a nkg:Mission } ORDER BY ?m"
REFERENCE = "https://w3id.org/nato-kg/graph/reference"
ONTOLOGY = "https://w3id.org/nato-kg/graph/ontology"


def ask(client: TestClient, query: str, accept: str | None = None, **fields: Any) -> Any:
    headers = {"Accept": accept} if accept else {}
    return client.get("/sparql", params={"query": query, **fields}, headers=headers)


@pytest.mark.parametrize(
    ("accept", "media", "begin"),
    [
        (None, "application/sparql-results+json", b'{"head":{"vars":["m"]}'),
        ("*/*", "application/sparql-results+json", b"{"),
        ("application/json", "application/json", b"{"),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv; charset=utf-8", b"m\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b"?m\n"),
        ("text/csv;q=0.5, application/xml;q=0.9, */*;q=0.1", "application/xml", b"<?xml"),
        ("text/*;q=0.8, application/sparql-results+json;q=0", "text/csv; charset=utf-8", b"m\r\n"),
        ("TEXT/CSV ; Q=1", "text/csv; charset=utf-8", b"m\r\n"),
        ("nonsense", "application/sparql-results+json", b"{"),
    ],
)
def test_rows_in_the_form_that_the_client_likes_best(
    client: TestClient, accept: str | None, media: str, begin: bytes
) -> None:
    done = ask(client, MISSIONS, accept)
    assert (done.status_code, done.headers["content-type"], done.headers["vary"]) == (200, media, "Accept")
    assert done.content.startswith(begin)


@pytest.mark.parametrize("media", [media for media in GRAPHS if not media.endswith("/json") and "/xml" not in media])
@pytest.mark.parametrize("query", ["CONSTRUCT WHERE { ?m a nkg:Mission }", "DESCRIBE id:mission/eufor-althea"])
def test_graphs_in_every_form(client: TestClient, media: str, query: str) -> None:
    query = query.replace("id:mission/eufor-althea", "<https://w3id.org/nato-kg/id/mission/eufor-althea>")
    done = ask(client, query, media)
    assert done.headers["content-type"].split(";")[0] == media
    assert len({str(quad.triple) for quad in parse(done.content, RdfFormat.from_media_type(media))}) > 5


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (MISSIONS, "image/png"),
        (MISSIONS, "text/turtle"),
        ("ASK {}", "text/csv"),
        ("CONSTRUCT WHERE {?s ?p ?o}", "text/csv"),
    ],
)
def test_406_names_the_forms_that_there_are(client: TestClient, query: str, accept: str) -> None:
    done = ask(client, query, accept)
    assert done.status_code == 406
    assert "is answered as" in done.text


def test_a_graph_named_by_the_protocol_or_by_the_query_is_all_that_is_read(client: TestClient) -> None:
    mission, kind = "ASK { ?x nkg:kind nkg:Mission }", "ASK { GRAPH ?g { ?x nkg:kind nkg:Mission } }"
    assert ask(client, mission).json()["boolean"]
    for graph, there in ((REFERENCE, True), (ONTOLOGY, False)):
        by_protocol = ask(client, mission, **{"default-graph-uri": graph})
        by_query = ask(client, mission.replace("ASK", f"ASK FROM <{graph}>"))
        by_name = ask(client, kind, **{"named-graph-uri": graph})
        by_name_in_query = ask(client, kind.replace("ASK", f"ASK FROM NAMED <{graph}>"))
        found = [done.json()["boolean"] for done in (by_protocol, by_query, by_name, by_name_in_query)]
        assert found == [there] * 4
    assert not ask(client, mission, **{"named-graph-uri": REFERENCE}).json()["boolean"]
    assert not ask(client, kind, **{"default-graph-uri": REFERENCE}).json()["boolean"]
    assert not ask(client, mission.replace("ASK", f"ASK FROM <{REFERENCE}>"), **{"default-graph-uri": ONTOLOGY}).json()[
        "boolean"
    ]


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:9/", "https://w3id.org/nato-kg/graph/none"])
def test_a_graph_that_the_store_does_not_hold_is_refused(client: TestClient, graph: str) -> None:
    for done in (
        ask(client, f"ASK FROM <{graph}> {{}}"),
        ask(client, f"ASK FROM NAMED <{graph}> {{}}"),
        ask(client, "ASK {}", **{"default-graph-uri": graph}),
        ask(client, "ASK {}", **{"named-graph-uri": graph}),
    ):
        assert done.status_code == 400
        assert "the store has no graph" in done.text
    assert ask(client, "ASK {}", **{"default-graph-uri": "no address"}).status_code == 400


@pytest.mark.parametrize(
    ("query", "status", "reason"),
    [
        ("SELECT ?x WHERE", 400, "no valid SPARQL: error at 1:"),
        ("SELECT * { sErViCe<http://127.0.0.1:9/>{} }", 403, "SERVICE is not answered here"),
        ("LOAD <file:///etc/passwd>", 403, "read-only"),
        ("ASK " + "{" * 5_000 + "}" * 5_000, 400, "nested more than"),
        ("SELECT * { ?s ?p ?o }", 503, "rows"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 503, "more than 1 s"),
    ],
)
def test_a_refusal_has_a_status_and_a_plain_reason(client: TestClient, query: str, status: int, reason: str) -> None:
    done = ask(client, query)
    assert done.status_code == status
    assert reason in done.text
    assert done.headers["content-type"] == "text/plain; charset=utf-8"
    assert done.headers["access-control-allow-origin"] == "*"


def test_what_is_posted(client: TestClient) -> None:
    form = client.post("/sparql", data={"query": MISSIONS})
    direct = client.post(
        "/sparql", content=MISSIONS, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}
    )
    assert form.content == direct.content == ask(client, MISSIONS).content
    long = client.post("/sparql", content="x" * 200_000, headers={"Content-Type": "application/sparql-query"})
    assert long.status_code == 413
    assert (
        client.post(
            "/sparql", content=b"ASK {} #\xff", headers={"Content-Type": "application/sparql-query"}
        ).status_code
        == 400
    )
    assert client.get("/sparql?query=ASK%7B%7D%23%FF").status_code == 400
    assert client.post("/sparql", data={"x": "y"}).status_code == 400


def test_head_and_other_methods(client: TestClient) -> None:
    head, get = client.head("/sparql", params={"query": MISSIONS}), ask(client, MISSIONS)
    assert (head.status_code, head.content, head.headers["content-length"]) == (200, b"", str(len(get.content)))
    assert client.put("/sparql").status_code == client.delete("/sparql").status_code == 405


def test_an_answer_has_a_tag_unless_it_is_of_time_or_chance(client: TestClient) -> None:
    first = ask(client, MISSIONS)
    again = client.get("/sparql", params={"query": MISSIONS}, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert ask(client, MISSIONS, "text/csv").headers["etag"] != first.headers["etag"]
    assert "etag" not in ask(client, "SELECT (NOW() AS ?n) {}").headers


def test_the_service_description(client: TestClient) -> None:
    done = client.get("/sparql", headers={"Accept": "application/ld+json"})
    assert done.headers["content-type"] == "application/ld+json"
    nodes = {node["@id"]: node for node in json.loads(done.text)}
    service = nodes["http://localhost/sparql"]
    assert service["http://www.w3.org/ns/sparql-service-description#endpoint"] == [{"@id": "http://localhost/sparql"}]
    assert REFERENCE in done.text
    assert client.get("/sparql", headers={"Accept": "image/png"}).status_code == 406
    assert (
        client.get(
            "/sparql", headers={"If-None-Match": done.headers["etag"], "Accept": "application/ld+json"}
        ).status_code
        == 304
    )


def test_queries_are_counted_by_outcome(client: TestClient) -> None:
    ask(client, "ASK {}")
    ask(client, "no query")
    text = client.get("/metrics").text
    assert 'nato_kg_queries_total{outcome="answered"}' in text
    assert 'nato_kg_queries_total{outcome="refused"}' in text
