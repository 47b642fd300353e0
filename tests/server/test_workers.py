"""What a query may take, and what becomes of a worker whose query takes more: engines.md's list, each as a test."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store, Triple
from served import LIMITS, SETTINGS

from benchmarks.attacks import COUNT, CROSS, DOUBLING, SLOW
from nato_kg.errors import BusyError, QueryLimitError, StoreError, UsageError
from nato_kg.server.metrics import Metrics
from nato_kg.server.workers import Found, Query, WorkerPool
from nato_kg.store import BuildInfo, publish

BASE = "http://localhost/sparql"


@pytest.fixture(scope="module")
def build(fictional_store: Path) -> Path:
    return (fictional_store / "current").resolve()


@pytest.fixture(scope="module")
def pool(build: Path) -> Iterator[WorkerPool]:
    pool = WorkerPool(SETTINGS, Metrics())
    pool.warm(build)
    yield pool
    pool.close()


def ask(pool: WorkerPool, build: Path, query: str, form: str = "json") -> Found:
    return pool.submit(build, Query(query, form, BASE)).result()


def works(pool: WorkerPool, build: Path) -> bool:
    return ask(pool, build, "ASK { ?m a nkg:Mission }").body.endswith(b"true}")


def test_an_answer_in_each_format(pool: WorkerPool, build: Path) -> None:
    rows = "SELECT (1 AS ?one) (?x AS ?two) { VALUES ?x { 'a\"\\n,\\t<' } }"
    bodies = {form: ask(pool, build, rows, form).body.decode() for form in ("json", "xml", "csv", "tsv")}
    assert '"value":"a\\"\\n,\\t<"' in bodies["json"]
    assert "<literal>a&quot;\n,\t&lt;</literal>" in bodies["xml"].replace('a"', "a&quot;")
    assert bodies["csv"] == 'one,two\r\n1,"a""\n,\t<"\r\n'
    assert bodies["tsv"] == '?one\t?two\n1\t"a\\"\\n,\\t<"\n'
    graph = "CONSTRUCT { <s> nkg:x 'é'@nl } {}"
    for form, part in {"ttl": "nkg:x", "nt": "<http://localhost/s>", "jsonld": "@value", "rdf": "xml:lang"}.items():
        assert part in ask(pool, build, graph, form).body.decode()


def test_rows_without_columns_and_unbound_values(pool: WorkerPool, build: Path) -> None:
    assert ask(pool, build, "SELECT * {}").body == b'{"head":{"vars":[]},"results":{"bindings":[{}]}}'
    found = ask(pool, build, "SELECT ?x ?y { BIND(1 AS ?x) }")
    assert (found.rows, b'"vars":["x","y"]' in found.body) == (1, True)


def test_the_walls_of_the_kernel_stand(pool: WorkerPool, build: Path) -> None:
    assert works(pool, build)
    stands = next(worker.walls for worker in reversed(pool._idle.queue) if worker and worker.walls)
    assert "seccomp" in stands  # containers may forbid the network namespace, not the filter


@pytest.mark.parametrize(
    ("query", "limit"),
    [
        pytest.param(CROSS, {"rows", "bytes"}, id="a cross product"),
        pytest.param(f"{CROSS} ORDER BY ?i ?a", {"memory", "time"}, id="a cross product in order"),
        pytest.param(COUNT, {"time"}, id="a count of one"),
        pytest.param(DOUBLING, {"memory", "time"}, id="a doubling CONCAT"),
        pytest.param(SLOW, {"time", "memory"}, id="slow paths"),
        pytest.param("ASK " + "{" * 5_000 + "}" * 5_000, {"crash"}, id="5,000 brackets past the screen"),
        pytest.param("SELECT * { ?s ?p ?o }", {"rows", "bytes"}, id="everything"),
        pytest.param("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", {"rows"}, id="everything as a graph"),
    ],
)
def test_a_query_that_takes_too_much_ends_in_time_and_the_next_is_answered(
    pool: WorkerPool, build: Path, query: str, limit: set[str]
) -> None:
    begun = time.monotonic()
    with pytest.raises(QueryLimitError) as caught:
        ask(pool, build, query, "ttl" if query.startswith("CONSTRUCT") else "json")
    assert caught.value.limit in limit
    assert time.monotonic() - begun < LIMITS.seconds + 1
    assert works(pool, build)


def test_what_is_no_query_is_said_with_its_place(pool: WorkerPool, build: Path) -> None:
    with pytest.raises(UsageError, match="no valid SPARQL: error at 1:"):
        ask(pool, build, "SELECT ?x WHERE ?x")
    with pytest.raises(UsageError, match="no valid SPARQL"):
        ask(pool, build, "DELETE WHERE { ?s ?p ?o }")


SERVICE = "SELECT * {{ SERVICE SILENT <http://127.0.0.1:{}/> {{ ?s ?p ?o }} }}"


@pytest.fixture
def canary() -> Iterator[socket.socket]:
    """What listens on the loopback and should hear nothing."""
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.3)
        yield canary


def test_past_the_screen_a_worker_still_reaches_no_network(
    pool: WorkerPool, build: Path, canary: socket.socket
) -> None:
    """The queries go to a worker as they are, without the screen before it."""
    port = canary.getsockname()[1]
    for query in (SERVICE, "ASK FROM <http://127.0.0.1:{}/> {{ ?s ?p ?o }}"):
        with suppress(UsageError):  # "the query failed"
            pool.submit(build, Query(query.format(port), "json", BASE, union=False)).result()
    with pytest.raises(TimeoutError):
        canary.accept()


def test_without_walls_the_canary_would_hear_it(canary: socket.socket) -> None:
    asked = SERVICE.format(canary.getsockname()[1])
    asking = threading.Thread(target=lambda: list(Store().query(asked)), daemon=True)  # type: ignore[arg-type]
    asking.start()
    heard, _ = canary.accept()
    heard.close()
    asking.join(timeout=5)


def test_a_full_lane_refuses_at_once_and_then_answers_again(build: Path) -> None:
    limits = replace(LIMITS, seconds=1.0)
    pool = WorkerPool(replace(SETTINGS, workers=1, waiting=1, wait_seconds=0.2, limits=limits), Metrics())
    pool.warm(build)
    try:
        assert works(pool, build)
        slow = pool.submit(build, Query(SLOW, "json", BASE))
        waits = pool.submit(build, Query("ASK {}", "json", BASE))
        begun = time.monotonic()
        with pytest.raises(BusyError, match="1 workers are busy"):
            pool.submit(build, Query("ASK {}", "json", BASE))
        assert time.monotonic() - begun < 0.1
        with pytest.raises(BusyError):
            waits.result()
        with pytest.raises(QueryLimitError, match="more than 1 s"):
            slow.result()
        assert pool.inside == 0
        assert works(pool, build)
    finally:
        pool.close()


def test_many_at_a_time_are_answered_or_refused_and_none_hangs(pool: WorkerPool, build: Path) -> None:
    outcomes: list[str] = []

    def run(number: int) -> None:
        try:
            ask(pool, build, "ASK {}" if number % 3 else SLOW)
            outcomes.append("answered")
        except (BusyError, QueryLimitError) as error:
            outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert len(outcomes) == 12
    assert works(pool, build)


def test_a_worker_that_is_killed_from_outside_is_replaced(pool: WorkerPool, build: Path) -> None:
    assert works(pool, build)
    for worker in pool._idle.queue:
        if worker is not None:
            worker._process.kill()
            worker._process.wait()
    assert works(pool, build)


def test_another_build_has_other_workers(pool: WorkerPool, build: Path, tmp_path: Path) -> None:
    graph = {
        "https://w3id.org/nato-kg/graph/x": [Triple(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal("o"))]
    }
    info = BuildInfo("0", "rules", {}, 1, 0, 0, 0, forced=False)
    other = publish(tmp_path, graph, info)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert b'"value":"1"' in ask(pool, other, count).body
    assert b'"value":"1"' not in ask(pool, build, count).body


def test_a_graph_that_cannot_be_opened_is_an_error_and_not_a_wait(tmp_path: Path) -> None:
    pool = WorkerPool(SETTINGS, Metrics())
    try:
        with pytest.raises(StoreError, match="could not open the graph"):
            ask(pool, tmp_path, "ASK {}")
    finally:
        pool.close()
    with pytest.raises(BusyError):
        pool.submit(tmp_path, Query("ASK {}", "json", BASE))
