"""What gatherings speak of, in short fictional letters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from short_letters import letter

from nato_kg.frames import fire, load_frames, split_units
from nato_kg.statements.agenda import build_agenda
from nato_kg.statements.context import Record

MAIN = "nato-defence-ministers-2031-05-20"
ANNOUNCED = "Op 20 en 21 mei 2031 komen de NAVO-ministers van Defensie in Brussel bijeen."


def agenda(folder: Path, body: str) -> list[Record]:
    return build_agenda(letter(folder, body))


@pytest.mark.parametrize("frame", [f for f in load_frames() if f.kind == "AgendaItem"], ids=lambda f: f.id)
def test_examples_of_frames(frame: Any) -> None:
    for example in frame.examples:
        assert any(fire(unit, [frame], lambda *_: "") for unit in split_units(example)), example
    for example in frame.counter_examples:
        assert not any(fire(unit, [frame], lambda *_: "") for unit in split_units(example)), example


@pytest.mark.parametrize(
    ("sentence", "session", "topic"),
    [
        ("In de eerste werksessie spreken de ministers over de gereedheid.", "session1", "de gereedheid"),
        ("Tijdens het diner wordt gesproken over de steun.", "dinner", "de steun"),
        ("De tweede sessie is gewijd aan de missies.", "session2", "de missies"),
    ],
)
def test_item_of_a_session(tmp_path: Path, sentence: str, session: str, topic: str) -> None:
    (item,) = agenda(tmp_path, f"{ANNOUNCED} {sentence}")
    assert item.fields["session"] == session
    assert item.fields["topic"] == topic


def test_item_of_the_meeting_and_of_the_session_that_the_passage_is_about(tmp_path: Path) -> None:
    body = (
        f"{ANNOUNCED} De ministers spreken over de begroting.\n\n### Eerste werksessie\n\n"
        "In deze sessie bespreken de ministers de gereedheid. Ten slotte komt het luchtruim aan bod."
    )
    meeting, first, last = agenda(tmp_path, body)
    assert meeting.fields["event"] == MAIN
    assert first.fields["session"] == "session1"
    assert (last.fields["session"], last.fields["sessionIsImplied"]) == ("session1", True)


def test_two_topics(tmp_path: Path) -> None:
    items = agenda(
        tmp_path, f"{ANNOUNCED} In de eerste sessie spreken de ministers over de gereedheid en over de begroting."
    )
    assert [item.fields["topic"] for item in items] == ["de gereedheid", "de begroting"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Over de kosten is daar niet gesproken.",
        "De Raad heeft het mandaat vastgesteld.",
        "In deze brief bespreek ik de missie.",
        "De commissie spreekt in het commissiedebat over de missie.",
        "De Noord-Atlantische Raad sprak in een verklaring zijn afschuw uit.",
    ],
)
def test_no_item(tmp_path: Path, sentence: str) -> None:
    assert agenda(tmp_path, f"{ANNOUNCED} {sentence}") == []


def test_no_agenda_without_a_meeting(tmp_path: Path) -> None:
    assert agenda(tmp_path, "De ministers spraken over de missie. Op de agenda staat de begroting.") == []
