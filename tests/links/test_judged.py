"""What people judged, applied to proposals and written as triples."""

from __future__ import annotations

import pytest
from pyoxigraph import Triple
from small_corpus import corpus, paper, promise

from nato_kg.judgements import Judgement
from nato_kg.links import Candidate, Links
from nato_kg.links.judged import apply_judgements, write_judgements
from nato_kg.namespaces import ID, letter_iri
from nato_kg.terms import value_of

ABOUT = "kst-90010-1/ships"
LETTERS = [paper(letter_iri(f"kst-90010-{number}"), f"2031-0{number}-15") for number in (1, 2, 3)]
_FOUND = promise(f"{ID}{ABOUT}", "een brief over de fregatten")
ASKED = type(_FOUND)(_FOUND.iri, letter_iri("kst-90010-1"), _FOUND.text, "letter", evidence=(f"{ID}{ABOUT}-e1",))
PROPOSALS = Links(candidates=tuple(Candidate(ASKED, letter.iri, 0.5, {}) for letter in LETTERS[1:]))


def judgement(verdict: str, letter: str = "kst-90010-2", note: str = "") -> Judgement:
    return Judgement(ABOUT, letter, verdict, "an", "2033-01-01T10:00:00Z", note)


def said(triples: frozenset[Triple]) -> set[tuple[str, str]]:
    return {(t.predicate.value.rsplit("#", 1)[-1], value_of(t.object)) for t in triples}


@pytest.mark.parametrize(("verdict", "left"), [("no", ["kst-90010-3"]), ("yes", [])])
def test_no_takes_one_proposal_away_and_yes_all_of_the_promise(verdict: str, left: list[str]) -> None:
    found = apply_judgements(PROPOSALS, [judgement(verdict)]).candidates
    assert [c.paper for c in found] == [letter_iri(name) for name in left]


def test_without_judgements_all_proposals_stay() -> None:
    assert apply_judgements(PROPOSALS, []) == PROPOSALS


def test_yes_is_a_fulfilment_of_the_letters_day_with_the_judgement_as_its_source() -> None:
    triples = said(write_judgements([judgement("yes", note="de bijlage")], corpus(LETTERS, [ASKED])))
    assert ("fulfilmentOf", ASKED.iri) in triples
    assert ("on", "2031-02-15") in triples
    assert ("judgedBy", "an") in triples
    assert ("note", "de bijlage") in triples
    assert ("evidence", f"{ID}{ABOUT}-e1") in triples


def test_no_is_recorded_and_keeps_nothing() -> None:
    triples = said(write_judgements([judgement("no")], corpus(LETTERS, [ASKED])))
    assert ("accepts", "false") in triples
    assert not any(name == "fulfilmentOf" for name, _ in triples)


@pytest.mark.parametrize("letter", ["kst-90099-1", "meeting/x"])
def test_a_letter_that_the_graph_does_not_hold_is_left_out(letter: str) -> None:
    assert write_judgements([judgement("yes", letter)], corpus(LETTERS, [ASKED])) == frozenset()
