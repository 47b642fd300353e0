"""The network: drawn, switched by kind, moved through time, searched, neighbours shown; and all of it in the list."""

from __future__ import annotations

from typing import Any

import pytest
from browsing import Open, follow
from playwright.sync_api import Locator, Page, expect

PART = "/network?about=eufor-althea&hops=2"
DAY = "as_of=2023-12-31"


def drawn(open_page: Open, path: str = PART, **options: Any) -> Page:
    """The page once the network is drawn."""
    page = open_page(path, day=DAY, **options)
    page.locator("#drawing[data-ready]").wait_for()
    return page


def shown(page: Page) -> Locator:
    """The entries of the list that are shown."""
    return page.locator(".nodes > li:not([hidden])")


def titles(page: Page) -> list[str]:
    """What the shown entries are called; how many links each has depends on what was fetched."""
    return [text.rpartition(" ")[0] for text in shown(page).locator("summary").all_inner_texts()]


def counted(page: Page) -> tuple[int, int]:
    """How many things and links the page says that it shows."""
    things, links = page.locator("#n-shown").inner_text().split(", ")
    return int(things.split()[0]), int(links.split()[0])


def put(page: Page, day: str) -> None:
    """Choose a day in the form, as a reader does who does not use the slider."""
    page.locator("#n-then").fill(day)
    page.locator("#n-then").dispatch_event("change")


def test_the_drawing_shows_something(open_page: Open) -> None:
    page = drawn(open_page)
    picture = page.locator("#canvas").screenshot()
    for box in page.locator("#n-kinds input").all():
        box.check()
    assert counted(page) == (1, 0), "the start alone is left"
    page.wait_for_timeout(300)
    assert page.locator("#canvas").screenshot() != picture


def test_a_kind_is_switched_off_and_on(open_page: Open) -> None:
    page = drawn(open_page)
    every, links = counted(page)
    assert shown(page).count() == every
    box = page.locator("#n-kinds [value=Mandate]")
    box.check()
    without, fewer = counted(page)
    assert without < every
    assert fewer < links
    assert "without=Mandate" in page.url
    assert page.locator(".nodes > li:not([hidden]) ul li:not([hidden])").count() == 2 * fewer, "the list follows"
    box.uncheck()
    assert counted(page) == (every, links)
    page.reload()
    page.locator("#drawing[data-ready]").wait_for()
    assert counted(page) == (every, links)


def test_the_server_shows_the_same_as_the_script(open_page: Open) -> None:
    page = drawn(open_page)
    page.locator("#n-kinds [value=Letter]").check()
    put(page, "2022-10-05")
    mine = (counted(page), titles(page))
    plain = open_page("/network" + page.url.partition("/network")[2], day=None, java_script_enabled=False)
    assert (counted(plain), titles(plain)) == mine


def test_a_kind_that_was_left_out_comes_back(open_page: Open) -> None:
    page = drawn(open_page, PART + "&without=Mandate")
    before, _ = counted(page)
    page.locator("#n-kinds [value=Mandate]").uncheck()
    page.wait_for_url(lambda address: "without" not in address)
    page.locator("#drawing[data-ready]").wait_for()
    assert counted(page)[0] > before


def test_time_moves_with_the_keyboard_and_stays_in_the_address(open_page: Open) -> None:
    page = drawn(open_page, "/network?about=organisation/nato&hops=2")
    slider = page.get_by_label("Through time")
    every, _ = counted(page)
    slider.focus()
    page.keyboard.press("Home")
    assert counted(page)[0] < every
    first = page.locator("#n-day").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("#n-day").inner_text() != first
    assert slider.get_attribute("aria-valuetext") == page.locator("#n-day").inner_text()
    assert "then=" in page.url
    put(page, "2023-04-03")
    before, _ = counted(page)
    put(page, "2023-04-04")
    assert counted(page)[0] > before, "Finland is a member"
    page.reload()
    page.locator("#drawing[data-ready]").wait_for()
    assert page.locator("#n-then").input_value() == "2023-04-04"
    assert page.locator("#n-day").inner_text() == "4 April 2023"


def test_searching_chooses_and_says_when_nothing_is_called_so(open_page: Open) -> None:
    page = drawn(open_page)
    field = page.get_by_label("Find in this part")
    field.fill("european union")
    field.press("Enter")
    chosen = page.locator(".nodes > li.chosen")
    expect(chosen.locator("summary")).to_contain_text("European Union")
    assert chosen.locator("ul a").count() > 10, "its neighbours"
    field.fill("nothing of the sort")
    field.press("Enter")
    expect(page.locator(".nodes > li.chosen")).to_have_count(0)
    assert field.evaluate("field => field.validationMessage") == "Nothing here is called so"


def test_a_click_on_a_dot_shows_its_neighbours_and_two_open_its_page(open_page: Open) -> None:
    page = drawn(open_page, "/network?about=kst-28676-418/com-althea", reduced_motion="reduce")
    page.locator("#n-find").fill("EUFOR Althea")
    page.locator("#n-find").press("Enter")  # brings the dot into the middle of the drawing
    chosen = page.locator(".nodes > li.chosen")
    expect(chosen.locator("summary")).to_contain_text("EUFOR Althea")
    canvas = page.locator("#canvas")
    box = canvas.bounding_box()
    assert box
    middle: Any = {"x": box["width"] / 2, "y": box["height"] / 2}
    canvas.click(position={"x": 5, "y": 5})
    expect(chosen).to_have_count(0)
    page.wait_for_timeout(500)  # else the two clicks are one double click
    canvas.click(position=middle)
    expect(chosen.locator("summary")).to_contain_text("EUFOR Althea")
    page.wait_for_timeout(500)
    canvas.dblclick(position=middle)
    page.wait_for_url("**/page/mission/eufor-althea**")


def test_a_neighbour_in_the_list_is_chosen_without_a_mouse(open_page: Open) -> None:
    page = drawn(open_page)
    first = page.locator(".nodes > li").first.locator("ul a").first
    first.focus()
    target = first.get_attribute("href")
    page.keyboard.press("Enter")
    chosen = page.locator(".nodes > li.chosen")
    assert f"#{chosen.get_attribute('id')}" == target
    assert chosen.locator("summary").evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    expect(page.locator(".nodes > li.chosen")).to_have_count(0)


def test_coming_nearer_and_back(open_page: Open) -> None:
    page = drawn(open_page, reduced_motion="reduce")
    canvas = page.locator("#canvas")
    before = canvas.screenshot()
    page.get_by_role("button", name="Come nearer").click()
    page.wait_for_timeout(200)
    assert canvas.screenshot() != before
    page.get_by_role("button", name="Whole").click()
    page.wait_for_timeout(200)
    assert canvas.screenshot() == before


@pytest.mark.parametrize("path", [PART, PART + "&then=2022-10-05"])
def test_without_scripts_the_list_is_all_there_is(open_page: Open, path: str) -> None:
    page = open_page(path, day=DAY, java_script_enabled=False)
    assert not page.locator("#drawing").is_visible()
    assert shown(page).count() == counted(page)[0] > 1
    page.locator(".nodes > li").nth(1).locator("summary").click()
    follow(page, page.locator(".nodes > li").nth(1).get_by_role("link", name="Begin there"))
    assert page.locator(".nodes > li").count() > 1
