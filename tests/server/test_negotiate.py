"""Which form a client likes best."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.server.negotiate import choose

OFFERS = ["text/turtle", "application/ld+json", "text/html"]
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "text/turtle"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        (BROWSER, "text/html"),
        ("application/*", "application/ld+json"),
        ("text/turtle;q=0.2, text/html;q=0.3", "text/html"),
        ("text/*;q=0.9, text/turtle;q=0.1", "text/html"),
        ("text/html;level=1;q=0.4, */*;q=0.5", "text/turtle"),
        ("text/turtle;q=0", None),
        ("image/png", None),
        ("*/*;q=0", None),
        ("text/turtle;q=2", "text/turtle"),
    ],
)
def test_the_form_that_the_client_likes_best(accept: str | None, chosen: str | None) -> None:
    assert choose(accept, OFFERS) == chosen


@given(st.text(max_size=200))
def test_any_header_gives_an_offer_or_none(accept: str) -> None:
    assert choose(accept, OFFERS) in {*OFFERS, None}
