"""What was promised aloud stands beside what letters promise, where the server has the House's register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from inspect_page import faults, read_page
from starlette.testclient import TestClient

from nato_kg.errors import RegisterError
from nato_kg.server import Settings, State, make_app

REGISTER = Path(__file__).parents[3] / "data" / "examples" / "register.json"
DAY = "as_of=2032-01-01"


@pytest.fixture(scope="module")
def aloud(fictional_store: Path) -> Iterator[TestClient]:
    with TestClient(make_app(fictional_store, Settings(register=REGISTER)), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("language", ["en", "nl"])
def test_both_stand_side_by_side(aloud: TestClient, language: str) -> None:
    for path in ("/ledger", "/ledger/brief"):
        answer = aloud.get(f"{path}?{DAY}&lang={language}")
        page = read_page(answer.text)
        assert faults(page) == []
        assert "verzonnen patrouilleschepen" in answer.text
        assert page.xpath("//a[contains(@href, 'com-althea')]") or "Althea" in answer.text
        assert not page.xpath("//a[contains(@href, '/page/letter/register') or contains(@href, '/page/letter/TZ')]")


def test_one_can_ask_for_either(aloud: TestClient) -> None:
    def rows(query: str) -> int:
        return len(read_page(aloud.get(f"/ledger?{DAY}{query}").text).xpath("//tbody/tr"))

    everything, letters, spoken = rows(""), rows("&made=letter"), rows("&made=aloud")
    assert spoken > 1
    assert everything == letters + spoken
    assert 0 < rows("&made=aloud&status=fulfilled") < spoken
    assert rows("&made=aloud&words=verzonnen patrouilleschepen") >= 1
    assert rows("&made=aloud&subject=mission/eufor-althea") == 0


def test_a_promise_is_shown_from_the_day_on_which_it_was_made(aloud: TestClient) -> None:
    assert "patrouilleschepen" not in aloud.get("/ledger?as_of=2023-12-31").text


def test_csv_has_them_too(aloud: TestClient) -> None:
    assert "TZ203103-001" in aloud.get(f"/ledger.csv?{DAY}").text


def test_pages_with_and_without_the_register_have_other_tags(aloud: TestClient, client: TestClient) -> None:
    address = f"/ledger?{DAY}&lang=en"
    assert aloud.get(address).headers["etag"] != client.get(address).headers["etag"]


def test_without_the_register_nothing_is_said_of_it(client: TestClient) -> None:
    page = read_page(client.get(f"/ledger?{DAY}").text)
    assert not page.xpath("//select[@name='made']")


def test_a_register_that_cannot_be_read_is_told_at_the_start(fictional_store: Path, tmp_path: Path) -> None:
    (tmp_path / "register.json").write_text("{", encoding="utf-8")
    with pytest.raises(RegisterError):
        State(fictional_store, Settings(register=tmp_path / "register.json"))
