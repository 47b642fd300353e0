"""What a statement is about: what it names, or the mission named last in the paragraph."""

from __future__ import annotations

from pathlib import Path

from short_letters import letter

from nato_kg.statements.topics import about


def topics(folder: Path, body: str) -> list[str]:
    """What the last sentence of the body is about."""
    read = letter(folder, body)
    sentence = next(s for s in reversed(read.sentences) if body.endswith(s.text))
    return about(read, sentence, 0, len(sentence.text))


def test_things_that_are_named_come_first_and_once(tmp_path: Path) -> None:
    assert topics(tmp_path, "Het mandaat van KFOR is verlengd, en dat van KFOR alleen.") == ["kfor"]


def test_else_the_mission_named_last_in_the_paragraph(tmp_path: Path) -> None:
    assert topics(tmp_path, "Nederland draagt bij aan KFOR. Het kabinet wil die inzet verlengen.") == ["kfor"]


def test_another_paragraph_says_nothing(tmp_path: Path) -> None:
    assert topics(tmp_path, "Nederland draagt bij aan KFOR.\n\nHet kabinet wil die inzet verlengen.") == []
