"""Curated files to named graphs: which graph, which letter, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from nato_kg import resources
from nato_kg.build import Sources
from nato_kg.errors import DataError
from nato_kg.graph.curated import CuratedData, load_curated
from nato_kg.namespaces import CODE, GRAPH, ID, NKG, ONTOLOGY_GRAPH, REFERENCE_GRAPH, XSD

PREFIXES = (
    f"@prefix nkg: <{NKG}> . @prefix letter: <{ID}letter/> . @prefix state: <{ID}state/> . @prefix xsd: <{XSD}> . "
    f"@prefix here: <{ID}kst-1/> . @prefix coverage: <{CODE}coverage/> .\n"
)
WHOLE = "letter:kst-1 a nkg:Letter ; nkg:coverage coverage:complete .\n"


def load(folder: Path, **letters: str) -> CuratedData:
    reference = folder / "reference"
    reference.mkdir(exist_ok=True)
    (reference / "states.ttl").write_text(f"{PREFIXES}state:finland a nkg:State .\n", encoding="utf-8")
    paths = []
    for name, text in letters.items():
        paths.append(folder / f"{name}.ttl")
        paths[-1].write_text(PREFIXES + text, encoding="utf-8")
    return load_curated(resources.path("ontology"), reference, paths)


def refusal(folder: Path, **letters: str) -> str:
    with pytest.raises(DataError) as caught:
        load(folder, **letters)
    return str(caught.value).replace(f"{folder}/", "")


def test_a_whole_letter_and_partial_facts_have_graphs_apart(tmp_path: Path) -> None:
    partial = "letter:kst-2 a nkg:Letter ; nkg:coverage coverage:partial .\n"
    data = load(tmp_path, whole=WHOLE, part=partial)
    assert set(data.graphs) == {ONTOLOGY_GRAPH, REFERENCE_GRAPH, f"{GRAPH}kst-1", f"{GRAPH}curated/kst-2"}
    assert {letter.letter_id: letter.complete for letter in data.letters} == {"kst-1": True, "kst-2": False}


def test_the_order_of_the_files_does_not_matter() -> None:
    sources = Sources.shipped()
    one = load_curated(sources.ontology, sources.reference, sources.letters)
    other = load_curated(sources.ontology, sources.reference, reversed(sources.letters))
    assert one.graphs == other.graphs
    assert [letter.letter_id for letter in one.letters] == [letter.letter_id for letter in other.letters]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "letter:kst-1 a nkg:Letter .\n",
            "0 statements of nkg:coverage instead of one (a.ttl); state coverage:complete or",
        ),
        (
            "letter:kst-1 a nkg:Letter ;\n    nkg:coverage coverage:complete, coverage:partial .\n",
            "2 statements of nkg:coverage instead of one (a.ttl:3); state coverage:complete or",
        ),
        (
            WHOLE + "letter:kst-2 a nkg:Letter ; nkg:coverage coverage:partial .\n",
            "2 statements of nkg:coverage instead of one (a.ttl:2); state coverage:complete or",
        ),
        (
            "letter:kst-1 a nkg:Letter ; nkg:coverage coverage:whole .\n",
            "unknown term whole (a.ttl:2); did you mean",
        ),
    ],
    ids=["missing", "two of one letter", "two letters", "unknown"],
)
def test_a_letter_says_once_what_its_file_covers(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(tmp_path, a=text).startswith(message)


def test_two_files_on_one_letter_do_not_replace_each_other(tmp_path: Path) -> None:
    assert refusal(tmp_path, a=WHOLE, b=WHOLE).startswith("kst-1 is defined twice, first at a.ttl:2 (b.ttl:2); ")
    again = "letter:kst-1 nkg:coverage coverage:complete .\n"
    assert refusal(tmp_path, a=WHOLE, b=again) == (
        "kst-1 is covered twice, first in a.ttl (b.ttl); write what a letter says in one file"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("here:a a nkg:Decison .\n", "unknown term Decison (a.ttl:3); did you mean Decision?"),
        ("here:a a nkg:Decision, nkg:Record .\n", "a has two kinds, Decision and Record (a.ttl:3); "),
        ("state:finland a nkg:State .\n", "finland is defined twice, first at reference/states.ttl:2 (a.ttl:3); "),
        (
            "here:a a nkg:Decision ; nkg:decidedBy state:finlnd .\n",
            "state/finlnd is used but defined nowhere (a.ttl:3); ",
        ),
        ("here:a a nkg:Decision ; nkg:decidedBy [ a nkg:State ] .\n", f"{ID}kst-1/a has a blank node (a.ttl:3); "),
        ("here:a a nkg:Decision\n", "no valid Turtle: "),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(tmp_path, a=WHOLE + text).startswith(message)


def test_everything_that_is_defined_has_its_id_and_kind() -> None:
    sources = Sources.shipped()
    data = load_curated(sources.ontology, sources.reference, sources.letters)
    for letter in data.letters:
        described = {t.subject for t in letter.triples if t.predicate.value == f"{NKG}kind"}
        assert described
        assert described == {t.subject for t in letter.triples if t.predicate.value == f"{NKG}id"}
