"""Who takes part in which gathering, in short fictional letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from short_letters import letter

from nato_kg.frames import fire, load_frames, split_units
from nato_kg.statements.context import Record
from nato_kg.statements.participation import build_participation

MAIN = "nato-defence-ministers-2031-05-20"
ANNOUNCED = "Op 20 en 21 mei 2031 komen de NAVO-ministers van Defensie in Brussel bijeen."
DINNER = f"{ANNOUNCED} De dag eindigt met een diner."
SESSION = f"{ANNOUNCED} In de eerste werksessie komt de gereedheid aan bod."


def participations(folder: Path, body: str) -> tuple[list[Record], str]:
    context = letter(folder, body)
    return build_participation(context), context.document.text


def parts(folder: Path, body: str) -> set[tuple[str, str, str]]:
    """Agent, event and role, without the ministers who meet."""
    found, _ = participations(folder, body)
    all_parts = {(r.fields["agent"], r.fields["event"], r.fields["role"]) for r in found}
    return all_parts - {("nato-defence-ministers", MAIN, "participant")}


@pytest.mark.parametrize("frame", [f for f in load_frames() if f.kind == "Participation"], ids=lambda f: f.id)
def test_examples_of_frames(frame: Any) -> None:
    for example in frame.examples:
        assert any(fire(unit, [frame], lambda *_: "") for unit in split_units(example)), example
    for example in frame.counter_examples:
        assert not any(fire(unit, [frame], lambda *_: "") for unit in split_units(example)), example


def test_those_who_meet(tmp_path: Path) -> None:
    (found,), text = participations(tmp_path, ANNOUNCED)
    assert found.fields == {"agent": "nato-defence-ministers", "event": MAIN, "role": "participant"}
    assert text[found.evidence[0].start : found.evidence[0].end] == ANNOUNCED.rstrip(".")


@pytest.mark.parametrize(
    ("sentence", "behalf"),
    [
        ("Namens Nederland neem ik deel aan deze bijeenkomst.", "netherlands"),
        ("Ik zal daarbij aanwezig zijn.", None),
        ("Ook daar schuif ik aan.", None),
        ("Ik ben voornemens deze bijeenkomst bij te wonen.", None),
        ("Bij mijn deelname aan de bijeenkomst zal ik dat bepleiten.", None),
        ("Voor Nederland zal ik deelnemen.", "netherlands"),
    ],
)
def test_the_writer(tmp_path: Path, sentence: str, behalf: str | None) -> None:
    found, _ = participations(tmp_path, f"{ANNOUNCED} {sentence}")
    own = [r for r in found if r.fields["agent"] == "Minister van Defensie"]
    assert [(r.fields["event"], r.fields["role"], r.fields.get("onBehalfOf")) for r in own] == [
        (MAIN, "participant", behalf)
    ]


@pytest.mark.parametrize(
    "sentence",
    ["Ik liet mij vertegenwoordigen door ambassadeur Molenaar.", "Ik werd vervangen door ambassadeur Molenaar."],
)
def test_someone_else_for_the_writer(tmp_path: Path, sentence: str) -> None:
    found, _ = participations(tmp_path, f"{ANNOUNCED} {sentence}")
    (own,) = [r for r in found if r.fields["agent"] == "Ambassador Molenaar"]
    assert own.fields["onBehalfOf"] == "Minister van Defensie"


def test_two_readings_of_this_meeting(tmp_path: Path) -> None:
    body = (
        f"{ANNOUNCED} En marge daarvan komt de Ukraine Defense Contact Group (UDCG) bijeen. "
        "Ik neem deel aan deze bijeenkomst."
    )
    found, _ = participations(tmp_path, body)
    (own,) = [r for r in found if r.fields["agent"] == "Minister van Defensie"]
    assert own.fields["event"].startswith("ukraine-defense-contact-group")
    assert own.fields["alternativeEvent"] == MAIN
    assert own.fields["ambiguous"]
    assert "ambiguous" in own.doubts


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            f"{DINNER} Voor het diner is ook de Georgische premier uitgenodigd.",
            ("Prime Minister of Georgia", "dinner", "invitee"),
        ),
        (f"{DINNER} De Georgische premier is daarbij te gast.", ("Prime Minister of Georgia", "dinner", "guest")),
        (
            f"{SESSION} De secretaris-generaal van de NAVO is uitgenodigd voor deze sessie.",
            ("nato-secretary-general", "session1", "invitee"),
        ),
        (
            f"{SESSION} De Oekraïense minister van Defensie sluit per videoverbinding aan.",
            ("minister-of-defence-ua", "session1", "guest"),
        ),
        (
            f"{SESSION} De Hoge Vertegenwoordiger opende de bespreking.",
            ("eu-high-representative", "session1", "speaker"),
        ),
        (
            f"{SESSION} De Oekraïense minister van Defensie schetste het verloop.",
            ("minister-of-defence-ua", "session1", "speaker"),
        ),
    ],
)
def test_guests_invitees_and_speakers(tmp_path: Path, body: str, expected: tuple[str, str, str]) -> None:
    assert expected in parts(tmp_path, body)


def test_new_members_for_the_first_time(tmp_path: Path) -> None:
    body = f"{ANNOUNCED} Nieuw is dat Finland en Zweden voor het eerst deelnemen als genodigde landen."
    found, _ = participations(tmp_path, body)
    states = {r.fields["agent"]: r for r in found if r.fields["role"] == "invitee"}
    assert set(states) == {"finland", "sweden"}
    assert all(r.fields["first"] and r.fields["event"] == MAIN for r in states.values())


def test_who_talks_in_a_session_and_with_whom(tmp_path: Path) -> None:
    body = f"{ANNOUNCED} Tijdens het diner spreken de bondgenoten met de Oekraïense minister van Defensie."
    assert parts(tmp_path, body) == {
        ("nato-allies", "dinner", "participant"),
        ("minister-of-defence-ua", "dinner", "guest"),
    }


def test_one_record_for_two_places(tmp_path: Path) -> None:
    body = (
        f"{ANNOUNCED} De tweede werksessie biedt de ministers, met deelname van de Hoge Vertegenwoordiger, gelegenheid "
        "over missies te spreken. De Hoge Vertegenwoordiger is uitgenodigd voor deze werksessie."
    )
    found, text = participations(tmp_path, body)
    (record,) = [r for r in found if r.fields["agent"] == "eu-high-representative"]
    assert record.fields["role"] == "invitee"
    assert [text[s.start : s.end] for s in record.evidence] == [
        "deelname van de Hoge Vertegenwoordiger",
        "De Hoge Vertegenwoordiger is uitgenodigd voor deze werksessie",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nederland neemt met 156 militairen deel aan de operatie.",
        "De Letse minister van Defensie, die ik daar had willen spreken, was door ziekte verhinderd.",
        "Hongarije neemt niet deel aan de bijeenkomst.",
        "De commissie heeft mij uitgenodigd voor een debat.",
        "In deze brief licht ik de Nederlandse inzet toe.",
        "De ministers hebben besloten tot deelname aan de missie.",
    ],
)
def test_no_participation(tmp_path: Path, sentence: str) -> None:
    assert parts(tmp_path, f"{ANNOUNCED} {sentence}") == set()


def test_no_participation_without_a_gathering(tmp_path: Path) -> None:
    assert (
        participations(tmp_path, "Nederland neemt sinds 2030 deel aan de missie. De premier hield een toespraak.")[0]
        == []
    )
