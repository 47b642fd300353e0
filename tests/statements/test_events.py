"""What happened in the world, in short fictional letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from short_letters import letter, words

from nato_kg.statements.events import build_events


@pytest.mark.parametrize(
    ("sentence", "name", "status"),
    [
        ("De aanval op de haven van Odesa kostte levens.", "De aanval op de haven van Odesa", "past"),
        ("De raadsverkiezingen van 11 april verliepen rustig.", "De raadsverkiezingen van 11 april", "past"),
        ("De ontploffing bij het kanaal in maart toonde dat aan.", "De ontploffing bij het kanaal in maart", "past"),
        ("De aanhoudende gevechten in Sudan baren zorgen.", "De aanhoudende gevechten in Sudan", "ongoing"),
        ("De verkiezingen van 4 oktober 2031 zijn spannend.", "De verkiezingen van 4 oktober 2031", "imminent"),
        ("De op handen zijnde annexatie van Poti is nietig.", "De op handen zijnde annexatie van Poti", "imminent"),
        (
            "De door lokale autoriteiten georganiseerde schijnreferenda in Oekraïne zijn illegaal.",
            "De door lokale autoriteiten georganiseerde schijnreferenda in Oekraïne",
            "past",
        ),
    ],
)
def test_a_noun_names_an_event(tmp_path: Path, sentence: str, name: str, status: str) -> None:
    context = letter(tmp_path, sentence)
    (record,) = build_events(context)
    assert (words(context, record), record.fields["status"]) == (name, status)


@pytest.mark.parametrize(
    "sentence",
    [
        "Voor de kust van Togo werden op 30 april elf zeelieden ontvoerd.",
        "Bij de grenspost kwam het op 9 april tot schermutselingen.",
        "Het parlement in Tbilisi nam op 18 april een wet aan.",
        "De weg langs de rivier is in april heropend.",
        "De laatste eenheden verlieten het land op 30 april.",
        "De Iraakse regering vroeg het bondgenootschap in april om ook de politie te adviseren.",
    ],
)
def test_a_verb_tells_an_event(tmp_path: Path, sentence: str) -> None:
    context = letter(tmp_path, sentence)
    (record,) = build_events(context)
    assert words(context, record) == sentence.rstrip(".")


@pytest.mark.parametrize(
    "sentence",
    [
        "De ministers komen op 11 juni in Brussel bijeen.",
        "De Raad heeft het mandaat op 3 april verlengd.",
        "Elke aanval op het bondgenootschap wordt beantwoord.",
        "De aanpak van hybride aanvallen is een gedeelde verantwoordelijkheid.",
        "De ministers spreken over de oorlog in Oekraïne.",
        "Zou het in Kosovo tot gevechten komen, dan vertrekt het personeel.",
        "De compagnie wordt in maart teruggetrokken.",
    ],
)
def test_meetings_decisions_and_what_is_only_thought_of_are_none(tmp_path: Path, sentence: str) -> None:
    assert build_events(letter(tmp_path, sentence)) == []


def test_an_event_is_told_once(tmp_path: Path) -> None:
    body = "De aanval op de haven van Odesa kostte levens. Na de aanval was de haven gesloten."
    assert len(build_events(letter(tmp_path, body))) == 1


def test_accidents_on_two_days_are_two(tmp_path: Path) -> None:
    body = "Het ongeval op 17 maart 2025 kostte twee levens; een mortierongeval, op 6 juli 2026, eiste er drie."
    assert [r.fields["date"] for r in build_events(letter(tmp_path, body))] == ["2025-03-17", "2026-07-06"]
