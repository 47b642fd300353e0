"""Two addresses of one thing made one: what letters then say, and the record of it."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import Literal, NamedNode, Triple

from nato_kg.graph.curated import LetterGraph
from nato_kg.graph.triples import link
from nato_kg.links.merging import Merge, apply_merges, resolve_merges, write_merges
from nato_kg.namespaces import ID, RDFS_LABEL, SKOS_ALT_LABEL, nkg
from nato_kg.terms import value_of

COUNCIL = "nato-defence-ministers"


def meeting(day: str) -> str:
    return f"{ID}meeting/{COUNCIL}-{day}"


def test_a_letter_speaks_of_the_gathering_that_is_kept_and_others_stay_as_they_are() -> None:
    old, kept = NamedNode(meeting("2031-06-29")), NamedNode(meeting("2031-06-28"))
    item = NamedNode(f"{ID}kst-90030-1/item")
    said = frozenset(
        {
            Triple(old, NamedNode(nkg("id")), Literal(f"{COUNCIL}-2031-06-29")),
            Triple(old, NamedNode(nkg("place")), NamedNode(f"{ID}place/brussels")),
            Triple(item, NamedNode(nkg("gathering")), old),
        }
    )
    speaking = LetterGraph("kst-90030-1", True, said, Path("a"))
    other = LetterGraph("kst-90030-2", True, frozenset(), Path("b"))
    changed, unchanged = apply_merges([speaking, other], [Merge(kept.value, old.value, {"en": "x"}, "https://x")])
    assert changed.triples == {
        Triple(kept, NamedNode(nkg("id")), Literal(f"{COUNCIL}-2031-06-28")),
        Triple(kept, NamedNode(nkg("place")), NamedNode(f"{ID}place/brussels")),
        Triple(item, NamedNode(nkg("gathering")), kept),
    }
    assert unchanged == other


def test_a_merge_is_recorded_with_its_reason_and_letter() -> None:
    triples = write_merges([Merge(meeting("2031-06-28"), meeting("2031-06-29"), {"nl": "omdat"}, "https://x")])
    said = {(t.predicate.value.rsplit("#", 1)[-1], value_of(t.object)) for t in triples}
    assert ("mergedId", f"{COUNCIL}-2031-06-29") in said
    assert ("identifies", meeting("2031-06-28")) in said
    assert ("source", "https://x") in said
    assert ("reason", "omdat") in said


def test_the_names_of_what_is_merged_are_further_names() -> None:
    kept, merged = NamedNode(f"{ID}person/p.q.-voorbeeld"), NamedNode(f"{ID}person/p.-voorbeeld")
    label = NamedNode(RDFS_LABEL)
    said = frozenset(
        {
            Triple(kept, label, Literal("P.Q. Voorbeeld", language="nl")),
            Triple(merged, label, Literal("P. Voorbeeld", language="nl")),
            Triple(merged, label, Literal("P.Q. Voorbeeld", language="en")),
            link(merged.value, "unverifiedField", nkg("kind")),
        }
    )
    (changed,) = apply_merges(
        [LetterGraph("kst-90030-1", True, said, Path("a"))], [Merge(kept.value, merged.value, {}, "https://x")]
    )
    assert changed.triples == {
        Triple(kept, label, Literal("P.Q. Voorbeeld", language="nl")),
        Triple(kept, NamedNode(SKOS_ALT_LABEL), Literal("P. Voorbeeld", language="nl")),
    }


def test_what_was_merged_into_a_thing_that_is_merged_follows_it() -> None:
    pairs = [("b", "c"), ("a", "b"), ("c", "a"), ("d", "b")]
    found = resolve_merges(Merge(kept, merged, {}, "") for kept, merged in pairs)
    assert {(m.kept, m.merged) for m in found} == {("a", "c"), ("a", "b")}
