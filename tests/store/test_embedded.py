"""The store on disk: published in one step, read by many, written by one, and whole after a kill."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.errors import StoreError, StoreLockedError, StoreMissingError, UsageError
from nato_kg.namespaces import NKG, RDFS
from nato_kg.store import BuildInfo, EmbeddedStore, open_store, publish

GRAPH, OTHER = "https://w3id.org/nato-kg/graph/kst-1", "https://w3id.org/nato-kg/graph/inferred/kst-1"
SIZE = 300

#: What other processes run. Each says "ready" and then waits for its end on standard input, or to be killed.
SCRIPT = """
import sys
from pathlib import Path
from nato_kg.store import embedded
sys.path.insert(0, {tests!r})
from test_embedded import graphs, info

def wait(*_args, **_options):
    print("ready", flush=True)
    sys.stdin.read()

folder = Path({folder!r})
{body}
"""


def graphs(number: int) -> dict[str, list[Triple]]:
    """A graph in which every triple names the build."""
    return {
        GRAPH: [
            Triple(NamedNode(f"http://e/{n}"), NamedNode(f"{RDFS}label"), Literal(str(number))) for n in range(SIZE)
        ],
        OTHER: [Triple(NamedNode("http://e/0"), NamedNode(f"{NKG}kind"), NamedNode(f"{NKG}State"))],
    }


def info(number: int) -> BuildInfo:
    return BuildInfo(
        version="0.1.0",
        reasoner="rules",
        letters={"kst-1": "complete"},
        asserted=number,
        inferred=1,
        unverified=0,
        violations=0,
        forced=False,
        inputs={"letters/kst-1.ttl": "00"},
    )


def numbers(store: EmbeddedStore) -> dict[str, int]:
    """How often each build is named."""
    rows = store.select("SELECT ?l (COUNT(*) AS ?n) WHERE { ?s rdfs:label ?l } GROUP BY ?l")
    return {str(row["l"].value): int(row["n"].value) for row in rows}


def builds(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "builds").iterdir())


@contextmanager
def process(folder: Path, body: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that does ``body``; it is ready when this starts, and gone when it ends."""
    script = SCRIPT.format(tests=str(Path(__file__).parent), folder=str(folder), body=body)
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        try:
            assert running.stdout.readline() == "ready\n"
            yield running
        finally:
            running.kill()


# ---------------------------------------------------------------- publish, open, open again


def test_what_is_published_is_read_again(tmp_path: Path) -> None:
    build = publish(tmp_path, graphs(1), info(1))
    for _ in range(2):
        store = open_store(tmp_path)
        assert store.info == info(1)
        assert numbers(store) == {"1": SIZE}
    assert build == (tmp_path / "current").resolve()


def test_the_store_can_be_moved(tmp_path: Path) -> None:
    publish(tmp_path / "one", graphs(1), info(1))
    (tmp_path / "one").rename(tmp_path / "two")
    assert numbers(open_store(tmp_path / "two")) == {"1": SIZE}


def test_the_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    publish(tmp_path / "a" / "b", graphs(1), info(1))
    assert open_store(tmp_path / "a" / "b").info.asserted == 1


def test_the_file_beside_the_store_holds_all_quads_sorted(tmp_path: Path) -> None:
    lines = (publish(tmp_path, graphs(1), info(1)) / "graph.nq").read_text(encoding="utf-8").splitlines()
    assert len(lines) == SIZE + 1
    assert sum(line.endswith(f"<{OTHER}> .") for line in lines) == 1
    again = {graph: list(reversed(triples)) for graph, triples in reversed(graphs(1).items())}
    assert (publish(tmp_path, again, info(1)) / "graph.nq").read_text(encoding="utf-8").splitlines() == lines


def test_readers_keep_what_they_opened_and_two_builds_are_kept(tmp_path: Path) -> None:
    publish(tmp_path, graphs(1), info(1))
    reader = open_store(tmp_path)
    for number in (2, 3, 4):
        publish(tmp_path, graphs(number), info(number))
        assert numbers(reader) == {"1": SIZE}
        assert numbers(open_store(tmp_path)) == {str(number): SIZE}
        assert len(builds(tmp_path)) == 2


# ---------------------------------------------------------------- queries


def test_queries_see_all_graphs_as_one_and_know_our_prefixes(tmp_path: Path) -> None:
    publish(tmp_path, graphs(7), info(7))
    store = open_store(tmp_path)
    (row,) = store.select("SELECT ?l ?k WHERE { ?s rdfs:label ?l ; nkg:kind ?k }")
    assert (row["l"].value, row["k"].value) == ("7", f"{NKG}State")
    (row,) = store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH graph:kst-1 { ?s ?p ?o } }")
    assert row["n"].value == str(SIZE)


