"""What became of earlier promises that a letter does not keep, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter, words

from nato_kg.statements.commitments import build_commitments
from nato_kg.statements.follow_ups import build_follow_ups


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("De evaluatie, aangekondigd in Kamerstuk 96 004, nr. 3, schuift op naar september.", "postponed"),
        ("De in Kamerstuk 96 004, nr. 3 gedane toezegging blijft staan.", "restated"),
        ("Van de in Kamerstuk 96 004, nr. 3 toegezegde studie zie ik af.", "withdrawn"),
        ("Het besluit waarop het plan uit Kamerstuk 96 004, nr. 3 wachtte, is genomen.", "condition-met"),
    ],
)
def test_what_became_of_a_promise(tmp_path: Path, body: str, outcome: str) -> None:
    (record,) = build_follow_ups(letter(tmp_path, body))
    assert (record.fields["outcome"], record.fields["commitmentOf"]) == (outcome, "kst-96004-3")


@pytest.mark.parametrize(
    ("body", "start", "end"),
    [
        ("Anders dan in 96 004, nr. 3 gemeld ontvangt u de notitie pas in september.", "2031-09-01", "2031-09-30"),
        ("De notitie uit 96 004, nr. 3 haalt mei niet; ik reken op september.", "2031-09-01", "2031-09-30"),
        ("Voor de notitie, in 96 004, nr. 3 voor mei toegezegd, is meer tijd nodig: juli.", "2031-07-01", "2031-07-31"),
        ("De notitie uit 96 004, nr. 3 is vertraagd tot juli of augustus.", "2031-07-01", "2031-08-31"),
    ],
)
def test_the_new_term_is_told_from_the_old(tmp_path: Path, body: str, start: str, end: str) -> None:
    (record,) = build_follow_ups(letter(tmp_path, body))
    assert (record.fields["dueFrom"], record.fields["dueTo"]) == (start, end)


def test_a_sentence_that_only_points_back_takes_the_promise_with_it(tmp_path: Path) -> None:
    body = "Op 3 april 2031 heb ik u een plan toegezegd voor mei. Dat haal ik niet; het wordt september."
    context = letter(tmp_path, body)
    (record,) = build_follow_ups(context)
    assert words(context, record).startswith("Op 3 april 2031")
    assert (record.fields["promisedOn"], record.fields["dueTo"]) == (["2031-04-03"], "2031-09-30")


@pytest.mark.parametrize(
    "body",
    [
        "Het mandaat vervalt op 1 juni.",
        "De oplevering van het fregat (Kamerstuk 96 004, nr. 3) schuift op naar 2033.",
        "Het kabinet ziet af van deelname aan de missie.",
        "Hierbij ontvangt u, later dan toegezegd in 96 004, nr. 3, de notitie.",
        "De toegezegde wapens zijn nog niet gereed.",
    ],
)
def test_other_delays_and_refusals_are_none(tmp_path: Path, body: str) -> None:
    assert build_follow_ups(letter(tmp_path, body)) == []


def test_a_promise_beside_another_does_not_repeat_it(tmp_path: Path) -> None:
    body = "In aanvulling op mijn toezegging in 96 004, nr. 4 zal ik u in mei ook een brief over de kosten sturen."
    (record,) = build_commitments(letter(tmp_path, body))
    assert "restates" not in record.fields
    (told,) = build_follow_ups(letter(tmp_path, body))
    assert told.fields["outcome"] == "supplemented"


def test_a_promise_says_where_it_was_made_before(tmp_path: Path) -> None:
    body = "Zoals in mijn brief van 3 maart (Kamerstuk 96 004, nr. 4) aangekondigd, ontvangt u in juni een evaluatie."
    (record,) = build_commitments(letter(tmp_path, body))
    assert record.fields["restates"] == ["kst-96004-4"]
    (record,) = build_commitments(letter(tmp_path, "Zoals ik op 3 maart jl. schreef, stuur ik u in juni een brief."))
    assert record.fields["promisedOn"] == ["2031-03-03"]
