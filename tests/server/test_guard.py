"""What stands around every request."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from served import SETTINGS
from starlette.testclient import TestClient

from nato_kg.queries import Question
from nato_kg.server import make_app
from nato_kg.server.catalogue import Catalogue

PATHS = ["/sparql", "/health", "/metrics", "/api/questions", "/id/none", "/none", "/.well-known/void", "/ontology"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_headers_that_keep_a_browser_safe(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers
    assert "set-cookie" not in headers


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:8000"])
def test_names_of_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/health", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "localhost:80:80", "", "localhost/", "a@localhost"]
)
def test_other_names_are_refused_before_anything_is_read(client: TestClient, host: str) -> None:
    done = client.get("/health", headers={"Host": host})
    assert (done.status_code, "hostname" in done.text) == (421, True)


def test_a_name_given_by_who_serves(fictional_store: Path) -> None:
    app = make_app(fictional_store, replace(SETTINGS, names=frozenset({"graph.example.org"}), cors=False))
    with TestClient(app, base_url="https://graph.example.org") as client:
        done = client.get("/sparql", params={"query": "ASK {}"})
        assert done.status_code == 200
        assert "access-control-allow-origin" not in done.headers
        assert "https://graph.example.org/sparql" in client.get("/.well-known/void").text


def test_programs_of_other_sites_may_read_without_credentials(client: TestClient) -> None:
    asked = {"Origin": "https://e.example", "Access-Control-Request-Method": "POST"}
    preflight = client.options("/sparql", headers=asked)
    assert preflight.status_code == 204
    assert "POST" in preflight.headers["access-control-allow-methods"]
    for done in (preflight, client.get("/api/questions", headers=asked), client.get("/id/none", headers=asked)):
        assert done.headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in done.headers
    assert "access-control-allow-origin" not in client.get("/health", headers=asked).headers


def test_what_nobody_foresaw_is_a_500_without_a_traceback(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def crash(*_: object) -> str:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Catalogue, "_ask", crash)
    other = TestClient(client.app, base_url="http://localhost", raise_server_exceptions=False)
    done = other.get("/api/questions/troops?lang=nl")
    assert (done.status_code, "secret" in done.text) == (500, False)
    assert any(record.exc_info for record in caplog.records)


def test_the_access_log_has_a_line_a_request_and_not_what_was_asked(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "nato_kg.access"):
        client.get("/sparql", params={"query": "ASK { BIND('private' AS ?x) }"})
        client.get("/none%0Aforged")
    first, second = (record.getMessage() for record in caplog.records if record.name == "nato_kg.access")
    assert "GET /sparql 200" in first
    assert " query_ms=" in first
    assert "private" not in first
    assert "\n" not in second


def test_too_many_at_a_time_are_told_to_come_back(fictional_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, go = threading.Event(), threading.Event()

    def slow(_self: Catalogue, _question: Question, *_: object) -> str:
        inside.set()
        go.wait(10)
        return "{}"

    monkeypatch.setattr(Catalogue, "_ask", slow)
    with TestClient(
        make_app(fictional_store, replace(SETTINGS, most_requests=1)), base_url="http://localhost"
    ) as client:
        first = threading.Thread(target=client.get, args=("/api/questions/letters",))
        first.start()
        assert inside.wait(5)
        begun = time.monotonic()
        refused = client.get("/api/questions/members")
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "2")
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        assert time.monotonic() - begun < 2
        go.set()
        first.join()
        assert client.get("/api/questions/members").status_code == 200
