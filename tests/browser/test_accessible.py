"""axe-core finds nothing on any sort of page, light and dark, wide and narrow, nor on what scripts add."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from browsing import DAY, Open, axe_violations, is_too_wide

from nato_kg import KnowledgeGraph
from nato_kg.server.addresses import page_address
from nato_kg.terms import value_of

PATHS = [
    "/",
    "/search?q=Althea",
    "/search?q=nothing-of-the-sort",
    "/ledger",
    "/ledger?status=overdue&sort=due",
    "/ledger/brief",
    "/kind/Mission",
    "/page/mission/eufor-althea?kind=Decision",
    "/page/code/commitment-status/open",
    "/page/ontology",
    "/page/state/nowhere",
    "/network",
    "/network?about=nowhere-at-all",
    "/query/members?organisation=NATO",
    "/query/commitments",
]
LOOKS: list[dict[str, Any]] = [
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}, "locale": "nl-NL"},
]
Looks = pytest.mark.parametrize("look", LOOKS, ids=["light and wide", "dark and narrow"])


@pytest.fixture(scope="module")
def of_each_kind(archive_store: Path) -> dict[str, list[str]]:
    """Pages of each kind of thing: of the first, and of the last one, which may be of a letter read from text."""
    graph = KnowledgeGraph.open(archive_store)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in graph.store.select("SELECT DISTINCT ?kind ?thing { ?thing nkg:kind ?kind } ORDER BY ?kind ?thing"):
        found[value_of(row["kind"])].append(value_of(row["thing"]))
    chosen = {"light": [things[0] for things in found.values()], "dark": [things[-1] for things in found.values()]}
    return {scheme: [str(page_address(iri)) for iri in iris] for scheme, iris in chosen.items()}


@Looks
def test_each_sort_of_page(open_page: Open, look: dict[str, Any]) -> None:
    assert _look_at(open_page, PATHS, look) == []


@Looks
def test_the_page_of_a_thing_of_each_kind(
    open_page: Open, of_each_kind: dict[str, list[str]], look: dict[str, Any]
) -> None:
    paths = of_each_kind[look["color_scheme"]]
    assert len(paths) > 30
    assert _look_at(open_page, paths, look) == []


def _look_at(open_page: Open, paths: list[str], look: dict[str, Any]) -> list[str]:
    """What is wrong with the pages, all seen in one window."""
    page, found = open_page(paths[0], expected="status of 404", **look), []  # what is not there has a page too
    site = page.url.split("/", 3)[:3]
    for path in paths:
        page.goto("/".join(site) + f"{path}{'&' if '?' in path else '?'}{DAY}")
        found += axe_violations(page)
        found += [f"{path} is too wide"] if is_too_wide(page) else []
    return found


@Looks
def test_the_network_once_it_is_drawn(open_page: Open, look: dict[str, Any]) -> None:
    page = open_page("/network?about=eufor-althea&hops=2", **look)
    page.locator("#drawing[data-ready]").wait_for()
    page.locator("#n-find").fill("eufor")
    page.locator("#n-find").press("Enter")
    page.locator(".nodes > li.chosen").wait_for()
    assert axe_violations(page) == []
    assert not is_too_wide(page)


@Looks
def test_the_query_page_with_its_editor_and_an_answer(open_page: Open, look: dict[str, Any]) -> None:
    page = open_page("/query?question=missions#sparql", **look)
    page.locator("#editor[data-ready]").wait_for()
    page.locator("#sparql-form button[type=submit]").click()
    page.locator("#answer table").wait_for()
    assert axe_violations(page) == []
    assert not is_too_wide(page)
