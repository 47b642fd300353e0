"""Persons under several names: who is one, who is not, and that a person can undo it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.graph.curated import LetterGraph
from nato_kg.graph.header import slugify
from nato_kg.graph.triples import link
from nato_kg.links.persons import find_person_merges
from nato_kg.namespaces import ID, RDFS_LABEL

DEFENCE, FOREIGN = f"{ID}post/verzonnen-defensie", f"{ID}post/verzonnen-buitenland"


def person(name: str) -> str:
    return f"{ID}person/{slugify(name)}"


def named(name: str) -> Triple:
    return Triple(NamedNode(person(name)), NamedNode(RDFS_LABEL), Literal(name, language="nl"))


def signed(number: int, name: str, post: str = DEFENCE) -> LetterGraph:
    """A letter that a person signs in a post."""
    record = f"{ID}kst-90032-{number}/signature-1"
    triples = {named(name), link(record, "signatory", person(name)), link(record, "signedAs", post)}
    return LetterGraph(f"kst-90032-{number}", True, frozenset(triples), Path("a"))


def pairs(*names: str) -> set[tuple[str, str]]:
    """The names merged and kept, of letters that those names sign in one post."""
    merges = find_person_merges([signed(n, name) for n, name in enumerate(names)], [], set())
    return {(m.merged, m.kept) for m in merges}


@pytest.mark.parametrize(
    ("merged", "kept"),
    [
        ("Q. Voorbeeld", "Q.R. Voorbeeld"),
        ("drs. Q. Voorbeeld", "Q.R. Voorbeeld"),
        ("Quinten Voorbeeld", "Q.R. Voorbeeld"),
        ("Q. van der Voorbeeld", "Q.Th. van der Voorbeeld"),
    ],
)
def test_initials_that_agree_are_one_person(merged: str, kept: str) -> None:
    assert pairs(merged, kept) == pairs(kept, merged) == {(person(merged), person(kept))}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Q. Voorbeeld", "R. Voorbeeld"),
        ("Q.R. Voorbeeld", "Q.S. Voorbeeld"),
        ("Q. Voorbeeld", "Q. Voorbeelden"),
        ("Q. van Voorbeeld", "Q. Voorbeeld"),
        ("Quinten Voorbeeld", "Rosa Voorbeeld"),
        ("Voorbeeld", "Q. Voorbeeld"),
    ],
)
def test_other_initials_and_surnames_are_two(one: str, other: str) -> None:
    assert pairs(one, other) == set()


def test_another_post_is_another_person() -> None:
    letters = [signed(1, "Q. Voorbeeld"), signed(2, "Q.R. Voorbeeld", FOREIGN)]
    assert find_person_merges(letters, [], set()) == []


def test_one_who_may_be_either_of_two_is_neither() -> None:
    assert pairs("Q. Voorbeeld", "Q.R. Voorbeeld", "Q.S. Voorbeeld") == set()


def test_what_people_wrote_is_kept_and_its_tenures_count() -> None:
    tenure = f"{ID}tenure/x"
    written = {named("Quinten Voorbeeld"), link(tenure, "holder", person("Quinten Voorbeeld"))}
    written.add(link(tenure, "post", DEFENCE))
    (merge,) = find_person_merges([signed(1, "Q.R. Voorbeeld")], [written], set())
    assert (merge.merged, merge.kept) == (person("Q.R. Voorbeeld"), person("Quinten Voorbeeld"))
    assert "verzonnen-defensie" in merge.reasons["nl"]
    assert merge.source.endswith("kst-90032-1.html")
    apart = {frozenset({merge.merged, merge.kept})}
    assert find_person_merges([signed(1, "Q.R. Voorbeeld")], [written], apart) == []
