"""What stands in letters and labels is text, whatever it looks like."""

from __future__ import annotations

import pytest
from hostile_pages import HOSTILE, WORDS
from inspect_page import faults, links, read_page
from starlette.testclient import TestClient

PAGES = [
    "/page/state/ostervik",
    "/kind/State",
    "/search?q=script",
    "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/network?about=state/ostervik",
    "/network?about=%3Cimg%20src=x%20onerror=alert(1)%3E",
    "/query/members?organisation=%3Cscript%3E",
    "/query?query=%3C/textarea%3E%3Cscript%3Ealert(1)%3C/script%3E",
    "/ledger?words=%22%20onfocus=alert(1)%20x=%22&%3Cb%3E=%3Cb%3E",
    "/kind/%3Cscript%3E",
    "/page/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
    "/page/kst-28676-418/com-althea",
    "/page/letter/kst-28676-418",
]


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_of_it_becomes_markup(pages: TestClient, path: str, language: str) -> None:
    answer = pages.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
    page = read_page(answer.text)
    assert faults(page) == []
    assert not page.xpath("//img[@src='x'] | //b")
    assert not any(link.startswith(("javascript:", "data:", "//")) for link in links(page))


def test_a_hostile_label_is_shown_as_it_is_written(pages: TestClient) -> None:
    page = read_page(pages.get("/page/state/ostervik").text)
    assert page.xpath("string(//h1)") == HOSTILE
    assert "javascript:alert(1)" in page.xpath("string(//main)")


def test_the_words_of_a_letter_are_shown_as_they_are_written(pages: TestClient) -> None:
    page = read_page(pages.get("/page/kst-28676-418/com-althea?as_of=2023-12-31").text)
    assert WORDS in [" ".join(quote.text_content().split()) for quote in page.xpath("//blockquote")]


def test_answers_carry_the_policy_that_forbids_inline_code(pages: TestClient) -> None:
    policy = pages.get("/").headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static/"])
def test_only_files_of_the_pages_are_served(pages: TestClient, path: str) -> None:
    assert pages.get(path).status_code in {404, 405}
