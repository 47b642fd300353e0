"""When the next round of what recurs is due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.links.rounds import MONTHS, next_round

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("recurrence", "last", "kept", "following"),
    [
        ("yearly", "2031-06-01", "2031-05-20", "2032-06-01"),  # in time
        ("yearly", "2031-06-01", "2031-09-12", "2032-06-01"),  # late
        ("yearly", "2031-06-01", "2032-06-01", "2033-06-01"),  # as late as the next round
        ("yearly", "2031-06-01", "2033-01-10", "2033-06-01"),  # a round left out
        ("yearly", "2031-06-01", "2030-11-01", "2031-06-01"),  # more on the round before
        ("half-yearly", "2031-08-31", "2031-08-30", "2032-02-29"),  # the end of a month stays one
        ("quarterly", "2031-03-31", "2031-03-12", "2031-06-30"),
        ("monthly", "2031-01-31", "2031-01-30", "2031-02-28"),
        ("monthly", "2032-02-28", "2032-02-20", "2032-03-28"),  # the 28th of a leap year's February is not its last day
    ],
)
def test_the_next_round(recurrence: str, last: str, kept: str, following: str) -> None:
    due = next_round((None, date.fromisoformat(last)), recurrence, date.fromisoformat(kept))
    assert due == (None, date.fromisoformat(following))


def test_both_ends_of_a_term_move() -> None:
    due = (date(2031, 1, 1), date(2031, 3, 31))
    assert next_round(due, "yearly", date(2031, 2, 1)) == (date(2032, 1, 1), date(2032, 3, 31))


def test_a_round_kept_within_a_long_term_counts() -> None:
    year = (date(2031, 1, 1), date(2031, 12, 31))
    following = (date(2032, 1, 1), date(2032, 12, 31))
    assert next_round(year, "yearly", date(2031, 2, 10)) == following
    assert next_round(following, "yearly", date(2031, 3, 10)) == following, "the same round, told of once more"


@pytest.mark.parametrize(("last", "recurrence"), [(date(2031, 6, 1), "regularly"), (None, "yearly")])
def test_without_days_or_a_fixed_rhythm_no_round_follows(last: date | None, recurrence: str) -> None:
    assert next_round((None, last), recurrence, date(2031, 5, 1)) is None


@given(first=DAYS, days=st.integers(0, 200), recurrence=st.sampled_from(sorted(MONTHS)), kept=DAYS)
def test_a_round_never_goes_back_and_ends_after_the_letter_that_keeps_one(
    first: date, days: int, recurrence: str, kept: date
) -> None:
    last = date.fromordinal(first.toordinal() + days)
    due = next_round((first, last), recurrence, kept)
    assert due is not None
    assert due[0] is not None
    assert due[1] is not None
    assert due[0] >= first
    assert due[1] >= last
    assert due[1] > kept
    assert due[0] <= due[1]
