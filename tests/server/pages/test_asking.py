"""Searching, the network and the catalogue's questions on pages."""

from __future__ import annotations

import pytest
from inspect_page import read_page
from starlette.testclient import TestClient

from nato_kg.queries import load_catalogue
from nato_kg.server.pages import network, questions


def test_what_is_called_so_comes_before_what_says_it(pages: TestClient) -> None:
    page = read_page(pages.get("/search?q=althea").text)
    assert page.xpath("string(//main//h2[1])").startswith("mission")
    assert "/page/mission/eufor-althea" in page.xpath("//main//section[1]//a/@href")[0]


@pytest.mark.parametrize("wanted", ["NAVO", "Oekraine", "kst-28676-418", "zodra het onderzoek", "OTAN", "Ollongren"])
def test_names_ids_and_words_are_found(pages: TestClient, wanted: str) -> None:
    page = read_page(pages.get("/search", params={"q": wanted}).text)
    found = page.xpath("//main//section")
    assert bool(found) == (wanted != "OTAN")


def test_near_names_are_offered_as_links(pages: TestClient) -> None:
    page = read_page(pages.get("/search?q=EUFOR Altea").text)
    assert "/search?q=eufor+althea" in page.xpath("//main//a/@href")


def test_a_part_of_the_network(pages: TestClient) -> None:
    near = pages.get("/network.json?about=kst-28676-418/com-althea").json()
    labels = {node["label"] for node in near["nodes"]}
    assert {"EUFOR Althea", "Dutch cabinet"} <= labels
    ids = {node["id"] for node in near["nodes"]}
    assert all({edge["source"], edge["target"]} <= ids for edge in near["edges"])
    without = pages.get("/network.json?about=kst-28676-418/com-althea&without=Mission&without=Letter").json()
    assert {node["kind"] for node in near["nodes"]} - {node["kind"] for node in without["nodes"]} == {
        "mission",
        "letter",
    }
    assert pages.get("/network.json").json() == {"start": None, "nodes": [], "edges": []}


def test_pages_say_which_library_is_missing(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "has_library", lambda name: False)
    monkeypatch.setattr(questions, "has_library", lambda name: False)
    assert "sigma.js" in pages.get("/network?about=nmi").text
    assert "YASGUI" in pages.get("/query?query=ASK").text


def test_with_the_library_the_network_is_drawn(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "has_library", lambda name: True)
    page = read_page(pages.get("/network?about=kfor").text)
    assert page.xpath("//div[@id='canvas']/@data-part")[0].startswith("/network.json?about=kfor")
    assert len(page.xpath("//table")) == 2, "the lists stay, for those who cannot see the drawing"


@pytest.mark.parametrize("name", list(load_catalogue()))
def test_each_question_is_answered_on_a_page(pages: TestClient, name: str) -> None:
    answer = pages.get(f"/query/{name}?as_of=2023-12-31")
    assert answer.status_code == 200
    page = read_page(answer.text)
    assert page.xpath("//main//table") or "0 rows" in answer.text


def test_a_question_fills_the_form(pages: TestClient) -> None:
    page = read_page(pages.get("/query?question=members").text)
    assert page.xpath("string(//textarea)").lstrip().startswith("PREFIX nkg:")
    assert page.xpath("//form[@id='sparql-form']/@action") == ["/sparql"]
    assert page.xpath("//form[@id='sparql-form']/@method") == ["post"]
