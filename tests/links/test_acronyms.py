"""Things that one letter defines with an acronym and another names by it."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.graph.curated import LetterGraph
from nato_kg.graph.triples import text
from nato_kg.links.acronyms import find_acronym_merges
from nato_kg.namespaces import ID, RDFS_LABEL

FULL, SHORT = f"{ID}mission/verzonnen-adviesmissie-dnjestr", f"{ID}mission/vam-dnjestr"


def letter(number: int, iri: str, name: str, acronym: str | None = None) -> LetterGraph:
    triples = {Triple(NamedNode(iri), NamedNode(RDFS_LABEL), Literal(name, language="nl"))}
    triples |= {text(iri, "acronym", acronym)} if acronym else set()
    return LetterGraph(f"kst-90033-{number}", True, frozenset(triples), Path("a"))


DEFINING = letter(1, FULL, "Verzonnen Adviesmissie Dnjestr", "VAM Dnjestr")
NAMING = letter(2, SHORT, "VAM-Dnjestr", "VAM-Dnjestr")


def test_a_definition_makes_the_acronym_the_thing() -> None:
    (merge,) = find_acronym_merges([DEFINING, NAMING], set(), set())
    assert (merge.merged, merge.kept) == (SHORT, FULL)
    assert merge.reasons["en"] == "kst-90033-1 defines VAM Dnjestr as Verzonnen Adviesmissie Dnjestr"


def test_without_a_definition_nothing_is_merged() -> None:
    assert find_acronym_merges([NAMING, letter(3, FULL, "Verzonnen Adviesmissie Dnjestr")], set(), set()) == []


def test_an_acronym_of_two_things_is_neither() -> None:
    other = letter(4, f"{ID}mission/verzonnen-afrikamissie-dnjestr", "Verzonnen Afrikamissie Dnjestr", "VAM Dnjestr")
    assert find_acronym_merges([DEFINING, NAMING, other], set(), set()) == []


def test_what_is_known_or_judged_apart_is_left() -> None:
    assert find_acronym_merges([DEFINING, NAMING], {SHORT}, set()) == []
    assert find_acronym_merges([DEFINING, NAMING], set(), {frozenset({FULL, SHORT})}) == []
