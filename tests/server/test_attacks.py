"""What killed other endpoints, against a real server: each ends in time, and the others are answered meanwhile."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import Served, serving

from benchmarks.attacks import ATTACKS, SLOW

SECONDS = 1.0


@pytest.fixture(scope="module")
def served(fictional_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    log = tmp_path_factory.mktemp("serve") / "log"
    with serving(fictional_store, log, "--seconds", str(SECONDS)) as served:
        yield served


def digest(store: Path) -> str:
    files = sorted(path for path in (store / "current").resolve().rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(path.name.encode() + path.read_bytes() for path in files)).hexdigest()


def test_each_attack_ends_in_time_and_the_others_are_answered(served: Served, fictional_store: Path) -> None:
    """One attack after the other, while someone asks for what costs little, again and again."""
    before, done, waited = digest(fictional_store), threading.Event(), []

    def read() -> None:
        with served.client() as client:
            while not done.is_set():
                begun = time.monotonic()
                assert client.get("/api/questions/letters").status_code == 200
                assert client.get("/id/mission/eufor-althea").status_code == 200
                assert client.get("/health").status_code == 200
                waited.append(time.monotonic() - begun)
                done.wait(0.02)

    reader = threading.Thread(target=read)
    reader.start()
    outcomes = {}
    with socket.create_server(("127.0.0.1", 0)) as canary, served.client() as client:
        canary.settimeout(0.3)
        for name, (query, _) in ATTACKS.items():
            text, begun = query.replace("CANARY", f"http://127.0.0.1:{canary.getsockname()[1]}/"), time.monotonic()
            answer = client.post("/sparql", content=text, headers={"Content-Type": "application/sparql-query"})
            assert time.monotonic() - begun < SECONDS + 1, name
            outcomes[name] = answer.status_code
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"], f"after {name}"
        done.set()
        reader.join()
        with pytest.raises(TimeoutError):
            canary.accept()
    assert {name: status for name, status in outcomes.items() if status not in ATTACKS[name][1]} == {}
    assert len(waited) > len(ATTACKS)
    assert max(waited) < 1.5
    assert digest(fictional_store) == before
    assert served.process.poll() is None


def test_when_the_lane_is_full_it_says_so_and_pages_are_not_starved(served: Served) -> None:
    statuses: list[int] = []

    def attack() -> None:
        with served.client() as client:
            answer = client.get("/sparql", params={"query": SLOW})
            assert answer.status_code == 503
            assert ("retry-after" in answer.headers) == ("busy" in answer.text)
            statuses.append(answer.status_code)

    attackers = [threading.Thread(target=attack) for _ in range(12)]
    begun = time.monotonic()
    for attacker in attackers:
        attacker.start()
    waited = []
    with served.client() as client:
        while any(attacker.is_alive() for attacker in attackers):
            at = time.monotonic()
            assert client.get("/api/questions/members?on=2022-10-12").status_code == 200
            waited.append(time.monotonic() - at)
    for attacker in attackers:
        attacker.join()
    assert len(statuses) == 12
    assert time.monotonic() - begun < 2 * (SECONDS + 1) + 1
    assert max(waited) < 1.5


def test_the_log_has_the_time_of_queries(served: Served) -> None:
    with served.client() as client:
        client.get("/sparql", params={"query": "ASK {}"})
        assert 'nato_kg_queries_total{outcome="time"}' in client.get("/metrics").text
    assert " GET /sparql 200 " in served.log.read_text()
    assert " query_ms=" in served.log.read_text()
