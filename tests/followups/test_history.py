"""What became of promises by later letters' own words: statuses and terms on a day, and the steps that led there."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from archive import promises_by_paper

from nato_kg.followups import Promise, read_history, read_ledger, read_proposals
from nato_kg.store import EmbeddedStore, open_store

LAST = date(2032, 12, 31)


@pytest.fixture(scope="module")
def store(archive_store: Path) -> EmbeddedStore:
    return open_store(archive_store)


def only(store: EmbeddedStore, paper: str, day: date = LAST) -> Promise:
    """The one promise of a letter of the archive, as known on a day."""
    (promise,) = promises_by_paper(read_ledger(store, day))[paper]
    return promise


def told(store: EmbeddedStore, paper: str, day: date = LAST) -> tuple[str, str | None]:
    promise = only(store, paper, day)
    return promise.status, promise.timeliness


def test_a_promise_is_kept_from_the_day_of_the_letter_that_says_so(store: EmbeddedStore) -> None:
    assert told(store, "90010-1", date(2031, 3, 19)) == ("open", "not-due")
    assert told(store, "90010-1", date(2031, 3, 20)) == ("fulfilled", "in-time")
    (keeper,) = only(store, "90010-1").kept_by
    assert (keeper.letter, keeper.on, keeper.days) == ("kst-90010-2", date(2031, 3, 20), 64)


def test_kept_in_part_then_whole(store: EmbeddedStore) -> None:
    assert told(store, "90011-1", date(2031, 6, 1)) == ("partly-fulfilled", "not-due")
    assert told(store, "90011-1", date(2031, 7, 1)) == ("partly-fulfilled", "overdue")
    assert told(store, "90011-1") == ("fulfilled", "late")
    assert [keeper.letter for keeper in only(store, "90011-1").kept_by] == ["kst-90011-2", "kst-90011-3"]


@pytest.mark.parametrize(
    ("day", "due", "timeliness", "moved"),
    [
        (date(2031, 4, 19), date(2031, 4, 30), "not-due", 0),
        (date(2031, 4, 20), date(2031, 10, 31), "not-due", 1),
        (date(2031, 5, 1), date(2031, 10, 31), "not-due", 1),  # the first term has passed, and is no longer in force
        (date(2031, 10, 20), date(2032, 3, 31), "not-due", 2),
        (date(2032, 3, 31), date(2032, 3, 31), "not-due", 2),
        (date(2032, 4, 1), date(2032, 3, 31), "overdue", 2),
    ],
)
def test_the_term_in_force_is_that_of_the_last_letter_that_moved_it(
    store: EmbeddedStore, day: date, due: date, timeliness: str, moved: int
) -> None:
    promise = only(store, "90012-1", day)
    assert (promise.due_to, promise.timeliness, promise.times_moved) == (due, timeliness, moved)


def test_the_history_tells_every_step_with_its_letter_and_words(store: EmbeddedStore) -> None:
    first, second = only(store, "90012-1").history
    assert (first.on, first.outcome, first.letter) == (date(2031, 4, 20), "postponed", "kst-90012-2")
    assert (first.due_from, first.due_to) == (date(2031, 10, 1), date(2031, 10, 31))
    assert str(first.quotation).startswith("Anders dan in Kamerstuk 90 012, nr. 1 gemeld")
    assert (second.outcome, second.letter, second.due_to) == ("postponed", "kst-90012-3", date(2032, 3, 31))


def test_a_letter_known_by_its_day_alone_is_found(store: EmbeddedStore) -> None:
    """The second letter that moves the promise names *20 april jl.*, the day of the first that did."""
    assert [step.letter for step in only(store, "90012-1").history][-1] == "kst-90012-3"


def test_what_is_repeated_is_listed_once(store: EmbeddedStore) -> None:
    promises = promises_by_paper(read_ledger(store, LAST))
    assert "90013-2" not in promises
    (step,) = promises["90013-1"][0].history
    assert (step.outcome, step.letter, step.due_to) == ("restated", "kst-90013-2", None)


def test_what_is_changed_or_added_to_stays_open(store: EmbeddedStore) -> None:
    (promise,) = promises_by_paper(read_ledger(store, LAST))["90024-1"]
    assert [(step.outcome, step.letter) for step in promise.history] == [
        ("changed", "kst-90024-2"),
        ("supplemented", "kst-90024-3"),
    ]
    assert (promise.status, promise.timeliness) == ("open", "overdue")


def test_what_is_promised_beside_an_earlier_promise_is_another_one(store: EmbeddedStore) -> None:
    promises = promises_by_paper(read_ledger(store, LAST))
    assert "90024-2" not in promises, "the promise in its new form is the one it changes"
    (added,) = promises["90024-3"]
    assert (added.due_from, added.status) == (date(2031, 10, 1), "open")


def test_what_is_dropped_is_withdrawn_and_never_overdue(store: EmbeddedStore) -> None:
    assert told(store, "90014-1", date(2031, 5, 11)) == ("open", "not-due")
    assert told(store, "90014-1") == ("withdrawn", None)
    assert only(store, "90014-1").register_status == "Vervallen"


def test_a_condition_met_leaves_the_promise_open(store: EmbeddedStore) -> None:
    assert only(store, "90015-1", date(2031, 6, 11)).condition_met is not True
    promise = only(store, "90015-1", date(2031, 6, 12))
    assert (promise.status, promise.condition_met) == ("open", True)


def test_a_round_kept_moves_to_the_next_and_a_round_missed_is_overdue(store: EmbeddedStore) -> None:
    days = {date(2031, 5, 19): "not-due", date(2031, 6, 1): "not-due", date(2032, 5, 31): "not-due"}
    assert {day: only(store, "90016-1", day).timeliness for day in days} == days
    assert told(store, "90016-1", date(2032, 6, 1)) == ("open", "overdue")
    assert [keeper.letter for keeper in only(store, "90016-1").kept_by] == ["kst-90016-2"]


def test_of_two_promises_of_a_letter_the_right_one_is_kept(store: EmbeddedStore) -> None:
    barracks, airbase = promises_by_paper(read_ledger(store, LAST))["90017-1"]
    assert ("kazerne" in str(barracks.words), barracks.status) == (True, "fulfilled")
    assert ("vliegbasis" in str(airbase.words), airbase.status) == (True, "open")


def test_where_two_promises_fit_alike_neither_is_kept(store: EmbeddedStore) -> None:
    promises = promises_by_paper(read_ledger(store, LAST))["90018-1"]
    assert [(p.status, p.history) for p in promises] == [("open", ())] * 2
    assert {p.iri for p in promises} <= set(read_proposals(store)), "a person can still judge"


def test_a_letter_that_is_not_here_changes_nothing(store: EmbeddedStore) -> None:
    letters = {step.letter for steps in read_history(store, LAST).values() for step in steps}
    assert "kst-90019-2" not in letters


def test_steps_after_the_day_are_not_told(store: EmbeddedStore) -> None:
    promise = only(store, "90012-1")
    assert read_history(store, date(2031, 4, 19), commitment=promise.iri) == {}
    assert len(read_history(store, date(2031, 4, 20), commitment=promise.iri)[promise.iri]) == 1


def test_outcomes_come_in_both_languages(store: EmbeddedStore) -> None:
    iri = only(store, "90013-1").iri
    labels = [read_history(store, LAST, commitment=iri, language=language)[iri][0].outcome_label for language in
              ("en", "nl")]  # fmt: skip
    assert labels == ["restated", "herhaald"]


def test_ages_and_words_come_along(store: EmbeddedStore) -> None:
    promise = only(store, "90020-1", date(2031, 1, 25))
    assert promise.age_days == 10
    assert (
        promise.words
        == "Voor 1 juli 2031 zal ik uw Kamer de evaluatie van de luchtverkenning boven Litouwen toezenden."
    )
