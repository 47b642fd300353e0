"""What the build writes: id, kind, letter, origin, day, and the days of periods; and nothing else."""

from __future__ import annotations

from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from nato_kg import resources
from nato_kg.errors import UsageError
from nato_kg.graph.complete import complete, kinds
from nato_kg.namespaces import CODE, ID, NKG, RDF_TYPE, XSD, nkg
from nato_kg.turtle import read_ontology
from nato_kg.vocabulary import Vocabulary

PREFIXES = (
    f"@prefix nkg: <{NKG}> . @prefix here: <{ID}kst-1/> . @prefix letter: <{ID}letter/> . @prefix date: <{ID}date/> . "
    f"@prefix state: <{ID}state/> . @prefix xsd: <{XSD}> . @prefix membership: <{ID}membership/> . "
    f"@prefix origin: <{CODE}origin/> . @prefix precision: <{CODE}precision/> . @prefix mandate: <{ID}mandate/> .\n"
)
LETTER = 'letter:kst-1 a nkg:Letter ; nkg:issued "2031-03-14"^^xsd:date .\n'


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary(read_ontology(resources.path("ontology").glob("*.ttl")))


def read(turtle: str) -> frozenset[Triple]:
    return frozenset(quad.triple for quad in parse(PREFIXES + turtle, RdfFormat.TURTLE))


def added(turtle: str, letter_id: str | None = "kst-1") -> frozenset[Triple]:
    given = read(turtle)
    completed = complete(given, vocabulary(), letter_id)
    assert completed >= given
    return completed - given


def about(triples: frozenset[Triple], thing: str) -> frozenset[Triple]:
    return frozenset(t for t in triples if t.subject == NamedNode(ID + thing))


def test_a_thing_gets_its_id_and_kind() -> None:
    assert added("state:finland a nkg:State .", None) == read("state:finland nkg:id 'finland' ; nkg:kind nkg:State .")


def test_the_letter_itself_is_a_thing_not_a_record() -> None:
    assert added(LETTER) == read("letter:kst-1 nkg:id 'kst-1' ; nkg:kind nkg:Letter .")


def test_a_record_gets_letter_origin_and_the_day_of_the_letter() -> None:
    found = about(added(LETTER + "here:dec a nkg:Decision ."), "kst-1/dec")
    assert found == read(
        "here:dec nkg:id 'dec' ; nkg:kind nkg:Decision ; nkg:origin origin:curated ; nkg:statedIn letter:kst-1 ; "
        'nkg:knownFrom "2031-03-14"^^xsd:date .'
    )


def test_a_change_counts_from_its_own_day() -> None:
    found = added(LETTER + 'here:s a nkg:StatusChange ; nkg:on "2031-05-02"^^xsd:date .')
    assert read('here:s nkg:knownFrom "2031-05-02"^^xsd:date .') <= found
    assert not read('here:s nkg:knownFrom "2031-03-14"^^xsd:date .') <= found


def test_evidence_is_no_record() -> None:
    assert about(added(LETTER + "here:e1 a nkg:Evidence ."), "kst-1/e1") == read(
        "here:e1 nkg:id 'e1' ; nkg:kind nkg:Evidence ."
    )


def test_a_shared_record_in_a_letter_is_stated_by_no_letter_alone() -> None:
    found = about(added(LETTER + "mandate:m a nkg:Mandate ."), "mandate/m")
    assert nkg("statedIn") not in {t.predicate.value for t in found}
    assert nkg("origin") in {t.predicate.value for t in found}


def test_a_record_of_the_reference_data_has_no_letter_and_no_day() -> None:
    assert added("membership:m a nkg:Membership .", None) == read(
        "membership:m nkg:id 'm' ; nkg:kind nkg:Membership ; nkg:origin origin:curated ."
    )


def test_a_status_change_of_the_reference_data_counts_from_its_day() -> None:
    found = added('here:s a nkg:StatusChange ; nkg:on "2022-11-02"^^xsd:date .', None)
    assert read('here:s nkg:knownFrom "2022-11-02"^^xsd:date .') <= found


def test_a_letter_with_two_days_gives_the_same_in_every_build() -> None:
    turtle = LETTER + 'letter:kst-1 nkg:issued "2030-01-01"^^xsd:date . here:dec a nkg:Decision .'
    days = {t.object for t in added(turtle) if t.predicate.value == nkg("knownFrom")}
    assert days == {Literal("2030-01-01", datatype=NamedNode(f"{XSD}date"))}


@pytest.mark.parametrize(
    ("slug", "facts"),
    [
        (
            "2022-10-12",
            "nkg:earliest '2022-10-12'^^xsd:date ; nkg:latest '2022-10-12'^^xsd:date ; nkg:precision precision:day",
        ),
        (
            "2024-02",
            "nkg:earliest '2024-02-01'^^xsd:date ; nkg:latest '2024-02-29'^^xsd:date ; nkg:precision precision:month",
        ),
        (
            "2023",
            "nkg:earliest '2023-01-01'^^xsd:date ; nkg:latest '2023-12-31'^^xsd:date ; nkg:precision precision:year",
        ),
        ("2022-10-12--open", "nkg:earliest '2022-10-12'^^xsd:date ; nkg:precision precision:range"),
        ("open--2022", "nkg:latest '2022-12-31'^^xsd:date ; nkg:precision precision:range"),
    ],
)
def test_a_period_that_is_used_gets_its_days(slug: str, facts: str) -> None:
    edtf = slug.replace("--", "/").replace("open", "..")
    found = about(added(f"state:a nkg:start date:{slug} .", None), f"date/{slug}")
    assert found == read(
        f"date:{slug} a nkg:Period ; nkg:kind nkg:Period ; nkg:id '{slug}' ; nkg:edtf '{edtf}' ; {facts} ."
    )


def test_a_wrong_period_is_refused() -> None:
    with pytest.raises(UsageError, match="'2022-13' is not a period"):
        added("state:a nkg:start date:2022-13 .", None)


def test_kinds_are_what_is_asserted() -> None:
    assert kinds(read("state:a a nkg:State ; nkg:start date:2022 .")) == {f"{ID}state/a": nkg("State")}
    assert RDF_TYPE not in kinds(read("state:a nkg:id 'a' ."))