def test_a_wrong_query_names_the_place(tmp_path: Path) -> None:
    publish(tmp_path, graphs(1), info(1))
    with pytest.raises(UsageError, match=r"no valid SPARQL: error at 2:\d+.*; mend the query at that place"):
        open_store(tmp_path).query("SELECT ?s\nWHERE { ?s ?p }")
    with pytest.raises(UsageError, match="this is no SELECT query; begin it with SELECT"):
        open_store(tmp_path).select("ASK { ?s ?p ?o }")


# ---------------------------------------------------------------- what cannot be opened or written


def test_a_missing_store_names_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(StoreMissingError, match=r"there is no graph yet \(.*\); run 'nato-kg build' first"):
        open_store(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreMissingError):
        open_store(tmp_path / "file")


def test_a_spoiled_description_is_named_and_a_new_build_mends_it(tmp_path: Path) -> None:
    build = publish(tmp_path, graphs(1), info(1))
    later = json.dumps({**asdict(info(1)), "later": 1})
    for text in ("", "{", "null", "[]", '{"version": "0.1.0"}', later, "\udcff"):
        (build / "build.json").write_bytes(text.encode("utf-8", "surrogateescape"))
        with pytest.raises(StoreError, match=r"the graph cannot be opened: .*; run 'nato-kg build' again") as caught:
            open_store(tmp_path)
        assert caught.value.path == build
    publish(tmp_path, graphs(2), info(2))
    assert numbers(open_store(tmp_path)) == {"2": SIZE}


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    build = publish(tmp_path, graphs(1), info(1))
    for name in ("store/CURRENT", "build.json"):
        (build / name).unlink()
        with pytest.raises(StoreError, match=r"the graph cannot be opened: .*No such file"):
            open_store(tmp_path)


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"the store cannot be written: .*; name another --store"):
        publish(tmp_path / "file", graphs(1), info(1))


# ---------------------------------------------------------------- several processes


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    publish(tmp_path, graphs(1), info(1))
    with process(tmp_path, "with embedded._writing(folder): wait()") as other:
        with pytest.raises(StoreLockedError, match=rf"another build is writing here \(process {other.pid}\) .*; wait"):
            publish(tmp_path, graphs(2), info(2))
        assert numbers(open_store(tmp_path)) == {"1": SIZE}
    publish(tmp_path, graphs(2), info(2))
    assert numbers(open_store(tmp_path)) == {"2": SIZE}


@pytest.mark.parametrize(
    ("step", "left"),
    [("serialize", "1"), ("_switch", "1"), ("_clean", "2")],
    ids=["while it writes", "before the switch", "after the switch"],
)
def test_a_killed_build_leaves_a_whole_graph_and_the_next_one_cleans_up(tmp_path: Path, step: str, left: str) -> None:
    publish(tmp_path, graphs(0), info(0))
    publish(tmp_path, graphs(1), info(1))
    body = f"embedded.{step} = wait\nembedded.publish(folder, graphs(2), info(2))"
    with process(tmp_path, body) as other:
        assert numbers(open_store(tmp_path)) == {left: SIZE}  # also while it is at work
        other.send_signal(signal.SIGKILL)
        assert other.wait() == -signal.SIGKILL
    assert numbers(open_store(tmp_path)) == {left: SIZE}
    previous = (tmp_path / "current").resolve().name
    build = publish(tmp_path, graphs(3), info(3))
    assert numbers(open_store(tmp_path)) == {"3": SIZE}
    assert builds(tmp_path) == [previous, build.name]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["builds", "current", "writer.lock"]


def test_readers_get_whole_answers_while_the_store_is_built_again_and_again(tmp_path: Path) -> None:
    publish(tmp_path, graphs(0), info(0))
    loop = """
print("ready", flush=True)
for number in range(1, 9):
    embedded.publish(folder, graphs(number), info(number))
"""
    seen = set()
    with process(tmp_path, loop) as writer:
        while writer.poll() is None:
            store = open_store(tmp_path)
            (number,) = numbers(store)
            assert numbers(store) == {number: SIZE}
            assert store.info.asserted == int(number)
            seen.add(number)
        assert writer.returncode == 0
    assert len(seen) > 1
    assert numbers(open_store(tmp_path)) == {"8": SIZE}


def test_a_build_that_was_taken_away_in_between_is_looked_for_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, graphs(1), info(1))
    plain = Path.read_text

    def slow(path: Path, encoding: str | None = None) -> str:
        monkeypatch.undo()
        publish(tmp_path, graphs(2), info(2))
        publish(tmp_path, graphs(3), info(3))
        return plain(path, encoding=encoding)

    monkeypatch.setattr(Path, "read_text", slow)
    assert numbers(open_store(tmp_path)) == {"3": SIZE}


def test_the_lock_names_the_writing_process(tmp_path: Path) -> None:
    publish(tmp_path, graphs(1), info(1))
    assert (tmp_path / "writer.lock").read_text(encoding="utf-8") == str(os.getpid())
