"""The register of commitments to a file: pages joined, and pages that do not end or are none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from stand_in import REGISTER, Reply, Request, StandIn, commitment, odata_page

from nato_kg.errors import AddressError, AnswerError, UsageError
from nato_kg.fetch import fetch_register
from nato_kg.register import read_register


@pytest.fixture
def service() -> Iterator[StandIn]:
    with StandIn() as stand_in:
        yield stand_in


def fetch(service: StandIn, into: Path, since: date | None = None, until: date | None = None) -> int:
    with service.client() as client:
        return fetch_register(into, client, since, until)


def test_pages_become_one_file_that_is_read(service: StandIn, tmp_path: Path) -> None:
    following = service.url(f"{REGISTER}?$skiptoken=2")
    service.answers[REGISTER] = lambda request: Reply(
        odata_page(commitment(3))
        if "$skiptoken" in request.query
        else odata_page(commitment(1), commitment(2), following=following)
    )
    file = tmp_path / "register.json"
    assert fetch(service, file) == 3
    assert [entry.number for entry in read_register(file)] == ["TZ203103-001", "TZ203103-002", "TZ203103-003"]


def test_what_is_asked(service: StandIn, tmp_path: Path) -> None:
    service.answers[REGISTER] = Reply(odata_page())
    assert fetch(service, tmp_path / "r.json", date(2031, 3, 14), date(2031, 3, 31)) == 0
    query = service.requests[0].query
    assert query["$filter"] == (
        "Verwijderd eq false and Aanmaakdatum ge 2031-03-13T00:00:00Z and Aanmaakdatum lt 2031-04-02T00:00:00Z"
    )
    assert "KamerbriefNakoming($select=Id,DocumentNummer)" in query["$expand"]


def test_a_relative_next_page(service: StandIn, tmp_path: Path) -> None:
    service.answers[REGISTER] = [Reply(odata_page(commitment(1), following="Toezegging?$skip=1")), Reply(odata_page())]
    assert fetch(service, tmp_path / "r.json") == 1


def test_pages_that_do_not_end(service: StandIn, tmp_path: Path) -> None:
    service.answers[REGISTER] = Reply(odata_page(commitment(1), following=service.url(REGISTER)))
    with pytest.raises(AnswerError, match=r"the pages of .* do not end; ask for fewer"):
        fetch(service, tmp_path / "r.json")
    assert len(service.requests) == 2


def test_pages_that_bring_ever_more_end(service: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def page(request: Request) -> Reply:
        number = int(request.query.get("n", "0"))
        return Reply(odata_page(commitment(number), following=service.url(f"{REGISTER}?n={number + 1}")))

    monkeypatch.setattr("nato_kg.fetch.commitments.MOST_PAGES", 20)
    service.answers[REGISTER] = page
    with pytest.raises(AnswerError, match="do not end"):
        fetch(service, tmp_path / "r.json")
    assert len(service.requests) == 20


def test_a_next_page_elsewhere(service: StandIn, tmp_path: Path) -> None:
    service.answers[REGISTER] = Reply(odata_page(commitment(1), following="https://example.org/"))
    with pytest.raises(AddressError, match=r"'https://example.org/' is not visited"):
        fetch(service, tmp_path / "r.json")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "the JSON is broken"),
        (b'{"value": [{"Id"', "the JSON is broken"),
        (b"\xff\xfe", "no UTF-8"),
        (b"[" * 200_000, "not that of a register"),
        (b'{"value": [NaN]}', "not that of a register"),
        (b'{"value": [' + b"9" * 5000 + b"]}", "not that of a register"),
        (b'{"value": {}}', "no list of commitments"),
        (b'{"value": [1, 2]}', "no list of commitments"),
        (b'{"error": {"message": "fout"}}', "no list of commitments"),
        (b'{"@odata.context": "x#Document", "value": []}', "no list of commitments"),
        (b"<html></html>", "the JSON is broken"),
    ],
)
def test_an_answer_that_is_none(service: StandIn, tmp_path: Path, body: bytes, message: str) -> None:
    service.answers[REGISTER] = Reply(body)
    file = tmp_path / "r.json"
    file.write_text(json.dumps({"value": []}), encoding="utf-8")
    with pytest.raises(AnswerError, match=f"is not what was asked for: .*{message}"):
        fetch(service, file)
    assert json.loads(file.read_bytes()) == {"value": []}, "what was there stays"


def test_a_file_that_cannot_be_written(service: StandIn, tmp_path: Path) -> None:
    service.answers[REGISTER] = Reply(odata_page())
    with pytest.raises(UsageError, match="nothing can be written there"):
        fetch(service, tmp_path / "none" / "r.json")
