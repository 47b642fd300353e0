"""Word classes found all at once are those that their patterns find one by one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nato_kg.frames import load_frames, split_units
from nato_kg.frames.classes import WordClasses
from nato_kg.frames.rules import load_words

TEXTS = sorted(
    {
        text
        for frame in load_frames()
        for example in (*frame.examples, *frame.counter_examples)
        for unit in split_units(example)
        for text in (unit.text, *(clause.text for clause in unit.clauses))
    }
)


def test_the_project_s_classes_stand_where_their_patterns_match() -> None:
    words = load_words()
    for text in TEXTS:
        found = words.find(text)
        assert [name for name in words if (name in found) != bool(words[name].search(text))] == [], text


@given(st.lists(st.sampled_from(["ik", "t.z.t", "tzt", "de", "raad", "-raad", "u", "'s", "zo’n", "."]), max_size=6))
def test_edges_and_marks_count_as_in_the_pattern(parts: list[str]) -> None:
    words = WordClasses({"one": ["ik", "u"], "marked": [r"t\.z\.t", "zo['’]n"], "two": ["de raad"], "any": [r"\S{9}"]})
    for text in (" ".join(parts), "".join(parts)):
        found = words.find(text)
        assert all((name in found) == bool(words[name].search(text)) for name in words)


@pytest.mark.parametrize(
    ("text", "names"), [("een staatsbesluit", {"decision"}), ("besluiten", set()), ("keuze", {"choice"})]
)
def test_only_classes_with_a_literal_in_the_text_may_stand_there(text: str, names: set[str]) -> None:
    words = WordClasses({"decision": [r"[\w-]{0,20}besluit"], "choice": ["keuze"]})
    assert words.find(text).maybe == names
