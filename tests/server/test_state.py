"""A rebuild is picked up without restart, and what began with the old graph ends with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from served import ROME, SETTINGS, build_rome
from starlette.testclient import TestClient

from nato_kg.errors import StoreMissingError
from nato_kg.server import State, make_app


def test_nothing_is_served_where_nothing_was_built(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError):
        State(tmp_path)


def test_a_graph_is_kept_for_a_language_and_a_day(tmp_path: Path) -> None:
    build_rome(tmp_path, "Rome")
    state = State(tmp_path)
    assert state.graph("nl", date(2023, 1, 1)) is state.graph("nl", date(2023, 1, 1))
    assert state.graph("nl", date(2023, 1, 1)) is not state.graph("en", date(2023, 1, 1))
    assert (state.graph().language, state.graph().as_of) == ("en", date.today())
    for day in range(1, 29):
        for month in (1, 2, 3):
            state.graph("en", date(2023, month, day))
    assert len(state.edition.graphs) == 64


def test_a_rebuild_is_picked_up_and_the_old_graph_goes_on(tmp_path: Path) -> None:
    build_rome(tmp_path, "Rome")
    state = State(tmp_path)
    before, version = state.graph(), state.version
    build_rome(tmp_path, "Roma")
    assert state.version != version
    assert str(state.graph().find("Roma").label) == "Roma"
    assert str(before.find("Rome").label) == "Rome"
    assert state.metrics.counted("store_reloads") == 1


def test_a_broken_build_leaves_the_old_graph_answering(tmp_path: Path) -> None:
    build_rome(tmp_path, "Rome")
    state = State(tmp_path)
    version = state.version
    broken = tmp_path / "builds" / "000009"
    broken.mkdir()
    (broken / "build.json").write_text("{")
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to(broken.relative_to(tmp_path))
    assert state.version == version
    assert state.metrics.counted("store_errors") == 1
    (tmp_path / "current").unlink()
    assert state.version == version


def test_pages_endpoint_catalogue_and_descriptions_all_follow_a_rebuild(tmp_path: Path) -> None:
    build_rome(tmp_path, "Rome")
    query = f"SELECT ?l {{ <{ROME}> rdfs:label ?l }}"
    with TestClient(make_app(tmp_path, SETTINGS), base_url="http://localhost") as client:
        for number, label in enumerate(("Rome", "Roma", "Rooma"), 1):
            if number > 1:
                build_rome(tmp_path, label)
            assert label in client.get("/sparql", params={"query": query}, headers={"Accept": "text/csv"}).text
            assert label in client.get("/id/place/rome").text
            assert client.get("/health").json()["build"] == f"{number:06d}"
        tag = client.get("/api/questions/letters").headers["etag"]
        build_rome(tmp_path, "Rome")
        assert client.get("/api/questions/letters", headers={"If-None-Match": tag}).status_code == 200
