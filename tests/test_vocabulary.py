"""Questions to the ontology."""

from __future__ import annotations

import pytest
from pyoxigraph import RdfFormat, parse

from nato_kg import resources
from nato_kg.namespaces import NKG, OWL, RDFS, SKOS, code, nkg
from nato_kg.turtle import read_ontology
from nato_kg.vocabulary import Vocabulary

PREFIXES = f"@prefix nkg: <{NKG}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> . @prefix skos: <{SKOS}> .\n"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(read_ontology(resources.path("ontology").glob("*.ttl")))


def small(turtle: str) -> Vocabulary:
    return Vocabulary(quad.triple for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE))


def test_terms_are_sorted_by_what_they_are(vocabulary: Vocabulary) -> None:
    assert nkg("Letter") in vocabulary.classes
    assert nkg("partOf") in vocabulary.object_properties
    assert nkg("acronym") in vocabulary.datatype_properties
    assert nkg("gloss") in vocabulary.annotation_properties
    assert code("role", "guest") in vocabulary.codes
    assert vocabulary.classes.isdisjoint(vocabulary.properties)


def test_terms_of_others_are_not_ours(vocabulary: Vocabulary) -> None:
    assert all(term.startswith(NKG) for term in vocabulary.classes | vocabulary.properties)
    assert not vocabulary.defines("http://www.w3.org/ns/org#Membership")


@pytest.mark.parametrize(
    ("iri", "defined"),
    [
        (nkg("Letter"), True),
        (nkg("letter"), False),
        (code("role", "guest"), True),
        (code("role", "host"), False),
        (nkg("Period"), True),
    ],
)
def test_defines(vocabulary: Vocabulary, iri: str, defined: bool) -> None:
    assert vocabulary.defines(iri) is defined


@pytest.mark.parametrize(
    ("iri", "near"),
    [
        (nkg("Comitment"), nkg("Commitment")),
        (nkg("committedby"), nkg("committedBy")),
        (code("decision-status", "anounced"), code("decision-status", "announced")),
        (code("stances", "urges"), code("stance", "urges")),
        (nkg("zzzzzzzz"), None),
    ],
)
def test_nearest(vocabulary: Vocabulary, iri: str, near: str | None) -> None:
    assert vocabulary.nearest(iri) == near


def test_labels_fall_back_to_english_then_to_any_then_to_the_name(vocabulary: Vocabulary) -> None:
    assert vocabulary.label(nkg("Commitment"), "nl") == "toezegging"
    assert vocabulary.label(nkg("Commitment")) == "commitment"
    assert vocabulary.label(nkg("Commitment"), "fr") == "commitment"
    assert vocabulary.label(code("commitment-status", "fulfilled"), "nl") == "voldaan"
    assert vocabulary.label(nkg("Unknown")) == "Unknown"
    assert small("nkg:A rdfs:label 'ding'@nl, 'chose'@fr .").label(nkg("A")) == "chose"


def test_kinds_above_and_below(vocabulary: Vocabulary) -> None:
    assert vocabulary.superclasses(nkg("WorkingSession")) >= {
        nkg(name) for name in ("WorkingSession", "Session", "Gathering", "Occurrence", "Enduring")
    }
    assert vocabulary.subclasses(nkg("Session")) == {nkg(name) for name in ("Session", "WorkingSession", "Dinner")}
    assert vocabulary.is_a(nkg("Fulfilment"), nkg("Record"))
    assert not vocabulary.is_a(nkg("Record"), nkg("Fulfilment"))
    assert vocabulary.superclasses(nkg("Unknown")) == {nkg("Unknown")}


def test_properties_above(vocabulary: Vocabulary) -> None:
    assert vocabulary.superproperties(nkg("concernsMission")) == {nkg("concernsMission"), nkg("concerns")}


def test_kinds_that_stand_above_each_other_end() -> None:
    round_about = small("nkg:A rdfs:subClassOf nkg:B . nkg:B rdfs:subClassOf nkg:A, nkg:C .")
    assert round_about.superclasses(nkg("A")) == {nkg("A"), nkg("B"), nkg("C")}


def test_domain_and_range(vocabulary: Vocabulary) -> None:
    assert vocabulary.domain(nkg("committedTo")) == {nkg("Commitment")}
    assert vocabulary.range(nkg("committedTo")) == {nkg("Parliament")}
    assert vocabulary.range(nkg("earliest")) == frozenset()


def test_the_inverse_is_found_from_either_side(vocabulary: Vocabulary) -> None:
    assert vocabulary.inverse(nkg("fulfils")) == nkg("fulfilledBy")
    assert vocabulary.inverse(nkg("fulfilledBy")) == nkg("fulfils")
    assert vocabulary.inverse(nkg("committedTo")) is None


def test_asking_for_what_is_not_there_adds_nothing(vocabulary: Vocabulary) -> None:
    before = len(vocabulary.codes | vocabulary.classes | vocabulary.properties)
    vocabulary.range(nkg("nothing"))
    vocabulary.inverse(nkg("nothing"))
    again = Vocabulary(read_ontology(resources.path("ontology").glob("*.ttl")))
    assert len(again.codes | again.classes | again.properties) == before
    assert not vocabulary.defines(nkg("nothing"))
