"""What must stand in a text for a pattern to be found: never more than the pattern asks for."""

from __future__ import annotations

import pytest
import regex

from nato_kg.frames.literals import literals_of


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("ik", {"ik"}),
        ("(deze|die) brief", {"deze brief", "die brief"}),
        (r"[\w-]{0,30}(?:besluit|keuze)", {"besluit", "keuze"}),
        ("[óo]{1,2}r", {"r"}),
        (r"(is|was) .{0,3}niet", {"niet"}),
        (r"nog{0,4}? ?niet", {" niet", "niet"}),
        (r"(?<!de |een )top(?! van)", {"top"}),
        (r"t\.z\.t", {"t.z.t"}),
        ("ik?", {"i", "ik"}),
        (r"\S{1,30}", set()),
        ("(ik)?", set()),
        ("(?P<naam>ik)", set()),
    ],
)
def test_one_of_the_literals_is_needed(pattern: str, needed: set[str]) -> None:
    assert literals_of(pattern).needed == needed


def test_what_something_else_decides_too_is_not_told_by_its_literals() -> None:
    assert literals_of("de (raad|top)").whole
    assert not literals_of("(?<!de )top").whole
    assert not literals_of(r"top\b").whole
    assert not literals_of("top.").whole


@pytest.mark.parametrize("text", ["a b c", "ab", "bc", "abc", "a", "", "c c", "ac bc"])
@pytest.mark.parametrize(
    "pattern", ["a?b", "(a|b)c", "a ?(b|c){1,2}", "[ab]+c", "(a|)b", "a(?= b)", "^a|c$", "a{0,2}?c", "(a?b?|c) c"]
)
def test_no_match_is_missed(pattern: str, text: str) -> None:
    literals = literals_of(pattern)
    if literals.needed and not any(literal in text for literal in literals.needed):
        assert regex.search(pattern, text) is None
