"""From missions through decisions and promises to letters, as known on a day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from nato_kg.errors import UsageError
from nato_kg.namespaces import ID
from nato_kg.store import EmbeddedStore, open_store
from nato_kg.trace import DecisionTrace, MissionTrace, read_trace

SOON, LATE = date(2022, 10, 14), date(2023, 12, 31)
ALTHEA = f"{ID}mission/eufor-althea"


@pytest.fixture(scope="module")
def store(built_store: Path) -> EmbeddedStore:
    return open_store(built_store)


def missions(store: EmbeddedStore, day: date) -> dict[str, MissionTrace]:
    return {mission.id: mission for mission in read_trace(store, day)}


def decisions(store: EmbeddedStore, day: date, mission: str) -> dict[str, DecisionTrace]:
    return {decision.id: decision for decision in missions(store, day)[mission].decisions}


def test_every_mission_that_a_letter_discusses(store: EmbeddedStore) -> None:
    assert sorted(missions(store, LATE)) == ["eufor-althea", "kfor", "nmi", "oir"]
    assert missions(store, date(2022, 9, 29)) == {}


def test_where_lead_and_place_come_from(store: EmbeddedStore) -> None:
    found = missions(store, LATE)
    lead = {id_: (m.lead, m.lead_from, m.countries_from) for id_, m in found.items()}
    assert lead["eufor-althea"] == ("European Union", "letter", "letter")
    assert lead["kfor"] == ("NATO", "reference", "letter")
    assert found["kfor"].acronym == "KFOR"


def test_decisions_and_promises_on_two_days(store: EmbeddedStore) -> None:
    first, later = (decisions(store, day, "eufor-althea")["dec-althea-contrib"] for day in (SOON, LATE))
    assert (first.status, later.status) == ("under-investigation", "taken")
    assert (first.since, later.since) == (date(2022, 9, 30), date(2023, 4, 6))
    assert [p.status for p in (*first.promises, *later.promises)] == ["open", "fulfilled"]
    assert (first.documents, later.documents) == (("kst-28676-418",), ("kst-28676-418", "kst-29521-BA"))
    assert (first.aim_from, first.aim_to) == (date(2022, 11, 1), date(2022, 11, 30))


def test_a_letter_stands_only_beside_the_decision_that_it_follows(store: EmbeddedStore) -> None:
    mandate = decisions(store, LATE, "eufor-althea")["dec-althea-mandate"]
    assert (mandate.promises, mandate.documents) == ((), ("kst-28676-418",))


def test_the_day_that_the_letter_gives_for_a_decision(store: EmbeddedStore) -> None:
    announced = decisions(store, LATE, "nmi")["dec-oir-nmi"]
    assert (announced.status, announced.decided_on, announced.since) == ("announced", "2022-06", date(2022, 9, 30))
    assert decisions(store, LATE, "nmi")["dec-nmi-unit"].decided_on is None


def test_decisions_come_in_order_of_time(store: EmbeddedStore) -> None:
    assert list(decisions(store, SOON, "nmi")) == ["dec-oir-nmi", "dec-nmi-unit"]
    assert list(decisions(store, LATE, "eufor-althea")) == ["dec-althea-mandate", "dec-althea-contrib"]


def test_a_mission_without_a_decision(store: EmbeddedStore) -> None:
    assert missions(store, LATE)["kfor"].decisions == ()


def test_what_was_sent(store: EmbeddedStore) -> None:
    sent = missions(store, LATE)["eufor-althea"].contributions
    assert [(c.troops_at_most, c.since, c.until, c.letter) for c in sent] == [
        (10, "2023-06", "2025-07-31", "kst-29521-BA"),
        (150, "2023-10", "2024-10", "kst-29521-BA"),
    ]


def test_the_mandate_is_the_latest_that_had_begun(store: EmbeddedStore) -> None:
    until = [missions(store, day)["eufor-althea"].mandate_until for day in (SOON, LATE)]
    assert until[0] == date(2022, 11, 3)
    assert str(until[1]) > "2023-12-31"


def test_one_mission_or_one_letter(store: EmbeddedStore) -> None:
    assert [m.id for m in read_trace(store, LATE, about=ALTHEA)] == ["eufor-althea"]
    assert len(read_trace(store, LATE, about=f"{ID}letter/kst-28676-418")) == 4
    assert len(read_trace(store, LATE, about=f"{ID}letter/kst-31125-123")) == 0


def test_something_else_says_what_to_do(store: EmbeddedStore) -> None:
    with pytest.raises(
        UsageError, match=r"'netherlands' is neither a mission nor a letter; .*--param thing=netherlands"
    ):
        read_trace(store, LATE, about=f"{ID}state/netherlands")


def test_it_says_what_was_searched(store: EmbeddedStore) -> None:
    assert len(read_trace(store, SOON).searched.days) == 3
