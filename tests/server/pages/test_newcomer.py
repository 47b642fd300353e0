"""The way of someone who has never seen such data: from the first page to the letter that kept a promise."""

from __future__ import annotations

import pytest
from inspect_page import links, read_page
from starlette.testclient import TestClient

DAY = "as_of=2023-12-31"


def follow(pages: TestClient, address: str, beginning: str) -> tuple[str, str]:
    """The page behind the first link of ``address`` that begins so, with its address."""
    found = next(link for link in links(read_page(pages.get(address).text)) if link.startswith(beginning))
    return found, pages.get(found).text


@pytest.mark.parametrize(
    ("language", "kept", "caveat"),
    [("en", "kept", "188 days after it was promised"), ("nl", "nagekomen", "188 dagen na de toezegging")],
)
def test_the_promise_about_althea_is_found_and_its_letter(
    pages: TestClient, language: str, kept: str, caveat: str
) -> None:
    asked = f"{DAY}&lang={language}"
    first = read_page(pages.get(f"/?{asked}").text)
    form = first.xpath("//main//form[@role='search']")[0]
    hidden = {field.get("name"): field.get("value") for field in form.xpath(".//input[@type='hidden']")}
    assert hidden == {"as_of": "2023-12-31", "lang": language}
    found = f"{form.get('action')}?q=Althea&{asked}"
    mission, text = follow(pages, found, "/page/mission/eufor-althea")
    assert "<h1>EUFOR Althea" in text
    promise, text = follow(pages, mission, "/page/kst-28676-418/com-althea")
    shown = read_page(text)
    steps = [" ".join(step.text_content().split()) for step in shown.xpath("//ol[@class='steps']/li")]
    assert len(steps) == 2
    assert kept in steps[1]
    assert "kst-29521-BA" in steps[1]
    assert caveat in steps[1]
    _, text = follow(pages, promise, "/page/letter/kst-29521-BA")
    assert "com-althea" in text


def test_the_sentence_stands_with_the_promise_and_leads_to_its_place(pages: TestClient) -> None:
    page = read_page(pages.get(f"/page/kst-28676-418/com-althea?{DAY}").text)
    assert page.xpath("//section[@aria-labelledby='evidence']//blockquote/@lang") == ["nl"]
    place = next(link for link in links(page) if link.startswith("/page/letter/kst-28676-418") and "#s" in link)
    anchor = place.partition("#")[2]
    letter = read_page(pages.get(place).text)
    assert letter.xpath("//*[@id=$id]//a[contains(@href, 'com-althea')]", id=anchor)
    assert letter.xpath("//mark")


def test_an_open_promise_says_how_much_was_searched(pages: TestClient) -> None:
    text = pages.get(f"/page/kst-28676-418/com-dpcr?{DAY}").text
    assert "No letter that keeps it was found." in text
    assert "up to 29 September 2023" in text
    assert "Nothing later was searched." in text


def test_before_the_letter_a_promise_is_not_made_yet(pages: TestClient) -> None:
    text = pages.get("/page/kst-28676-418/com-althea?as_of=2022-01-01").text
    assert "Not yet made on 1 January 2022." in text


def test_the_trace_is_a_picture_with_its_text(pages: TestClient) -> None:
    page = read_page(pages.get(f"/page/mission/eufor-althea?{DAY}").text)
    drawing = page.xpath("//svg")[0]
    boxes = drawing.xpath(".//g")
    assert drawing.get("aria-label")
    assert [len(drawing.xpath(f".//g[contains(@class, 'box-{column} ')]")) for column in range(4)] == [1, 2, 1, 1]
    assert all(box.xpath("./title") for box in boxes)
    assert len(drawing.xpath(".//path[@class='arrow']")) == 4
    words = page.xpath("//details[@class='in-words']")[0].text_content()
    assert "kst-29521-BA" in words


def test_mandates_of_many_years_are_folded(pages: TestClient) -> None:
    page = read_page(pages.get(f"/page/mission/eufor-althea?{DAY}").text)
    folded = page.xpath("//details[@class='folded']/summary")[0].text_content()
    assert folded == "18 × mandate, 2004 to 2021"


@pytest.mark.parametrize(("day", "holds"), [("2023-04-03", "no"), ("2023-04-04", "yes")])
def test_membership_is_told_for_the_day(pages: TestClient, day: str, holds: str) -> None:
    page = read_page(pages.get(f"/page/state/finland?as_of={day}").text)
    row = page.xpath("//tr[th[contains(., 'NATO')]]")[0]
    assert [" ".join(cell.text_content().split()).removeprefix("● ").removeprefix("○ ") for cell in row.xpath("td")][
        :3
    ] == ["4 April 2023", "no end known", holds]


@pytest.mark.parametrize(
    "address",
    [
        "/page/mission/eufor-althea?",
        "/page/government/dutch-cabinet?",
        "/page/state/finland?",
        "/network?about=eufor-althea&hops=3&",
    ],
)
def test_letters_of_a_later_day_are_not_known_yet(pages: TestClient, address: str) -> None:
    page = read_page(pages.get(f"{address}as_of=2022-12-31").text)
    assert not [link for link in links(page) if "kst-29521-BA" in link or "kst-99001" in link]
