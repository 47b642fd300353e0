"""A watched state has pages ready before a graph answers, and picks up rebuilds by itself."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from served import build_rome
from starlette.testclient import TestClient

from nato_kg.server import Settings, State, make_app
from nato_kg.server.pages import prepare
from nato_kg.server.settings import MEMORY_QUADS


def wait_for(done: Callable[[], bool], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.02)
    return done()


def test_the_old_graph_answers_until_the_new_one_has_its_pages(tmp_path: Path) -> None:
    build_rome(tmp_path, "Rome")
    state, prepared, go_on = State(tmp_path), list[str](), threading.Event()
    before = state.version

    def slowly(shown: State) -> None:
        if prepared:
            assert go_on.wait(20)
        prepared.append(shown.version)

    with state.watched(slowly):
        assert wait_for(lambda: prepared == [before])
        build_rome(tmp_path, "Roma")
        time.sleep(0.6)
        assert state.version == before
        go_on.set()
        assert wait_for(lambda: state.version != before)
        assert prepared == [before, state.version]
        assert state.graph().find("Roma").label == "Roma"
        assert state.metrics.counted("store_reloads") == 1


def test_pages_that_cannot_be_made_keep_no_graph_back(tmp_path: Path) -> None:
    build_rome(tmp_path, "Rome")
    state = State(tmp_path)
    before = state.version

    def fail(_: State) -> None:
        raise RuntimeError

    with state.watched(fail):
        build_rome(tmp_path, "Roma")
        assert wait_for(lambda: state.version != before)


def test_what_is_prepared_is_kept_for_those_who_ask(fictional_store: Path) -> None:
    app = make_app(fictional_store, Settings(memory_quads=MEMORY_QUADS))
    prepare(app.state.shared)
    kept = len(app.state.shared.answers._kept)
    assert kept
    with TestClient(app, base_url="http://localhost") as client:
        for language in ("en", "nl"):
            assert client.get(f"/?lang={language}").headers["content-language"] == language
    assert len(app.state.shared.answers._kept) == kept


def test_a_graph_in_memory_answers_as_the_one_on_disk(fictional_store: Path) -> None:
    disk, memory = State(fictional_store), State(fictional_store, Settings(memory_quads=MEMORY_QUADS))
    assert disk.version == memory.version
    for question in ("commitments", "members", "timeline"):
        asked = {"thing": "EUFOR Althea"} if question == "timeline" else {}
        assert list(memory.graph().query(question, **asked)) == list(disk.graph().query(question, **asked))
