"""The query page: the catalogue as examples, the editor, answers as a table and to download, and the plain form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from browsing import Open, follow, press_to
from playwright.sync_api import Page, expect


def editing(open_page: Open, path: str = "/query#sparql", **options: Any) -> Page:
    """The page once the editor stands over the text field."""
    page = open_page(path, **options)
    page.locator("#sparql-form").scroll_into_view_if_needed()
    page.locator("#editor[data-ready]").wait_for()
    return page


def write(page: Page, query: str) -> None:
    """Replace what stands in the editor."""
    page.locator(".CodeMirror").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(query)


def test_a_question_of_the_catalogue_is_put_in_changed_and_asked(open_page: Open) -> None:
    page = editing(open_page)
    page.get_by_label("Begin from").select_option(label="Members of an organisation on a day")
    follow(page, page.get_by_role("button", name="Put it in"))
    page.locator("#editor[data-ready]").wait_for()
    assert "question=members" in page.url
    assert "nkg:Membership" in page.locator(".CodeMirror").inner_text()
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("status").last).to_contain_text("rows")
    link = page.locator("#answer td a").first
    assert "/page/" in (link.get_attribute("href") or "")
    follow(page, link)
    assert page.locator("h1").is_visible()


def test_the_address_holds_what_was_asked(open_page: Open) -> None:
    page = editing(open_page)
    write(page, "SELECT ?m { ?m a nkg:Mission } LIMIT 3")
    page.keyboard.press("Control+Enter")
    page.locator("#answer table").wait_for()
    assert page.locator("#answer tbody tr").count() == 3
    page.reload()
    assert "LIMIT 3" in page.locator("#sparql-text").input_value()


def test_answers_are_downloaded_in_each_form(open_page: Open, tmp_path: Path) -> None:
    page = editing(open_page)
    write(page, "SELECT ?m { ?m a nkg:Mission } ORDER BY ?m")
    page.get_by_role("button", name="Run").click()
    for form in ("CSV", "TSV", "JSON", "XML"):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=form, exact=True).click()
        waiting.value.save_as(tmp_path / form)
        assert waiting.value.suggested_filename == f"answer.{form.lower()}"
        assert "eufor-althea" in (tmp_path / form).read_text(encoding="utf-8")
    assert (
        len(json.loads((tmp_path / "JSON").read_text())["results"]["bindings"])
        == page.locator("#answer tbody tr").count()
    )


def test_graphs_and_yes_or_no_are_shown_too(open_page: Open) -> None:
    page = editing(open_page)
    write(page, "ASK { ?m a nkg:Mission }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer p").first).to_have_text("yes")
    write(page, "CONSTRUCT WHERE { ?m a nkg:Mission }")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#answer pre")).to_contain_text("eufor-althea")
    assert page.get_by_role("button", name="Turtle").is_visible()


def test_what_is_wrong_with_a_query_is_said(open_page: Open) -> None:
    page = editing(open_page, "/query?query=SELECT+WHERE#sparql", expected="status of 400")
    with page.expect_response("**/sparql") as waiting:
        page.get_by_role("button", name="Run").click()
    assert waiting.value.status == 400
    expect(page.locator("#answer .missing")).to_contain_text("could not be answered")


def test_names_of_the_ontology_are_completed(open_page: Open) -> None:
    page = editing(open_page)
    write(page, "PREFIX nkg: <https://w3id.org/nato-kg/ontology#>\nSELECT ?m { ?m a nkg:Missio")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hint", has_text="nkg:Mission").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.locator(".CodeMirror")).to_contain_text("nkg:Mission")


def test_the_keyboard_is_not_caught_in_the_editor(open_page: Open) -> None:
    page = editing(open_page)
    page.locator("#sparql-example").focus()
    press_to(page, ".CodeMirror textarea")
    assert press_to(page, "#sparql-form button[type=submit]", 2)
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('.CodeMirror') !== null")


def test_the_plain_field_and_the_editor_hold_the_same(open_page: Open) -> None:
    page = editing(open_page)
    plain = page.get_by_role("button", name="Plain text field")
    plain.click()
    page.locator("#sparql-text").fill("SELECT ?m { ?m a nkg:Mission } LIMIT 2")
    plain.click()
    assert "LIMIT 2" in page.locator(".CodeMirror").inner_text()
    page.get_by_role("button", name="Run").click()
    expect(page.locator("#answer tbody tr")).to_have_count(2)


def test_without_scripts_the_form_gives_the_answer_as_data(open_page: Open) -> None:
    shown_as_tree = "inline style"  # Chromium's own view of XML has styles, which our policy keeps from it
    page = open_page("/query?question=missions#sparql", java_script_enabled=False, expected=shown_as_tree)
    with page.expect_response("**/sparql") as waiting:
        page.get_by_role("button", name="Run").click()
    assert waiting.value.status == 200
    assert "xml" in waiting.value.headers["content-type"]
