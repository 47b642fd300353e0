"""Letters that may keep a promise change nothing until a person judges; what was judged can be undone.

The question ``candidates`` is tested here too: the catalogue's tests ask curated letters, which have no words to
compare.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archive import joined_store, promises_by_paper, read_archive, story

from nato_kg.followups import Promise, read_ledger, read_proposals
from nato_kg.graph.curated import CuratedData
from nato_kg.judgements import Judgement
from nato_kg.namespaces import ID
from nato_kg.queries import ask
from nato_kg.store import EmbeddedStore, open_store

LAST = date(2032, 12, 31)
KEEPER = "kst-90020-2"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> CuratedData:
    """One promise, and the letter that keeps it without a word of it."""
    return read_archive(tmp_path_factory.mktemp("silent"), story("90020"))


@pytest.fixture(scope="module")
def waiting(data: CuratedData) -> EmbeddedStore:
    return joined_store(data)


def asked(store: EmbeddedStore, day: date = LAST) -> Promise:
    (promise,) = promises_by_paper(read_ledger(store, day))["90020-1"]
    return promise


def judged(data: CuratedData, waiting: EmbeddedStore, *verdicts: str, letter: str = KEEPER) -> EmbeddedStore:
    """The store after a person judged, day by day."""
    about = asked(waiting).iri.removeprefix(ID)
    return joined_store(
        data,
        [Judgement(about, letter, verdict, "an", f"2033-01-{day:02}T10:00:00Z", "gezien") for day, verdict in
         enumerate(verdicts, start=1)],
    )  # fmt: skip


def facts(store: EmbeddedStore) -> set[str]:
    return set(map(str, store.store))


def proposed(store: EmbeddedStore) -> list[str]:
    return [proposal.letter for proposals in read_proposals(store).values() for proposal in proposals]


def test_a_proposal_changes_no_status(waiting: EmbeddedStore) -> None:
    assert proposed(waiting) == [KEEPER]
    assert (asked(waiting).status, asked(waiting).kept_by, asked(waiting).history) == ("open", (), ())


def test_yes_keeps_the_promise_from_the_day_of_the_letter(data: CuratedData, waiting: EmbeddedStore) -> None:
    store = judged(data, waiting, "yes")
    assert asked(store, date(2031, 6, 19)).status == "open"
    promise = asked(store, date(2031, 6, 20))
    assert (promise.status, promise.timeliness) == ("fulfilled", "in-time")
    assert [(keeper.letter, keeper.on) for keeper in promise.kept_by] == [(KEEPER, date(2031, 6, 20))]
    assert [(step.outcome, step.letter) for step in promise.history] == [("fulfilled", KEEPER)]
    assert proposed(store) == []


def test_no_takes_the_proposal_away_and_changes_nothing_else(data: CuratedData, waiting: EmbeddedStore) -> None:
    store = judged(data, waiting, "no")
    assert proposed(store) == []
    assert (asked(store).status, asked(store).history) == ("open", ())


@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_undo_makes_everything_as_it_was(data: CuratedData, waiting: EmbeddedStore, verdict: str) -> None:
    assert facts(judged(data, waiting, verdict, "undo")) == facts(waiting)


def test_the_last_judgement_counts(data: CuratedData, waiting: EmbeddedStore) -> None:
    assert asked(judged(data, waiting, "yes", "no")).status == "open"
    assert asked(judged(data, waiting, "no", "undo", "yes")).status == "fulfilled"


def test_a_letter_that_was_not_proposed_can_be_judged_too(data: CuratedData, waiting: EmbeddedStore) -> None:
    store = judged(data, waiting, "yes", letter="kst-28676-418")
    assert [keeper.letter for keeper in asked(store).kept_by] == ["kst-28676-418"]


def test_a_judgement_on_what_the_graph_does_not_hold_is_left_out(data: CuratedData, waiting: EmbeddedStore) -> None:
    gone = Judgement("kst-90099-1/commitment-1", KEEPER, "yes", "an", "2033-01-01T10:00:00Z")
    assert facts(joined_store(data, [gone])) == facts(waiting)
    assert facts(judged(data, waiting, "yes", letter="kst-90099-9")) == facts(waiting)


def test_the_judgement_stands_in_the_graph_with_who_and_why(data: CuratedData, waiting: EmbeddedStore) -> None:
    store = judged(data, waiting, "yes")
    (row,) = store.select(
        "SELECT ?by ?note ?yes { ?j a nkg:Judgement ; nkg:judgedBy ?by ; nkg:note ?note ; nkg:accepts ?yes }"
    )
    assert [str(row[name].value) for name in ("by", "note", "yes")] == ["an", "gezien", "true"]


# ------------------------------------------------------------ the question


@pytest.fixture(scope="module")
def archive(archive_store: Path) -> EmbeddedStore:
    return open_store(archive_store)


def test_the_question_lists_each_proposal_once_the_best_first(archive: EmbeddedStore) -> None:
    answer = ask(archive, "candidates")
    rows = answer.rows
    assert len({row["candidate"][0] for row in answer.addresses}) == len(rows)
    scores = [row["score"] for row in rows if isinstance(row["score"], float)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == len(rows)


def test_the_question_can_be_narrowed_to_a_promise_or_a_letter(archive: EmbeddedStore) -> None:
    rows = ask(archive, "candidates", {"letter": KEEPER}).rows
    assert {row["letter"] for row in rows} == {KEEPER}
    commitment = asked(archive).iri
    rows = ask(archive, "candidates", {"commitment": commitment}).rows
    assert rows[0]["letter"] == KEEPER
    assert rows[0]["issued"] == "2031-06-20"


def test_proposals_come_with_their_reason_and_can_be_cut_off(archive: EmbeddedStore) -> None:
    (best, *_) = read_proposals(archive, least=0.5, commitment=asked(archive).iri)[asked(archive).iri]
    assert (best.letter, best.issued) == (KEEPER, date(2031, 6, 20))
    assert "hands over a paper" in str(best.reason)
    assert all(p.score >= 0.5 for ps in read_proposals(archive, least=0.5).values() for p in ps)
