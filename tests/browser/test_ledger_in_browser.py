"""The ledger's filters, its order, what it gives to take away, and the history in a row."""

from __future__ import annotations

import csv
from pathlib import Path

from browsing import Open, follow
from playwright.sync_api import Page


def found(page: Page) -> int:
    """How many promises the page says that it found."""
    return int(page.get_by_role("status").first.inner_text().split()[0])


def filtered(page: Page, **choices: str) -> int:
    """How many there are with these choices."""
    for name, value in choices.items():
        field = page.locator(f"form.filters [name={name}]")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    follow(page, page.get_by_role("button", name="Show these"))
    return found(page)


def test_filters_narrow_and_are_kept_in_the_address(open_page: Open) -> None:
    page = open_page("/ledger")
    every = found(page)
    still_open = filtered(page, status="open")
    assert 0 < still_open < every
    assert "status=open" in page.url
    assert page.locator("#f-status").input_value() == "open"
    assert page.locator("tbody .status-open").count() == page.locator(".ledger tbody tr").count()
    overdue = filtered(page, status="overdue")
    assert 0 < overdue <= still_open
    about = filtered(page, status="", words="mijnenjagers")
    assert 0 < about < every
    assert all("mijnenjagers" in row.inner_text() for row in page.locator(".ledger tbody tr").all())
    assert filtered(page, words="nothing of the sort") == 0
    follow(page, page.get_by_role("link", name="Show all"))
    assert found(page) == every


def test_days_and_ministers_narrow(open_page: Open) -> None:
    page = open_page("/ledger")
    every = found(page)
    early = filtered(page, due_before="2031-06-30")
    late = filtered(page, due_before="", due_after="2031-07-01")
    assert early > 0
    assert late > 0
    assert early + late <= every
    minister = page.locator("[name=minister] option").nth(1).get_attribute("value") or ""
    assert 0 < filtered(page, due_after="", minister=minister) < every


def test_the_order_is_turned_round_by_a_heading(open_page: Open) -> None:
    page = open_page("/ledger?sort=due")
    first = page.locator(".ledger tbody tr").first.inner_text()
    follow(page, page.locator(".ledger thead a").nth(1))
    page.locator(".ledger thead [aria-sort]").wait_for()
    assert "order=down" in page.url or page.locator(".ledger tbody tr").first.inner_text() != first


def test_a_row_opens_its_history_and_leads_to_the_evidence(open_page: Open) -> None:
    page = open_page("/ledger?status=fulfilled")
    row = page.locator(".ledger tbody tr").first
    assert not row.locator("ol.steps").is_visible()
    row.locator("summary").click()
    assert row.locator("ol.steps").is_visible()
    follow(page, row.locator("details a").last)
    assert page.locator("section[aria-labelledby=evidence]").is_visible()


def test_what_is_shown_is_downloaded(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/ledger?status=open")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    waiting.value.save_as(tmp_path / "ledger.csv")
    lines = (tmp_path / "ledger.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(list(csv.DictReader(lines))) == found(page)
