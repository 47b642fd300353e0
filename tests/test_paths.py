"""Ways between two things, and what lies near one."""

from __future__ import annotations

from pathlib import Path

import pytest

from nato_kg.namespaces import ID
from nato_kg.paths import find_neighbourhood, find_paths
from nato_kg.store import EmbeddedStore, open_store

ALTHEA = f"{ID}mission/eufor-althea"
KEEPER = f"{ID}letter/kst-29521-BA"


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


def test_from_a_mission_to_the_letter_that_keeps_the_promise(store: EmbeddedStore) -> None:
    ways = [str(path) for path in find_paths(store, ALTHEA, KEEPER, max_hops=4, limit=100)]
    assert (
        "eufor-althea <-[concernsMission]- dec-althea-contrib <-[follows]- com-althea "
        "<-[fulfilmentOf]- keeps-com-althea -[byLetter]-> kst-29521-BA"
    ) in ways


def test_the_shortest_ways_come_first_and_none_passes_a_thing_twice(store: EmbeddedStore) -> None:
    paths = find_paths(store, ALTHEA, KEEPER, max_hops=4, limit=100)
    lengths = [len(path) for path in paths]
    assert lengths == sorted(lengths)
    assert max(lengths) <= 4
    assert len(set(map(str, paths))) == len(paths)
    for path in paths:
        passed = [ALTHEA, *(step.end for step in path.steps)]
        assert len(set(passed)) == len(passed)
        assert passed[-1] == KEEPER


def test_fewer_hops_give_the_shorter_ways_only(store: EmbeddedStore) -> None:
    short = find_paths(store, ALTHEA, KEEPER, max_hops=3, limit=100)
    every = find_paths(store, ALTHEA, KEEPER, max_hops=4, limit=100)
    assert [str(path) for path in short] == [str(path) for path in every if len(path) <= 3]


def test_the_limit_keeps_the_first_ways(store: EmbeddedStore) -> None:
    every = find_paths(store, ALTHEA, KEEPER, max_hops=4, limit=100)
    assert find_paths(store, ALTHEA, KEEPER, max_hops=4, limit=2) == every[:2]
    assert find_paths(store, ALTHEA, KEEPER, max_hops=4, limit=0) == []


@pytest.mark.parametrize("hops", [-1, 0, 1])
def test_no_way_within_few_hops(store: EmbeddedStore, hops: int) -> None:
    assert find_paths(store, ALTHEA, KEEPER, max_hops=hops, limit=10) == []


def test_no_way_to_nowhere(store: EmbeddedStore) -> None:
    assert find_paths(store, ALTHEA, f"{ID}state/atlantis", max_hops=4, limit=10) == []


def test_the_way_to_itself_has_no_steps(store: EmbeddedStore) -> None:
    [path] = find_paths(store, ALTHEA, ALTHEA, max_hops=4, limit=10)
    assert (len(path), str(path)) == (0, "")


def test_kinds_codes_days_and_plumbing_are_not_walked(store: EmbeddedStore) -> None:
    near = find_neighbourhood(store, f"{ID}kst-28676-418/com-althea", hops=1)
    assert all(iri.startswith(ID) for iri in near)
    assert not [iri for iri in near if "/date/" in iri or iri.endswith("-e1")]
    assert f"{ID}letter/kst-28676-418" not in near  # the letter that states it: everything would be near everything


def test_the_neighbourhood_grows_and_starts_with_the_nearest(store: EmbeddedStore) -> None:
    one, two = (find_neighbourhood(store, ALTHEA, hops=hops) for hops in (1, 2))
    assert two[: len(one)] == one
    assert f"{ID}kst-28676-418/com-althea" in one
    assert KEEPER in two
    assert ALTHEA not in two
    assert find_neighbourhood(store, ALTHEA, hops=0) == []
