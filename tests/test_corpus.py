"""The fictional letters with gold: enough of them, well formed, marked as fictional."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from nato_kg.evaluate import load_records

LETTERS = Path(__file__).parent / "letters"
HALVES = ("development", "test")


@pytest.mark.parametrize("half", HALVES)
def test_a_half_holds_as_much_as_was_asked(half: str) -> None:
    texts = sorted((LETTERS / half).glob("*.txt"))
    kinds = Counter(
        json.loads(line)["kind"]
        for path in texts
        for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()
    )
    assert len(texts) >= 12
    assert min(len(path.read_text("utf-8").split()) for path in texts) >= 600
    assert kinds["Commitment"] >= 40
    assert kinds["Decision"] >= 60
    assert kinds["NotA"] >= 60


@pytest.mark.parametrize("text", sorted(LETTERS.glob("*/kst-*.txt")), ids=lambda path: path.stem)
def test_a_letter_is_marked_as_fictional_and_its_gold_is_well_formed(text: Path) -> None:
    words = text.read_text("utf-8")
    assert "fictie" in words.splitlines()[0].lower()
    records = load_records(text.with_suffix(".jsonl"), words)
    for record in records:
        for start, end in record["evidence"]:
            assert words[start:end] == words[start:end].strip(), record["id"]


def test_no_letter_is_in_both_halves() -> None:
    names = [{path.name for path in (LETTERS / half).glob("*.txt")} for half in HALVES]
    assert names[0].isdisjoint(names[1])
