"""Meetings and their sessions, in short fictional letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from short_letters import letter

from nato_kg.frames import fire, load_frames, split_units
from nato_kg.statements.context import Record
from nato_kg.statements.gatherings import build_gatherings

MEETINGS = {"MinisterialMeeting", "Summit", "SideMeeting"}


def gatherings(folder: Path, body: str) -> tuple[list[Record], str]:
    context = letter(folder, body)
    return build_gatherings(context), context.document.text


def meetings(folder: Path, body: str) -> list[dict[str, Any]]:
    records, _ = gatherings(folder, body)
    return [{"kind": r.kind, **r.fields} for r in records if r.kind in MEETINGS]


def sessions(folder: Path, body: str) -> list[tuple[str, str, int | None]]:
    records, _ = gatherings(folder, body)
    return [(r.kind, r.fields["id"], r.fields.get("order")) for r in records if r.kind not in MEETINGS]


ANNOUNCED = "Op 20 en 21 mei 2031 komen de NAVO-ministers van Defensie in Brussel bijeen."


@pytest.mark.parametrize("frame", [f for f in load_frames() if f.id.startswith("gat-")], ids=lambda f: f.id)
def test_examples_of_frames(frame: Any) -> None:
    for example in frame.examples:
        assert any(fire(unit, [frame], lambda *_: "") for unit in split_units(example)), example
    for example in frame.counter_examples:
        assert not any(fire(unit, [frame], lambda *_: "") for unit in split_units(example)), example


@pytest.mark.parametrize(
    ("body", "start", "end", "slug"),
    [
        (ANNOUNCED, "2031-05-20", "2031-05-21", "nato-defence-ministers"),
        (
            "Verslag van de bijeenkomst van de NAVO-ministers van Buitenlandse Zaken van 3 en 4 april in Riga.",
            "2031-04-03",
            "2031-04-04",
            "nato-foreign-ministers",
        ),
        (
            "Hierbij bied ik u de agenda aan van de Raad Buitenlandse Zaken van 19 mei 2031.",
            "2031-05-19",
            None,
            "foreign-affairs-council",
        ),
        (
            "Zie het verslag van de bijeenkomst van de EU-ministers van Defensie die op 2 april in Riga plaatsvond.",
            "2031-04-02",
            None,
            "eu-defence-ministers",
        ),
        (
            "De bewindslieden van Defensie van de EU treffen elkaar op 14 en 15 mei in Oulu.",
            "2031-05-14",
            "2031-05-15",
            "eu-defence-ministers",
        ),
        (
            "Het plan is op de NAVO-top in Oslo (24 en 25 juni 2030) vastgesteld.",
            "2030-06-24",
            "2030-06-25",
            "nato-summit",
        ),
        (
            "Van 10 tot en met 12 juni zijn de leiders te gast voor hun jaarlijkse top in Bergen.",
            "2031-06-10",
            "2031-06-12",
            "",
        ),
        (
            "In Oslo wordt op 10 juli 2031 een conferentie gehouden over het herstel van de kust.",
            "2031-07-10",
            None,
            "conferentie",
        ),
    ],
)
def test_meeting_with_its_days(tmp_path: Path, body: str, start: str, end: str | None, slug: str) -> None:
    (found,) = meetings(tmp_path, body)
    assert (found["start"], found.get("end")) == (start, end)
    assert found["id"].startswith(slug)


def test_place_organiser_and_evidence(tmp_path: Path) -> None:
    records, text = gatherings(tmp_path, f"{ANNOUNCED} Daarover bericht ik u na afloop.")
    (record,) = records
    assert record.fields["place"] == "brussels"
    assert record.fields["organiser"] == "nato"
    assert [text[s.start : s.end] for s in record.evidence] == [ANNOUNCED.rstrip(".")]
    assert record.rule == "gat-meets@2"


def test_ministers_who_decide_on_a_day_in_a_place_met_there(tmp_path: Path) -> None:
    (found,) = meetings(
        tmp_path, "De NAVO-ministers van Defensie werden het daarover op 13 februari 2031 in Brussel eens."
    )
    assert found["id"] == "nato-defence-ministers-2031-02-13"


def test_one_record_for_all_places_that_speak_of_a_meeting(tmp_path: Path) -> None:
    body = f"{ANNOUNCED} De bijeenkomst duurt lang. Na de bijeenkomst van de NAVO-ministers volgt meer."
    assert len(meetings(tmp_path, body)) == 1


def test_alongside_and_ordinal_and_many_states(tmp_path: Path) -> None:
    body = (
        f"{ANNOUNCED} In de marge komt ook de Ukraine Defense Contact Group (UDCG) voor de negende keer "
        "samen. Deze groep van meer dan 50 landen spreekt over hulp."
    )
    records, text = gatherings(tmp_path, body)
    main, beside = records
    assert beside.kind == "SideMeeting"
    assert beside.fields["alongside"] == main.fields["id"]
    assert (beside.fields["ordinal"], beside.fields["minimumStates"]) == (9, 51)
    assert [text[s.start : s.end] for s in beside.evidence][1] == "Deze groep van meer dan 50 landen"
    assert "ordinal" not in main.fields


@pytest.mark.parametrize(
    "absence",
    [
        "Daarna komen zij, zonder hun Finse collega's, samen in de Nuclear Planning Group.",
        "Daarnaast komt de Nuclear Planning Group bijeen. Finland neemt niet deel aan deze bijeenkomst.",
    ],
)
def test_absence_is_a_field_of_the_meeting(tmp_path: Path, absence: str) -> None:
    _, beside = meetings(tmp_path, f"{ANNOUNCED} {absence}")
    assert beside["excludes"] == ["finland"]


def test_an_earlier_summit_precedes(tmp_path: Path) -> None:
    body = f"{ANNOUNCED} Het is de eerste bijeenkomst na de NAVO-top in Den Haag van 24 en 25 juni 2030."
    main, summit = meetings(tmp_path, body)
    assert summit["kind"] == "Summit"
    assert summit["precedes"] == main["id"]


@pytest.mark.parametrize(
    "body",
    [
        "De bijeenkomst werd druk bezocht. Op een bijeenkomst is daarover gesproken.",
        "Tijdens het commissiedebat van 3 april heb ik dat toegezegd.",
        "De vaste commissie voor Defensie vergadert op 4 mei over de brief.",
        "De procedurevergadering van de commissie vindt op 4 mei plaats.",
        "De ministerraad van 2 mei heeft hiermee ingestemd.",
        "De Noord-Atlantische Raad zal het plan op 18 mei goedkeuren.",
        "De Raad heeft het mandaat op 12 april verlengd.",
        "In overleg met de VN is op 3 maart besloten de missie te verlengen.",
        "De stuurgroep komt maandelijks bijeen.",
        "Tijdens een werkbezoek aan Riga op 6 mei sprak ik de Letse minister van Defensie.",
        "Op 4 september was er een bijeenkomst met nabestaanden.",
        "De top van het ministerie is op 3 mei ingelicht; op zijn top telde de missie 900 militairen.",
        "De ministers besloten op 3 mei de missie in Bamako te beëindigen.",
        "Het akkoord is vervat in de verklaring van de Noord-Atlantische Raad van 3 mei 2031.",
    ],
)
def test_no_gathering(tmp_path: Path, body: str) -> None:
    assert gatherings(tmp_path, body)[0] == []


def test_sessions_in_order(tmp_path: Path) -> None:
    body = (
        f"{ANNOUNCED} De bijeenkomst kent twee werksessies en een diner met de Georgische minister van Defensie. In de "
        "openingssessie bespreken de ministers de gereedheid. De tweede sessie is gewijd aan de missies. Tijdens het "
        "diner spreken de ministers over Georgië."
    )
    assert sessions(tmp_path, body) == [
        ("Dinner", "dinner", None),
        ("WorkingSession", "session1", 1),
        ("WorkingSession", "session2", 2),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "### Werksessie 1\n\nDe ministers bespreken de gereedheid.\n\n### Werksessie 2\n\nZij spreken over de missies.",
        "In werksessie 1 staat de gereedheid centraal. In werksessie 2 komen de missies aan bod.",
        "In de eerste zitting ging het over de gereedheid. De tweede is gewijd aan de missies.",
        "De ministers beginnen met een bespreking van de steun. Onder het tweede agendapunt spreken zij over missies.",
        "In de eerste sessie bespreken zij de gereedheid. In de daaropvolgende sessie bespreken zij de missies.",
    ],
)
def test_ways_to_name_sessions(tmp_path: Path, body: str) -> None:
    found = sessions(tmp_path, f"{ANNOUNCED}\n\n{body}")
    assert [(id_, order) for _, id_, order in found] == [("session1", 1), ("session2", 2)]


def test_parts_of_the_day_and_what_comes_before_them(tmp_path: Path) -> None:
    body = (
        f"{ANNOUNCED}\n\n### Steun\n\nDe ministers bespraken de steun.\n\n### Lunch\n\n"
        "Tijdens de werklunch spraken zij over de industrie.\n\n### Missies\n\n"
        "Het middagprogramma was gewijd aan de missies."
    )
    records, _ = gatherings(tmp_path, body)
    found = [r for r in records if r.kind == "WorkingSession"]
    assert [r.fields["id"] for r in found] == ["session1", "lunch", "afternoon-session"]
    assert found[0].fields["orderIsImplied"]
    assert found[0].rule == "ses-first@1"


def test_no_sessions_without_a_meeting(tmp_path: Path) -> None:
    body = (
        "De eerste sessie van de training begint in mei. Tijdens de lunch met het personeel heb ik daarover gesproken."
    )
    assert gatherings(tmp_path, body)[0] == []


def test_hostile_words_end_soon(tmp_path: Path) -> None:
    body = "bijeenkomst van de " * 300 + "- " * 200 + "top in " * 300 + "op 3 mei komen de ministers " * 100
    assert isinstance(gatherings(tmp_path, body)[0], list)
