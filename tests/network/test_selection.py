"""Part of a network: between two days, and near a thing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nato_kg.errors import UsageError
from nato_kg.namespaces import ID
from nato_kg.network import Network, Spell, collect, load_view, select, stream_network
from nato_kg.network.reading import GraphStream
from nato_kg.store import open_store

ALTHEA, KFOR = f"{ID}mission/eufor-althea", f"{ID}mission/kfor"


@pytest.fixture(scope="module")
def whole(built_store: Path) -> GraphStream:
    return stream_network(open_store(built_store))


def ids(network: Network) -> set[str]:
    return {node.id for node in network.nodes.values()}


def test_only_what_is_there_between_two_days(whole: GraphStream) -> None:
    early = ids(collect(select(whole, first=date(2022, 1, 1), last=date(2022, 12, 31))))
    assert "letter/kst-28676-418" in early
    assert "letter/kst-27925-943" not in early  # of 2023
    assert "membership/nato-finland" not in early  # from 4 April 2023
    assert "membership/nato-albania" in early  # open end
    assert "state/finland" in early  # always there
    late = ids(collect(select(whole, first=date(2023, 4, 4))))
    assert "membership/nato-finland" in late
    assert "letter/kst-28676-418" not in late


def test_edges_go_with_their_ends(whole: GraphStream) -> None:
    network = collect(select(whole, last=date(2000, 1, 1)))
    assert network.edges
    assert {end for e in network.edges for end in (e.source, e.target)} <= set(network.nodes)


def test_near_a_thing_counts_edges_in_both_directions(whole: GraphStream) -> None:
    one, two = (ids(collect(select(whole, about=ALTHEA, hops=hops))) for hops in (1, 2))
    assert "kst-28676-418/dec-althea-contrib" in one  # points to it
    assert "state/bosnia-and-herzegovina" in one  # it points to
    assert "kst-28676-418/com-althea" in one < two
    assert ids(collect(select(whole, about=ALTHEA, hops=0))) == {"mission/eufor-althea"}


def test_near_a_thing_in_a_view(built_store: Path) -> None:
    stream = stream_network(open_store(built_store), view=load_view("missions"))
    near = ids(collect(select(stream, about=KFOR, hops=1)))
    assert near == {"mission/kfor", "organisation/nato", "state/kosovo", "body/un-security-council"}


def test_what_is_not_there_is_an_error(whole: GraphStream) -> None:
    with pytest.raises(UsageError, match="not in this view between those days"):
        select(whole, about=f"{ID}letter/kst-28676-418", last=date(2000, 1, 1))
    with pytest.raises(UsageError, match="2022-01-01 is before 2023-01-01"):
        select(whole, first=date(2023, 1, 1), last=date(2022, 1, 1))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (None, None, True),
        (date(2022, 3, 1), None, True),
        (date(2022, 3, 2), None, False),
        (None, date(2022, 2, 1), True),
        (None, date(2022, 1, 31), False),
    ],
)
def test_both_ends_of_a_spell_are_in_it(first: date | None, last: date | None, expected: bool) -> None:
    assert Spell(date(2022, 2, 1), date(2022, 3, 1)).meets(first, last) is expected
    assert Spell(None, None).meets(first, last)
