"""How signs become a score."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_corpus import MARCH, paper, promise

from nato_kg.links.model import Due
from nato_kg.links.scoring import Sight, score, signs_of
from nato_kg.links.wanted import Wanted, deliverable
from nato_kg.model import Passage

SIGNS = ("answers", "fits", "told", "figures", "pending", "passing", "dossier", "sender", "time", "claimed", "misfit")
FOR, AGAINST = ("answers", "fits", "dossier", "sender", "time"), ("pending", "passing", "claimed", "misfit")


def sight(day: str, *, due: Due = MARCH, text: str = "een brief", signs: tuple[str, ...] = ()) -> Sight:
    asked = replace(promise("first/x", text), due=due)
    wanted = Wanted(asked, (), 1.0, deliverable(text), {})
    passage = Passage(1, "", signs=frozenset(signs))
    return Sight(wanted, paper("first", "2031-01-15"), paper("later", day), passage, 1.0, 1.0, 10.0)


@pytest.mark.parametrize(
    ("day", "due", "time"),
    [
        ("2031-03-20", MARCH, 1.0),
        ("2031-02-10", MARCH, 0.7),  # a little early
        ("2030-12-01", MARCH, 0.0),
        ("2031-06-01", MARCH, 0.7),  # late
        ("2031-12-01", MARCH, 0.4),
        ("2033-01-01", MARCH, 0.0),
        ("2039-01-01", (None, None), 1.0),  # without a term nothing is late
    ],
)
def test_a_letter_counts_less_the_further_it_is_from_the_term(day: str, due: Due, time: float) -> None:
    assert signs_of(sight(day, due=due))["time"] == time


def test_a_briefing_is_kept_by_no_paper() -> None:
    for sign, fits, misfit in (("presents", 0.0, 1.0), ("briefs", 1.0, 0.0)):
        signs = signs_of(sight("2031-03-20", text="een besloten briefing", signs=(sign,)))
        assert (signs["fits"], signs["misfit"]) == (fits, misfit)


@given(
    signs=st.fixed_dictionaries({name: st.floats(0, 1) for name in ("subject", *SIGNS)}), name=st.sampled_from(SIGNS)
)
def test_a_score_lies_between_nothing_and_one_and_moves_with_its_signs(signs: dict[str, float], name: str) -> None:
    without, wholly = score({**signs, name: 0.0}), score({**signs, name: 1.0})
    assert 0 <= without <= 1
    assert 0 <= wholly <= 1
    if name in FOR:
        assert wholly >= without
    if name in AGAINST:
        assert wholly <= without


@given(days=st.integers(-400, 800))
def test_no_day_is_worth_more_than_one_within_the_term(days: int) -> None:
    day = date(2031, 3, 15) + timedelta(days=days)
    assert signs_of(sight(day.isoformat()))["time"] <= signs_of(sight("2031-03-15"))["time"]
