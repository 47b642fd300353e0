"""Gatherings that letters name by other days: which are one, why, and that a person can undo it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from nato_kg.graph.curated import LetterGraph
from nato_kg.graph.triples import link
from nato_kg.links.gathering_days import find_gathering_merges
from nato_kg.namespaces import ID
from nato_kg.periods import PERIOD_PREFIX

COUNCIL = "nato-defence-ministers"


def meeting(day: str, body: str = COUNCIL) -> str:
    return f"{ID}meeting/{body}-{day}"


def letter(letter_id: str, *told: tuple[str, str]) -> LetterGraph:
    """A letter that names gatherings (by the day in their address) and their days (a period)."""
    triples = {link(meeting(day), "date", f"{PERIOD_PREFIX}{period}") for day, period in told}
    return LetterGraph(letter_id, True, frozenset(triples), Path(f"{letter_id}.txt"))


def merged(
    *letters: LetterGraph, known: set[str] | None = None, apart: tuple[str, str] | None = None
) -> dict[str, str]:
    """The day in the address of each gathering that was merged, and that of the one kept."""
    pairs = {frozenset(map(meeting, apart))} if apart else set()
    return {day_of(merge.merged): day_of(merge.kept) for merge in find_gathering_merges(letters, known or set(), pairs)}


def day_of(iri: str) -> str:
    return iri.removeprefix(f"{ID}meeting/{COUNCIL}-")


TWO_DAYS = letter("kst-90030-1", ("2031-06-29", "2031-06-29--2031-06-30"))
THREE_DAYS = letter("kst-90030-2", ("2031-06-28", "2031-06-28--2031-06-30"))
MONTH = letter("kst-90030-3", ("2031-06", "2031-06"))
EARLIER = letter("kst-90030-4", ("2031-06-10", "2031-06-10--2031-06-11"))


def test_days_that_overlap_are_one_gathering_whatever_the_order() -> None:
    assert merged(TWO_DAYS, THREE_DAYS) == merged(THREE_DAYS, TWO_DAYS) == {"2031-06-29": "2031-06-28"}


def test_days_apart_are_two_gatherings() -> None:
    assert merged(TWO_DAYS, EARLIER) == {}


def test_a_month_is_the_one_gathering_in_it() -> None:
    assert merged(TWO_DAYS, MONTH) == {"2031-06": "2031-06-29"}
    assert merged(TWO_DAYS, THREE_DAYS, MONTH) == {"2031-06-29": "2031-06-28", "2031-06": "2031-06-28"}


def test_a_month_with_two_dated_gatherings_is_neither() -> None:
    assert "2031-06" not in merged(TWO_DAYS, EARLIER, MONTH)


def test_another_body_on_the_same_days_is_another_gathering() -> None:
    other = meeting("2031-06-29", "nato-foreign-ministers")
    triples = frozenset({link(other, "date", f"{PERIOD_PREFIX}2031-06-29--2031-06-30")})
    assert merged(THREE_DAYS, LetterGraph("kst-90030-5", True, triples, Path("a"))) == {}


def test_a_gathering_without_a_day_in_its_address_is_left_alone() -> None:
    assert merged(TWO_DAYS, letter("kst-90030-6", ("6", "2031-06-29"))) == {}


def test_what_curated_data_describes_is_kept() -> None:
    assert merged(TWO_DAYS, THREE_DAYS, known={meeting("2031-06-29")}) == {"2031-06-28": "2031-06-29"}
    assert merged(TWO_DAYS, THREE_DAYS, known={meeting("2031-06-29"), meeting("2031-06-28")}) == {}


def test_a_judgement_keeps_two_apart() -> None:
    assert merged(TWO_DAYS, THREE_DAYS, apart=("2031-06-29", "2031-06-28")) == {}
    assert merged(TWO_DAYS, THREE_DAYS, apart=("2031-06-28", "2031-06-29")) == {}


@given(st.lists(st.tuples(st.dates(date(2031, 1, 1), date(2031, 3, 31)), st.integers(0, 40)), min_size=1, max_size=8))
def test_no_gathering_is_merged_into_one_that_is_gone(told: list[tuple[date, int]]) -> None:
    letters = [
        letter(f"kst-90031-{number}", (str(first), f"{first}--{first + timedelta(days=days)}"))
        for number, (first, days) in enumerate(told)
    ]
    found = merged(*letters)
    assert not set(found) & set(found.values())
    assert found == merged(*letters[::-1])
