"""The ledger: filters, order, and what is taken away is what is shown."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from inspect_page import read_page
from starlette.testclient import TestClient

from nato_kg import KnowledgeGraph
from nato_kg.followups import Promise

DAY = "as_of=2023-12-31"


def shown(pages: TestClient, query: str) -> list[str]:
    """The ids of the promises on the page, in its order."""
    page = read_page(pages.get(f"/ledger?{DAY}&{query}").text)
    return [str(a).partition("?")[0].rsplit("/", 1)[1] for a in page.xpath("//tbody/tr/th/a[1]/@href")]


def taken(pages: TestClient, query: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(pages.get(f"/ledger.csv?{DAY}&{query}").text)))


@pytest.fixture(scope="module")
def ledger(pages_store: Path) -> dict[str, Promise]:
    graph = KnowledgeGraph.open(pages_store, as_of=date(2023, 12, 31))
    return {promise.id: promise for promise in graph.commitments()}


def test_everything_is_shown_in_the_order_in_which_it_was_promised(
    pages: TestClient, ledger: dict[str, Promise]
) -> None:
    assert shown(pages, "") == list(ledger)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("status=fulfilled&subject=mission/eufor-althea", {"com-althea"}),
        ("subject=mission/nmi", {"com-nmi"}),
        ("words=althea", {"com-althea"}),
        ("words=ALTHÉA", {"com-althea"}),
        ("status=overdue&words=nothing-of-the-sort", set()),
        ("subject=mission/nowhere", set()),
        ("minister=post/nobody", set()),
    ],
)
def test_filters_narrow_it(pages: TestClient, query: str, expected: set[str]) -> None:
    assert set(shown(pages, query)) == expected


@pytest.mark.parametrize("status", ["open", "fulfilled", "overdue", "due-unknown"])
def test_a_status_and_timeliness_are_those_of_the_day(
    pages: TestClient, ledger: dict[str, Promise], status: str
) -> None:
    expected = {id_ for id_, promise in ledger.items() if status in {promise.status, promise.timeliness}}
    assert set(shown(pages, f"status={status}")) == expected


def test_a_minister_has_the_promises_of_the_post_and_of_the_cabinet(pages: TestClient) -> None:
    own = set(shown(pages, "minister=post/minister-of-defence-nl"))
    cabinet = set(shown(pages, "minister=government/dutch-cabinet"))
    assert {"com-dpcr", "com-althea"} <= own
    assert "com-althea" in cabinet
    assert "com-dpcr" not in cabinet


@pytest.mark.parametrize("sort", ["made", "due", "status", "about", "by"])
def test_each_order_can_be_turned_round(pages: TestClient, sort: str) -> None:
    assert shown(pages, f"sort={sort}&order=down") == shown(pages, f"sort={sort}")[::-1]
    page = read_page(pages.get(f"/ledger?{DAY}&sort={sort}&order=down").text)
    assert page.xpath("//th/@aria-sort") == ["descending"]


def test_what_is_taken_away_is_what_is_shown(pages: TestClient) -> None:
    query = "status=fulfilled&sort=due&order=down"
    ids = shown(pages, query)
    assert [row["id"] for row in taken(pages, query)] == ids
    brief = read_page(pages.get(f"/ledger/brief?{DAY}&{query}").text)
    assert len(brief.xpath("//div[@class='brief-item']")) == len(ids)
    answer = pages.get(f"/ledger.csv?{DAY}&{query}")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]


def test_the_day_decides_what_is_known(pages: TestClient) -> None:
    before = read_page(pages.get("/ledger?as_of=2022-10-01&words=Althea").text)
    after = read_page(pages.get("/ledger?as_of=2023-12-31&words=Althea").text)
    assert "open" in before.xpath("string(//tbody/tr/td[3])")
    assert "fulfilled" in after.xpath("string(//tbody/tr/td[3])")
