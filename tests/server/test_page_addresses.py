"""From things to their pages and back, and which links are safe."""

from __future__ import annotations

import pytest

from nato_kg.namespaces import CODE, ID, NKG
from nato_kg.server.addresses import PAGES, data_address, iri_of_page, page_address, safe_link


@pytest.mark.parametrize(
    ("iri", "page"),
    [
        (f"{ID}mission/eufor-althea", "/page/mission/eufor-althea"),
        (f"{ID}kst-28676-418/com-althea", "/page/kst-28676-418/com-althea"),
        (f"{ID}x/a b?c#d", "/page/x/a%20b%3Fc%23d"),
        (f"{CODE}timeliness/late", "/page/code/timeliness/late"),
        (f"{NKG}Mission", "/page/ontology#Mission"),
        (NKG.rstrip("#"), "/page/ontology"),
        (ID, None),
        ("https://example.org/x", None),
        ("javascript:alert(1)", None),
    ],
)
def test_the_page_of_a_thing(iri: str, page: str | None) -> None:
    assert page_address(iri) == page
    if page and "ontology" not in page:
        assert iri_of_page(page.removeprefix(PAGES)) == iri


def test_a_page_in_a_language() -> None:
    assert page_address(f"{ID}state/finland", "nl") == "/page/state/finland?lang=nl"
    assert page_address(f"{NKG}Mission", "nl") == "/page/ontology?lang=nl#Mission"


def test_where_programs_get_a_description() -> None:
    assert data_address(f"{ID}mission/eufor-althea") == "/id/mission/eufor-althea"
    assert data_address(f"{NKG}Mission") == "/ontology"
    assert data_address("https://example.org/") is None


@pytest.mark.parametrize(
    "address",
    [
        None,
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:x",
        "data:text/html,x",
        "//evil/",
        "/page/x",
        "https://",
        "http://[x",
        "https://e/ x",
        "\x01https://e/",
        "ftp://e/",
    ],
)
def test_what_is_no_link(address: str | None) -> None:
    assert safe_link(address) is None


@pytest.mark.parametrize("address", ["https://zoek.officielebekendmakingen.nl/kst-28676-418.html", "http://e/?x=1#y"])
def test_what_is_a_link(address: str) -> None:
    assert safe_link(address) == address
