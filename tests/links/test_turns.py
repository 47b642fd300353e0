"""A decision under investigation that a later letter tells as taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nato_kg.links.decisions import find_turns
from nato_kg.links.model import Corpus, Decided, Paper

PAPERS = {f"letter/{n}": Paper(f"letter/{n}", date(2031, n, 1)) for n in (1, 2, 3)}
INVESTIGATED = Decided("d1", "letter/1", "under-investigation", frozenset({"mission/x"}))
TAKEN = Decided("d2", "letter/2", "taken", frozenset({"mission/x"}), sentences=frozenset({4}))


def turns(*decisions: Decided, cited: tuple[int, str] = (4, "letter/1")) -> list[tuple[str, str, date]]:
    corpus = Corpus(PAPERS, (), (), decisions=decisions, citations={"letter/2": (cited,)})
    return [(turn.decision, turn.status, turn.on) for turn in find_turns(corpus)]


def test_a_decision_told_beside_a_citation_of_the_letter_that_investigates_it_turns_it() -> None:
    assert turns(INVESTIGATED, TAKEN) == [("d1", "taken", date(2031, 2, 1))]


def test_without_the_citation_nothing_is_certain() -> None:
    assert turns(INVESTIGATED, TAKEN, cited=(5, "letter/1")) == []
    assert turns(INVESTIGATED, TAKEN, cited=(4, "letter/3")) == []


def test_two_open_decisions_on_one_thing_are_not_told_apart() -> None:
    other = Decided("d3", "letter/1", "announced", frozenset({"mission/x"}))
    assert turns(INVESTIGATED, other, TAKEN) == []


def test_another_thing_or_a_pending_status_turns_nothing() -> None:
    assert turns(Decided("d1", "letter/1", "under-investigation", frozenset({"mission/y"})), TAKEN) == []
    still = Decided("d2", "letter/2", "expected", frozenset({"mission/x"}), sentences=frozenset({4}))
    assert turns(INVESTIGATED, still) == []


EXPLORED = Decided(
    "d1",
    "letter/1",
    "under-investigation",
    missions=frozenset({"mission/abc"}),
    by=frozenset({"cabinet"}),
    text="het kabinet onderzoekt een bijdrage aan ABC",
)
DECIDED = replace(EXPLORED, iri="d2", paper="letter/2", status="taken", text="tot een bijdrage aan ABC is besloten")
ELSEWHERE = (9, "letter/1")


def test_a_citation_elsewhere_in_the_letter_turns_the_one_decision_that_is_meant() -> None:
    assert turns(EXPLORED, DECIDED, cited=ELSEWHERE) == [("d1", "taken", date(2031, 2, 1))]


def test_another_decider_mission_or_matter_is_not_meant() -> None:
    council = replace(DECIDED, by=frozenset({"council"}))
    other = replace(DECIDED, missions=frozenset({"mission/def"}))
    matter = replace(DECIDED, text="ABC krijgt een nieuw vaandel")
    assert [turns(EXPLORED, d, cited=ELSEWHERE) for d in (council, other, matter)] == [[], [], []]


def test_of_two_decisions_that_may_be_meant_neither_is() -> None:
    assert turns(EXPLORED, DECIDED, replace(DECIDED, iri="d4"), cited=ELSEWHERE) == []
    assert turns(EXPLORED, replace(EXPLORED, iri="d5"), DECIDED, cited=ELSEWHERE) == []
