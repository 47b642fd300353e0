"""Fixtures for tests in a browser: Debian's Chromium, driven by Playwright, against `nato-kg serve` in a process.

Where Chromium or the front-end libraries are absent these tests are skipped, which ``NATO_KG_SYSTEM_TESTS=1`` forbids.
Nothing is downloaded: Playwright's own browsers are never asked for.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from nato_kg.server.pages.frontend import FILES, has_library

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

AXE: Final = Path(__file__).resolve().parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
#: For root in a container, without a screen or a way out; WebGL is drawn by the processor.
_SWITCHES: Final = (
    *("--no-sandbox", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    *("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"),
)
DAY: Final = "as_of=2032-12-31"

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium without a screen, ended with the module: while it is there, its thread cannot run another loop."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("there is no Chromium: apt-get install chromium")
    if not all(has_library(name) for name in FILES) or not AXE.is_file():
        pytest.skip("the front-end libraries are not here: make frontend")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_SWITCHES))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(archive_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on the shipped graph, with letters read from text beside it."""
    from served import serving

    with serving(archive_store, tmp_path_factory.mktemp("site") / "log") as served:
        yield served.address


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Open]:
    """Opens pages, each in a context of its own with the options that Playwright's contexts take.

    At the end nothing may have been asked of anyone but the server, and no console may hold an error but one with the
    words ``expected``.
    """
    contexts, faults = [], []

    def note(problem: str) -> None:
        faults.append(problem)

    def note_said(said: ConsoleMessage, expected: str) -> None:
        if said.type in {"error", "warning"} and not (expected and expected in said.text):
            note(f"console: {said.text}")

    def open_(path: str, *, day: str | None = DAY, expected: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"locale": "en-GB", "viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: note_said(said, expected))
        page.on("pageerror", lambda error: note(f"script: {error}"))
        page.on("request", lambda asked: None if asked.url.startswith((site, "data:", "blob:")) else note(asked.url))
        before, _, place = path.partition("#")
        given = f"{before}{'&' if '?' in before else '?'}{day}" if day else before
        page.goto(site.rstrip("/") + given + (f"#{place}" if place else ""))
        return page

    yield open_
    with suppress(Exception):
        for context in contexts:
            context.close()
    assert not faults, faults


def follow(page: Page, link: Locator) -> None:
    """Click on what leads to another page, and wait until that is there: a click alone does not."""
    with page.expect_navigation():
        link.click()


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.2 A and AA and its best practices, a line each."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags}).then(done => done.violations)", tags)
    return [f"{page.url} {one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"][:3]]


def is_too_wide(page: Page) -> bool:
    """Whether the page has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def press_to(page: Page, css: str, most: int = 80) -> int:
    """Press Tab until what has the focus fits; how often that was. Every stop must show that it has the focus."""
    for number in range(1, most + 1):
        page.keyboard.press("Tab")
        fits, outline = page.evaluate(
            "css => { const e = document.activeElement; const s = getComputedStyle(e);"
            " const shown = s.outlineStyle !== 'none' || e.closest('svg, .CodeMirror') !== null;"
            " return [e.matches(css), shown]; }",
            css,
        )
        assert outline, f"nothing shows that {page.evaluate('document.activeElement.outerHTML')[:120]} has the focus"
        if fits:
            return number
    raise AssertionError(f"{css} is not reached by {most} presses of Tab on {page.url}")
