"""Curated data that cannot be meant is refused, with file, line and what to do."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from nato_kg import resources
from nato_kg.errors import DataError
from nato_kg.graph.check import check_defined_once, check_one_kind, check_references, check_terms
from nato_kg.namespaces import CODE, ID, NKG, RDFS
from nato_kg.turtle import TurtleFile, read_ontology, read_turtle
from nato_kg.vocabulary import Vocabulary

PREFIXES = (
    f"@prefix nkg: <{NKG}> . @prefix rdfs: <{RDFS}> . @prefix state: <{ID}state/> . @prefix date: <{ID}date/> . "
    f"@prefix here: <{ID}kst-1/> . @prefix role: <{CODE}role/> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"
)

Read = Callable[..., TurtleFile]


@cache
def vocabulary() -> Vocabulary:
    return Vocabulary(read_ontology(resources.path("ontology").glob("*.ttl")))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a file and read it."""

    def _read(text: str, name: str = "data.ttl") -> TurtleFile:
        path = tmp_path / name
        path.write_text(PREFIXES + text, encoding="utf-8")
        return read_turtle(path)

    return _read


def refusal(check: Callable[[], None]) -> str:
    with pytest.raises(DataError) as caught:
        check()
    assert caught.value.path is not None
    return str(caught.value).replace(f"{caught.value.path.parent}/", "")


# ---------------------------------------------------------------- terms


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("state:a nkg:acronim 'A' .", "unknown term acronim (data.ttl:3); did you mean acronym?"),
        ("state:a a nkg:Sate .", "unknown term Sate (data.ttl:3); did you mean State?"),
        ("here:a nkg:role role:gest .", "unknown term gest (data.ttl:3); did you mean guest?"),
        ("here:a nkg:role role:qqqqqqqqq .", "unknown term qqqqqqqqq (data.ttl:3); use a term that ontology/ defines"),
        ("here:a nkg:unverifiedField nkg:strat .", "unknown term strat (data.ttl:3); did you mean start?"),
        ("nkg:memberOff rdfs:label 'x'@en .", "unknown term memberOff (data.ttl:3); did you mean memberOf?"),
        ("here:a nkg:zzzzzzzzzz 'x' .", "unknown term zzzzzzzzzz (data.ttl:3); use a term that ontology/ defines"),
        (f"here:a nkg:about <{NKG[:-9]}/idd/x> .", "unknown term x (data.ttl:3); "),
        ("here:a nkg:Decision state:a .", "no property: Decision (data.ttl:3); use a term that ontology/ defines"),
        ("here:a a nkg:decidedBy .", "no kind of ours: decidedBy (data.ttl:3); use a term that ontology/ defines"),
        ("here:a a foaf:Person .", "no kind of ours: Person (data.ttl:3); did you mean Person?"),
        ("here:a a 'State' .", "no kind of ours: State"),
        ("here:a a role:guest .", "no kind of ours: guest (data.ttl:3); use a term that ontology/ defines"),
    ],
)
def test_an_unknown_term_is_refused_with_the_nearest_one(read: Read, text: str, message: str) -> None:
    file = read(f"state:b a nkg:State .\n{text}\n")
    assert refusal(lambda: check_terms(file, vocabulary())).startswith(message)


def test_known_terms_and_those_of_others_pass(read: Read) -> None:
    text = "state:a a nkg:State ; rdfs:label 'A'@en ; nkg:acronym 'A' ; foaf:nick 'a' ; nkg:unverifiedField nkg:kind ."
    check_terms(read(text), vocabulary())


# ---------------------------------------------------------------- definitions


def test_an_id_defined_in_two_files_names_both_places(read: Read) -> None:
    files = [
        read("state:a a nkg:State .\n", "one.ttl"),
        read("state:b a nkg:State .\nstate:a a nkg:State .\n", "two.ttl"),
    ]
    assert refusal(lambda: check_defined_once(files)) == (
        "a is defined twice, first at one.ttl:2 (two.ttl:3); remove one of the two or give it another id"
    )


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("state:a a nkg:State .\n\nstate:a a nkg:State .\n", ("2", "4")),
        ("state:a a nkg:State .\nstate:a rdfs:label 'A'@en ;\n    a nkg:State .\n", ("2", "2")),
        (f"state:a a nkg:State .\n<{ID}state/a> a nkg:State .\n", ("2", "3")),
        ("state:a\n    a nkg:State .\nstate:a a nkg:State .\n", ("4", "2")),
    ],
    ids=["twice", "not at the line's beginning", "in full", "over two lines"],
)
def test_an_id_defined_twice_in_one_file(read: Read, text: str, places: tuple[str, str]) -> None:
    file = read(text)
    message = refusal(lambda: check_defined_once([file]))
    assert message.startswith(f"a is defined twice, first at data.ttl:{places[0]} (data.ttl:{places[1]}); ")


def test_speaking_of_a_thing_again_is_no_definition(read: Read) -> None:
    check_defined_once([read("state:a a nkg:State .\nstate:a rdfs:label 'A'@en .\n"), read("state:b a nkg:State .\n")])


def test_two_kinds_are_refused(read: Read) -> None:
    file = read("state:b a nkg:State .\nstate:a a nkg:State, nkg:Agent .\n")
    assert refusal(lambda: check_one_kind(file)) == (
        "a has two kinds, Agent and State (data.ttl:3); write only the most specific one"
    )


# ---------------------------------------------------------------- references


def test_a_thing_that_is_defined_nowhere_is_refused_with_the_nearest(read: Read) -> None:
    files = [
        read("state:netherlands a nkg:State .\n", "one.ttl"),
        read("here:a a nkg:Position ; nkg:about state:nederlands .\n", "two.ttl"),
    ]
    assert refusal(lambda: check_references(files)) == (
        "state/nederlands is used but defined nowhere (two.ttl:2); did you mean state/netherlands?"
    )


def test_facts_on_a_thing_that_is_defined_nowhere_are_refused(read: Read) -> None:
    file = read("state:netherlands a nkg:State .\nstate:qqq rdfs:label 'Q'@en .\n")
    assert refusal(lambda: check_references([file])) == (
        "state/qqq is used but defined nowhere (data.ttl:3); define it, or mend its name"
    )


def test_things_may_be_defined_in_another_file_and_periods_nowhere(read: Read) -> None:
    check_references(
        [
            read("here:a a nkg:Mandate ; nkg:start date:2022-10 .\n"),
            read("here:b a nkg:Position ; nkg:about here:a .\n", "two.ttl"),
        ]
    )


@pytest.mark.parametrize("slug", ["2022-13", "2022-10-32", "2022-00", "22-10", "2022-10-12--2022-10-11", "soon"])
def test_a_wrong_period_is_refused_with_the_right_forms(read: Read, slug: str) -> None:
    file = read(f"here:a a nkg:Mandate .\nhere:a nkg:start date:{slug} .\n")
    assert refusal(lambda: check_references([file])) == (
        f"'{slug}' is not a period (data.ttl:3); "
        "write 2023, 2023-10, 2023-10-05, 2023-01-01--2023-04-30 or 2022-10-12--open"
    )
