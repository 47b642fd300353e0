"""A mission that two letters name in two ways: one thing, whose mandates and contributions follow one another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nato_kg import KnowledgeGraph

MISSION = "European Union Water Advisory Mission Dnjestr"


@pytest.fixture(scope="module")
def graph(archive_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(archive_store, as_of=date(2031, 12, 31))


def test_both_names_lead_to_one_mission_which_says_why(graph: KnowledgeGraph) -> None:
    assert graph.find("EUWAM-Dnjestr").id == graph.find(MISSION).id
    (merged,) = graph.explain(MISSION).merged
    assert (merged.id, merged.source.rsplit("/", 1)[-1]) == ("euwam-dnjestr", "kst-90025-1.html")
    assert MISSION in merged.reason


def test_its_mandates_and_contributions_come_in_order(graph: KnowledgeGraph) -> None:
    timeline = graph.timeline(MISSION)
    said = [(entry.kind, entry.letter, entry.after is not None) for entry in timeline]
    assert said == [
        ("contribution", "kst-90025-1", False),
        ("mandate", "kst-90025-1", False),
        ("contribution", "kst-90025-2", True),
        ("mandate", "kst-90025-2", True),
    ]


@pytest.mark.parametrize(
    ("day", "until", "troops"),
    [(date(2031, 3, 1), date(2032, 5, 1), [5]), (date(2031, 12, 31), date(2033, 5, 1), [5, 8])],
)
def test_the_trace_tells_what_was_known_on_the_day(
    graph: KnowledgeGraph, day: date, until: date, troops: list[int]
) -> None:
    (mission,) = graph.trace(MISSION, as_of=day)
    assert mission.mandate_until == until
    assert [c.troops_at_most for c in mission.contributions] == troops
