"""Each page in both languages: it answers, is sound, and leads nowhere but to pages that are there."""

from __future__ import annotations

import re
from collections import Counter, deque
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from inspect_page import faults, links, read_page
from starlette.testclient import TestClient

from nato_kg import KnowledgeGraph
from nato_kg.server.addresses import page_address
from nato_kg.terms import value_of

PATHS = [
    "/",
    "/search",
    "/search?q=Althea",
    "/search?q=nothing-of-the-sort",
    "/ledger",
    "/ledger?status=open&sort=due&order=down&page=9",
    "/ledger?subject=mission/eufor-althea&minister=government/dutch-cabinet&due_before=2040-01-01&words=x",
    "/ledger/brief",
    "/kind/Mission",
    "/kind/Letter",
    "/kind/Region",
    "/page/mission/eufor-althea",
    "/page/mission/eufor-althea?kind=Decision",
    "/page/letter/kst-28676-418",
    "/page/letter/kst-29521-BA",
    "/page/kst-28676-418/com-althea",
    "/page/kst-28676-418/com-dpcr",
    "/page/kst-28676-418/dec-althea-contrib",
    "/page/meeting/nato-defence-ministers-2022-10-12",
    "/page/state/finland",
    "/page/state/ostervik",
    "/page/organisation/nato",
    "/page/person/kajsa-ollongren",
    "/page/post/minister-of-defence-nl",
    "/page/document/doc-concept",
    "/page/membership/nato-sweden",
    "/page/code/commitment-status/open",
    "/page/ontology",
    "/network",
    "/network?about=eufor-althea&hops=2&without=Letter",
    "/query",
    "/query?question=members",
    "/query/members?organisation=NATO",
    "/query/commitments",
]
DAY = "as_of=2023-12-31"
#: So many pages of each sort of thing are visited; of the others it is enough that the graph has them.
MOST_OF_A_SORT = {"en": 6, "nl": 2}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("path", PATHS)
def test_each_page_is_sound_in_both_languages(pages: TestClient, path: str, language: str) -> None:
    answer = pages.get(f"{path}{'&' if '?' in path else '?'}{DAY}&lang={language}")
    assert answer.status_code == 200
    assert answer.headers["content-language"] == language
    page = read_page(answer.text)
    assert page.getroottree().getroot().get("lang") == language
    assert faults(page) == []
    assert len(answer.content) < 250_000


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/page/state/nowhere", 404),
        ("/page/state/a%3E%20b", 404),
        ("/page/state/%25", 404),
        ("/page/%EF%BF%BD", 404),
        ("/page/state/%00", 404),
        (f"/page/{'x' * 3_000}", 404),
        (f"/query/{'x' * 3_000}", 404),
        (f"/query?question={'9' * 400}", 404),
        (f"/network?about={'9' * 3_000}", 404),
        ("/network?about=%00", 404),
        ("/page/code/commitment-status/nothing", 404),
        ("/kind/Nothing", 404),
        ("/network?about=nowhere-at-all", 404),
        ("/query/nothing", 404),
        ("/query/members?organisation=nowhere-at-all", 400),
        ("/ledger?sort=nothing", 400),
        ("/ledger?due_before=soon", 400),
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(pages: TestClient, path: str, status: int) -> None:
    answer = pages.get(path)
    assert answer.status_code == status
    assert faults(read_page(answer.text)) == []


def test_a_day_that_is_none_is_refused(pages: TestClient) -> None:
    assert pages.get("/?as_of=soon").status_code == 400


def test_the_language_of_the_browser_counts_when_none_is_asked_for(pages: TestClient) -> None:
    for accepted, language in {"nl-NL,nl;q=0.9,en;q=0.1": "nl", "fr;q=1, en;q=0.2": "en", ";;q=x": "en"}.items():
        answer = pages.get("/", headers={"Accept-Language": accepted})
        assert answer.headers["content-language"] == language
        assert "Accept-Language" in answer.headers["vary"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_link_of_every_page_leads_to_a_page(pages: TestClient, pages_store: Path, language: str) -> None:
    pending, seen, visited = deque([f"/?{DAY}&lang={language}"]), {_shape("/")}, Counter[str]()
    anchors: dict[str, set[str]] = {}
    wanted: set[tuple[str, str, str]] = set()
    while pending:
        address = pending.popleft()
        answer = pages.get(address)
        assert answer.status_code == 200, address
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = read_page(answer.text)
        assert faults(page) == [], address
        here = urlsplit(address).path
        anchors[here] = {str(i) for i in page.xpath("//@id")}
        for link in (link for link in links(page) if link.startswith(("/", "#")) and not link.startswith("/sparql")):
            path, _, place = link.partition("#")
            wanted |= {(here, urlsplit(path).path or here, place)} if place else set()
            if path and _shape(path) not in seen and _language(path) in {None, language}:
                seen.add(_shape(path))
                visited[_sort(path)] += 1
                if visited[_sort(path)] <= MOST_OF_A_SORT[language]:
                    pending.append(path)
    assert [(a, p, i) for a, p, i in wanted if p in anchors and i not in anchors[p]] == []
    assert {path for path, _ in seen if path.startswith("/page/")} - _pages_of(pages_store) == set()
    assert len(anchors) > 50


def _pages_of(store: Path) -> set[str]:
    """The pages of all things, codes and terms."""
    graph = KnowledgeGraph.open(store)
    things = {value_of(row["x"]) for row in graph.store.select("SELECT DISTINCT ?x WHERE { ?x nkg:kind ?kind }")}
    return {str(page_address(iri)) for iri in things | graph.vocabulary.codes} | {"/page/ontology"}


def _sort(link: str) -> str:
    """What pages have in common: the kind of thing, or the beginning of the id of what a letter states."""
    first, *rest = urlsplit(link).path.removeprefix("/page/").strip("/").split("/")
    return re.split(r"[-0-9]", rest[0])[0] if rest and first.startswith("kst-") else first


def _shape(link: str) -> tuple[str, frozenset[str]]:
    """A page and the names of what is asked of it; a thing is one page whatever is asked."""
    parts = urlsplit(link)
    names = {name for name, _ in parse_qsl(parts.query)} - {"lang", "as_of"}
    return parts.path, frozenset() if re.match(r"/(page|network|query)/?", parts.path) else frozenset(names)


def _language(link: str) -> str | None:
    return dict(parse_qsl(urlsplit(link).query)).get("lang")
