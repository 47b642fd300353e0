"""What is made one, by certain signs and by judgements."""

from __future__ import annotations

from test_acronyms import DEFINING, FULL, NAMING, SHORT, letter

from nato_kg.judgements import Judgement
from nato_kg.links.identity import find_merges
from nato_kg.namespaces import ID


def judged(about: str, other: str, verdict: str = "yes") -> Judgement:
    return Judgement(about.removeprefix(ID), other.removeprefix(ID), verdict, "a clerk", "2031-05-01T10:00:00Z", "why")


def test_a_judgement_undoes_what_was_made_one() -> None:
    assert [m.merged for m in find_merges([DEFINING, NAMING], [])] == [SHORT]
    assert find_merges([DEFINING, NAMING], [], [judged(SHORT, FULL, "no")]) == ()


def test_a_person_makes_one_what_is_not_certain() -> None:
    near = letter(5, f"{ID}mission/adviesmissie-dnjestr", "Adviesmissie Dnjestr")
    (merge,) = find_merges([DEFINING, near], [], [judged(FULL, f"{ID}mission/adviesmissie-dnjestr")])
    assert (merge.merged, merge.kept) == (f"{ID}mission/adviesmissie-dnjestr", FULL)
    assert merge.reasons["en"] == "judged by a clerk, 2031-05-01: why"


def test_what_people_wrote_is_never_merged_away() -> None:
    assert find_merges([DEFINING], [NAMING.triples], [judged(FULL, SHORT)])[0].kept == SHORT
    assert find_merges([], [NAMING.triples, DEFINING.triples], [judged(FULL, SHORT)]) == ()


def test_a_judgement_on_a_promise_and_a_letter_is_of_no_things() -> None:
    paper = letter(6, f"{ID}kst-90033-6", "Een brief")
    promise = letter(7, f"{ID}kst-90033-7/com", "Een toezegging")
    assert find_merges([paper, promise], [], [judged(f"{ID}kst-90033-7/com", f"{ID}kst-90033-6")]) == ()
