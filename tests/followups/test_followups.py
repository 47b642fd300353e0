"""The ledger: what became of each commitment by a day, and how much was searched to say so."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from nato_kg.errors import UnknownNameError
from nato_kg.followups import Ledger, Promise, read_ledger, read_searched
from nato_kg.store import EmbeddedStore, open_store

ISSUED = date(2022, 9, 30)
SOON = date(2022, 10, 14)
LATE = date(2023, 12, 31)


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


def by_id(ledger: Ledger) -> dict[str, Promise]:
    return {promise.id: promise for promise in ledger}


def statuses(store: EmbeddedStore, day: date) -> dict[str, str]:
    return {promise.id: promise.status for promise in read_ledger(store, day)}


def test_two_weeks_after_the_letter_everything_is_open(store: EmbeddedStore) -> None:
    assert statuses(store, SOON) == dict.fromkeys(["com-althea", "com-dis", "com-dpcr", "com-nmi"], "open")
    assert all(not promise.kept_by for promise in read_ledger(store, SOON))


def test_a_year_later_three_are_kept_and_one_is_open(store: EmbeddedStore) -> None:
    promises = by_id(read_ledger(store, LATE))
    kept = {id_: [(k.letter, k.on, k.days) for k in promise.kept_by] for id_, promise in promises.items()}
    assert kept == {
        "com-althea": [("kst-29521-BA", date(2023, 4, 6), 188)],
        "com-dis": [("kst-31125-123", date(2022, 11, 2), 33)],
        "com-dpcr": [],
        "com-nmi": [("kst-27925-943", date(2023, 7, 7), 280)],
    }
    assert {id_: promise.status for id_, promise in promises.items() if promise.is_open} == {"com-dpcr": "open"}


def test_before_the_letter_nothing_is_promised(store: EmbeddedStore) -> None:
    assert len(read_ledger(store, ISSUED - timedelta(days=1))) == 0
    assert len(read_ledger(store, ISSUED)) == 4


def test_a_promise_is_kept_from_the_day_of_the_letter_that_keeps_it(store: EmbeddedStore) -> None:
    assert statuses(store, date(2023, 4, 5))["com-althea"] == "open"
    assert statuses(store, date(2023, 4, 6))["com-althea"] == "fulfilled"


def test_the_caveat_and_the_note_on_the_citation_come_along(store: EmbeddedStore) -> None:
    promise = by_id(read_ledger(store, LATE))["com-althea"]
    [keeper] = promise.kept_by
    assert "upper house" in str(keeper.caveat)
    assert promise.restates == "kst-29521-446"
    assert "448" in str(promise.note)


def test_a_note_on_a_citation_in_another_context_is_no_note_on_the_promise(store: EmbeddedStore) -> None:
    notes = {promise.id: promise.note for promise in read_ledger(store, LATE)}
    assert [id_ for id_, note in notes.items() if note] == ["com-althea"]


def test_conditions_terms_and_subjects(store: EmbeddedStore) -> None:
    promise = by_id(read_ledger(store, LATE))["com-dpcr"]
    assert (promise.condition, promise.follows, promise.due_from, promise.due_to) == (
        "dec-dpcr",
        None,
        date(2022, 10, 12),
        None,
    )
    assert (promise.timeliness, promise.deliverable) == ("due-unknown", "letter")
    assert promise.about == ("NATO Defence Planning Capability Review",)


def test_texts_come_in_dutch(store: EmbeddedStore) -> None:
    promise = by_id(read_ledger(store, SOON, language="nl"))["com-dis"]
    assert (promise.label, promise.due) == ("brief over de Defensie Industrie Strategie", "op korte termijn")
    assert promise.status_label == "openstaand"


def test_what_was_searched(store: EmbeddedStore) -> None:
    searched = read_searched(store, LATE)
    assert (len(searched.days), searched.complete, searched.partial) == (8, 1, 7)
    assert searched.until == date(2023, 9, 29)
    assert searched.after(ISSUED) == 5


def test_letters_after_the_day_are_not_searched(store: EmbeddedStore) -> None:
    searched = read_searched(store, SOON)
    assert {letter for letter, _, _ in searched.days} == {"kst-29521-446", "kst-29521-448", "kst-28676-418"}
    assert searched.after(ISSUED) == 0
    assert read_searched(store, date(2000, 1, 1)).until is None


def test_after_the_last_letter_the_last_known_status_stands(store: EmbeddedStore) -> None:
    assert statuses(store, date(2099, 1, 1)) == statuses(store, LATE)
    assert read_searched(store, date(2099, 1, 1)).until == date(2023, 9, 29)


def test_what_is_still_open(store: EmbeddedStore) -> None:
    ledger = read_ledger(store, LATE)
    assert [promise.id for promise in ledger.still_open()] == ["com-dpcr"]
    assert ledger.still_open().searched == ledger.searched


def test_a_subject_that_is_none(store: EmbeddedStore) -> None:
    with pytest.raises(UnknownNameError, match="did you mean"):
        read_ledger(store, LATE, about="EUFOR Altea")
