"""Mandates that renew one another, and contributions that follow one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nato_kg.links.model import Corpus, Paper, Term
from nato_kg.links.successions import find_successions

PAPERS = {f"letter/{n}": Paper(f"letter/{n}", date(2031, n, 1)) for n in (1, 2, 3)}
MISSION, OTHER, SENT = ("mission/x",), ("mission/y",), ("state/nl", "mission/x")


def pairs(mandates: tuple[Term, ...] = (), contributions: tuple[Term, ...] = ()) -> list[tuple[str, str]]:
    return sorted(find_successions(Corpus(PAPERS, (), (), mandates=mandates, contributions=contributions)))


def test_each_mandate_comes_after_the_one_that_ended_before() -> None:
    years = tuple(Term(f"m{year}", MISSION, end=date(year, 11, 2)) for year in (2033, 2031, 2032))
    other = Term("o", OTHER, end=date(2032, 6, 1))
    assert pairs((*years, other)) == [("m2032", "m2031"), ("m2033", "m2032")]


def test_a_day_more_or_less_is_the_same_term() -> None:
    first, second = Term("m1", MISSION, end=date(2031, 11, 2)), Term("m2", MISSION, end=date(2032, 11, 2))
    said = Term("said", MISSION, "letter/1", end=date(2032, 11, 3))
    assert pairs((first, second, said)) == [("m2", "m1"), ("said", "m1")]
    assert pairs((first, Term("without", MISSION))) == []


def test_a_contribution_comes_after_that_of_the_letter_before() -> None:
    first = Term("c1", SENT, "letter/1", troops=5)
    second = Term("c2", SENT, "letter/2", troops=8)
    third = Term("c3", SENT, "letter/3", troops=8, end=date(2032, 1, 1))
    assert pairs(contributions=(third, second, first)) == [("c2", "c1"), ("c3", "c2")]


def test_a_contribution_said_again_is_none_and_two_at_once_are_not_told_apart() -> None:
    first = Term("c1", SENT, "letter/1", troops=5)
    again = replace(first, iri="c2", paper="letter/2")
    third = Term("c3", SENT, "letter/3", troops=9)
    assert pairs(contributions=(first, again, third)) == [("c3", "c1")]
    beside = Term("c4", SENT, "letter/1", troops=1)
    assert pairs(contributions=(first, beside, third)) == []
