"""What joining found, as triples: records with their letter, day, rule, origin and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pyoxigraph import Triple
from small_corpus import MARCH, promise

from nato_kg.links import Candidate, Links, Promise, Step
from nato_kg.links.write import write_links
from nato_kg.namespaces import ID, code, letter_iri, nkg, short_id
from nato_kg.terms import value_of

KEEPER = letter_iri("kst-90010-2")
DAY = date(2031, 3, 20)
SAID = f"{ID}kst-90010-2/fulfilment-1"


def asked(recurrence: str | None = None) -> Promise:
    iri = f"{ID}kst-90010-1/ships"
    found = promise(iri, "een brief over de fregatten", due=MARCH, recurrence=recurrence)
    return Promise(iri, letter_iri("kst-90010-1"), found.text, "letter", due=MARCH, recurrence=recurrence,
                   evidence=(f"{iri}-e1",))  # fmt: skip


def step(outcome: str, *, of: Promise | None = None, due: tuple[date | None, date | None] | None = None) -> Step:
    return Step(of or asked(), outcome, KEEPER, DAY, SAID, (f"{SAID}-e1",), due)


def said(triples: Iterable[Triple], kind: str) -> dict[str, str]:
    """What is said of the one record of a kind, by property."""
    triples = list(triples)
    (node,) = {value_of(t.subject) for t in triples if value_of(t.object) == nkg(kind)}
    return {
        t.predicate.value.rsplit("#", 1)[-1]: short_id(value_of(t.object))
        for t in triples
        if value_of(t.subject) == node
    }


def kinds(triples: Iterable[Triple]) -> set[str]:
    return {short_id(value_of(t.object)) for t in triples if t.predicate.value == nkg("kind")}


def test_a_promise_kept_is_a_fulfilment_with_its_letter_day_and_source() -> None:
    found = said(write_links(Links((step("fulfilled"),))), "Fulfilment")
    expected = {
        "fulfilmentOf": "ships", "byLetter": "kst-90010-2", "status": "fulfilled", "on": "2031-03-20",
        "knownFrom": "2031-03-20", "statedIn": "kst-90010-2", "derivedFrom": "fulfilment-1", "origin": "inferred",
        "rule": "stated-link@1", "evidence": "fulfilment-1-e1",
    }  # fmt: skip
    assert expected.items() <= found.items()


def test_a_round_of_what_recurs_leaves_it_open_and_moves_its_term() -> None:
    yearly, following = asked("yearly"), (None, date(2032, 3, 31))
    triples = write_links(Links((step("fulfilled", of=yearly, due=following),)))
    assert said(triples, "Fulfilment")["status"] == "open"
    assert said(triples, "DueChange")["due"] == "open--2032-03-31"


def test_what_recurs_can_be_dropped() -> None:
    assert said(write_links(Links((step("withdrawn", of=asked("yearly")),))), "StatusChange")["status"] == "withdrawn"


def test_a_term_moved_changes_no_status() -> None:
    triples = write_links(Links((step("postponed", due=(date(2031, 9, 1), date(2031, 9, 30))),)))
    assert kinds(triples) == {"DueChange", "Period"}
    assert said(triples, "DueChange")["due"] == "2031-09-01--2031-09-30"


def test_a_condition_met_is_only_told() -> None:
    assert {t.predicate.value for t in write_links(Links((step("condition-met"),)))} == {nkg("followsUp")}


def test_a_proposal_has_a_score_and_reasons_and_no_status() -> None:
    proposal = Candidate(asked(), KEEPER, 0.5, {"en": "shares: ships", "nl": "gemeenschappelijk: schepen"})
    triples = write_links(Links(candidates=(proposal,)))
    found = said(triples, "Candidate")
    expected = {"candidateCommitment": "ships", "candidateLetter": "kst-90010-2", "score": "0.500"}
    assert expected.items() <= found.items()
    assert "status" not in found
    assert code("commitment-status", "fulfilled") not in {value_of(t.object) for t in triples}


def test_a_promise_repeated_points_at_the_first() -> None:
    later = f"{ID}kst-90010-2/again"
    (triple,) = write_links(Links(repeats={later: asked().iri}))
    assert (value_of(triple.subject), triple.predicate.value, value_of(triple.object)) == (
        later,
        nkg("restatementOf"),
        asked().iri,
    )
