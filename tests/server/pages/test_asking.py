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


def shown(pages: TestClient, asked: str) -> set[str]:
    """The titles in the list of a part of the network."""
    page = read_page(pages.get(f"/network?lang=en&{asked}").text)
    summaries = page.xpath("//ol[@class='nodes']/li[not(@hidden)]/details/summary")
    return {" ".join(summary.xpath("text()")[0].split()) for summary in summaries}


def test_a_part_of_the_network(pages: TestClient) -> None:
    near = pages.get("/network.json?about=kst-28676-418/com-althea").json()
    assert {"EUFOR Althea", "Dutch cabinet"} <= {node["label"] for node in near["nodes"]}
    assert all(0 <= end < len(near["nodes"]) for a, b, _ in near["edges"] for end in (a, b))
    without = pages.get("/network.json?about=kst-28676-418/com-althea&without=Mission&without=Letter").json()
    assert {node["kind"] for node in near["nodes"]} - {node["kind"] for node in without["nodes"]} == {
        "Mission",
        "Letter",
    }
    assert pages.get("/network.json").json() == pages.get("/network.json?about=no-such").json()


def test_the_list_has_each_thing_with_what_it_is_linked_to(pages: TestClient) -> None:
    page = read_page(pages.get("/network?about=kst-28676-418/com-althea&lang=en").text)
    entries = page.xpath("//ol[@class='nodes']/li")
    drawn = pages.get("/network.json?about=kst-28676-418/com-althea").json()
    assert [entry.get("id") for entry in entries] == [f"n{number}" for number in range(len(drawn["nodes"]))]
    links = page.xpath("//ol[@class='nodes']//ul//a/@href")
    assert len(links) == 2 * len(drawn["edges"])
    assert set(links) <= {f"#n{number}" for number in range(len(entries))}
    assert "Begin there" in entries[1].text_content()


@pytest.mark.parametrize(("day", "member"), [("2023-04-03", False), ("2023-04-04", True), ("", True)])
def test_what_does_not_hold_on_the_day_is_not_shown(pages: TestClient, day: str, member: bool) -> None:
    assert ("Finland · NATO" in shown(pages, f"about=organisation/nato&hops=2&then={day}")) == member
    assert ("Finland" in shown(pages, f"about=organisation/nato&hops=2&then={day}")) == member, (
        "nothing else leads there"
    )


def test_what_was_stated_stays_and_what_ended_goes(pages: TestClient) -> None:
    asked = "about=eufor-althea&as_of=2023-12-31&then="
    promise = "Security Council resolution 2706 (2023) on EUFOR Althea"
    assert promise in shown(pages, asked + "2024-01-01")
    assert promise not in shown(pages, asked + "2024-12-31")
    decided = {title for title in shown(pages, asked + "2031-01-01") if title.startswith("The cabinet is looking into")}
    assert decided
    assert not decided & shown(pages, asked + "2022-09-29")


def test_a_day_that_is_none_is_said(pages: TestClient) -> None:
    answer = pages.get("/network?about=nato&then=soon")
    assert answer.status_code == 404
    assert "soon" in read_page(answer.text).xpath("string(//*[@id='n-problem'])")


def test_pages_say_which_library_is_missing_and_what_brings_it(
    pages: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "has_library", lambda name: False)
    monkeypatch.setattr(questions, "has_library", lambda name: False)
    for address, library in {"/network?about=nmi": "sigma.js", "/query?query=ASK": "YASGUI"}.items():
        page = read_page(pages.get(address).text)
        missing = page.xpath("string(//p[@class='missing'])")
        assert library in missing
        assert "make frontend" in missing
    assert read_page(pages.get("/network?about=nmi").text).xpath("//ol[@class='nodes']/li")


def test_with_the_library_the_network_is_drawn(pages: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "has_library", lambda name: True)
    page = read_page(pages.get("/network?about=kfor").text)
    assert page.xpath("//div[@id='drawing']/@data-part")[0].startswith("/network.json?about=kfor")
    assert page.xpath("//ol[@class='nodes']/li"), "the list stays, for those who cannot see the drawing"
    assert read_page(pages.get("/network").text).xpath("//script") == [], "nothing to draw, nothing to load"


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
