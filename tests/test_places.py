"""Places of nodes: the same each time, apart, and neighbours near one another."""

from __future__ import annotations

import math
import random
import subprocess
import sys
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from nato_kg.places import DISTANCE, place_by_force, place_by_kind

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=30)


@given(PAIRS)
@settings(max_examples=50, deadline=None)
def test_any_network_gets_places_that_differ_and_are_numbers(pairs: list[tuple[int, int]]) -> None:
    places = place_by_force(12, pairs)
    assert len(set(places)) == 12
    assert all(math.isfinite(number) for place in places for number in place)
    assert place_by_force(12, pairs) == places


def test_nothing_has_no_places() -> None:
    assert place_by_force(0, []) == []
    assert list(place_by_kind([])) == []


def test_another_process_gives_the_same_places() -> None:
    code = "from nato_kg.places import place_by_force as p; print(p(30, [(n, n * 7 % 30) for n in range(30)]))"
    found = {subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)}
    assert len(found) == 1


def test_the_random_numbers_of_others_are_left_alone() -> None:
    random.seed(5)
    first = random.random()
    random.seed(5)
    place_by_force(5, [(0, 1), (1, 2)])
    assert random.random() == first


def test_neighbours_are_nearer_than_others() -> None:
    """Two rings joined by one edge: each node's neighbours are nearer than the mean of all."""
    pairs = [(n, (n + 1) % 10) for n in range(10)] + [(10 + n, 10 + (n + 1) % 10) for n in range(10)] + [(0, 10)]
    places = place_by_force(20, pairs)
    near = [math.dist(places[a], places[b]) for a, b in pairs]
    every = [math.dist(a, b) for n, a in enumerate(places) for b in places[n + 1 :]]
    assert sum(near) / len(near) < sum(every) / len(every) / 1.5
    assert DISTANCE / 2 < sorted(near)[len(near) // 2] < DISTANCE * 2


def test_parts_that_hang_together_stand_apart() -> None:
    places = place_by_force(9, [(0, 1), (1, 2), (3, 4), (4, 5), (6, 7), (7, 8)])
    groups = [[places[n] for n in group] for group in ((0, 1, 2), (3, 4, 5), (6, 7, 8))]
    for one, other in combinations(groups, 2):
        assert are_apart([x for x, _ in one], [x for x, _ in other]) or are_apart(
            [y for _, y in one], [y for _, y in other]
        )


def are_apart(one: list[float], other: list[float]) -> bool:
    return max(one) < min(other) or max(other) < min(one)


def test_kinds_fill_discs_that_do_not_touch() -> None:
    kinds = [kind for kind, count in (("a", 300), ("b", 40), ("c", 3), ("d", 1)) for _ in range(count)]
    found: dict[str, list[tuple[float, float]]] = {}
    for kind, place in zip(kinds, place_by_kind(kinds), strict=True):
        found.setdefault(kind, []).append(place)
    for kind, places in found.items():
        others = [place for other, group in found.items() if other != kind for place in group]
        nearest = min(math.dist(one, other) for one in places for other in others)
        assert nearest > DISTANCE / 4
