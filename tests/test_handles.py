"""Handles: lazy, bound to the graph, compared by address."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nato_kg import KnowledgeGraph
from nato_kg.handles import Thing
from nato_kg.namespaces import ID


@pytest.fixture(scope="module")
def kg(built_store: Path) -> KnowledgeGraph:
    return KnowledgeGraph.open(built_store, as_of=date(2023, 12, 31))


def ids(things: list[Thing]) -> list[str]:
    return [thing.id for thing in things]


def test_a_handle_looks_nothing_up_until_it_is_asked(kg: KnowledgeGraph) -> None:
    thing = Thing(kg, f"{ID}mission/kfor")
    assert set(vars(thing)) == {"graph", "iri"}
    assert thing.id == "kfor"
    assert (thing.label, thing.kind) == ("Kosovo Force", "Mission")
    assert {"label", "kind"} <= set(vars(thing))  # asked once


def test_handles_are_compared_by_address(kg: KnowledgeGraph) -> None:
    assert kg["kfor"] == Thing(kg, f"{ID}mission/kfor")
    assert kg["kfor"] != kg["nmi"]
    assert kg["kfor"] != f"{ID}mission/kfor"
    assert len({kg["kfor"], kg.find("Kosovo Force"), kg["nmi"]}) == 2


def test_a_handle_shows_its_kind_id_and_label(kg: KnowledgeGraph) -> None:
    assert repr(kg["kfor"]) == "<Mission kfor: Kosovo Force>"
    assert repr(kg["netherlands"]) == "<Thing netherlands: Netherlands>"


def test_values_of_any_property(kg: KnowledgeGraph) -> None:
    assert kg["contribution-marines"].values("troopsAtMost") == [150]
    assert kg["contribution-marines"].values("start") == ["2023-10"]
    assert kg["com-dpcr"].values("status") == ["open"]
    assert kg["com-dpcr"].values("condition") == [kg["dec-dpcr"]]
    assert kg["com-dpcr"].values("noSuchProperty") == []


def test_evidence_sources_and_gloss(kg: KnowledgeGraph) -> None:
    [place] = kg["dec-althea-mandate"].evidence
    assert (place.letter, place.section, place.sentence, place.start, place.end) == ("kst-28676-418", 4, 58, 8775, 8883)
    assert kg["dec-althea-mandate"].sources == []
    assert kg["kst-29521-BA"].sources == ["https://zoek.officielebekendmakingen.nl/kst-29521-BA.html"]
    assert kg["netherlands"].gloss is None
    assert "UN mandate" in str(kg["dec-althea-mandate"].gloss)


def test_a_thing_rests_on_its_mentions(kg: KnowledgeGraph) -> None:
    assert {place.letter for place in kg["eufor-althea"].evidence} == {"kst-28676-418"}


def test_a_mission(kg: KnowledgeGraph) -> None:
    althea = kg["eufor-althea"]
    assert ids(althea.decisions) == ["dec-althea-mandate", "dec-althea-contrib"]
    assert (ids(althea.lead), ids(althea.countries)) == (["european-union"], ["bosnia-and-herzegovina"])
    assert ids(althea.discussed_in) == ["session2"]
    assert ids(althea.letters) == ["kst-28676-418"]
    assert "mandate-althea" in ids(althea.mandates)
    assert kg["kfor"].decisions == []


def test_a_decision_through_time(kg: KnowledgeGraph) -> None:
    decision = kg["dec-althea-contrib"]
    days = [date(2022, 9, 29), date(2022, 9, 30), date(2023, 4, 5), date(2023, 4, 6)]
    assert [decision.status_on(day) for day in days] == ["", "under-investigation", "under-investigation", "taken"]
    assert decision.status == "taken"
    assert ids(decision.documents) == ["kst-28676-418", "kst-29521-BA"]
    assert ids(decision.commitments) == ["com-althea"]
    assert (ids(decision.decided_by), ids(decision.concerns)) == (["dutch-cabinet"], ["eufor-althea"])
    assert ids(kg["dec-oir-nmi"].documents) == ["kst-28676-418", "kst-29521-446"]


def test_a_commitment_through_time(built_store: Path, kg: KnowledgeGraph) -> None:
    com = kg["com-althea"]
    assert (com.status, com.timeliness) == ("fulfilled", "due-unknown")
    assert (ids(com.about), ids(com.follows), ids(com.condition)) == (
        ["eufor-althea"],
        ["dec-althea-contrib"],
        ["dec-althea-contrib"],
    )
    assert com.fulfilled_by == [kg["kst-29521-BA"]]
    assert com.promise.restates == "kst-29521-446"
    earlier = KnowledgeGraph.open(built_store, as_of=date(2022, 10, 14))["com-althea"]
    assert (earlier.status, earlier.fulfilled_by) == ("open", [])


def test_a_letter(kg: KnowledgeGraph) -> None:
    letter = kg["kst-28676-418"]
    assert (letter.issued, letter.coverage) == (date(2022, 9, 30), "complete")
    assert ids(letter.commitments) == ["com-althea", "com-dis", "com-dpcr", "com-nmi"]
    assert len(letter.decisions) == 11
    assert "kst-29521-446" in ids(letter.cites)
    assert letter.fulfils == []
    assert ids(kg["kst-29521-BA"].fulfils) == ["com-althea"]
