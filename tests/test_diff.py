"""What changed between two builds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from archive import joined_store, read_archive, story
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from nato_kg.diff import Change, Diff, FieldChange, StatusMove, compare
from nato_kg.followups import read_ledger
from nato_kg.graph.curated import CuratedData
from nato_kg.judgements import Judgement
from nato_kg.namespaces import GRAPH, ID, nkg
from nato_kg.render.changes import CHANGE_COLUMNS, diff_rows
from nato_kg.store import BuildInfo, EmbeddedStore, open_store

DAY = date(2032, 12, 31)
Said = tuple[str, str, str]


def store_of(facts: Iterable[Said]) -> EmbeddedStore:
    """A store in memory: things by name, with a property (``kind`` and others) and a value."""
    store = Store()
    for name, predicate, value in facts:
        term = NamedNode(nkg(value)) if predicate == "kind" else Literal(value)
        store.add(Quad(NamedNode(f"{ID}{name}"), NamedNode(nkg(predicate)), term, NamedNode(f"{GRAPH}kst-90040-1")))
    return EmbeddedStore(store, BuildInfo("0", "rules", {}, 0, 0, 0, 0, forced=False), Path("memory"))


def changes(old: Iterable[Said], new: Iterable[Said]) -> tuple[Change, ...]:
    return compare(store_of(old), store_of(new), DAY).changes


SHIP = [("unit/ship", "kind", "Unit"), ("unit/ship", "note", "grijs")]


def test_what_came_and_what_went() -> None:
    plane = [("unit/plane", "kind", "Unit")]
    assert changes(SHIP, plane) == (
        Change("unit/plane", "Unit", "plane", "added"),
        Change("unit/ship", "Unit", "ship", "removed"),
    )


def test_what_changed_is_told_field_by_field() -> None:
    painted = [*SHIP[:1], ("unit/ship", "note", "blauw"), ("unit/ship", "size", "groot")]
    (change,) = changes(SHIP, painted)
    assert (change.what, change.fields) == (
        "changed",
        (FieldChange("note", ("grijs",), ("blauw",)), FieldChange("size", (), ("groot",))),
    )


@pytest.mark.parametrize(
    "fact", [("unit/ship", "confidence", "0.8"), ("unit/ship", "rule", "x@2"), ("kst-1/e1", "kind", "Evidence")]
)
def test_how_and_where_it_is_said_is_no_change_of_what_is_said(fact: Said) -> None:
    assert changes(SHIP, [*SHIP, fact]) == ()


def test_counts_by_kind() -> None:
    found = compare(store_of(SHIP), store_of([("unit/plane", "kind", "Unit"), ("state/x", "kind", "State")]), DAY)
    assert found.counts() == {"State": {"added": 1}, "Unit": {"added": 1, "removed": 1}}


FACTS = st.sets(
    st.tuples(
        st.sampled_from(["unit/a", "unit/b", "kst-90040-1/c"]),
        st.sampled_from(["kind", "note", "size", "rule"]),
        st.sampled_from(["Unit", "State", "Evidence"]),
    ),
    max_size=8,
)


@settings(max_examples=20)
@given(FACTS)
def test_a_graph_and_itself_do_not_differ(facts: set[Said]) -> None:
    assert compare(store_of(facts), store_of(facts), DAY) == Diff((), (), DAY)


@settings(max_examples=20)
@given(FACTS, FACTS)
def test_the_other_way_round_what_came_went(old: set[Said], new: set[Said]) -> None:
    turned = {"added": "removed", "removed": "added", "changed": "changed"}
    there, back = changes(old, new), changes(new, old)
    assert {(c.id, c.kind, turned[c.what]) for c in there if c.what != "changed"} == {
        (c.id, c.kind, c.what) for c in back if c.what != "changed"
    }
    assert {c.id: {f.name: (f.before, f.after) for f in c.fields} for c in there if c.what == "changed"} == {
        c.id: {f.name: (f.after, f.before) for f in c.fields} for c in back if c.what == "changed"
    }


# ------------------------------------------------------------ real builds


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> CuratedData:
    return read_archive(tmp_path_factory.mktemp("diff"), story("90020"))


@pytest.fixture(scope="module")
def judged(data: CuratedData) -> Diff:
    """What a judgement that a letter keeps a promise changes."""
    old = joined_store(data)
    (promise,) = [p for p in read_ledger(old, DAY) if p.letter == "kst-90020-1"]
    yes = Judgement(promise.iri.removeprefix(ID), "kst-90020-2", "yes", "an", "2033-01-01T10:00:00Z")
    return compare(old, joined_store(data, [yes]), DAY)


def test_a_status_that_moved(judged: Diff) -> None:
    (move,) = judged.moves
    assert isinstance(move, StatusMove)
    assert (move.kind, move.before, move.after) == ("Commitment", "open · overdue", "fulfilled · in-time")
    assert move.id.startswith("kst-90020-1/")


def test_what_a_judgement_adds_and_takes_away(judged: Diff) -> None:
    counts = judged.counts()
    assert counts["Judgement"] == counts["Fulfilment"] == {"added": 1}
    assert counts["Candidate"] == {"removed": 1}


def test_before_the_letter_no_status_moved(data: CuratedData) -> None:
    old = joined_store(data)
    assert compare(old, old, date(2031, 6, 19)).moves == ()


def test_a_letter_more_is_what_it_says(built_store: Path, archive_store: Path) -> None:
    found = compare(open_store(built_store), open_store(archive_store), DAY)
    assert {change.what for change in found.changes if change.kind == "Commitment"} == {"added"}
    assert found.moves == ()
    assert compare(open_store(archive_store), open_store(archive_store), DAY) == Diff((), (), DAY)


def test_rows_for_programs(judged: Diff) -> None:
    rows = diff_rows(judged)
    assert all(tuple(row) == CHANGE_COLUMNS for row in rows)
    assert [row["field"] for row in rows if row["what"] == "moved"] == ["status"]
    assert {row["what"] for row in rows} >= {"moved", "added", "removed"}
