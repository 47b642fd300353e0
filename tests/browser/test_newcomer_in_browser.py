"""A newcomer's way in a real browser, with the mouse, with the keyboard alone, without scripts and on a phone."""

from __future__ import annotations

import re

import pytest
from browsing import Open, follow, is_too_wide, press_to

DAY = "as_of=2023-12-31"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.mark.parametrize(
    "options",
    [{}, {"java_script_enabled": False}, PHONE, {"color_scheme": "dark", "locale": "nl-NL"}],
    ids=["mouse", "without scripts", "phone", "Dutch and dark"],
)
def test_from_the_first_page_to_the_letter_that_kept_the_promise(open_page: Open, options: dict[str, object]) -> None:
    page = open_page("/", day=DAY, **options)
    dutch = page.locator("html").get_attribute("lang") == "nl"
    assert dutch == (options.get("locale") == "nl-NL")
    search = page.get_by_role("main").get_by_role("search")
    search.locator("[name=q]").fill("Althea")
    follow(page, search.get_by_role("button"))
    follow(page, page.get_by_role("main").get_by_role("link", name="EUFOR Althea", exact=True).first)
    assert re.search(r"/page/mission/eufor-althea\?", page.url)
    follow(page, page.locator("a[href*='/page/kst-28676-418/com-althea']").first)
    steps = page.locator("ol.steps > li")
    assert steps.count() == 2
    assert ("nagekomen" if dutch else "kept") in steps.nth(1).inner_text()
    assert ("188 dagen" if dutch else "188 days") in steps.nth(1).inner_text()
    evidence = page.locator("section[aria-labelledby=evidence]")
    assert ("zin 62" if dutch else "sentence 62") in evidence.inner_text(), "the place in the letter"
    follow(page, steps.nth(1).locator("a[href*='kst-29521-BA']").first)
    assert page.locator("a[href*='com-althea']").count()
    assert DAY in page.url, "the day goes along"


def test_the_same_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("/", day=DAY)
    presses = press_to(page, "a.skip")
    page.keyboard.press("Enter")
    presses += press_to(page, "main [type=search]")
    page.keyboard.type("Althea")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    for place, address in (
        ("mission/eufor-althea", "**/mission/**"),
        ("com-althea", "**/com-althea**"),
        ("kst-29521-BA", "**BA**"),
    ):
        presses += press_to(page, "a.skip")
        page.keyboard.press("Enter")
        presses += press_to(page, f"a[href*='{place}']")
        page.keyboard.press("Enter")
        page.wait_for_url(address)
    assert presses < 60


def test_the_language_is_switched_on_the_page_that_is_read(open_page: Open) -> None:
    page = open_page("/page/kst-28676-418/com-althea", day=DAY)
    follow(page, page.get_by_role("link", name="Nederlands"))
    assert page.locator("html").get_attribute("lang") == "nl"
    assert "/page/kst-28676-418/com-althea" in page.url
    follow(page, page.get_by_role("link", name="Overzicht").first)
    assert page.locator("html").get_attribute("lang") == "nl", "the choice goes along"
    follow(page, page.get_by_role("link", name="English"))
    assert page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_follow_the_reader(open_page: Open, scheme: str) -> None:
    page = open_page("/", color_scheme=scheme)
    red, green, blue = re.findall(r"\d+", page.evaluate("getComputedStyle(document.body).backgroundColor"))[:3]
    assert (int(red) + int(green) + int(blue) > 380) == (scheme == "light")


def test_nothing_that_is_read_first_is_heavy(open_page: Open) -> None:
    sizes: dict[str, int] = {}
    for path in ("/", "/search?q=Althea", "/ledger", "/page/mission/eufor-althea", "/query", "/network"):
        page = open_page(path)
        answers = page.evaluate("performance.getEntries().map(e => e.transferSize ?? 0)")
        sizes[path] = sum(answers)
    assert max(sizes.values()) < 250_000, sizes


def test_pages_fit_a_phone(open_page: Open) -> None:
    wide = []
    for path in (
        "/",
        "/ledger",
        "/page/mission/eufor-althea",
        "/page/letter/kst-28676-418",
        "/network?about=nato",
        "/query",
    ):
        page = open_page(path, **PHONE)
        wide += [path] if is_too_wide(page) else []
    assert wide == []


def test_a_page_prints_without_what_is_for_the_screen(open_page: Open) -> None:
    page = open_page("/ledger/brief")
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Main menu").is_visible()
    assert page.locator(".brief-item").first.is_visible()
