"""A letter that was read from text: from a statement to its sentence in the letter, and back.

What the page does with the letter's whole text and its highlights belongs here as well.
"""

from __future__ import annotations

from browsing import Open, follow
from playwright.sync_api import expect


def test_from_a_promise_to_its_sentence_and_back(open_page: Open) -> None:
    page = open_page("/ledger?words=havens")
    follow(page, page.locator(".ledger tbody tr a[href*='/page/kst-90010-1/']").first)
    promise = page.url.partition("?")[0]
    sentence = page.locator("section[aria-labelledby=evidence] blockquote").first.inner_text()
    assert "brief over de havens" in sentence
    follow(page, page.get_by_role("link", name="Show in the letter").first)
    place = page.locator(":target")
    expect(place).to_be_in_viewport()
    assert "brief over de havens" in place.inner_text()
    letter = page.url
    follow(page, page.locator(f"main a[href*='{promise.partition('/page/')[2]}']").first)
    assert page.url.partition("?")[0] == promise
    page.go_back()
    assert page.url == letter
