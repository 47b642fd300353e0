"""All letters of a build joined: what people wrote stays as it is, and building twice gives the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
from archive import parse_letters, read_archive, story
from pyoxigraph import Triple

from nato_kg.graph.curated import CuratedData
from nato_kg.judgements import Judgement
from nato_kg.links.joining import join_letters
from nato_kg.namespaces import JOINED_GRAPH, JUDGEMENTS_GRAPH, nkg
from nato_kg.terms import value_of

MEETINGS = parse_letters("""
90030-1 2031-05-10
De bijeenkomst van de NAVO-ministers van Defensie vindt plaats op 12 en 13 juni 2031 in Brussel.

90030-2 2031-05-20
De bijeenkomst van de NAVO-ministers van Defensie vindt plaats van 11 tot en met 13 juni 2031 in Brussel.
""")
FIRST, OTHER = "meeting/nato-defence-ministers-2031-06-11", "meeting/nato-defence-ministers-2031-06-12"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> CuratedData:
    return read_archive(tmp_path_factory.mktemp("joining"), (*story("90010", "90013"), *MEETINGS))


def meetings(data: CuratedData) -> set[str]:
    """The gatherings that the letters of dossier 90 030 name."""
    triples = [t for letter in data.letters if letter.letter_id.startswith("kst-90030") for t in letter.triples]
    named = {value_of(term) for t in triples for term in (t.subject, t.object)}
    return {iri.removeprefix("https://w3id.org/nato-kg/id/") for iri in named if "/meeting/" in iri}


def with_property(triples: frozenset[Triple], name: str) -> list[str]:
    return sorted(value_of(t.object) for t in triples if t.predicate.value == nkg(name))


def test_letters_that_name_one_gathering_by_other_days_speak_of_one(data: CuratedData) -> None:
    joined = join_letters(data)
    assert meetings(data) == {FIRST, OTHER}
    assert meetings(joined) == {FIRST}
    assert with_property(joined.joined, "mergedId") == [OTHER.removeprefix("meeting/")]
    assert "the same body; 2031-06-12/2031-06-13 overlaps 2031-06-11/2031-06-13" in with_property(
        joined.joined, "reason"
    )


def test_a_judgement_keeps_them_apart_and_undoing_it_brings_them_together(data: CuratedData) -> None:
    apart = Judgement(FIRST, OTHER, "no", "an", "2033-01-01T10:00:00Z")
    undone = Judgement(FIRST, OTHER, "undo", "an", "2033-01-02T10:00:00Z")
    assert meetings(join_letters(data, [apart])) == {FIRST, OTHER}
    assert meetings(join_letters(data, [apart, undone])) == {FIRST}


def test_what_people_wrote_is_not_changed(data: CuratedData) -> None:
    joined = join_letters(data)
    for before, after in zip(data.letters, joined.letters, strict=True):
        if not before.passages:
            assert before == after
    assert (joined.reference, joined.ontology) == (data.reference, data.ontology)


def test_joining_what_was_joined_finds_the_same_links(data: CuratedData) -> None:
    def links(joined: CuratedData) -> set[Triple]:
        return {t for t in joined.joined if "/identification/" not in value_of(t.subject)}

    once = join_letters(data)
    assert links(join_letters(once)) == links(once)


def test_the_order_of_letters_changes_nothing(data: CuratedData) -> None:
    backwards = join_letters(replace(data, letters=data.letters[::-1]))
    assert backwards.joined == join_letters(data).joined


def test_what_joining_adds_stands_in_graphs_of_its_own(data: CuratedData) -> None:
    joined = join_letters(data)
    assert joined.graphs[JOINED_GRAPH] == joined.joined
    assert JUDGEMENTS_GRAPH not in joined.graphs
    assert {name for name in joined.graphs if name not in data.graphs} == {JOINED_GRAPH}
