"""Whose promises they are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archive import promises_by_paper

from nato_kg import KnowledgeGraph
from nato_kg.errors import UnknownNameError
from nato_kg.followups import promises_of
from nato_kg.store import open_store

DAY = date(2032, 12, 31)


@pytest.fixture(scope="module")
def graph(archive_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(archive_store, as_of=DAY)


def test_a_post_has_its_own_promises(graph: KnowledgeGraph) -> None:
    assert set(promises_by_paper(graph.commitments(minister="Minister of Foreign Affairs"))) == {"90021-1"}
    of_defence = promises_by_paper(graph.commitments(minister="Minister of Defence"))
    assert "90010-1" in of_defence
    assert "90021-1" not in of_defence


def test_a_person_stands_for_the_posts_held_and_so_for_the_promises_of_who_held_them_before(
    graph: KnowledgeGraph,
) -> None:
    assert graph.commitments(minister="Kajsa Ollongren").promises == graph.commitments(minister="P. Voorbeeld").promises


def test_promises_of_the_cabinet_bind_who_signed(graph: KnowledgeGraph) -> None:
    ids = {promise.id for promise in graph.commitments(minister="Kajsa Ollongren")}
    assert "com-nmi" in ids


def test_what_is_no_minister_promises_nothing(graph: KnowledgeGraph) -> None:
    assert len(graph.commitments(minister="EUFOR Althea")) == 0


def test_a_name_that_nobody_has(archive_store: Path) -> None:
    with pytest.raises(UnknownNameError):
        promises_of(open_store(archive_store), "Minister of Nothing")
